"""The control API; `api` answers, the other files are its calls by what they are about."""
