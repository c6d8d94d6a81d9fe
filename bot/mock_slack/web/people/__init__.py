"""Methods about people."""
