"""Stores conversations on disk."""
