"""Statements, entities and their links as rows: writing what was merged, changing what a change touches, asking."""
