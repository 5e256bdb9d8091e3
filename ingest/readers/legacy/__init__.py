"""Readers of binary formats of old, and of formats that one program alone writes."""
