"""What is written in a message: text, rich text, and elements that can be used."""
