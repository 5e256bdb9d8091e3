"""Translates the words of a question into the languages of a library, for full-text search."""
