"""Claims, citations, abstention: what ties an answer to its sources."""
