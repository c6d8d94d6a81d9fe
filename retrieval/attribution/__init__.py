"""Who says what in an article. Start at `reading`; the README says how the files hang together."""
