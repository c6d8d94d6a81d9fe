"""What the index keeps, in rows of the database."""
