"""Methods about messages."""
