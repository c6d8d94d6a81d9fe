"""Whom a question calls by an office: "Mexico's president", "the lawyer for the port", by the articles' own roles.

First by the roles that were read out of all articles; where they know nobody, by a sentence that says so of one person
alone: "Ona Brel, the lawyer for the port".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.library import Library
from bot.words import content_words, stem
from retrieval.grammar.parsing import Parse
from retrieval.mentions.roles import LAWYERS, is_head
from retrieval.types import Actor, ActorKind, Span

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
# "chief", "boss": the press's words for whoever is at the head, whatever the office is called.
_ANY_HEAD = frozenset("chief head boss leader".split())
_PASSAGES = 8  # that are looked at for somebody described
BEFORE_A_NOUN = frozenset("compound amod poss nmod".split())  # how the grammar hangs whose it is on a noun
_OF = frozenset("of for at in".split())

Named = tuple[Actor, Span]


def with_offices(text: str, found: Sequence[Named], library: Library) -> Sequence[Named]:
    """The actors named, with whoever is called by an office in place of the state or body whose office it is."""
    actors = list(found)
    for match in _WORD.finditer(text):
        head = Span(match.start(), match.start() + len(_POSSESSIVE.sub("", match.group())))
        if not is_head(head.of(text)) or any(span.overlaps(head) for _, span in actors):
            continue
        owner = _owner(text, head, actors)
        holders = (actor for actor in library.actors if actor.role and actor.kind is ActorKind.PERSON)
        called = [(one, span) for one in holders if (span := _office(text, head, one, owner)) is not None]
        if not called:
            called = _described(text, head, actors, library)
        if len(called) == 1:
            actors = [pair for pair in actors if pair != owner and not pair[1].overlaps(called[0][1])] + called
    return sorted(actors, key=lambda pair: pair[1])


def asks_an_office(text: str, actors: Sequence[Span], library: Library) -> bool:
    """Whether it is an office that is asked, and none of the actors named has it: "What does the captain say of A?"."""
    office = asked_office(text, library) if actors else None
    return office is not None and not any(office.overlaps(span) for span in actors)


def asked_office(text: str, library: Library) -> Span | None:
    """Where whoever is asked is called by an office: "What does | the head of the dock | say?"."""
    if not any(is_head(match.group()) for match in _WORD.finditer(text)):
        return None
    for parse in library.parse(text):
        for token, dep in enumerate(parse.deps):
            if dep == "nsubj" and parse.heads[parse.heads[token]] == parse.heads[token] and is_head(parse.words[token]):
                return parse.slice(*parse.edges[token])
    return None


def _owner(text: str, head: Span, actors: Sequence[Named]) -> Named | None:
    """Whose office a noun names: "Mexico's president", "the president of Mexico"."""
    for pair in actors:
        span = pair[1]
        if span.end < head.start and re.fullmatch(r"(?:['’]s?)?\s+(?:[^\W\d_]+[ -]){0,3}", text[span.end : head.start]):
            return pair
        if span.start > head.end and re.fullmatch(r"\s+(?:of|for)\s+(?:the\s+)?", text[head.end : span.start]):
            return pair
    return None


def _office(text: str, head: Span, person: Actor, owner: Named | None) -> Span | None:
    """Where the question calls a person by the role that the articles give: the head word and what stands before it."""
    if owner is not None and person.speaks_for != owner[0].name:
        return None
    *role, last = re.split(r"[ -]", (person.role or "").lower())
    known = {*role, last, *(person.speaks_for or "").lower().split()}
    start, floor = head.start, owner[1].end if owner is not None and owner[1].end <= head.start else 0
    before = [match for match in _WORD.finditer(text, floor, head.start) if match.group() != "s"]
    while before and _POSSESSIVE.sub("", before[-1].group()).lower() in known:
        start = before.pop().start()
    if (floor and before) or (owner is None and start == head.start):  # "the president" may be anybody's
        return None
    if last != head.of(text).lower() and not (head.of(text).lower() in _ANY_HEAD and start < head.start):
        return None
    if "former" in role:
        return None
    return Span(min(start, owner[1].start), max(head.end, owner[1].end)) if owner is not None else Span(start, head.end)


def _described(text: str, head: Span, actors: Sequence[Named], library: Library) -> list[Named]:
    """The one person of whom a sentence says that it is this one: "the opposition's health spokesman"."""
    phrase = next(filter(None, (_phrase(head, parse) for parse in library.parse(text))), None)
    if phrase is None:
        return []
    owners = [actor for actor, span in actors if span.overlaps(phrase)]
    owned = content_words(" ".join(span.of(text) for _, span in actors if span.overlaps(phrase)))
    wanted = content_words(phrase.of(text)) - owned - {stem(head.of(text))}
    if not wanted and not owners:  # "the president" may be anybody's
        return []
    found: Counter[str] = Counter()
    seen: set[tuple[str, Span]] = set()
    for hit in library.search(phrase.of(text), _PASSAGES):
        here = Span(hit.passage.start, hit.passage.end)
        for span in library.sentences(hit.passage.source):
            if span.overlaps(here) and (hit.passage.source, span) not in seen:
                seen.add((hit.passage.source, span))
                said = span.of(library.articles[hit.passage.source].text)
                found.update(set(_called(said, head.of(text), wanted, owners, library)))
    person = library.actor(next(iter(found))) if len(found) == 1 else None
    return [(person, phrase)] if person is not None else []


def _phrase(head: Span, parse: Parse) -> Span | None:
    """A noun that means one person, with what tells whose: "the lawyer for the port", not "a lawyer", "lawyers"."""
    token = next((at for at, start in enumerate(parse.starts) if start == head.start), None)
    if token is None or parse.tags[token] not in ("NN", "NNP"):
        return None
    told = [child for child in parse.children[token] if parse.deps[child] in ("det", "poss")]
    if not any(parse.deps[child] == "poss" or parse.words[child].lower() == "the" for child in told):
        return None
    first, last = token, token
    for child in parse.children[token]:
        if child < token and parse.deps[child] in BEFORE_A_NOUN:
            first = min(first, parse.edges[child][0])
        if child > token and parse.deps[child] == "prep" and parse.words[child].lower() in _OF:
            last = max(last, parse.edges[child][1])
    return parse.slice(first, last)


def _called(
    sentence: str, head: str, wanted: frozenset[str], owners: Sequence[Actor], library: Library
) -> Iterator[str]:
    """The persons whom a sentence calls by that office: "Ona Brel, the lawyer for the port", "lawyer Ona Brel"."""
    if not wanted <= content_words(sentence) or not any(_is_as(head, word) for word in _WORD.findall(sentence)):
        return
    named = library.actors_in(sentence)[0]
    if any(owner.name not in {actor.name for actor, _ in named} for owner in owners):
        return
    for parse in library.parse(sentence):
        for token, word in enumerate(parse.words):
            for actor, span in named if _is_as(head, word) else ():
                top = _joined(token, span, parse) if actor.kind is ActorKind.PERSON else None
                if top is not None and wanted <= content_words(parse.slice(*parse.edges[top]).of(sentence)):
                    yield actor.name


def _joined(token: int, name: Span, parse: Parse) -> int | None:
    """The upper one of an office and a name that the grammar puts side by side."""
    own = {at for at, start in enumerate(parse.starts) if name.start <= start < name.end}
    above = parse.heads[token]
    if above in own and parse.deps[token] in ("appos", "compound", "nmod"):
        return above
    beside = any(parse.heads[at] == token and parse.deps[at] in ("appos", "nmod") for at in own)
    return token if beside and token not in own else None


def _is_as(head: str, word: str) -> bool:
    """Whether two words name one office; a lawyer is an attorney."""
    here, there = head.lower(), word.lower()
    return here == there or (here in LAWYERS and there in LAWYERS)
