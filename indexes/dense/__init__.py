"""Finds the nearest chunks by vector, with FAISS."""
