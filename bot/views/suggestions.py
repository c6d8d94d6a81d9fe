"""Questions to propose: made out of statements, and kept only where the bot answers them.

Each is about a side with clear statements of its own on an issue that others speak of too. They are tried in turn, of
different kinds and actors first, and few of them: a question costs a fraction of a second.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from bot.library import Library
from bot.types import Answer
from bot.views.conflicts import are_one_side
from bot.views.issues import by_name, contested
from retrieval.types import Act, ActorKind, Statement

MOST = 4
TRIES = 8
PROBABLE = 0.7  # from there on an answer is worth proposing its question, where it says how probable it is
_ISSUES = 6  # that questions are made of
_ENOUGH = 2  # statements of a side on an issue
_APART = 3  # days between two statements that a change may lie between
_CONFIDENT = 0.5
_MOSTLY = 0.5  # share of a name's places that have an article: from there on it belongs to the name,
_OFTEN = 0.4  # and to an issue
_WANTING = (Act.DEMAND, Act.APPEAL)


@dataclass(frozen=True)
class _Asked:
    """A question, with the issue and the actors that it is about."""

    text: str
    issue: str
    actors: tuple[str, ...]


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
    """Questions, the likeliest first: one of each kind in turn, each about the issue and the actors used least."""
    held: list[tuple[str, Mapping[str, Sequence[Statement]]]] = []
    for issue in library.issues:
        if sum(len(sides) > 1 for _, sides in held) < _ISSUES:
            held.append((issue, _sides(_clear(issue, library), library)))
    shared = [(issue, sides) for issue, sides in held if len(sides) > 1] or held
    kinds = [
        [*_said(shared[:_ISSUES], library)],
        [*_apart(shared[:_ISSUES], library)],
        [*_changed(held, library)],
        [*_wants(library)],
        [*_who(shared[:_ISSUES], library)],
    ]
    used: Counter[str] = Counter()
    given: set[str] = set()
    while any(kinds):
        for kind in kinds:
            kind[:] = [each for each in kind if each.text not in given]
            if not kind:
                continue
            best = min(
                kind, key=lambda each: (used[each.issue], max((used[actor] for actor in each.actors), default=0))
            )
            given.add(best.text)
            used.update((*best.actors, *([best.issue] if best.issue else ())))
            yield best.text


def _is_answered(answer: Answer) -> bool:
    sure = answer.probability is None or answer.probability >= PROBABLE
    return answer.status == "answered" and answer.reason is None and sure


def _clear(issue: str, library: Library) -> list[Statement]:
    """What actors themselves are quoted with on an issue, beyond doubt and not in a headline."""
    return [
        row for row in library.on(issue) if row.reporter is None and not row.headline and row.confidence >= _CONFIDENT
    ]


def _sides(rows: Sequence[Statement], library: Library) -> Mapping[str, Sequence[Statement]]:
    """The statements by side, those first who say most in all: a commentator's after whom the news is about."""
    found = by_name(rows, library)
    counts = library.counts()
    return dict(sorted(found.items(), key=lambda pair: -sum(counts.get(name, 0) for name in library.party(pair[0]))))


def _said(held: _Held, library: Library) -> Iterator[_Asked]:
    for issue, sides in held:
        for side, rows in sides.items():
            if len(rows) >= _ENOUGH:
                has = "have" if _are_many(side, library) else "has"
                yield _Asked(f"What {has} {_name(side, library)} said about {_issue(issue, library)}?", issue, (side,))


def _apart(held: _Held, library: Library) -> Iterator[_Asked]:
    """The two sides that contradict each other, else the two that say most: two people, or two that are none."""
    for issue, sides in held:
        rows = [row for each in sides.values() for row in each]
        most = [side for side, each in sides.items() if len(each) >= _ENOUGH]
        pair = contested(rows, library) or ()
        if not set(pair) <= set(sides) or not pair:
            pair = next((two for two in combinations(most, 2) if _may_be_compared(*two, library)), ())
        if pair:
            one, other = (_name(side, library) for side in pair)
            yield _Asked(f"How do {one} and {other} differ on {_issue(issue, library)}?", issue, tuple(pair))


def _may_be_compared(one: str, other: str, library: Library) -> bool:
    kinds = [actor is not None and actor.kind is ActorKind.PERSON for actor in map(library.actor, (one, other))]
    return kinds[0] == kinds[1] and not are_one_side(one, other, library)


def _changed(held: _Held, library: Library) -> Iterator[_Asked]:
    """Who speaks of an issue on days that lie apart."""
    for issue, sides in held:
        for side, rows in sides.items():
            days = sorted(row.said.iso for row in rows if row.said is not None)
            if days and (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days >= _APART:
                text = f"How has {_owner(_name(side, library))} position on {_issue(issue, library)} changed?"
                yield _Asked(text, issue, (side,))


def _who(held: _Held, library: Library) -> Iterator[_Asked]:
    for issue, sides in held:
        yield _Asked(f"Who says what about {_issue(issue, library)}?", issue, tuple(sides)[:1])


def _wants(library: Library) -> Iterator[_Asked]:
    """Who demands most."""
    rows = [row for row in library.doing(_WANTING) if row.reporter is None and not row.headline]
    for side, asked in _sides(rows, library).items():
        if len(asked) >= _ENOUGH:
            does = "do" if _are_many(side, library) else "does"
            yield _Asked(f"What {does} {_name(side, library)} demand?", "", (side,))


def _owner(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _name(actor: str, library: Library) -> str:
    """The actor with "the" where the articles mostly say so: "the United States", "the EU"."""
    places = rf"(\b[Tt]he\s+)?\b{re.escape(actor)}\b(?!['’]?\s+[A-Z])"  # no part of a longer name
    return f"the {actor}" if _share(places, library.mentioning(actor), library) > _MOSTLY else actor


def _are_many(actor: str, library: Library) -> bool:
    """Whether the articles mostly write "Democrats are" and not "Congress is"."""
    places = rf"\b{re.escape(actor)} (?:(have|are|were|say|want|do)|has|is|was|says|wants|does)\b"
    return _share(places, library.mentioning(actor), library) > _MOSTLY


def _issue(issue: str, library: Library) -> str:
    """The issue with "the" where it often has an article or an owner: "the invitation", but "NATO membership"."""
    owner = r"(?:the|an?|his|her|its|their|our|\w+['’]s|\w+s['’])"
    places = rf"(?i)(\b{owner}\s+(?:[\w-]+\s+){{0,1}})?\b{re.escape(issue)}\b"
    return f"the {issue}" if _share(places, {row.source for row in library.on(issue)}, library) > _OFTEN else issue


def _share(pattern: str, sources: Collection[str], library: Library) -> float:
    """In how many of a pattern's places its first group has something."""
    places = re.compile(pattern)
    found = [bool(match[1]) for source in sources for match in places.finditer(library.articles[source].text)]
    return sum(found) / len(found) if found else 0.0
