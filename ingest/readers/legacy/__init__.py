"""Readers of old formats, and of formats that only one program writes."""
