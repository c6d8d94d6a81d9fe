"""Persons, organisations, states: what all articles together tell of each kind."""
