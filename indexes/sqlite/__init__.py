"""The tables in SQLite: schema, migrations, salvage, full text."""
