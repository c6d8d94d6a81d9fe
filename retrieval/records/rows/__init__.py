"""Statements and entities ↔ rows."""
