"""A question against the articles: recall and ranking."""
