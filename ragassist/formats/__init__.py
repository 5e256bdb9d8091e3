"""Formats for other programs: the JSON of the command line, transcripts, and JSONL."""
