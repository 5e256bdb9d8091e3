"""Readers of older binary formats, and of formats that only one program writes."""
