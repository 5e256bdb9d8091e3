"""Turns a query into ranked hits: fusion, reranking, deduplication, probability."""
