"""Chunks and their vectors are kept, searched, checked and repaired."""
