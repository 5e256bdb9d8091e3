"""Reads the parts of OpenDocument files: text, tables, lists, forms and styles."""
