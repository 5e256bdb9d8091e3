"""From a query to ranked hits: fusion, reranking, deduplication, probability."""
