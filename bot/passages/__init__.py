"""The articles' own words: where a quote stands, how far its paragraph and clause reach, which way they lean."""
