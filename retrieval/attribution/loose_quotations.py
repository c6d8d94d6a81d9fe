"""Quotations without a cue of their own.

    Health minister Jonas Field defended the board. “No board in the country has a harder task.”
    The plan is “the least bad one”, said Field. It may “come too late for many”.

Whoever the sentence before is about speaks: who is quoted in it, else the subject of its main clause, if that is a name
or "she". A paragraph that is one quotation goes on with who spoke in the paragraph before. No attribution touches a
loose quotation; where it is the whole of its sentences it ends its paragraph.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from retrieval.contents.quoted import trim_quote
from retrieval.grammar.noun_phrases import kind, phrase
from retrieval.grammar.quotations import Quotation
from retrieval.grammar.scene import Candidate, Scene, trim
from retrieval.stance.performed import of_content
from retrieval.types import Act, Attribution, Form, Span

_FEW = 4  # words; a shorter quotation is a word that is quoted
_SPEAKERS = frozenset(("he", "she", "they"))
_OWNERS = frozenset(("his", "her", "its", "their"))


def with_loose_quotations(scene: Scene, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions of an article and those of its loose quotations, in the order of the text."""
    touched = [piece for row in found for piece in row.parts or (row.quote,)]
    rows: list[tuple[Attribution, int | None]] = [(row, number) for number, row in enumerate(found)]
    starts = [parse.span.start for parse in scene.parses]
    floor: dict[int, Span] = {}  # sentence → who spoke in it last
    for row in found:
        if row.outer is None and row.holder is not None:
            last = max(row.cue.end if row.cue else 0, *(piece.end for piece in row.parts or (row.quote,)))
            floor[bisect_left(starts, last) - 1] = row.holder
    for number, parse in enumerate(scene.parses):
        if number == 0 or any(parse.span.overlaps(piece) for piece in touched):
            continue
        quotes = [quote for quote in scene.quotes_in(parse.span) if not any(map(quote.inner.overlaps, touched))]
        fresh = scene.fresh_line[number]
        if quotes and quotes[0].outer.start == parse.span.start and _ends_paragraph(scene.text, quotes[0]):
            before = _last_paragraph(scene, number) if fresh else [number - 1]
            holder = next((floor[at] for at in before if at in floor), None)
            if holder is not None and fresh and not _is_somebody(scene, holder):
                continue  # nor does it go on with who spoke before them
            holder = holder or (None if fresh else _subject(scene, number - 1))
            content, form = trim_quote(scene.text, quotes[0].inner), Form.DIRECT
            least = len(content.of(scene.text).split())
        else:
            holder = None if fresh else floor.get(number - 1)
            content, form = trim(parse, 0, len(parse) - 1) or parse.span, Form.MIXED
            least = sum(len(quote.inner.of(scene.text).split()) for quote in quotes if not _is_title(scene.text, quote))
        if holder is not None and least >= _FEW:
            row = _row(scene, number, content, holder, form)
            rows.append((row, None))
            touched.append(content)
            floor[bisect_left(starts, content.end) - 1] = holder
    rows.sort(key=lambda one: (one[0].quote.start, -one[0].quote.end))
    moved = {number: place for place, (_, number) in enumerate(rows) if number is not None}
    return tuple(replace(row, outer=moved[row.outer]) if row.outer is not None else row for row, _ in rows)


def _ends_paragraph(text: str, quote: Quotation) -> bool:
    end = text.find("\n", quote.outer.end)
    return not any(map(str.isalnum, text[quote.outer.end : end if end >= 0 else len(text)]))


def _last_paragraph(scene: Scene, number: int) -> list[int]:
    """The sentences of the paragraph that ends before a sentence, the last one first."""
    first = number - 1
    while first > 0 and not scene.fresh_line[first]:
        first -= 1
    return list(range(number - 1, first - 1, -1))


def _is_somebody(scene: Scene, holder: Span) -> bool:
    """Whether a holder has a name, is "she", or "its chairman": who is quoted in a paragraph of its own is nobody of
    "critics"."""
    words = holder.of(scene.text).split()
    if words[0].lower() in _OWNERS:
        return not words[-1].endswith("s")
    return words[0].lower() in _SPEAKERS or any(word[0].isupper() for word in words[1:] or words)


def _is_title(text: str, quote: Quotation) -> bool:
    """Whether a quotation is what a book or a song is called: “The Lake: A Life”."""
    words = quote.inner.of(text).split()
    return sum(word[0].isupper() for word in words) * 2 > len(words)


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


def _row(scene: Scene, number: int, content: Span, holder: Span, form: Form) -> Attribution:
    parse = scene.parses[number]
    root = next((token for token, head in enumerate(parse.heads) if head == token), 0)
    what = of_content(scene, Candidate(number, root, root, root, "quote", content))
    return Attribution(
        quote=content,
        cue=None,
        holder=holder,
        form=form,
        lemma="say",
        act=what.act if what else Act.STATE,
        polarity=what.polarity if what else None,
        hedge=what.hedge if what else False,
        doer=what.doer if what else None,
    )
