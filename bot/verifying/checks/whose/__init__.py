"""Whose words a quote is."""
