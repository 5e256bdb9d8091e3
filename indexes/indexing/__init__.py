"""Finds changed documents, stores them and embeds them."""
