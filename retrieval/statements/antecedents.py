"""Whom "he", "they", "it" or "the company" means: every actor named before it is weighed by a learnt table, and nobody,
too.

    meant(scene, Mention("the company", at), turns)    # the likeliest, or None where that is not sure enough

The features say how an actor stands there: of what kind and sex, how near, subject or not, who spoke last, how often
the article names it, and whether the noun fits its name. The table is `antecedents.json`, learnt by
`tests/benchmarks/learn_antecedents.py`.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from retrieval.entities.kinds.organisations import may_be_called
from retrieval.entities.packed.links import LinkedMention
from retrieval.entities.speakers import is_office
from retrieval.mentions.vocabulary import BODY_WORDS, KINDS
from retrieval.statements.discourse import Discourse, Turn
from retrieval.statements.genders import GENDERED, addressed_as
from retrieval.types import Span

_MADE = Path(__file__).with_name("antecedents.json")
_REACH = 2_500  # code points: how far back somebody may have been named
_TURNS = 3  # how many of the last speakers count
# How likely somebody is at least: a wrong name is worse than none.
BARS = {"he": 0.5, "she": 0.5, "they": 0.7, "it": 0.7, "body": 0.75}
VOICE = 0.3  # and a voice without a name
_PRONOUNS = {
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("they", "them", "their", "theirs"), "they"),
}
_POINTING = frozenset(("the", "this", "that", "its", "their", "his", "her"))
BODY_NOUNS = KINDS | BODY_WORDS
_NEAR = (0, 1, 2, 4, 8)  # sentences
_FEW = 16  # code points
_BEFORE = re.compile(r"(?<!\w)(to|told|by|with|of|from|in|for|at|against|on|and|than) (?:the )?$", re.IGNORECASE)
_WHOSE = re.compile(r"s['’]$")
_WORD = re.compile(r"\w+")
_PHRASE = re.compile(r"(?<=\w)\s(?:of|for|in|at|from|on|with|to|by)\s")


@dataclass(frozen=True)
class Mention:
    """The words that mean somebody, and where they begin; `content` is what he says there, and `speaker` in whose own
    words that stands."""

    words: str
    at: int
    content: Sequence[Span] = ()
    speaker: str | None = None

    @property
    def low(self) -> str:
        return self.words.strip(" ,.“”\"'’").lower()

    @property
    def head(self) -> str:
        """The noun: "body" of "the governing body for rugby league"."""
        words = _PHRASE.split(self.low, maxsplit=1)[0].split()
        return words[-1] if words else ""

    @property
    def sort(self) -> str:
        """ "he", "she", "they", "it", or "body" of "the company"; nothing of other words."""
        named = any(word[:1].isupper() for word in self.words.split()[1:])  # "the BringThemBack family group"
        return _PRONOUNS.get(self.low) or ("body" if self.head in BODY_NOUNS and not named else "")


@dataclass(frozen=True)
class Table:
    weights: Mapping[str, float]

    def score(self, found: Sequence[str]) -> float:
        """The logarithm of the odds, but for a number that is the same for all candidates."""
        return sum(self.weights.get(feature, 0.0) for feature in found)


@cache
def table() -> Table:
    return Table(json.loads(_MADE.read_text(encoding="utf-8"))["weights"])


def chances(table: Table, rows: Sequence[tuple[str | None, list[str]]]) -> list[float]:
    """How likely each candidate is; together they are 1."""
    scores = [table.score(found) for _, found in rows]
    top = max(scores)
    total = sum(exp(score - top) for score in scores)
    return [exp(score - top) / total for score in scores]


def meant(scene: Discourse, mention: Mention, turns: Sequence[Turn]) -> str | None:
    """The likeliest actor; a voice without a name, or None, where nobody who has one is likely enough."""
    rows = features(scene, mention, turns)
    return rows[chosen(mention.sort, rows, chances(table(), rows))][0]


def chosen(sort: str, rows: Sequence[tuple[str | None, list[str]]], found: Sequence[float]) -> int:
    """The number of the likeliest candidate of those that are likely enough."""
    bars = [VOICE if what[0].startswith("voice") else BARS[sort] if actor else 0.0 for actor, what in rows]
    return max((i for i, bar in enumerate(bars) if found[i] >= bar), key=found.__getitem__)


def features(scene: Discourse, mention: Mention, turns: Sequence[Turn]) -> list[tuple[str | None, list[str]]]:
    """What stands for and against each candidate; for nobody first."""
    around = _Around(scene, mention, turns)
    rows: list[tuple[str | None, list[str]]] = [(None, around.of_nobody())]
    rows += [(actor, list(around.of(actor))) for actor in around.candidates]
    return rows


def _is_heading(line: str) -> bool:
    """Whether a line opens a new part: it does not end as a sentence does."""
    line = line.strip()
    return bool(line) and line[-1] not in ".!?:;,…\"'”’)"


class _Around:
    """What stands before a mention, and near it."""

    def __init__(self, scene: Discourse, mention: Mention, turns: Sequence[Turn]) -> None:
        self.scene, self.mention, self.sort = scene, mention, mention.sort
        self.turns = [turn for turn in turns[-_TURNS:] if mention.at - _REACH < turn.at < mention.at]
        self.seen: dict[str, list[LinkedMention]] = defaultdict(list)
        for spot in scene.named(max(0, mention.at - _REACH), mention.at):
            self.seen[spot.actor].append(spot)
        self.known = {spot.actor for spot in scene.named(0, max(0, mention.at - _REACH))}
        self.quoted = [c for c in scene.contents if mention.at - _REACH < c.end and c.start < mention.at]
        self.number = scene.sentence(mention.at)
        before = [turn for turn in turns if turn.at < mention.at and mention.sort == "body"]
        self.so_called = [t.actor for t in before if _WORD.findall(t.words.lower())[-1:] == [mention.head]]
        named = dict.fromkeys((*self.seen, *(turn.actor for turn in self.turns)))
        self.fitting = [actor for actor in named if self._may_be(actor) and self._fits(actor)]
        others = [actor for actor in named if self._may_be(actor) and self._may_mislead(actor)]
        self.candidates = self.fitting or others
        self.inside = scene.inside(mention.content)
        self.most = max(scene.often.values(), default=0)
        self.last = {actor: self._last(actor) for actor in self.candidates}
        self.nearest = sorted(self.candidates, key=lambda actor: -self.last[actor])
        self.unnamed = self._unnamed()

    def _last(self, actor: str) -> int:
        """Where somebody was last named or spoke."""
        named = [spot.span.start for spot in self.seen.get(actor, ())]
        return max(named + [turn.at for turn in self.turns if turn.actor == actor])

    def _may_be(self, actor: str) -> bool:
        """Whether its kind lets somebody be "he" or "she": a person, a voice without a name, a body whose spokeswoman
        spoke; but whoever speaks calls himself "I". "The union" is no voice that was called "experts"."""
        if self.sort == "body" and actor not in self.so_called and self.kind(actor) == "voice":
            return False
        if self.sort not in ("he", "she"):
            return actor != self.mention.speaker and not self._is_another(actor)
        personal = self.kind(actor) in ("person", "voice") or any(map(is_office, self._words(actor)))
        return personal and actor != self.mention.speaker

    def _fits(self, actor: str) -> bool:
        """Whether somebody is not known to be of the other sex than "he" or "she"."""
        return self.sort not in ("he", "she") or self._sex(actor) in (None, self.sort)

    def _may_mislead(self, actor: str) -> bool:
        """Whether somebody of the other sex may be meant where nobody else is: a first name may mislead ("Jules said …
        she"), "Mr. Dahl" is no she."""
        titles = {addressed_as(self.scene.text, spot.span.start) for spot in self.seen.get(actor, ())}
        return self.kind(actor) == "person" and titles <= {None, self.sort}

    def _is_another(self, actor: str) -> bool:
        """Whether a noun says whose it is, and the actor's names do not: "the bakers' union"."""
        whose = {word.strip("'’") for word in self.mention.low.split()[:-1] if _WHOSE.search(word)}
        return bool(whose) and not whose <= {word.strip("'’") for word in self._names(actor)}

    def _names(self, actor: str) -> set[str]:
        """The words of all its names."""
        known = self.scene.registry.actors.get(actor)
        names = (actor, *(alias.text for alias in known.aliases)) if known else (actor,)
        return set(" ".join(names).lower().split())

    def kind(self, actor: str) -> str:
        """Of what kind an actor is; a "voice" is one that this article gives no name."""
        kind = self.scene.kind(actor) if self.scene.often.get(actor) else None
        return kind.value if kind is not None else "voice"

    def _sex(self, actor: str) -> str | None:
        """What the articles show, or what a voice without a name was called."""
        return self.scene.genders.get(actor) or self._called(actor)

    def _called(self, actor: str) -> str | None:
        """Of which sex the noun is under which somebody spoke: "a spokeswoman"."""
        return next((GENDERED[word] for word in self._words(actor) if word in GENDERED), None)

    def _words(self, actor: str) -> list[str]:
        """What somebody was called who spoke before, up to a comma."""
        words = next((turn.words.lower() for turn in reversed(self.turns) if turn.actor == actor), "")
        return _WORD.findall(words.split(",")[0])

    def _paragraphs(self, since: int) -> int:
        """How many paragraphs began since a place, of three at most."""
        lines = self.scene.text[since : self.mention.at].split("\n")
        return min(sum(bool(line.strip()) for line in lines[1:-1]) + (len(lines) > 1), 3)

    def _since(self, actor: str) -> int:
        """How many subjects without a name ("the president") stand between an actor and the words, of two at most."""
        return min(sum(start > self.last[actor] for start in self.unnamed), 2)

    def _unnamed(self) -> list[int]:
        """Where subjects without a name that may be persons begin, but for those inside of what others say."""
        scene, at = self.scene, self.mention.at
        near = (span for span in scene.nouns if at - _REACH < span.start and span.end <= at)
        personal = (span for span in near if is_office(span.of(scene.text).lower().split(" ")[-1]))
        return [span.start for span in personal if not any(c.start <= span.start < c.end for c in self.quoted)]

    def of_nobody(self) -> list[str]:
        return [
            f"nobody {self.sort}",
            f"nobody {self.mention.head}",
            f"nobody fitting={min(len(self.fitting), 3)} {self.sort}",
        ]

    def of(self, actor: str) -> Iterator[str]:
        sort, kind = self.sort, self.kind(actor)
        yield f"{kind} {sort}"
        if sort == "body":
            yield from self._as_called(actor, kind)
        if sort in ("he", "she"):
            if actor in self.fitting:
                yield f"sex known={self._sex(actor) is not None} {kind}"
            else:
                yield "other sex"
            if self._called(actor) == sort:
                yield f"called so last={self.turns[-1].actor == actor}"
            yield f"somebody else since={self._since(actor)}"
        as_what = kind if sort in ("he", "she") else f"{kind} {sort}"
        for each in self._place(actor):
            yield from (f"{each} {sort}", f"{each} {as_what}")

    def _as_called(self, actor: str, kind: str) -> Iterator[str]:
        """Whether a noun fits the names of an actor, or is what the articles call it."""
        head, registry = self.mention.head, self.scene.registry
        known = registry.actors.get(actor)
        words = self._names(actor)
        yield f"{kind} {head}"
        yield f"in its name={head in words}"
        first, *_ = self.mention.low.split()
        yield f"{first if first in _POINTING else 'a'} {kind}"
        more = [word for word in _WORD.findall(self.mention.low)[:-1] if word not in _POINTING]
        if more:
            yield f"more in its name={words.issuperset(more)}"
        yield f"called={head in registry.called.get(actor, ())}"
        yield f"may be called={may_be_called(actor, head)} {kind}"
        if known and any(alias.text.isupper() and alias.text[-1:].lower() == head[:1] for alias in known.aliases):
            yield "last letter"  # "the fund" of the IMF
        side = registry.actors.get(known.speaks_for or "") if known else None
        if side is not None:
            yield f"speaks for {side.kind.value} {kind}"
        yield f"was that noun={actor in self.so_called} last={self.so_called[-1:] == [actor]}"

    def _place(self, actor: str) -> Iterator[str]:
        """How near an actor stands, and as what."""
        scene, spots = self.scene, self.seen.get(actor, [])
        away = self.number - scene.sentence(self.last[actor])
        near = next((n for n in reversed(_NEAR) if away >= n), 0)
        yield f"near={near}"
        yield f"rank={min(self.nearest.index(actor), 3)}"
        yield f"only={len(self.nearest) == 1}"
        yield f"paragraphs={self._paragraphs(self.last[actor])}"
        if spots:
            last = spots[-1]
            subject = scene.is_subject(last)
            yield f"subject={subject} near={near}"
            if subject and scene.opens(last):
                yield f"opens near={near}"
            quoted = any(c.start <= last.span.start < c.end for c in self.quoted)
            yield f"quoted={quoted} near={min(near, 2)}"
            yield f"full name={' ' in last.text} near={min(near, 2)}"
            yield f"introduced={len(spots) == 1 and actor not in self.known} near={min(near, 4)}"
            if near == 0:
                yield f"same sentence quoted={quoted} subject={subject}"
            before = _BEFORE.search(scene.text, max(0, last.span.start - _FEW), last.span.start)
            if before:  # "in a statement to USA TODAY, the group said"
                yield f"behind {before[1].lower()} near={min(near, 2)}"
            between = scene.text[last.span.end : self.mention.at]
            yield f"same paragraph={chr(10) not in between.strip()}"
            if any(map(_is_heading, between.split(chr(10))[1:-1])):
                yield "a heading between"
            close = (spot for spot in spots if scene.sentence(spot.span.start) >= self.number - 1)
            if near <= 1 and any(map(scene.is_subject, close)):
                yield "a subject near"
        else:
            yield "not named"
        speaks = [n for n, turn in enumerate(reversed(self.turns)) if turn.actor == actor]
        if speaks:
            gap = self.number - scene.sentence(self.turns[-1 - speaks[0]].at)
            yield f"spoke={speaks[0]}"
            yield f"spoke={speaks[0]} gap={min(gap, 3)}"
            yield f"spoke={speaks[0]} paragraphs={self._paragraphs(self.turns[-1 - speaks[0]].at)}"
            yield f"turns={len(speaks)}"
        elif self.turns:
            yield "silent"
        often = scene.often.get(actor, 0)
        yield f"often={min(often // 2, 4)}"
        if often and often == self.most:
            yield "most often"
        if actor in self.inside:
            yield "inside its content"
        if actor == self.mention.speaker:
            yield "the speaker itself"
