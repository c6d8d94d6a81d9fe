"""Whom the edges ask: desks that answer out of a folder of articles."""
