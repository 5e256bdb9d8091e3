"""Readers of web pages and of formats that consist of them."""
