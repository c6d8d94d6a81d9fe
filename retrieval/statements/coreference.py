"""Whom "she", "the minister" or "the alliance" means: rules over what the article named before.

A person keeps the floor: "he said" after somebody's statement means that somebody, unless another person became the
subject since. Otherwise the subject named last that fits in kind, number and gender. What fits nobody stays None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from retrieval.entities.actors import LinkedMention, Registry
from retrieval.entities.lexicon import Sort
from retrieval.entities.organisations import may_be_called
from retrieval.entities.speakers import holder_of_office, is_office, may_hold
from retrieval.mentions.names import BODY_WORDS, KINDS, Use
from retrieval.mentions.roles import (
    BODIES,
    DOCUMENTS,
    MODIFIERS,
    PRIVATE,
    SPOKESPERSONS,
    STATE_BODIES,
    WITHOUT,
    is_head,
)
from retrieval.statements.genders import GENDERED
from retrieval.types import Actor, ActorKind, Span

HE = frozenset(("he", "him", "his", "himself"))
SHE = frozenset(("she", "her", "hers", "herself"))
IT = frozenset(("it", "its", "itself"))
THEY = frozenset(("they", "them", "their", "theirs", "we", "us", "our"))
SELF = frozenset(("i", "me", "my", "we", "us", "our"))
RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
PRONOUNS = HE | SHE | IT | THEY | SELF | RELATIVE
# Offices of many: "the NATO official" may be anybody.
_ANYBODY = frozenset("official diplomat spokesman spokeswoman spokesperson aide representative adviser advisor".split())
_PERSONAL = frozenset("man woman diplomat politician veteran statesman incumbent strongman".split())
_STATES = frozenset("country nation republic kingdom government state duchy principality island federation".split())
_BODIES = frozenset(
    "alliance bloc union organisation organization body agency group coalition council commission party company bank"
    " ministry court committee fund authority movement association institution watchdog regulator".split()
)
_HIS = {"his": "he", "her": "she"}
_VOICES = frozenset("spokesman spokeswoman spokesperson office lawyer attorney campaign".split())
_OWN = frozenset("members firm club team board council department hospital school trust".split())
_THEIR_PEOPLE = frozenset("bosses executives managers chiefs lawyers members sources insiders".split())
_SOMEBODY = frozenset(("one", "another", "nurse", "worker", "resident", "source", "person", "witness", "insider"))
_AGED = re.compile(r"\d{1,2}-year-old")
_COMMA = re.compile(r"[,;]")
_TOLD = re.compile(r"\b(?:told|tells?|telling)(?: the)? $")
_TOLD_FAR = 14  # code points: the longest of these
_GENERIC = frozenset("new current acting outgoing longtime veteran then former first".split())
_POSSESSIVE = [["his"], ["her"], ["its"], ["their"]]
_FEW = 2  # words before the subject of a sentence: "But the"
_CLOSE = 500  # code points: how far "I" and "they" reach back
_FAR = 1_500  # code points; what was named longer ago is forgotten


def _repeats(words: str, head: str) -> bool:
    """Whether a holder was called by that noun alone: "a Velmoran official", but not "New York City"."""
    last = words.split()[-1:]
    return last == [head]


def _is_personal(head: str) -> bool:
    return is_office(head) or head in _PERSONAL


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's statement that was read before: the holder, where it stands, and what the holder was called."""

    actor: str
    at: int
    words: str


@dataclass(frozen=True, slots=True)
class Discourse:
    """One article as coreference sees it. `subjects` are spans of names that are subjects, in order, and `nouns` of
    subjects that are none."""

    registry: Registry
    source: str
    text: str
    subjects: Sequence[Span]
    nouns: Sequence[Span]
    genders: Mapping[str, str]
    sentences: Sequence[Span]
    contents: Sequence[Span]  # what somebody else says: whoever is named there does not take the floor

    def resolve(
        self, mention: str, at: int, turns: Sequence[Turn], content: Sequence[Span] = (), speaker: str | None = None
    ) -> Actor | None:
        """Whom the pronoun or noun at offset `at` means; `turns` are the statements before, in order.

        Nobody whom the `content` names is "he" or "she": "She accused Ms Quill" is not Quill. Nor is the `speaker` in
        whose own words it stands.
        """
        low = mention.strip(" ,.“”\"'’").lower()
        bare = low.removeprefix("the ").removeprefix("this ").removeprefix("that ")
        if low in HE | SHE:
            sex = "he" if low in HE else "she"
            if (voice := self._voice_before(sex, at, turns)) is not None:
                return voice
            found = self._person(sex, at, turns, self._inside(content) | {speaker or ""})
            return self._nearer_noun(found, at, turns, _is_personal)
        if low in IT:
            kinds = (ActorKind.STATE, ActorKind.ORGANISATION)
            found = self._subject_before(at, kinds) or self._last(at, turns, kinds)
            return self._nearer_noun(found, at, turns, lambda head: not _is_personal(head) and not head.endswith("s"))
        if low in SELF:
            return self._floor(at, turns) if low in ("i", "me", "my") else None
        if low in THEY:
            last = turns[-1] if turns and at - turns[-1].at <= _CLOSE else None
            if last is None or self._kind(last.actor) is ActorKind.PERSON:
                return None
            return self.registry.actors.get(last.actor) or self._many(last, at)
        if low in RELATIVE:
            seen = self.registry.before(self.source, at)
            near = seen[-1] if seen and self.text[seen[-1].span.end : at].strip() in ("", ",") else None
            return self.registry.actors[near.actor] if near else None  # "his wife, Laura, who spoke"
        if low.startswith("a ") and low.removeprefix("a ") in SPOKESPERSONS:
            kind = self._kind(turns[-1].actor) if turns and at - turns[-1].at <= _CLOSE else None
            if kind is ActorKind.ORGANISATION:
                return self.registry.actors[turns[-1].actor]
            return self._last(
                at, turns, (ActorKind.STATE, ActorKind.ORGANISATION)
            )  # "The guild agrees, a spokesman said"
        tokens = bare.split()
        if (body := self._behind(tokens)) or self._before(tokens):
            return self._noun(body or tokens[:1], at, turns)
        if low == bare and low.split()[:1] not in _POSSESSIVE:
            return None
        found = self._noun(tokens, at, turns)
        return found or (self._calling(tokens, at, turns, self._inside(content)) if low.startswith("the ") else None)

    def _calling(self, tokens: Sequence[str], at: int, turns: Sequence[Turn], others: frozenset[str]) -> Actor | None:
        """ "the Florida lawmaker", "the reform caucus member": whoever has the floor, unless somebody else was named
        as a subject since."""
        head = tokens[-1] if tokens else ""
        calls = head in PRIVATE or head == "member" or (is_office(head) and head not in _ANYBODY)
        calls = calls or self._is_member(head)
        if not calls or not WITHOUT.isdisjoint(tokens):
            return None
        floor = self._floor(at, [turn for turn in turns if turn.actor not in others])
        around = self._named(self.text.rfind("\n", 0, at) + 1, at)
        people = {s.actor for s in around if self._may_speak(s.actor, None)} - others
        if floor is None or not people <= {floor.name}:
            return None
        kind = {w for w in tokens[:-1] if w in MODIFIERS} - _GENERIC
        if floor.role and is_office(head) and head not in PRIVATE and not may_hold(floor.role, head, kind):
            return None  # who has another office
        return floor if floor == self._person(None, at, turns, others) else None

    def _is_member(self, head: str) -> bool:
        """Whether a noun is what a party calls one of its own: "the Velmar Democrat"."""
        hit = self.registry.named(head.capitalize())
        return hit is not None and hit[0].kind is ActorKind.ORGANISATION and hit[1] is Sort.DEMONYM

    @staticmethod
    def _behind(tokens: Sequence[str]) -> list[str]:
        """The body that somebody speaks for: ["trust"] of "a spokeswoman for the trust"."""
        if len(tokens) < 4 or tokens[-2] != "the" or tokens[-3] not in ("for", "of", "at", "from"):
            return []
        voice = tokens[-4]
        speaks = (is_head(voice) or voice in BODIES) and voice.removesuffix("s") not in PRIVATE
        known = tokens[-1] in BODY_WORDS | _BODIES | _STATES
        return [tokens[-1]] if speaks and known and WITHOUT.isdisjoint(tokens) else []

    @staticmethod
    def _before(tokens: Sequence[str]) -> bool:
        """Whether a body's noun stands before its speakers: "union negotiators", "administration officials"."""
        if len(tokens) != 2 or tokens[0] not in BODY_WORDS | _BODIES | {"administration"}:
            return False
        return tokens[1] in BODIES or tokens[1] in _THEIR_PEOPLE

    def _voice_before(self, sex: str, at: int, turns: Sequence[Turn]) -> Actor | None:
        """Who spoke just before without a name ("a spokeswoman for the trust", "one of the nurses"), unless somebody
        with a name took the floor since."""
        last = turns[-1] if turns and at - turns[-1].at <= _CLOSE else None
        if last is None or self._kind(last.actor) is ActorKind.PERSON:
            return None
        words = _COMMA.split(last.words.lower(), maxsplit=1)[0].split()
        head = next((w for w in words if _is_personal(w) or w in _SOMEBODY), "")
        if not head or GENDERED.get(head, sex) != sex:
            return None
        since = [s for s in self._named(last.at, at) if self._may_speak(s.actor, sex) and self._is_subject(s)]
        since = [s for s in since if not any(c.start <= s.span.start < c.end for c in self.contents)]
        return None if since else self.registry.actors.get(last.actor) or Actor(last.actor, ActorKind.GROUP)

    def _many(self, last: Turn, at: int) -> Actor | None:
        """A voice without a name that "they" goes on with, unless others are the subject of a sentence since."""
        since = (span for span in self.nouns if last.at < span.start < at)
        others = [s for s in since if not any(c.start <= s.start < c.end for c in self.contents)]
        return None if any(s.of(self.text).endswith("s") for s in others) else Actor(last.actor, ActorKind.GROUP)

    def _inside(self, content: Sequence[Span]) -> frozenset[str]:
        """The actors whom a content names."""
        return frozenset(s.actor for piece in content for s in self._named(piece.start, piece.end))

    def by_office(self, mention: str, at: int, owner: Actor) -> Actor | None:
        """Whom "the European Commission Vice President" means, where nobody is known to hold that office of `owner`:
        the officer of an organisation whom the paragraph named last."""
        tokens = mention.lower().split()
        head = tokens[-1] if tokens[:1] == ["the"] else ""
        if owner.kind is not ActorKind.ORGANISATION or not is_office(head) or head in _ANYBODY:
            return None
        if any(word in WITHOUT for word in tokens):
            return None
        if any(head in (one.role or "").lower().split() for one in self.registry.speakers_of(owner.name)):
            return None
        named = self._named(self.text.rfind("\n", 0, at) + 1, at)
        people = [self.registry.actors[s.actor] for s in named if self._may_speak(s.actor, None)]
        boss = self.registry.actors.get(people[-1].speaks_for or "") if people else None
        return people[-1] if boss is not None and boss.kind is ActorKind.ORGANISATION else None

    def _nearer_noun(
        self, found: Actor | None, at: int, turns: Sequence[Turn], fits: Callable[[str], bool]
    ) -> Actor | None:
        """What a pronoun means where a subject without a name stands between it and the actor that was found:
        "the president appeared cowed. … he said"."""
        last = max(
            (s.span.start for s in self._named(max(0, at - _FAR), at) if found and s.actor == found.name), default=0
        )
        last = max([last, *(t.at for t in turns if found and t.actor == found.name and t.at < at)])
        for span in reversed(self.nouns):
            if span.end > at or any(c.start <= span.start < c.end <= at for c in self.contents):
                continue
            if any(s.span.end == span.end for s in self._named(span.start, span.end)):
                continue  # a name that the tagger took for a noun
            if span.start <= last or sum(span.start < s.start <= at for s in self.sentences) > 1:
                break
            phrase = span.of(self.text).lower().split()
            if phrase and fits(phrase[-1]) and phrase[0] in ("the", "a", "an", "this", "his", "her", "its"):
                meant = self._noun([w for w in phrase if w not in ("the", "a", "an", "this")], span.start, turns)
                return meant or (found if phrase[0] != "a" and _is_personal(phrase[-1]) else None)
        return found

    def _noun(self, tokens: Sequence[str], at: int, turns: Sequence[Turn]) -> Actor | None:
        head = tokens[-1] if tokens else ""
        if tokens[:1] == ["former"] and is_office(head):
            return holder_of_office(self.registry, head, None, self.source, at)  # "the former president", named above
        if any(w in WITHOUT for w in tokens[:-1]) and tokens[:1] != ["former"]:
            return None
        again = next((t for t in reversed(turns) if at - t.at <= _FAR and _repeats(t.words, head)), None)
        if again is not None and again.actor not in self.registry.actors and head in KINDS:
            again = None  # "the country's largest fans' group" has no name; the group may have one
        if again is not None and tokens[0] not in HE | SHE | IT | THEY:
            return self.registry.actors.get(again.actor)  # "an official said … the official added"
        if is_office(head) and tokens[0] in IT | THEY and len(tokens) > 1:
            whole = self._last(at, turns, (ActorKind.STATE, ActorKind.ORGANISATION))
            return whole and (
                holder_of_office(self.registry, head, whole.name, self.source, at, anywhere=True) or whole
            )
        if tokens[0] in _HIS and head in _VOICES:
            return self._person(_HIS[tokens[0]], at, turns)  # "her spokesman said": for her
        if tokens[0] in _HIS and (head in _BODIES or head in _STATES or head in _OWN):
            boss = self._person(_HIS[tokens[0]], at, turns)  # "his members want": the union's
            return self.registry.actors.get(boss.speaks_for or "") if boss else None
        if head in DOCUMENTS and turns and at - turns[-1].at <= _CLOSE:
            return self.registry.actors.get(turns[-1].actor) or Actor(turns[-1].actor, ActorKind.GROUP)
        if head in STATE_BODIES and (body := self._of_that_name(head, at, turns)) is not None:
            return body
        if head in _STATES or head in ("capital",):
            return self._last(at, turns, (ActorKind.STATE,))
        if head in _BODIES | KINDS and head not in ("ministry",):
            plain = all(w in MODIFIERS or [w] in _POSSESSIVE for w in tokens[:-1])
            return self._body(tokens, at, turns, plain=plain) or (self.registry.shortened(head) if plain else None)
        if head in BODY_WORDS and (named := self.registry.shortened(head)):
            return named
        if is_head(head) and not head.endswith("s"):
            kind = {w for w in tokens[:-1] if w in MODIFIERS} - _GENERIC
            person = holder_of_office(self.registry, head, None, self.source, at, kind=kind)
            alone = len(tokens) == 1 or all(w in MODIFIERS for w in tokens[:-1])
            if person is None and alone and head not in ("president", "king", "queen"):
                person = self._person(None, at, turns)
                if person is not None and person.role and not may_hold(person.role, head, kind):
                    return None  # who has another office
            return person
        if head in _PERSONAL or _AGED.fullmatch(head) or (tokens[:1] == ["former"] and len(tokens) == 2):
            return self._person(None, at, turns)  # "the 58-year-old said", "the former midfielder said"
        if (head in BODIES or head == "ministry") and all(w in MODIFIERS for w in tokens[:-1]):
            return self._last(at, turns, (ActorKind.STATE,))
        return None

    def _person(
        self, sex: str | None, at: int, turns: Sequence[Turn], others: frozenset[str] = frozenset()
    ) -> Actor | None:
        def fits(actor: str) -> bool:
            return actor not in others and self._may_speak(actor, sex)

        sentence = next((s for s in self.sentences if s.start <= at < s.end), Span(at, at))
        inside = [s for s in self._named(sentence.start, at) if fits(s.actor)]
        if subject := self._likeliest([s for s in inside if self._is_subject(s)], inside, sex):
            return subject
        floor = next((t for t in reversed(turns) if t.at < at and fits(t.actor)), None)
        since = floor.at if floor else max(0, at - _FAR)
        named = [s for s in self._named(since, sentence.start) if fits(s.actor)]
        later = [s for s in named if self._is_subject(s)]
        later = [s for s in later if not any(c.start <= s.span.start < c.end <= at for c in self.contents)]
        if found := self._likeliest(later, later, sex):
            return found
        if floor is not None and at - floor.at <= _FAR:
            return self.registry.actors[floor.actor]
        before = [s for s in self._named(max(0, at - _FAR), at) if fits(s.actor)]
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
        last = next((t for t in reversed(turns) if self._kind(t.actor) is ActorKind.PERSON), None)
        return self.registry.actors.get(last.actor) if last and at - last.at <= _CLOSE else None

    def _last(self, at: int, turns: Sequence[Turn], kinds: Iterable[ActorKind]) -> Actor | None:
        allowed = set(kinds)
        seen = [s for s in self._named(max(0, at - _FAR), at) if self.registry.actors[s.actor].kind in allowed]
        subject = [s for s in seen if self._is_subject(s)]
        floor = next((t for t in reversed(turns) if self._is_one(t.actor, allowed) and at - t.at <= _FAR), None)
        if floor is not None and at - floor.at <= _CLOSE:  # who spoke just before goes on, unless a sentence opens anew
            subject = [s for s in subject if s.span.start < floor.at or self._opens(s)]
        if subject and (floor is None or subject[-1].span.start >= floor.at):
            return self.registry.actors[subject[-1].actor]
        if floor is not None:
            return self.registry.actors[floor.actor]
        return self.registry.actors[seen[-1].actor] if seen else None

    def _subject_before(self, at: int, kinds: Iterable[ActorKind]) -> Actor | None:
        """The one subject of the sentence before, where the pronoun opens its own: "The guild met Hale. It asked …"."""
        number = next((i for i, s in enumerate(self.sentences) if s.start <= at < s.end), 0)
        if number == 0 or len(self.text[self.sentences[number].start : at].split()) > _FEW:
            return None
        last = self.sentences[number - 1]
        subjects = {s.actor for s in self._named(last.start, last.end) if self._is_subject(s)}
        one = self.registry.actors[subjects.pop()] if len(subjects) == 1 else None
        return one if one is not None and one.kind in set(kinds) else None

    def _is_one(self, name: str, kinds: set[ActorKind]) -> bool:
        """Whether "it" may mean an actor: by its kind, or as a body without a name, "Korland's chiefs of staff"."""
        actor = self.registry.actors.get(name)
        return actor is not None and (actor.kind in kinds or (actor.kind is ActorKind.GROUP and bool(actor.speaks_for)))

    def _opens(self, spot: LinkedMention) -> bool:
        """Whether a name stands at the beginning of its sentence."""
        sentence = next((s for s in self.sentences if s.start <= spot.span.start < s.end), spot.span)
        return len(self.text[sentence.start : spot.span.start].split()) <= _FEW

    def _body(self, tokens: Sequence[str], at: int, turns: Sequence[Turn], *, plain: bool) -> Actor | None:
        """The organisation of that name, or the last one named; "the firefighters' union" is no other union."""
        head, more = tokens[-1], {w.removesuffix("'").removesuffix("’") for w in tokens[:-1]}
        seen = [s for s in self.registry.before(self.source, at) if self._kind(s.actor) is ActorKind.ORGANISATION]
        for spot in reversed(seen):
            actor = self.registry.actors[spot.actor]
            names = " ".join((actor.name, *(a.text for a in actor.aliases))).lower().split()
            if plain and head in self.registry.called.get(actor.name, ()):
                return actor  # "the campaign group Clean Shelf … the group"
            if head in names and (plain or more <= {w.removesuffix("'").removesuffix("’") for w in names}):
                return actor
        if not plain:
            return None
        seen = [s for s in seen if self._acts(s, turns) and not self._is_told(s.actor)]
        if head in KINDS and (found := self._of_kind(head, at, {s.actor for s in seen})) is not None:
            return found
        short = [s for s in seen if self.registry.actors[s.actor].name.isupper() and s.actor[-1].lower() == head[0]]
        if short:
            return self.registry.actors[short[-1].actor]  # "the fund" of the IMF
        known = [s for s in seen if not set(self.registry.actors[s.actor].name.lower().split()) & BODY_WORDS]
        pool = [s for s in known if self.registry.actors[s.actor].name.isupper()] or known
        return self.registry.actors[pool[-1].actor] if pool else None

    def _acts(self, spot: LinkedMention, turns: Sequence[Turn]) -> bool:
        """Whether an organisation does something in the article: it said something, somebody speaks for it, or it is a
        subject; most of what stands in capitals ("HVAC") does not."""
        if spot.actor in {turn.actor for turn in turns} or self.registry.speakers_of(spot.actor):
            return True
        return any(self._is_subject(s) for s in self.registry.linked[self.source] if s.actor == spot.actor)

    def _is_told(self, actor: str) -> bool:
        """Whether the article's own medium is meant: "told the Velmar Post"."""
        seen = (s for s in self.registry.linked[self.source] if s.actor == actor)
        return any(_TOLD.search(self.text, max(0, s.span.start - _TOLD_FAR), s.span.start) for s in seen)

    def _of_that_name(self, head: str, at: int, turns: Sequence[Turn]) -> Actor | None:
        """The body named last whose name ends in that word: "Korland's Defence Ministry … the ministry"."""
        spoke = [(t.at, t.actor) for t in turns]
        named = [(s.span.start, s.actor) for s in self._named(max(0, at - _FAR), at)]
        for _, name in sorted((*spoke, *named), reverse=True):
            if self._kind(name) is ActorKind.ORGANISATION and name.lower().split()[-1] == head:
                return self.registry.actors[name]
        return None

    def _of_kind(self, noun: str, at: int, acting: set[str]) -> Actor | None:
        """Whom "the developer" or "the group" means: the organisation named last that acts and may be one, itself or by
        whoever speaks for it."""
        for spot in reversed(self.registry.between(self.source, max(0, at - _FAR), at)):
            actor = self.registry.actors[spot.actor]
            if actor.kind is ActorKind.PERSON and actor.speaks_for:
                actor = self.registry.actors.get(actor.speaks_for, actor)
            elif actor.name not in acting:
                continue
            if actor.kind is ActorKind.ORGANISATION and may_be_called(actor.name, noun):
                return actor
        return None

    def _named(self, start: int, end: int) -> list[LinkedMention]:
        return [s for s in self.registry.between(self.source, start, end) if Use.LOUD not in s.use]

    def _kind(self, actor: str) -> ActorKind | None:
        known = self.registry.actors.get(actor)
        return known.kind if known else None

    def _may_speak(self, actor: str, sex: str | None) -> bool:
        if self._kind(actor) is not ActorKind.PERSON:
            return False
        return sex is None or self.genders.get(actor, sex) == sex

    def _is_subject(self, spot: LinkedMention) -> bool:
        return any(span.overlaps(spot.span) for span in self.subjects) or any(
            span.end == spot.span.end for span in self.nouns
        )
