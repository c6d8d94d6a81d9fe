"""The index of a folder of articles: database, vectors, bringing it up to date."""
