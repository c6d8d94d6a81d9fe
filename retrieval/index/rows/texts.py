"""A content as it is stored: the article's text, how its file was encoded, and what the file gave beside it."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from retrieval.index.rows.seals import sealed
from retrieval.types import Given


class Text(NamedTuple):
    text: str
    encoding: str
    given: Given


def text_of(row: Any) -> Text | None:
    """The text of a row of `tables.texts`; `None` where it does not fit its seal."""
    if sealed(row.digest, row.text, row.encoding, row.given) != row.seal:
        return None
    return Text(row.text, row.encoding, Given.load(json.loads(row.given)))
