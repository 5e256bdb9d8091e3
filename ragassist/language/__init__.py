"""Detects the language of a text, and contains all data about each language."""
