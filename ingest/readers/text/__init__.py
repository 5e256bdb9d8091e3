"""Readers of text files: plain, code, markup, tables, JSON, subtitles."""
