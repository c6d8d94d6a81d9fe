"""Whom "she", "the minister" or "the alliance" means, by what the article named before.

Pronouns and bodies ("the company") go by a learnt table (`antecedents`); offices and states by rules: the subject named
last that fits in kind, unless somebody spoke since. What fits nobody stays None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.entities.lexicon import Sort
from retrieval.entities.speakers import holder_of_office, is_office, may_hold
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
from retrieval.statements.antecedents import BODY_NOUNS, Mention, meant
from retrieval.statements.discourse import CLOSE, FAR, Discourse, Turn
from retrieval.statements.genders import GENDERED
from retrieval.types import Actor, ActorKind

HE = frozenset(("he", "him", "his", "himself"))
SHE = frozenset(("she", "her", "hers", "herself"))
IT = frozenset(("it", "its", "itself"))
THEY = frozenset(("they", "them", "their", "theirs", "we", "us", "our"))
SELF = frozenset(("i", "me", "my", "we", "us", "our"))
RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
ANYBODY = frozenset(("you", "your", "yours"))  # whoever hears it, or people
PRONOUNS = HE | SHE | IT | THEY | SELF | RELATIVE | ANYBODY
# Offices of many: "the NATO official" may be anybody.
_ANYBODY = frozenset("official diplomat spokesman spokeswoman spokesperson aide representative adviser advisor".split())
_PERSONAL = frozenset("man woman diplomat politician veteran statesman incumbent strongman".split())
_STATES = frozenset("country nation republic kingdom government state duchy principality island federation".split())
_HIS = {"his": "he", "her": "she"}
_VOICES = frozenset("spokesman spokeswoman spokesperson office lawyer attorney campaign".split())
_OWN = frozenset("members firm club team board council department hospital school trust".split())
_THEIR_PEOPLE = frozenset("bosses executives managers chiefs lawyers members sources insiders".split())
_AGED = re.compile(r"\d{1,2}-year-old")
_FRONT = re.compile(r"[,;]|\s(?:for|of|at|from|in|with|by|on|who|which|that)\s")
_GENERIC = frozenset("new current acting outgoing longtime veteran then former first".split())
_POSSESSES = re.compile(r"['’]s$|s['’]$")
_POSSESSIVE = [["his"], ["her"], ["its"], ["their"]]


def _repeats(words: str, head: str) -> bool:
    """Whether a holder was called by that noun alone: "a Velmoran official", but neither "New York City" nor "Brel, a
    spokesman for the government"."""
    return _FRONT.split(words, maxsplit=1)[0].split()[-1:] == [head]


class Coreference(Discourse):
    """Whom a pronoun or a noun of an article means."""

    __slots__ = ()

    def resolve(self, one: Mention, turns: Sequence[Turn]) -> Actor | None:
        """Whom a pronoun or noun means; `turns` are the statements before, in order."""
        low, at = one.low, one.at
        bare = low.removeprefix("the ").removeprefix("this ").removeprefix("that ")
        if one.sort and (one.sort != "body" or low != bare or low.split()[:1] in (["its"], ["their"])):
            return self._weighed(one, turns)
        if low in SELF:
            return self._floor(at, turns) if low in ("i", "me", "my") else None
        if low in RELATIVE:
            seen = self.registry.before(self.source, at)
            near = seen[-1] if seen and self.text[seen[-1].span.end : at].strip() in ("", ",") else None
            return self.registry.actors[near.actor] if near else None  # "his wife, Laura, who spoke"
        if low.startswith("a ") and low.removeprefix("a ") in SPOKESPERSONS:
            kind = self.kind(turns[-1].actor) if turns and at - turns[-1].at <= CLOSE else None
            if kind is ActorKind.ORGANISATION:
                return self.registry.actors[turns[-1].actor]
            return self._last(
                at, turns, (ActorKind.STATE, ActorKind.ORGANISATION)
            )  # "The guild agrees, a spokesman said"
        tokens = bare.split()
        if (body := self._behind(tokens)) or self._before(tokens):
            body = body or tokens[:1]
            if body[-1] in BODY_NOUNS:
                return self._weighed(Mention(" ".join(("the", *body)), at), turns)
            return self._noun(body, at, turns)
        if low == bare and low.split()[:1] not in _POSSESSIVE:
            return None
        found = self._noun(tokens, at, turns)
        return found or (self._calling(tokens, at, turns, self.inside(one.content)) if low.startswith("the ") else None)

    def _calling(self, tokens: Sequence[str], at: int, turns: Sequence[Turn], others: frozenset[str]) -> Actor | None:
        """ "the Florida lawmaker", "the reform caucus member": whoever has the floor, unless somebody else was named
        as a subject since."""
        head = tokens[-1] if tokens else ""
        calls = head in PRIVATE or head == "member" or (is_office(head) and head not in _ANYBODY)
        calls = calls or self._is_member(head)
        if not calls or not WITHOUT.isdisjoint(tokens):
            return None
        floor = self._floor(at, [turn for turn in turns if turn.actor not in others])
        around = self.named(self.text.rfind("\n", 0, at) + 1, at)
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
        known = tokens[-1] in BODY_NOUNS | _STATES
        return [tokens[-1]] if speaks and known and WITHOUT.isdisjoint(tokens) else []

    @staticmethod
    def _before(tokens: Sequence[str]) -> bool:
        """Whether a body's noun stands before its speakers: "union negotiators", "administration officials"."""
        if len(tokens) != 2 or tokens[0] not in BODY_NOUNS | {"administration"}:
            return False
        return tokens[1] in BODIES or tokens[1] in _THEIR_PEOPLE

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
        named = self.named(self.text.rfind("\n", 0, at) + 1, at)
        people = [self.registry.actors[s.actor] for s in named if self._may_speak(s.actor, None)]
        boss = self.registry.actors.get(people[-1].speaks_for or "") if people else None
        return people[-1] if boss is not None and boss.kind is ActorKind.ORGANISATION else None

    def _weighed(self, mention: Mention, turns: Sequence[Turn]) -> Actor | None:
        name = meant(self, mention, turns)
        return None if name is None else self.registry.actors.get(name, Actor(name, ActorKind.GROUP))

    def _noun(self, tokens: Sequence[str], at: int, turns: Sequence[Turn]) -> Actor | None:
        head = tokens[-1] if tokens else ""
        if tokens[:1] == ["former"] and is_office(head):
            return holder_of_office(self.registry, head, None, self.source, at)  # "the former president", named above
        if any(w in WITHOUT for w in tokens[:-1]) and tokens[:1] != ["former"]:
            return None
        again = next((t for t in reversed(turns) if at - t.at <= FAR and _repeats(t.words, head)), None)
        if again is not None and tokens[0] not in HE | SHE | IT | THEY:
            return self.registry.actors.get(again.actor)  # "an official said … the official added"
        if is_office(head) and tokens[0] in IT | THEY and len(tokens) > 1:
            whole = self._last(at, turns, (ActorKind.STATE, ActorKind.ORGANISATION))
            return whole and (
                holder_of_office(self.registry, head, whole.name, self.source, at, anywhere=True) or whole
            )
        if tokens[0] in _HIS and head in _VOICES:
            return self._person(_HIS[tokens[0]], at, turns)  # "her spokesman said": for her
        if tokens[0] in _HIS and (head in BODY_NOUNS or head in _STATES or head in _OWN):
            boss = self._person(_HIS[tokens[0]], at, turns)  # "his members want": the union's
            return self.registry.actors.get(boss.speaks_for or "") if boss else None
        if head in DOCUMENTS and turns and at - turns[-1].at <= CLOSE:
            return self.registry.actors.get(turns[-1].actor) or Actor(turns[-1].actor, ActorKind.GROUP)
        if head in STATE_BODIES and (body := self._of_that_name(head, at, turns)) is not None:
            return body
        if head in _STATES or head in ("capital",):
            return self._last(at, turns, (ActorKind.STATE,))
        if is_head(head) and not head.endswith("s"):
            if any(_POSSESSES.search(word) for word in tokens[:-1]):
                return None  # "the shopping centre's owner" is no other owner who was named
            kind = {w for w in tokens[:-1] if w in MODIFIERS} - _GENERIC
            person = holder_of_office(self.registry, head, None, self.source, at, kind=kind)
            alone = len(tokens) == 1 or all(w in MODIFIERS for w in tokens[:-1])
            if person is None and alone and head not in ("president", "king", "queen"):
                person = self._person(GENDERED.get(head), at, turns)
                if person is not None and person.role and not may_hold(person.role, head, kind):
                    return None  # who has another office
            return person
        if head in _PERSONAL or _AGED.fullmatch(head) or (tokens[:1] == ["former"] and len(tokens) == 2):
            return self._person(None, at, turns)  # "the 58-year-old said", "the former midfielder said"
        if (head in BODIES or head == "ministry") and all(w in MODIFIERS for w in tokens[:-1]):
            return self._last(at, turns, (ActorKind.STATE,))
        return None

    def _of_that_name(self, head: str, at: int, turns: Sequence[Turn]) -> Actor | None:
        """The body named last whose name ends in that word: "Korland's Defence Ministry … the ministry"."""
        spoke = [(t.at, t.actor) for t in turns]
        named = [(s.span.start, s.actor) for s in self.named(max(0, at - FAR), at)]
        for _, name in sorted((*spoke, *named), reverse=True):
            if self.kind(name) is ActorKind.ORGANISATION and name.lower().split()[-1] == head:
                return self.registry.actors[name]
        return None
