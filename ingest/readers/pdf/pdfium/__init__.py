"""Reads PDF by PDFium: the characters of a page, their positions, and whether they are visible."""
