"""What a library stores, on any tables: documents, chunks, vectors, filters, checks."""
