"""Digests of this room's own files: what was made by other code is made again, and nobody has to raise a number."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files


@cache
def digest(*patterns: str) -> str:
    """SHA-256 over names and contents of the files of `retrieval` that match, such as `attribution/*.py`, in order."""
    room = files("retrieval")
    made = hashlib.sha256()
    for pattern in patterns:
        folder, _, name = pattern.rpartition("/")
        place = room.joinpath(folder) if folder else room
        ending = name.removeprefix("*")
        for file in sorted(place.iterdir(), key=lambda each: each.name):
            if file.name.endswith(ending) if name.startswith("*") else file.name == name:
                made.update(f"{folder}/{file.name}\0".encode() + file.read_bytes())
    return made.hexdigest()
