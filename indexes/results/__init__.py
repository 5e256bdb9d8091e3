"""Stores results that were made from a document's content, until that content leaves the library."""
