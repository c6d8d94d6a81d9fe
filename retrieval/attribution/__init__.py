"""Who says what in an article. Start at `reading`; the README says how the files hang together."""

VERSION = "2026-11-22.4"  # of the rules and weights together: what was read by another version is read again
