"""The charset of a text file."""
