"""Measures how well a person's own library is searched."""
