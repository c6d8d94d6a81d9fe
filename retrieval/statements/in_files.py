"""Back from the text that is read to the files: the spans of everything that a ledger keeps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from retrieval.entities.actors import Registry
from retrieval.entities.kinds.states import place as place_of
from retrieval.entities.packed.links import LinkedMention
from retrieval.layout.normal_form import NormalForm, normal_form
from retrieval.types import Actor, Article, Span, Statement

_PLACE = re.compile(r"(?P<source>.+):(?P<start>\d+)-(?P<end>\d+)")


def rows_in(files: Mapping[str, Article], rows: Iterable[Statement]) -> tuple[Statement, ...]:
    """The rows with spans of their files, and quotes that are slices of them."""
    return tuple(_row(files[row.source].text, row) for row in rows)


def _row(text: str, row: Statement) -> Statement:
    form = normal_form(text)
    if form.starts is None:
        return row
    quote = form.back(row.quote_span)
    # Whoever shows holder, cue and quote as one slice must not show what no reader of the page sees.
    parts = [span for span in (row.holder_span, row.cue_span, row.quote_span, row.sentence) if span is not None]
    whole = Span(min(span.start for span in parts), max(span.end for span in parts))
    seen = next((s for s in form.slices(whole, text) if s.start <= quote.start < s.end), quote)
    return replace(
        row,
        holder_span=_known(form, row.holder_span, seen),
        cue_span=_known(form, row.cue_span, seen),
        quote_span=quote,
        quote=quote.of(text),
        sentence=_within(form.back(row.sentence), seen),
    )


def _known(form: NormalForm, span: Span | None, seen: Span) -> Span | None:
    """None where nothing of the file was read as the span ("said" behind a turn's speaker), or nothing that is seen."""
    place = _within(form.back(span), seen) if span is not None else None
    return place if place is not None and place.start < place.end else None


def _within(span: Span, seen: Span) -> Span:
    return Span(max(span.start, seen.start), min(span.end, seen.end))


def registry_in(files: Mapping[str, Article], registry: Registry) -> Registry:
    """The registry with the places of its names in their files."""
    shown: dict[str, list[Span]] = defaultdict(list)  # by source, where aliases have their evidence
    for actor in registry.actors.values():
        for alias in actor.aliases:
            if place := _PLACE.fullmatch(alias.evidence):
                shown[place["source"]].append(Span(int(place["start"]), int(place["end"])))
    linked, differ = registry.linked.copy(), False
    moved: dict[str, str] = {}  # evidence as it was read → the same in its file
    for source, file in files.items():
        form = normal_form(file.text)
        if form.starts is None:
            continue
        before = registry.linked.get(source, ())
        seen = tuple(_linked_mention(form, file.text, one) for one in before)
        differ = differ or seen != before
        linked.put(source, seen)
        for span in shown.get(source, ()):
            moved[place_of(source, span)] = place_of(source, form.back(span))
    if not moved and not differ:
        return registry
    return replace(
        registry, actors={name: _actor(moved, actor) for name, actor in registry.actors.items()}, linked=linked
    )


def _linked_mention(form: NormalForm, text: str, seen: LinkedMention) -> LinkedMention:
    span = form.back(seen.span)
    return seen._replace(span=span, text=span.of(text))


def _actor(moved: Mapping[str, str], actor: Actor) -> Actor:
    if not any(alias.evidence in moved for alias in actor.aliases):
        return actor
    aliases = (replace(alias, evidence=moved.get(alias.evidence, alias.evidence)) for alias in actor.aliases)
    return replace(actor, aliases=tuple(aliases))
