"""Runs layers of a chat model on a GPU: finds GPUs, chooses the layers, and falls back to the processor after a failure."""
