"""Nearest chunks by vector, with FAISS."""
