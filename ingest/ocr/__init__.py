"""Reads the text of scanned pages."""
