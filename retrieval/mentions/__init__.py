"""Names and offices as they stand in the text."""
