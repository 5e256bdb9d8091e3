"""The storage of a library: a folder on this machine, or a PostgreSQL server."""
