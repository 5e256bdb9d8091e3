"""A library on a PostgreSQL server with pgvector, for a team: many write to it at once, from any number of machines."""
