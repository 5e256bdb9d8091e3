"""Readers of text files: plain text, code, markup, tables, JSON and subtitles."""
