"""Stores chunks and their vectors, searches them, checks them and repairs them."""
