"""Prints an answer on a terminal: the progress until it comes, its text and its sources."""
