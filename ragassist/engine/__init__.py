"""Runs the chat model by llama.cpp: loading, the token sequence, checkpoints, sampling, prompt lookup, and its process."""
