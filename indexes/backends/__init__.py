"""What a library lies in: a folder of this machine or a PostgreSQL server."""
