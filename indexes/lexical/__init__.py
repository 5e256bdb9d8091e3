"""Lexical search: terms, queries and BM25."""
