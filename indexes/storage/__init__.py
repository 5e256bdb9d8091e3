"""What a library stores in SQLite or PostgreSQL: documents, chunks, vectors; also filters and checks."""
