"""The SQLite tables: schema, migrations, salvage, full text."""
