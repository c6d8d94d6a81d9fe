"""Statements ↔ rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Select, select

from retrieval.database.tables import articles, statements
from retrieval.types import Act, Day, Details, Form, Polarity, Span, Statement

SELECT: Select[Any] = select(statements, articles.c.source).select_from(
    statements.join(articles, articles.c.number == statements.c.article)
)


def rows_of(
    article: int, found: Iterable[tuple[Statement, bool]], side: Callable[[str], str]
) -> list[dict[str, object]]:
    """The rows of an article's statements, in the order of the text; each comes with whether it counts."""
    rows: list[dict[str, object]] = []
    turn = 0
    for place, (one, counts) in enumerate(found):
        day = one.said or one.published
        rows.append(
            {
                "article": article,
                "place": place,
                "turn": turn if counts else None,
                "headline": one.headline,
                "holder": one.holder,
                "side": side(one.holder),
                "reporter": one.reporter,
                "issue": one.issue,
                "act": one.act.value,
                "polarity": one.polarity.value if one.polarity else None,
                "form": one.form.value,
                "hedge": one.hedge,
                "confidence": one.confidence,
                "day": day.iso if day else None,
                "said": json.dumps(one.said.dump()) if one.said else None,
                "quote": one.quote,
                **_ends("quote", one.quote_span),
                **_ends("holder", one.holder_span),
                **_ends("cue", one.cue_span),
                **_ends("sentence", one.sentence),
                "vector": None,
            }
        )
        turn += counts
    return rows


def statement_of(row: Any, details: Mapping[str, Details]) -> Statement:
    """The statement of a row of `SELECT`. `details` are those of the articles, by source."""
    return Statement(
        source=row.source,
        holder=row.holder,
        holder_span=_span(row.holder_start, row.holder_end),
        reporter=row.reporter,
        cue_span=_span(row.cue_start, row.cue_end),
        quote_span=Span(row.quote_start, row.quote_end),
        quote=row.quote,
        form=Form(row.form),
        act=Act(row.act),
        polarity=Polarity(row.polarity) if row.polarity else None,
        hedge=bool(row.hedge),
        issue=row.issue,
        said=Day.load(json.loads(row.said)) if row.said else None,
        published=details[row.source].published,
        headline=bool(row.headline),
        sentence=Span(row.sentence_start, row.sentence_end),
        confidence=row.confidence,
    )


def _ends(name: str, span: Span | None) -> dict[str, int | None]:
    return {f"{name}_start": span.start if span else None, f"{name}_end": span.end if span else None}


def _span(start: int | None, end: int | None) -> Span | None:
    return Span(start, end) if start is not None and end is not None else None
