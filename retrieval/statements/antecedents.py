"""Whom "he", "she" or "they" means: every actor named before it is weighed by a learnt table, and nobody, too.

    weighed(scene, Mention("she", at), turns)    # [("Ona Brel", .91), ("Vera Stane", .06), …], the likeliest first

The features say how an actor stands there: of what kind and sex, how near, subject or not, who spoke last, how often
the article names it. The table is `antecedents.json`, learnt by `tests/benchmarks/learn_antecedents.py`.
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

from retrieval.entities.packed.links import LinkedMention
from retrieval.entities.speakers import is_office
from retrieval.statements.discourse import Discourse, Turn
from retrieval.statements.genders import GENDERED
from retrieval.types import Span

_MADE = Path(__file__).with_name("antecedents.json")
_REACH = 2_500  # code points: how far back somebody may have been named
_TURNS = 3  # how many of the last speakers count
_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("they", "them", "their", "theirs"), "they"),
}
_NEAR = (0, 1, 2, 4, 8)  # sentences
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Mention:
    """The words that mean somebody, and where they begin; `content` is what he says there, and `speaker` in whose words
    that stands."""

    words: str
    at: int
    content: Sequence[Span] = ()
    speaker: str | None = None

    @property
    def low(self) -> str:
        return self.words.strip(" ,.“”\"'’").lower()

    @property
    def sort(self) -> str:
        """ "he", "she" or "they"; nothing of other words."""
        return _PRONOUNS.get(self.low, "")


@dataclass(frozen=True)
class Table:
    weights: Mapping[str, float]

    def score(self, found: Sequence[str]) -> float:
        """The logarithm of the odds, but for a number that is the same for all candidates."""
        return sum(self.weights.get(feature, 0.0) for feature in found)


@cache
def table() -> Table:
    return Table(json.loads(_MADE.read_text(encoding="utf-8"))["weights"])


def weighed(scene: Discourse, mention: Mention, turns: Sequence[Turn]) -> list[tuple[str | None, float]]:
    """Everybody whom a mention may mean, with how likely; None is nobody who is named."""
    rows = [(actor, table().score(found)) for actor, found in features(scene, mention, turns)]
    top = max(score for _, score in rows)
    total = sum(exp(score - top) for _, score in rows)
    return sorted(((actor, exp(score - top) / total) for actor, score in rows), key=lambda row: -row[1])


def features(scene: Discourse, mention: Mention, turns: Sequence[Turn]) -> list[tuple[str | None, list[str]]]:
    """What stands for and against each candidate; for nobody first."""
    around = _Around(scene, mention, turns)
    rows: list[tuple[str | None, list[str]]] = [(None, around.of_nobody())]
    rows += [(actor, list(around.of(actor))) for actor in around.candidates]
    return rows


class _Around:
    """What stands before a mention, and near it."""

    def __init__(self, scene: Discourse, mention: Mention, turns: Sequence[Turn]) -> None:
        self.scene, self.mention, self.sort = scene, mention, mention.sort
        self.turns = [turn for turn in turns[-_TURNS:] if mention.at - _REACH < turn.at < mention.at]
        self.seen: dict[str, list[LinkedMention]] = defaultdict(list)
        for spot in scene.named(max(0, mention.at - _REACH), mention.at):
            self.seen[spot.actor].append(spot)
        self.quoted = [c for c in scene.contents if mention.at - _REACH < c.end and c.start < mention.at]
        self.number = scene.sentence(mention.at)
        named = dict.fromkeys((*self.seen, *(turn.actor for turn in self.turns)))
        self.candidates = [actor for actor in named if self._may_be(actor)]
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
        """Whether kind and sex let somebody be "he" or "she": a person, a voice without a name, a body whose
        spokeswoman spoke; but whoever speaks calls himself "I"."""
        if self.sort == "they":
            return True
        personal = self.kind(actor) in ("person", "voice") or any(map(is_office, self._words(actor)))
        return personal and self._sex(actor) in (None, self.sort) and actor != self.mention.speaker

    def kind(self, actor: str) -> str:
        """Of what kind an actor is; a "voice" is one that this article gives no name."""
        kind = self.scene.kind(actor) if self.scene.often.get(actor) else None
        return kind.value if kind is not None else "voice"

    def _sex(self, actor: str) -> str | None:
        """What the articles show, or what a voice without a name was called: "a spokeswoman"."""
        called = (GENDERED[word] for word in self._words(actor) if word in GENDERED)
        return self.scene.genders.get(actor) or next(called, None)

    def _words(self, actor: str) -> list[str]:
        """What somebody was called who spoke before, up to a comma."""
        words = next((turn.words.lower() for turn in reversed(self.turns) if turn.actor == actor), "")
        return _WORD.findall(words.split(",")[0])

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
        return [f"nobody {self.sort}", f"nobody fitting={min(len(self.candidates), 3)} {self.sort}"]

    def of(self, actor: str) -> Iterator[str]:
        sort, kind = self.sort, self.kind(actor)
        yield f"{kind} {sort}"
        if sort != "they":
            yield f"sex known={self._sex(actor) is not None} {kind}"
            yield f"somebody else since={self._since(actor)}"
        for each in self._place(actor):
            yield from (f"{each} {sort}", f"{each} {kind}")

    def _place(self, actor: str) -> Iterator[str]:
        """How near an actor stands, and as what."""
        scene, spots = self.scene, self.seen.get(actor, [])
        away = self.number - scene.sentence(self.last[actor])
        near = next((n for n in reversed(_NEAR) if away >= n), 0)
        yield f"near={near}"
        yield f"rank={min(self.nearest.index(actor), 3)}"
        yield f"only={len(self.nearest) == 1}"
        if spots:
            last = spots[-1]
            subject = scene.is_subject(last)
            yield f"subject={subject} near={near}"
            if subject and scene.opens(last):
                yield f"opens near={near}"
            quoted = any(c.start <= last.span.start < c.end for c in self.quoted)
            yield f"quoted={quoted} near={min(near, 2)}"
            if near == 0:
                yield f"same sentence quoted={quoted} subject={subject}"
            between = scene.text[last.span.end : self.mention.at]
            yield f"same paragraph={chr(10) not in between.strip()}"
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
