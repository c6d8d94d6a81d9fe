"""Interviews set as questions and answers: nobody "says" anything there, and yet all answers are somebody's words.

    **Do you still think so?**          Q. Are you leaving?
    No. I was wrong about the view.     A. We never said so.

A question is a line in bold, or behind "Q."; what follows until the next one is its answer. Whose answers they are, the
lines above the first question say: "interview with X", "X talks to …", "X: 'I was wrong'".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.contents.quoted import trim_quote
from retrieval.grammar.scene import Candidate, Scene
from retrieval.mentions.names import names
from retrieval.stance.performed import of_content
from retrieval.types import Act, Attribution, Form, Span

_QUESTION = re.compile(r"^(?:(?:\*\*|__).+(?:\*\*|__)|(?:\*\*)?Q[.:](?:\*\*)? .+)\s*$", re.MULTILINE)
_LEAST = 3  # questions; two lines in bold are subheads
_ANSWER = re.compile(r"(?:\*\*)?A[.:](?:\*\*)? ")
_WITH = re.compile(
    r"\b(?:interview|conversation|questions and answers|Q&A|questions|sat down|spoke|talked) (?:with|to|for) ",
    re.IGNORECASE,
)
_TALKS = re.compile(
    r"[^.\n]{0,140}?\b(?:talk|speak|answer|explain|tell)s?\b"
    r"|[^.\n]{0,140}?\b(?:talked|spoke|answered|repl(?:ies|ied)|told|in conversation)\b"
)
_FEW = 4  # words; a shorter sentence ("No.") says nothing by itself
_OWN = frozenset(("i", "we", "you", "me", "us"))
_MINE = frozenset(("i", "we", "my", "our"))


@dataclass(frozen=True, slots=True)
class Interview:
    """`speaker` is where the name of whoever answers stands; `questions` and `answers` are in the order of the text."""

    speaker: Span
    questions: tuple[Span, ...]
    answers: tuple[Span, ...]


def interview(text: str) -> Interview | None:
    """None where the text is no interview, or does not say whose."""
    questions = [Span(*match.span()) for match in _QUESTION.finditer(text)]
    asking = sum("?" in question.of(text) for question in questions)
    if len(questions) < _LEAST or 2 * asking < len(questions):
        return None
    speaker = _speaker(text[: questions[0].start])
    if speaker is None:
        return None
    ends = [question.start for question in questions[1:]] + [len(text)]
    return Interview(speaker, tuple(questions), tuple(Span(q.end, end) for q, end in zip(questions, ends, strict=True)))


def with_answers(scene: Scene, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions of an article, and, where it is an interview, each sentence of an answer as its speaker's."""
    talk = interview(scene.text)
    if talk is None:
        return tuple(found)
    own = [_answer(scene, number, talk) for number in range(len(scene.parses))]
    rows: list[tuple[Attribution, int | None]] = [(row, None) for row in own if row is not None]
    for number, row in enumerate(found):
        at = row.cue.start if row.cue is not None else row.quote.start
        holder = row.holder.of(scene.text).lower() if row.holder is not None else ""
        if at > talk.questions[0].start and holder not in _OWN and not _inside(talk.questions, at):
            rows.append((row, number))
    rows.sort(key=lambda one: (one[0].quote.start, -one[0].quote.end))
    moved = {number: place for place, (_, number) in enumerate(rows) if number is not None}
    placed = []
    for row, origin in rows:
        outer = moved.get(row.outer) if row.outer is not None else None
        placed.append(row if origin is None else replace(row, outer=_around(rows, row) if outer is None else outer))
    return tuple(placed)


def _speaker(head: str) -> Span | None:
    called = [name for name in names(head) if " " in name.text]
    if match := _WITH.search(head):
        return next((name.span for name in called if name.span.start >= match.end()), None)
    quoted = next((name.span for name in called if re.match(r":\s*[‘'“\"]", head[name.span.end :])), None)
    return quoted or next((name.span for name in called if _TALKS.match(head, name.span.end)), None)


def _answer(scene: Scene, number: int, talk: Interview) -> Attribution | None:
    parse = scene.parses[number]
    place = bisect_right(talk.answers, parse.span.start, key=lambda span: span.start) - 1
    if place < 0 or not talk.answers[place].start <= parse.span.start < talk.answers[place].end:
        return None
    lead = _ANSWER.match(scene.text, parse.span.start)
    quote = trim_quote(scene.text, Span(lead.end() if lead else parse.span.start, parse.span.end))
    if len(quote.of(scene.text).split()) < _FEW:
        return None
    root = next((t for t, head in enumerate(parse.heads) if head == t), 0)
    what = of_content(scene, Candidate(number, root, root, root, "quote", quote))
    if what is not None and what.act not in (Act.DEMAND, Act.APPEAL) and _MINE.isdisjoint(parse.lemmas):
        what = None  # "Stavros tells me he won't" is not what the speaker will not
    return Attribution(
        quote=quote,
        cue=None,
        holder=talk.speaker,
        form=Form.DIRECT,
        lemma="say",
        act=what.act if what else Act.STATE,
        polarity=what.polarity if what else None,
        hedge=what.hedge if what else False,
        doer=what.doer if what else None,
    )


def _inside(spans: Sequence[Span], at: int) -> bool:
    return any(span.start <= at < span.end for span in spans)


def _around(rows: Sequence[tuple[Attribution, int | None]], row: Attribution) -> int | None:
    """The answer's sentence that somebody else's words stand in."""
    for place, (other, number) in enumerate(rows):
        if number is None and other.quote.overlaps(row.quote):
            return place
    return None
