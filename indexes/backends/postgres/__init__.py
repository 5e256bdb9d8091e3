"""Stores a team's library on a PostgreSQL server with pgvector, to which many machines write at the same time."""
