"""Files as they come: text, boilerplate, sentences, passages, what an article says of itself."""
