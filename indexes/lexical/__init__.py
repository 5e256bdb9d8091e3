"""Terms, queries and BM25."""
