"""The settings: their schema, their file, and their closed sets of values."""
