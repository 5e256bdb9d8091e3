"""Turns characters with positions into lines, and lines into paragraphs."""
