"""Whom the words beside a cue mean, where they name somebody: "Kyiv", "Ukrainian officials", "the minister Ona Brel".

    resolve(registry, "the Tarsian government", "a.txt", 40)   → Actor("Tarsia")
    resolve(registry, "officials in Velmar", "a.txt", 40)      → Actor("officials in Velmar", speaks_for="Tarsia")

Pronouns and nouns that name nobody ("the minister") give None here; `coreference` looks at what stands before them. A
voice that belongs to nobody ("analysts", "opponents of Ukraine") stays None and is a group under its own words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.entities import weighing
from retrieval.entities.actors import Registry
from retrieval.entities.lexicon import Sort
from retrieval.entities.packed.links import LinkedMention
from retrieval.mentions.roles import (
    BODIES,
    DOCUMENTS,
    FORMER,
    LEGISLATORS,
    MEDIA,
    MODIFIERS,
    PRIVATE,
    SPEAKING,
    SPOKESPERSONS,
    STATE_BODIES,
    WITHOUT,
    head_of,
    is_deed,
    is_head,
)
from retrieval.mentions.things import is_thing
from retrieval.mentions.vocabulary import BODY_WORDS, KINDS
from retrieval.mentions.words import Word, words
from retrieval.types import Actor, ActorKind

_PREPOSITIONS = frozenset(
    "of for in from at on to with within by among between against behind about near including like".split()
)
_PARTS = frozenset("branch chapter arm wing unit division section local members".split())
_SOME = frozenset("some several many few two three four five most other".split())
_CUTS = frozenset(",;:(–—-") | {"who", "which", "that", "whose", "whom"}
_BELONGING = frozenset("of for in from at within near".split())
_WHEN = re.compile(
    r",?\s+(?:(?:on|in|at|by|late|early|later|earlier|this|last)\s+)+(?:the\s+)?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|\d{4}|week|month|year|morning|afternoon|evening|night|day)\b.*$",
    re.IGNORECASE | re.DOTALL,
)  # "Northline on Friday": when it was said is no part of who said it
_PARTLY = frozenset("some several many few two three four five six seven eight nine ten other most".split())
_INDEFINITE = frozenset("a an another one some several many few two three four five".split())
# These are the body or the state itself: "the Tarsian government", "a spokesman for the guild".
_ITSELF = SPOKESPERSONS | frozenset(("spokespeople", "government", "side"))
_MEMBERS = frozenset("members leaders leadership negotiators".split())
_LONGEST = 60  # code points of a voice without a name: "two residents of the border village"
_FRAME = frozenset("a an the some many several two three four five most other senior top both all these those".split())

_EACH = frozenset("each some one all both many most any either several two three four five none".split())
_OWNERS = frozenset("his her its their our my your".split())
_AIMED = r"(?:\s+(?:on|in|about|to|for)\s.*)?$"
_FROM = re.compile(rf"(?:[\w’'-]+\s+){{0,3}}?(?P<what>[a-z]+)\s+(?:from|by|of)\s+(?P<whose>.+?){_AIMED}")
_OWN = re.compile(rf"(?P<whose>.+?)(?:['’]s|(?<=s)['’])\s+(?:[\w-]+\s+){{0,2}}?(?P<what>[a-z]+){_AIMED}")
_COMPOUND = re.compile(rf"(?P<whose>(?:[Tt]he |[Aa]n? )?[a-z]+)\s+(?P<what>[a-z]+){_AIMED}")

_COMMON = BODY_WORDS | KINDS
_VOICES = _COMMON | BODIES | DOCUMENTS


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase taken apart: `head` is its last word before a preposition, in lower case."""

    head: str
    words: tuple[str, ...]  # before the preposition, in lower case
    owner: LinkedMention | None  # the actor before the head or behind "of", "for", "in"
    opposed: bool
    joint: bool = False  # several actors stand before the head


def resolve(registry: Registry, text: str, source: str, at: int) -> Actor | None:
    """The actor that `text`, standing at offset `at` of an article, names; None where it names nobody."""
    text = _WHEN.sub("", text)
    bare = _bare(text)
    # "the company" is no "Tarn Company", and what has no capital is no name: "the mayor" is no Phil Mayor
    nameless = bare in _COMMON or not any(map(str.isupper, bare))
    hit = None if nameless else registry.named(bare, source, at)
    many = text.strip().endswith("s") and not text.strip().endswith("ss")  # "the Swiss" is the state, as "the Dutch"
    if hit is not None and not (hit[1] is Sort.DEMONYM and many):
        return hit[0]
    stream = words(text)
    main = _main(stream)
    if not main:
        return None
    seen = registry.spots(text[: main[-1].end], source, at)
    person = _person(registry, main, seen)
    if person is not None:
        return person
    found = phrase(main, seen)
    if (
        found.head in _PARTS
        and not any(w.text.lower() in _SOME or w.text.isdigit() for w in stream[:2])
        and (whole := _behind(main, seen)) is not None
    ):
        return registry.actors[whole.actor]  # "the Ashford branch of the Allied Nurses' Union"
    apposed = _apposed(registry, text, main, source, at)
    if found.owner is None or found.opposed:
        return apposed
    if apposed is not None and found.owner.actor in registry.sides(apposed.name):
        return apposed  # "a spokeswoman for the Tarsian government, Hanne Brodt"
    if (body := _body_of(registry, text, seen)) is not None:
        return body
    if found.owner.span.end >= main[-1].end and found.head in _last(text, found.owner):
        actor = registry.actors[found.owner.actor]
        if stream[0].text.lower() in _PARTLY and actor.kind is not ActorKind.PERSON:
            return Actor(voice(_cut(text)), ActorKind.GROUP)  # "some Republicans" are not the party
        return None if found.owner.sort is Sort.DEMONYM and not _is_the(main) else actor
    return _of_office(registry, found, text, source, at)


def voice(words: str) -> str:
    """The name of a voice that has none: its own words without an article, cut where they become a sentence."""
    bare = " ".join(words.split()).strip(' ,.;:“”"')
    for start in ("the ", "a ", "an ", "The ", "A ", "An "):
        bare = bare.removeprefix(start)
    if len(bare) > _LONGEST:
        bare = bare[:_LONGEST].rsplit(" ", 1)[0] + "…"
    return bare


def _body_of(registry: Registry, text: str, seen: list[LinkedMention]) -> Actor | None:
    """A body of a state that other states have too: "Korland's | Defence Ministry"."""
    if len(seen) < 2 or seen[-1].span.end - len(text.rstrip(" ,")) not in (0, -2):
        return None
    state, body = registry.actors[seen[-2].actor], registry.actors[seen[-1].actor]
    beside = seen[-1].span.start - seen[-2].span.end <= len("'s ")
    if state.kind is not ActorKind.STATE or body.kind is not ActorKind.ORGANISATION or not beside:
        return None
    if seen[-1].text.lower().split()[-1] not in STATE_BODIES:
        return None
    if state.name in registry.sides(body.name):
        return body
    return Actor(voice(text[seen[-2].span.start : seen[-1].span.end]), ActorKind.ORGANISATION, speaks_for=state.name)


def phrase(main: list[Word], seen: list[LinkedMention]) -> Phrase:
    """Take a noun phrase apart; `seen` are the actors in it."""
    cut = next((i for i, w in enumerate(main) if i and w.text.lower() in _PREPOSITIONS), len(main))
    front = main[:cut]
    head = front[-1]
    before = [s for s in seen if s.span.start < head.end]
    owner = before[-1] if before else None
    owner = owner or _behind(main, seen)
    low = tuple(w.text.lower() for w in front)
    opposed = any(
        w in WITHOUT or w.startswith(("pro-", "anti-", "ex-")) or w.endswith(("-backed", "-led")) for w in low
    )
    return Phrase(head.text.lower(), low, owner, opposed, len({s.actor for s in before}) > 1)


def _behind(main: list[Word], seen: list[LinkedMention]) -> LinkedMention | None:
    """The actor that the phrase's first preposition leads to, where it is one of belonging."""
    cut = next((w for w in main[1:] if w.text.lower() in _PREPOSITIONS), None)
    if cut is None or cut.text.lower() not in _BELONGING:
        return None
    whole = next((s for s in seen if s.span.start >= cut.end), None)
    if whole is None:
        return None
    owned = [after for w, after in pairwise(main) if w.owns and w.end == whole.span.end]
    # "members of the university's | swim team" are not the university's; "an official of Korland's | Sund Ministry" is
    return None if any(after.text.islower() for after in owned) else whole


def is_office(head: str) -> bool:
    """Whether a head word names one person's office or calling: "minister", not "ministers"."""
    return is_head(head) and not head.endswith("s")


def is_the_one(text: str, head: str) -> bool:
    """Whether words mean one person of an office or a calling that was named before: "the Democratic governor"."""
    return text.lower().startswith("the ") and is_office(head) and head not in SPOKESPERSONS


def holder_of_office(
    registry: Registry,
    role: str,
    state: str | None,
    source: str,
    at: int,
    *,
    anywhere: bool = False,
    kind: Collection[str] = (),
) -> Actor | None:
    """The person last named before `at` whose role holds the word `role`, for `state` if one is given; and the words of
    `kind`: "prime" of a prime minister.

    With `anywhere`, else the first one named behind it: "its foreign minister said", and the name in the next sentence.
    """
    seen_before = registry.before(source, at)
    behind = registry.linked.get(source, ())[len(seen_before) :] if anywhere else ()
    for seen in (*reversed(seen_before), *behind):
        actor = registry.actors[seen.actor]
        if actor.kind is not ActorKind.PERSON or (state is not None and state not in registry.sides(actor.name)):
            continue
        if may_hold(actor.role or "", role, kind):
            return actor
    return None


def may_hold(held: str, role: str, kind: Collection[str] = ()) -> bool:
    """Whether somebody of the role `held` may be called `role`: a secretary "the diplomat"; a foreign minister is no
    "prime minister"."""
    words = held.lower().split()
    return (role in words or role in _SAME.get(head_of(held), ())) and set(kind) <= set(words)


# Other words for an office that newspapers use in a second mention.
_SAME = {
    "president": ("leader", "head"),
    "minister": ("diplomat", "official", "politician", "leader", "secretary"),
    "premier": ("leader", "minister"),
    "chancellor": ("leader",),
    "secretary": ("diplomat", "official", "chief", "minister"),
    "ambassador": ("diplomat", "envoy", "official"),
    "envoy": ("diplomat", "official", "mediator", "negotiator"),
    "mediator": ("envoy", "diplomat"),
    "negotiator": ("diplomat", "official", "envoy"),
    "spokesman": ("official", "spokesperson"),
    "spokeswoman": ("official", "spokesperson"),
    "spokesperson": ("official", "spokesman", "spokeswoman"),
    "general": ("chief", "commander", "official", "diplomat"),
    "representative": ("diplomat", "official", "envoy"),
    "chief": ("official", "diplomat", "head", "leader"),
    "leader": ("politician", "chairman", "chairwoman", "president"),
    "king": ("monarch",),
    "queen": ("monarch",),
    "gov.": ("governor",),
    "sen.": ("senator", "lawmaker"),
    "rep.": ("representative", "congressman", "congresswoman", "lawmaker"),
}


def _bare(text: str) -> str:
    """Without an article before and a possessive behind."""
    bare = text.strip(" ,.;:“”\"'‘’")
    for start in ("the ", "The ", "a ", "A "):
        bare = bare.removeprefix(start)
    return bare.removesuffix("'s").removesuffix("’s")


def _main(stream: list[Word]) -> list[Word]:
    """The phrase up to the first comma or relative clause."""
    kept: list[Word] = []
    for word in stream:
        if word.text.lower() in _CUTS or word.text == "\n":
            if kept:
                break
            continue
        if word.text[0].isalnum() or "." in word.text[1:]:
            kept.append(word)
    while kept and kept[0].text.lower() in _FRAME and len(kept) > 1:
        kept.pop(0)
    return kept


def _person(registry: Registry, main: list[Word], seen: list[LinkedMention]) -> Actor | None:
    """A person who is the phrase's head: the last of it, and not what a preposition leads to."""
    for spot in reversed(seen):
        actor = registry.actors[spot.actor]
        if actor.kind is not ActorKind.PERSON:
            continue
        first = next((i for i, w in enumerate(main) if w.start >= spot.span.start), 0)
        last = next((w for w in main if w.end == spot.span.end), None)
        led = _is_led_to(main[:first])
        if last is not None and not last.owns and not led and spot.span.end == main[-1].end:
            return actor
        after = next((w.text.lower() for w in main if w.start > spot.span.end), "")
        if last is not None and not last.owns and _is_title(main[:first]) and after in _PREPOSITIONS:
            return actor  # "Brel of the Reform Party", "Reformist Rep. Brel of Velmar"
    return None


def _is_led_to(front: Sequence[Word]) -> bool:
    """Whether a preposition leads to the name behind these words, or to its title: "allies of former President |", no
    "Secretary of State |"."""
    at = next((i for i in reversed(range(len(front))) if front[i].text.lower() in _PREPOSITIONS), None)
    if at is None:
        return False
    title = [word for word in front[at + 1 :] if word.text.lower() not in FORMER]
    return not title or (is_head(title[-1].text) and _is_title(title))


def _is_title(front: Sequence[Word]) -> bool:
    """Whether nothing but offices and what goes with them stands before a name: "Republican Rep."."""
    offices = [is_head(w.text) for w in front]
    named = offices[-1:] == [True]  # a party's or a state's name may stand before an office, not before the person
    return all(
        office or w.text.lower() in MODIFIERS or (named and w.capital) for w, office in zip(front, offices, strict=True)
    )


def _of_office(registry: Registry, found: Phrase, text: str, source: str, at: int) -> Actor | None:
    """Whoever speaks for an actor: the officer of that office, if one was named; else a voice of its own."""
    assert found.owner is not None
    owner = registry.actors[found.owner.actor]
    head = found.head
    if found.owner.sort is Sort.DEMONYM and owner.kind is ActorKind.ORGANISATION and is_the_one(text, head):
        return None  # "the Democratic governor": one whom the article has named
    if head in DOCUMENTS and (owner.kind is not ActorKind.STATE or head == "statement"):
        return owner  # "a Hamas statement", "a report from the agency"
    party = owner.kind is ActorKind.ORGANISATION and found.owner.sort is Sort.DEMONYM
    private = head in PRIVATE or head.removesuffix("s") in PRIVATE
    if head not in BODIES | STATE_BODIES and owner.kind is ActorKind.STATE and _is_of_state(registry, found, owner):
        return Actor(voice(_cut(text)), ActorKind.ORGANISATION, speaks_for=owner.name)
    member = party and head in LEGISLATORS | _MEMBERS  # "Republican lawmakers"
    if not member and head not in BODIES and (private or not is_head(head)):
        return None
    known = is_office(head) and head in SPEAKING and text.lower().split()[0] not in _INDEFINITE
    if owner.kind is ActorKind.PERSON:
        whom = owner.speaks_for if head in STATE_BODIES else owner.name  # "the Vale administration" is a state's
    elif known and (person := holder_of_office(registry, head, owner.name, source, at)):
        return person
    elif head in _ITSELF:
        return owner
    else:
        whom = owner.name
    if " and " in text.lower().split(head)[0] and found.joint:
        whom = None  # "Tarsian and Korlandic officials"
    if owner.kind is ActorKind.STATE and owner.name not in registry.spelt_out:
        whom = None  # no article names the state that "Tarsian officials" would be of
    kind = ActorKind.ORGANISATION if head in STATE_BODIES else ActorKind.GROUP
    return Actor(voice(_cut(text)), kind, speaks_for=whom)


def _is_of_state(registry: Registry, found: Phrase, owner: Actor) -> bool:
    """Whether a body without a name is the state's that it is told to be of, by the table for those that have one:
    "Korland's electoral authority", no "Korlandic bank"; what media tell is no state's."""
    if owner.name not in registry.spelt_out or not MEDIA.isdisjoint(found.words):
        return False
    doubts = (f"noun={found.head}", "everywhere", *(f"word={word}" for word in found.words[:-1]))
    one = weighing.Candidate(owner.name, "told", "state", doubts=doubts)
    chance = weighing.table().chance(weighing.of_body("Somebody", one))
    return weighing.table().is_sure(chance, weighing.BODIES)


def is_person(text: str) -> bool:
    """Whether a phrase is nothing but a name that reads like a person's: "Tom Kloza"."""
    stream = words(text)
    return 2 <= len(stream) <= 3 and all(w.capital and w.text.lower() not in BODY_WORDS for w in stream)


def may_speak(text: str, silent: frozenset[str] = frozenset(), telling: frozenset[str] = frozenset()) -> bool:
    """Whether a phrase that names nobody can mean a person, a body or a paper: "analysts", but no "legislation", no
    "whose parent company", no article alone, and none of the nouns that are known to be `silent`; of things those alone
    that are known to be `telling`."""
    stream = words(text)
    main = _main(stream)
    if not main or stream[0].text.lower() in _CUTS or main[-1].text.lower() in ("a", "an", "the"):
        return False
    head = _noun(main)
    if is_head(head) or head in _VOICES:
        return True
    forms = (head, head.removesuffix("s"))
    return not is_deed(head) and silent.isdisjoint(forms) and not (is_thing(head) and telling.isdisjoint(forms))


_ABOUT = r"(?:(?:about|around|just|over|under|nearly|almost|roughly|more than|less than|fewer than|up to) )*"
_AMOUNT = re.compile(
    _ABOUT + r"(?:both|some|others|another|most|many|all|few|several|half|one|two|three|those|these|more"
    r"|[\d.,]+ ?(?:%|percent)?)",
    re.IGNORECASE,
)


def is_no_actor(text: str) -> bool:
    """Whether a voice without a name may tell something and is no actor: what somebody wrote or filmed, "CCTV footage",
    or only an amount, "most"."""
    if _AMOUNT.fullmatch(text):
        return True
    main = _main(words(text))
    head = _noun(main) if main else ""
    behind = [word.text.lower() for word in main if word.start > main[0].start and word.text.lower() == "of"]
    some = bool(behind) and not head.endswith("s") and not is_thing(main[-1].text)  # "a majority of senators"
    one = head.removesuffix("s")
    return not DOCUMENTS.isdisjoint((head, one)) or (is_thing(head) and not some and MEDIA.isdisjoint((head, one)))


def _noun(main: list[Word]) -> str:
    """The noun of a phrase: "actions" of "each of these actions"."""
    head = phrase(main, []).head
    some = head in _EACH and any(word.text.lower() == "of" for word in main)
    return main[-1].text.lower() if some else head


def issued_by(text: str) -> str | None:
    """Whose paper it is: "the port's trade group" of "a statement from the port's trade group", "the unions" of "the
    unions' statement", "the union" of "the union letter to actors"."""
    for pattern in (_FROM, _OWN, _COMPOUND):
        found = pattern.match(text)
        if found is not None and not DOCUMENTS.isdisjoint((found["what"].lower(), found["what"].lower()[:-1])):
            body = pattern is not _COMPOUND or not (_COMMON | BODIES).isdisjoint(found["whose"].lower().split())
            return found["whose"] if body and found["whose"].lower() not in _OWNERS else None
    return None


def _cut(text: str) -> str:
    """A phrase without what a comma or a relative clause adds, or a noun before it that is no part of it: "a short-term
    extension | Reform Party leaders had sought"."""
    bare = re.split(r",|;|:|\s(?:who|which|that|whose|whom)\s", text.strip(), maxsplit=1)[0]
    pieces = bare.split()
    for i in range(len(pieces) - 1, 0, -1):
        if pieces[i][0].isupper() and pieces[i - 1].islower() and is_deed(pieces[i - 1]):
            return " ".join(pieces[i:])
    return bare


def _apposed(registry: Registry, text: str, main: list[Word], source: str, at: int) -> Actor | None:
    """ "the president of the union, Ilse Marn": the name behind the comma, where the phrase itself names nobody."""
    rest = text[main[-1].end :]
    if not rest.lstrip().startswith(","):
        return None
    seen = registry.spots(rest, source, at + main[-1].end)
    people = [s for s in seen if registry.actors[s.actor].kind is ActorKind.PERSON]
    return registry.actors[people[0].actor] if people else None


def _last(text: str, spot: LinkedMention) -> str:
    return spot.span.of(text).lower()


def _is_the(main: list[Word]) -> bool:
    return len(main) == 1 and not main[0].text.endswith("s")
