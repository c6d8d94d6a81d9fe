"""Quotations without a cue behind a sentence that tells what their speaker did.

    Health minister Jonas Field defended the board. “No board in the country has a harder task.”

Whoever the sentence before is about speaks: the subject of its main clause, if that is a name or "she". A paragraph
that is one quotation goes on with who was quoted in the paragraph before. No attribution touches a loose quotation, and
it ends its paragraph.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from retrieval.contents.quoted import trim_quote
from retrieval.grammar.noun_phrases import kind, phrase
from retrieval.grammar.quotations import Quotation
from retrieval.grammar.scene import Candidate, Scene
from retrieval.stance.performed import of_content
from retrieval.types import Act, Attribution, Form, Span

_FEW = 4  # words; a shorter quotation is a word that is quoted
_SPEAKERS = frozenset(("he", "she", "they"))


def with_loose_quotations(scene: Scene, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions of an article and those of its loose quotations, in the order of the text."""
    touched = [piece for row in found for piece in row.parts or (row.quote,)]
    rows: list[tuple[Attribution, int | None]] = [(row, number) for number, row in enumerate(found)]
    starts = [parse.span.start for parse in scene.parses]
    quoted = [(row.quote.end, row.holder) for row in found if row.form is Form.DIRECT and row.outer is None]
    for quote in scene.quotes:
        number = bisect_left(starts, quote.outer.start)
        if number == 0 or number >= len(starts) or starts[number] != quote.outer.start:
            continue
        if any(quote.inner.overlaps(piece) for piece in touched) or not _ends_paragraph(scene.text, quote):
            continue
        fresh = scene.fresh_line[number]
        holder = _quoted_before(scene, number, quoted) if fresh else _subject(scene, number - 1)
        content = trim_quote(scene.text, quote.inner)
        if holder is not None and len(content.of(scene.text).split()) >= _FEW:
            rows.append((_row(scene, number, content, holder), None))
            quoted.append((content.end, holder))
    rows.sort(key=lambda one: (one[0].quote.start, -one[0].quote.end))
    moved = {number: place for place, (_, number) in enumerate(rows) if number is not None}
    return tuple(replace(row, outer=moved[row.outer]) if row.outer is not None else row for row, _ in rows)


def _ends_paragraph(text: str, quote: Quotation) -> bool:
    end = text.find("\n", quote.outer.end)
    return not any(map(str.isalnum, text[quote.outer.end : end if end >= 0 else len(text)]))


def _quoted_before(scene: Scene, number: int, quoted: Sequence[tuple[int, Span | None]]) -> Span | None:
    """Whose quotation ends nearest before a sentence, in the paragraph before."""
    first = number - 1
    while first > 0 and not scene.fresh_line[first]:
        first -= 1
    start, end = scene.parses[first].span.start, scene.parses[number].span.start
    return max(((at, holder) for at, holder in quoted if start < at <= end), key=lambda one: one[0], default=(0, None))[
        1
    ]


def _subject(scene: Scene, sentence: int) -> Span | None:
    """Whom a sentence is about, if it quotes nobody itself: the subject of its main clause."""
    parse = scene.parses[sentence]
    if any(number >= 0 for number in scene.quote_of[sentence]):
        return None
    root = next((token for token, head in enumerate(parse.heads) if head == token), None)
    subject = parse.child(root, "nsubj") if root is not None and parse.tags[root][:2] == "VB" else None
    if subject is None:
        return None
    what = kind(parse, subject)
    if what == "name" or (what == "pronoun" and parse.words[subject].lower() in _SPEAKERS):
        return parse.slice(*phrase(parse, subject))
    return None


def _row(scene: Scene, number: int, content: Span, holder: Span) -> Attribution:
    parse = scene.parses[number]
    root = next((token for token, head in enumerate(parse.heads) if head == token), 0)
    what = of_content(scene, Candidate(number, root, root, root, "quote", content))
    return Attribution(
        quote=content,
        cue=None,
        holder=holder,
        form=Form.DIRECT,
        lemma="say",
        act=what.act if what else Act.STATE,
        polarity=what.polarity if what else None,
        hedge=what.hedge if what else False,
        doer=what.doer if what else None,
    )
