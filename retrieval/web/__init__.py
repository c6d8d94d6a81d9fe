"""Articles from the web: fetched politely, from public addresses only, and saved into the articles folder."""
