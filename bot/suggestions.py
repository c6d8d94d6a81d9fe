"""Questions to propose: made out of statements, and kept only where the bot answers them.

Each is about a side with clear statements of its own on an issue that others speak of too. They are tried in turn, of
different kinds and actors first, and few of them: a question costs a fraction of a second.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.issues import by_side, contested
from bot.library import Library
from bot.types import Answer
from retrieval.types import Act, Span, Statement

MOST = 4
TRIES = 8
PROBABLE = 0.7  # from there on an answer is worth proposing its question, where it says how probable it is
_ISSUES = 6  # that questions are made of
_ENOUGH = 2  # statements of a side on an issue
_CONFIDENT = 0.5
_WANTING = (Act.DEMAND, Act.APPEAL)


_Held = Sequence[tuple[str, Mapping[str, Sequence[Statement]]]]


def suggest(library: Library, ask: Callable[[str], Answer], most: int = MOST) -> tuple[str, ...]:
    """Up to `most` questions that are answered."""
    found: list[str] = []
    for question in list(candidates(library))[:TRIES]:
        if len(found) == most:
            break
        if _is_answered(ask(question)):
            found.append(question)
    return tuple(found)


def candidates(library: Library) -> Iterator[str]:
    """Questions, the likeliest first: one of each kind in turn, and each actor once before any twice."""
    held = [(issue, by_side(_clear(issue, library), library)) for issue in library.issues]
    shared = [(issue, sides) for issue, sides in held if len(sides) > 1] or held
    kinds = [
        [*_said(shared[:_ISSUES], library)],
        [*_apart(shared[:_ISSUES], library)],
        [*_who(shared[:_ISSUES], library)],
        [*_wants(library)],
    ]
    used: Counter[str] = Counter()
    given: set[str] = set()
    while any(kinds):
        for kind in kinds:
            kind[:] = [each for each in kind if each[0] not in given]
            if not kind:
                continue
            question, actors = min(kind, key=lambda each: sum(used[actor] for actor in each[1]))
            given.add(question)
            used.update(actors)
            yield question


def _is_answered(answer: Answer) -> bool:
    sure = answer.probability is None or answer.probability >= PROBABLE
    return answer.status == "answered" and answer.reason is None and sure


def _clear(issue: str, library: Library) -> list[Statement]:
    """What actors themselves are quoted with on an issue, beyond doubt and not in a headline."""
    return [
        row
        for row in library.statements
        if row.issue == issue and row.reporter is None and not row.headline and row.confidence >= _CONFIDENT
    ]


def _said(held: _Held, library: Library) -> Iterator[tuple[str, tuple[str, ...]]]:
    for issue, sides in held:
        for side, rows in sides.items():
            if len(rows) >= _ENOUGH:
                yield f"What has {_name(side, library)} said about {_issue(issue, rows, library)}?", (side,)


def _apart(held: _Held, library: Library) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The two sides that contradict each other, else the two that say most."""
    for issue, sides in held:
        rows = [row for each in sides.values() for row in each]
        most = [side for side, each in sides.items() if len(each) >= _ENOUGH]
        pair = contested(rows, library) or (tuple(most[:2]) if len(most) > 1 else None)
        if pair is not None:
            one, other = (_name(side, library) for side in pair)
            yield f"How do {one} and {other} differ on {_issue(issue, rows, library)}?", tuple(pair)


def _who(held: _Held, library: Library) -> Iterator[tuple[str, tuple[str, ...]]]:
    for issue, sides in held:
        rows = [row for each in sides.values() for row in each]
        against = [side for side, each in sides.items() if any(row.act is Act.REJECT for row in each)]
        if against:
            yield f"Who opposes {_issue(issue, rows, library)}?", tuple(against[:1])


def _wants(library: Library) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Who demands most."""
    rows = [row for row in library.statements if row.act in _WANTING and row.reporter is None and not row.headline]
    for side, asked in by_side(rows, library).items():
        if len(asked) >= _ENOUGH:
            yield f"What does {_name(side, library)} demand?", (side,)


def _name(actor: str, library: Library) -> str:
    """The actor with "the" where the articles mostly say so: "the United States", "the EU"."""
    texts = [library.articles[source].text for source in sorted(library.mentioning(actor))]
    return f"the {actor}" if _article(actor, texts) == "the" else actor


def _issue(issue: str, rows: Sequence[Statement], library: Library) -> str:
    """The issue with the article that it mostly has in the statements on it: "the invitation", "a cease-fire"."""
    texts = [_sentence(row, library) for row in rows]
    article = _article(issue, texts)
    return f"{article} {issue}" if article else issue


def _article(phrase: str, texts: Sequence[str]) -> str:
    """The article that mostly stands before a phrase inside sentences; none where mostly none does."""
    found: Counter[str] = Counter()
    for text in texts:
        for match in re.finditer(rf"(?:\b(the|a|an|this|that)\s+)?\b{re.escape(phrase)}\b", text, re.IGNORECASE):
            word = (match[1] or "").lower()
            found["the" if word in ("this", "that") else word] += 1
    best = max(found, key=lambda word: (found[word], word), default="")
    return best if 2 * found[best] > found.total() else ""


def _sentence(row: Statement, library: Library) -> str:
    span = row.sentence if row.sentence.end else row.quote_span
    return Span(*span).of(library.articles[row.source].text)
