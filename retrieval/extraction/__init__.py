"""Files of other kinds than plain text: what they say, as text, and what their metadata says of it."""
