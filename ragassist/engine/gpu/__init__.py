"""Layers of a chat model on a GPU: whether there is one, whether it pays, and how it is left when it fails."""
