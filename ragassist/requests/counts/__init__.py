"""Counts the documents that match what a request names."""
