"""What coreference knows of an article: who was named before a place, as a subject or not, and who spoke last."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from retrieval.entities.actors import Registry
from retrieval.entities.packed.links import LinkedMention
from retrieval.mentions.uses import Use
from retrieval.types import Actor, ActorKind, Span

CLOSE = 500  # code points: how far "I", "it" and a spokesman without a name reach back
FAR = 1_500  # code points; what was named longer ago is forgotten
_FEW = 2  # words before the subject of a sentence: "But the"


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's statement that was read before: the holder, where it stands, and what the holder was called."""

    actor: str
    at: int
    words: str


@dataclass(frozen=True, slots=True)
class Discourse:
    """One article. `subjects` are spans of names that are subjects, in order, and `nouns` of subjects that are none."""

    registry: Registry
    source: str
    text: str
    subjects: Sequence[Span]
    nouns: Sequence[Span]
    genders: Mapping[str, str]
    sentences: Sequence[Span]
    contents: Sequence[Span]  # what somebody else says: whoever is named there does not take the floor
    _starts: Sequence[int] = field(init=False, repr=False)  # of the sentences
    often: Mapping[str, int] = field(init=False, repr=False)  # how often the article names an actor
    _subjects: frozenset[LinkedMention] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        seen = [spot for spot in self.registry.linked.get(self.source, ()) if Use.LOUD not in spot.use]
        ends = {span.end for span in self.nouns}
        first = [span.start for span in self.subjects]
        subjects = frozenset(s for s in seen if s.span.end in ends or self._overlaps(s.span, first))
        object.__setattr__(self, "_starts", [span.start for span in self.sentences])
        object.__setattr__(self, "often", Counter(spot.actor for spot in seen))
        object.__setattr__(self, "_subjects", subjects)

    def _overlaps(self, span: Span, first: Sequence[int]) -> bool:
        """Whether a subject overlaps a span; they are in the order of the text and do not overlap each other."""
        at = bisect_left(first, span.end) - 1
        return at >= 0 and self.subjects[at].end > span.start

    def sentence(self, at: int) -> int:
        """The number of the sentence that holds offset `at`."""
        return bisect_right(self._starts, at)

    def inside(self, content: Sequence[Span]) -> frozenset[str]:
        """The actors whom a content names."""
        return frozenset(s.actor for piece in content for s in self.named(piece.start, piece.end))

    def _person(
        self, sex: str | None, at: int, turns: Sequence[Turn], others: frozenset[str] = frozenset()
    ) -> Actor | None:
        def fits(actor: str) -> bool:
            return actor not in others and self._may_speak(actor, sex)

        sentence = next((s for s in self.sentences if s.start <= at < s.end), Span(at, at))
        inside = [s for s in self.named(sentence.start, at) if fits(s.actor)]
        if subject := self._likeliest([s for s in inside if self.is_subject(s)], inside, sex):
            return subject
        floor = next((t for t in reversed(turns) if t.at < at and fits(t.actor)), None)
        since = floor.at if floor else max(0, at - FAR)
        named = [s for s in self.named(since, sentence.start) if fits(s.actor)]
        later = [s for s in named if self.is_subject(s)]
        later = [s for s in later if not any(c.start <= s.span.start < c.end <= at for c in self.contents)]
        if found := self._likeliest(later, later, sex):
            return found
        if floor is not None and at - floor.at <= FAR:
            return self.registry.actors[floor.actor]
        before = [s for s in self.named(max(0, at - FAR), at) if fits(s.actor)]
        return self._likeliest(before, before, sex)

    def _likeliest(
        self, seen: Sequence[LinkedMention], others: Sequence[LinkedMention], sex: str | None
    ) -> Actor | None:
        """The last of `seen`, unless its sex is unknown and that of one of `others` is known to fit."""
        if not seen:
            return None
        known = [s for s in others if sex is not None and self.genders.get(s.actor) == sex]
        fits = sex is None or self.genders.get(seen[-1].actor) == sex
        return self.registry.actors[(seen if fits or not known else known)[-1].actor]

    def _floor(self, at: int, turns: Sequence[Turn]) -> Actor | None:
        """The person who spoke last, where that was just before: "She told journalists this, the LNA reports. I …"."""
        last = next((t for t in reversed(turns) if self.kind(t.actor) is ActorKind.PERSON), None)
        return self.registry.actors.get(last.actor) if last and at - last.at <= CLOSE else None

    def _last(self, at: int, turns: Sequence[Turn], kinds: Iterable[ActorKind]) -> Actor | None:
        allowed = set(kinds)
        seen = [s for s in self.named(max(0, at - FAR), at) if self.registry.actors[s.actor].kind in allowed]
        subject = [s for s in seen if self.is_subject(s)]
        floor = next((t for t in reversed(turns) if self._is_one(t.actor, allowed) and at - t.at <= FAR), None)
        if floor is not None and at - floor.at <= CLOSE:  # who spoke just before goes on, unless a sentence opens anew
            subject = [s for s in subject if s.span.start < floor.at or self.opens(s)]
        if subject and (floor is None or subject[-1].span.start >= floor.at):
            return self.registry.actors[subject[-1].actor]
        if floor is not None:
            return self.registry.actors[floor.actor]
        return self.registry.actors[seen[-1].actor] if seen else None

    def _is_one(self, name: str, kinds: set[ActorKind]) -> bool:
        """Whether "it" may mean an actor: by its kind, or as a body without a name, "Korland's chiefs of staff"."""
        actor = self.registry.actors.get(name)
        return actor is not None and (actor.kind in kinds or (actor.kind is ActorKind.GROUP and bool(actor.speaks_for)))

    def opens(self, spot: LinkedMention) -> bool:
        """Whether a name stands at the beginning of its sentence."""
        sentence = next((s for s in self.sentences if s.start <= spot.span.start < s.end), spot.span)
        return len(self.text[sentence.start : spot.span.start].split()) <= _FEW

    def named(self, start: int, end: int) -> list[LinkedMention]:
        return [s for s in self.registry.between(self.source, start, end) if Use.LOUD not in s.use]

    def kind(self, actor: str) -> ActorKind | None:
        known = self.registry.actors.get(actor)
        return known.kind if known else None

    def _may_speak(self, actor: str, sex: str | None) -> bool:
        if self.kind(actor) is not ActorKind.PERSON:
            return False
        return sex is None or self.genders.get(actor, sex) == sex

    def is_subject(self, spot: LinkedMention) -> bool:
        return spot in self._subjects
