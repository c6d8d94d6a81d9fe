"""The database that an index is kept in, SQLite by default or Postgres: its tables, and how they change."""
