"""Readers of web pages and of formats made of them."""
