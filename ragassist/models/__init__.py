"""Models: which ones are known, how they are fetched, and how they are stored on disk."""
