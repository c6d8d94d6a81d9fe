"""Who holds which office, as one article says it: titles before a name, appositions behind it.

    "Ukrainian Foreign Minister Andrii Sybiha"   Fact(OFFICE, "Andrii Sybiha", of="Ukrainian", role="Foreign Minister")
    "the president of Tarsia, Ilse Marn, said"   Fact(OFFICE, "Ilse Marn", of="Tarsia", role="president")
    "the opposition leader, Ona Brel, said"      Fact(OFFICE, "Ona Brel", of=None, role=…, speaks=False)

Concession: written for English, and for the word order of its newspapers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.entities.lexicon import Sort as Of
from retrieval.entities.lexicon import lexicon
from retrieval.mentions.beside import ADDRESSES, ASIDE, is_body, person_after, person_at, person_before, words_of
from retrieval.mentions.facts import Fact, Sort
from retrieval.mentions.names import run, run_to
from retrieval.mentions.roles import (
    BELOW,
    BODIES,
    FORMER,
    HEADS,
    HONORIFICS,
    LAWYERS,
    LEADERS,
    MODIFIERS,
    OF_ORGANISATIONS,
    OF_THEIR_OWN,
    PARTIES,
    PRIVATE,
    RANKS,
    SPOKESPERSONS,
    STATE_BODIES,
    WITHOUT,
    head_of,
    is_head,
    is_members,
)
from retrieval.mentions.vocabulary import BODY_WORDS, KINDS, LETTERS
from retrieval.mentions.words import Word, begins
from retrieval.types import Span

_BACK = 80  # words: how far back a possessive pronoun reaches
_REACH = 12  # words from an office to whose it is
_BEFORE = 6  # words of an apposition before its role
_STOPS = frozenset("who which that whose in from near by to with against former said says born".split())
_RUNNING = frozenset("runs heads leads chairs directs".split())
_HELPING = frozenset("adviser advisor aide counselor counsellor deputy assistant spokesman spokeswoman".split())
_CUTS = frozenset("of for in from at on to with by and or who which that said".split())
_THEIRS = frozenset(("its", "his", "her", "their"))
_BEFORE_ROLES = WITHOUT | _THEIRS | {"the", "a", "an", "another"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A role in the stream of words: `first` to `last` (both included) without the actor `of` that stands before it."""

    first: int
    last: int
    begin: int  # where the whole phrase begins, the actor and its article included
    of: tuple[int, int] | None  # (start, end exclusive) of the actor's words
    speaks: bool

    def role(self, stream: list[Word]) -> str:
        return " ".join(w.text for w in stream[self.first : self.last + 1])


def offices(text: str, stream: list[Word]) -> Iterator[Fact]:
    single = (w for i, w in enumerate(stream) if begins(w) and run(stream, i) == i + 1)
    alone = frozenset(w.text for w in single if not w.opens)
    surnames = alone & {w.text for i, w in enumerate(stream) if _ends_a_name(stream, i)}
    for i, word in enumerate(stream):
        if not is_head(word.text):
            continue
        if i + 1 < len(stream) and stream[i + 1].near and is_head(stream[i + 1].text):
            continue  # "Secretary" in "Secretary General": the last head word is the head
        if word.text in _RUNNING and i and stream[i - 1].text == "who":
            continue  # a verb
        if word.near and is_members(word.text) and stream[i - 1].capital and not stream[i - 1].owns:
            continue  # "Union of Concerned | Scientists"
        yield from _office(text, stream, _phrase(stream, i), alone, surnames)
    yield from _belonging(text, stream)
    yield from _running(text, stream)
    yield from _addressed(text, stream)


def _running(text: str, stream: list[Word]) -> Iterator[Fact]:
    """ "Tor Anker, 58, who runs the Boat Owners' Association": an office told by a verb."""
    for i, word in enumerate(stream[:-2]):
        if word.text not in _RUNNING or stream[i - 1].text != "who":
            continue
        person = person_before(stream, i - 1 if stream[i - 2].text == "," else i)
        if person is None and i > 4 and stream[i - 3].text.isdigit() and stream[i - 4].text == ",":
            person = person_before(stream, i - 3)
        start = i + 2 if stream[i + 1].text == "the" else i + 1
        the_body = start > i + 1 and stream[start].text in BODY_WORDS | KINDS  # "who chairs the committee"
        if person is not None and (begins(stream[start]) or the_body):
            body = start, start + 1 if the_body else run(stream, start)
            if not _owns_all(stream, body[1]):
                continue  # "who heads Tarsia's biggest union" speaks for no state
            span = Span(stream[person[0]].start, stream[body[1] - 1].end)
            yield Fact(Sort.OFFICE, words_of(text, stream, person), words_of(text, stream, body), "head", True, span)


def _addressed(text: str, stream: list[Word]) -> Iterator[Fact]:
    """ "Mr Justice Abara", "Ms Lind", "Vera Stane QC": whoever is addressed so is a person."""
    for i, word in enumerate(stream[:-1]):
        after = stream[i + 1]
        if begins(word) and after.near and after.text.isupper() and after.text.lower() in LETTERS:
            start = run_to(stream, i)
            if start < i and not any(is_head(w.text) for w in stream[start : i + 1]):
                name = words_of(text, stream, (start, i + 1))
                yield Fact(Sort.OFFICE, name, None, None, False, Span(stream[start].start, after.end))
        if word.text.lower() not in ADDRESSES or not word.capital or not after.near or not begins(after):
            continue
        body = is_head(after.text) or after.text.lower() in BODY_WORDS  # "Justice Department"
        if after.text.lower() not in HONORIFICS and not body and run(stream, i + 1) == i + 2:
            yield Fact(Sort.OFFICE, after.text, None, None, False, Span(word.start, after.end))


def _belonging(text: str, stream: list[Word]) -> Iterator[Fact]:
    """ "The LSU's Tomas Ferrin said": somebody's own, without a title."""
    for i, word in enumerate(stream[:-2]):
        if not (word.owns and begins(word) and stream[i + 1].near and begins(stream[i + 1])):
            continue
        end = run(stream, i + 1)
        after = stream[end].text if end < len(stream) and stream[end].near else ""
        if end - i == 3 and re.match(r"(?:says?|said|told|adds?|[a-z]+ed)$", after) and not is_body(stream[i:end]):
            if any(is_head(w.text) for w in stream[i + 1 : end]):
                continue
            start = run_to(stream, i)
            span = Span(stream[start].start, stream[end - 1].end)
            yield Fact(
                Sort.OFFICE,
                words_of(text, stream, (i + 1, end)),
                words_of(text, stream, (start, i + 1)),
                None,
                True,
                span,
            )


def _phrase(stream: list[Word], head: int) -> Phrase:
    """The role that ends in the word `head`, and the actor before it: "Ukraine's deputy foreign | minister"."""
    title = stream[head].text.lower()
    first, speaks = head, title.removesuffix("s") not in PRIVATE and not title.endswith("-elect")
    speaks = speaks and not title.startswith(("then-", "ex-"))
    speaks = speaks and stream[head - 1].text.lower() not in ("majority", "minority")  # of a chamber's part
    junior = title in BELOW
    while first > 0:
        before = stream[first - 1]
        low = before.text.lower()
        if not stream[first].near or before.owns or len(low) < 2:
            break
        if low == "and" and first > 1 and before.near and is_head(stream[first - 2].text):
            first -= 1  # "president and | chief executive"
            continue
        if low in WITHOUT or low.startswith(("ex-", "then-", "anti-", "pro-")) or low.endswith("-elect"):
            speaks = False
        elif (low not in MODIFIERS and low not in HEADS) or low == "and":
            break
        if low == "chief" and title in PRIVATE - OF_THEIR_OWN:
            speaks = True  # "the bank's chief economist"
        junior = junior or (low in RANKS and title in OF_ORGANISATIONS)
        if before.capital and low in BODY_WORDS and first > 1 and before.near and begins(stream[first - 2]):
            speaks = stream[head].text.lower() not in PRIVATE
            break  # "Workers' Party | leader"
        first -= 1
    begin, of = first, None
    if first > 0 and stream[first].near and (stream[first - 1].capital or stream[first - 1].owns):
        start = first - 1
        if stream[start].owns and stream[start].text in BODY_WORDS | KINDS:
            begin, of = start, (start, first)  # "the guild's secretary"
        elif begins(stream[start]):
            begin = start = _with_first_part(stream, run_to(stream, start))
            while start < first and stream[start].text.lower() in WITHOUT:
                start, speaks = start + 1, False
            of = (start, first) if start < first else None
        elif stream[start].owns:
            begin, of = start, (start, first)  # "the kingdom's prince", "the couple's lawyer"
    elif first > 0 and stream[first].near and stream[first - 1].text in BODY_WORDS | KINDS:
        begin, of = first - 1, (first - 1, first)  # "league chair Petra Wynne"
    elif first > 3 and stream[first].near and stream[first - 1].text == ")":
        start = next((i for i in range(first - 2, first - 5, -1) if stream[i].text == "("), 0)
        if start and begins(stream[start - 1]):
            begin = run_to(stream, start - 1)
            of = begin, start  # "Starbucks (SBUX) | CEO Ona Brel"
    if begin < first and stream[begin].near and stream[begin - 1].owns and begins(stream[begin - 1]):
        begin = run_to(stream, begin - 1)  # "Tarsia's | Foreign Ministry spokesman"
    while begin > 0 and stream[begin].near and stream[begin - 1].text.lower() in _BEFORE_ROLES | RANKS:
        begin -= 1
        speaks = speaks and stream[begin].text.lower() not in WITHOUT
    lawyer = of is not None and stream[head].text.lower() in LAWYERS  # speaks for whose lawyer it is
    lawyer = lawyer and not any(word.text.lower() in WITHOUT for word in stream[begin:head])  # "Former Brel lawyer"
    return Phrase(first, head, begin, of, (speaks and not junior) or lawyer)


def _with_first_part(stream: list[Word], start: int) -> int:
    """Where a name begins that goes on behind an "of": "Bank of | Tarsia"."""
    if start < 2 or stream[start - 1].text != "of" or not (stream[start].near and stream[start - 1].near):
        return start
    first = stream[start - 2]
    return run_to(stream, start - 2) if begins(first) and not first.owns and not is_head(first.text) else start


def _office(
    text: str, stream: list[Word], phrase: Phrase, alone: frozenset[str], surnames: frozenset[str]
) -> Iterator[Fact]:
    role, end = phrase.role(stream), phrase.last + 1
    last = stream[phrase.last].text.lower()
    many = last.endswith("s") and last not in HEADS  # "…, Tarsia's Joint Chiefs said": nobody's office
    apposed = None if many else person_before(stream, _first_role(stream, phrase), surnames)
    tail = _complement(stream, end, frozenset() if apposed else alone, whole=apposed is not None)
    if apposed is not None and (tail is None or tail[0] is None):
        tail = _far(stream, end) or tail
    titled = tail is not None and tail[0] is None and stream[tail[1] - 1].capital and not stream[tail[1] - 1].owns
    if tail is not None and titled and stream[end].text == "of":
        role = " ".join((role, *(w.text for w in stream[end : tail[1]])))  # "Secretary of State"
    anyone = tail is None and head_of(role) in SPOKESPERSONS
    of = phrase.of or _antecedent(stream, phrase.begin, anyone=anyone)
    if tail is not None:
        owner, end_of_tail = tail
        if of is None:
            of = owner
    else:
        end_of_tail = end
    speaks = phrase.speaks
    after = stream[end] if end < len(stream) else None
    if after is not None and (after.text.lower() in WITHOUT or after.text.lower().startswith("-")):
        speaks = False
    person = person_at(stream, end) if end == end_of_tail else None
    if person is None:
        person = person_after(stream, end_of_tail, bare=end_of_tail == end and of is None)
    if person is None:
        person = apposed
    if person is None:
        return
    inside = (min(phrase.begin, person[0]), max(end_of_tail, person[1]))
    span = Span(stream[inside[0]].start, stream[inside[1] - 1].end)
    yield Fact(
        Sort.OFFICE, words_of(text, stream, person), words_of(text, stream, of) if of else None, role, speaks, span
    )
    party = _party(stream, person[1]) if head_of(role) in LEADERS else None
    if party is not None:
        yield Fact(Sort.OFFICE, words_of(text, stream, person), party, role, not _is_former(stream, phrase), span)


def _ends_a_name(stream: list[Word], at: int) -> bool:
    """Whether a word is the last of two or three capitals, as a surname is."""
    if not begins(stream[at]) or (at + 1 < len(stream) and stream[at + 1].near and begins(stream[at + 1])):
        return False
    start = run_to(stream, at)
    return 1 <= at - start <= 2 and not is_body(stream[start : at + 1])


def _far(stream: list[Word], at: int) -> tuple[tuple[int, int], int] | None:
    """Whose an office in an apposition is, where other words stand between: "a vice president of marketing for |
    Aldervane |," ; the name has to end the apposition."""
    for i in range(at, min(at + _REACH, len(stream) - 1)):
        if not stream[i].near or stream[i].text.lower() in _STOPS:
            return None
        if stream[i].text not in ("at", "for", "of"):
            continue
        start = i + 2 if stream[i + 1].text == "the" else i + 1
        if start >= len(stream) or not begins(stream[start]) or is_head(stream[start].text):
            continue
        end = run(stream, start)
        while stream[end - 1].owns and end < len(stream) and stream[end].near and begins(stream[end]):
            end = run(stream, end)
        after = stream[end] if end < len(stream) else None
        if not stream[end - 1].owns and (after is None or not after.near or after.text in ("and", "in", "who", "said")):
            return (start, end), end
    return None


def _party(stream: list[Word], at: int) -> str | None:
    """The party that stands behind a lawmaker's name: "Ona Brel, R-La."."""
    if at + 1 >= len(stream) or stream[at].text != ",":
        return None
    letter, dash, place = stream[at + 1].text.partition("-")
    return PARTIES.get(letter) if dash and place[:1].isupper() else None


def _is_former(stream: list[Word], phrase: Phrase) -> bool:
    return any(w.text.lower() in FORMER for w in stream[phrase.begin : phrase.last + 1])


def _first_role(stream: list[Word], phrase: Phrase) -> int:
    """Where the first of joined roles begins: "Ona Brel, | an economist and president of the union"; and what stands
    before a role that no name follows: "Ona Brel, | planetary scientist at …"."""
    begin = phrase.begin
    while begin > 2 and stream[begin - 1].text == "and" and is_head(stream[begin - 2].text):
        begin = _phrase(stream, begin - 2).begin
    behind = stream[phrase.last + 1] if phrase.last + 1 < len(stream) else None
    if behind is not None and behind.near and begins(behind):
        return begin
    for i in range(begin - 1, max(0, begin - _BEFORE), -1):
        if stream[i].text == ",":
            return i + 1
        if not stream[i + 1].near or not stream[i].text.islower() or stream[i].text in _STOPS | _CUTS:
            break
    return begin


def _antecedent(stream: list[Word], begin: int, *, anyone: bool) -> tuple[int, int] | None:
    """Whose "its spokesman", "a spokesman" or "his aide" is: the name that the sentence opens with, else the
    sentence before; for a person, the last one with a title."""
    word = next(
        (stream[i].text.lower() for i in (begin, begin - 1) if i >= 0 and stream[i].text.lower() in _THEIRS), None
    )
    if word is None and not (anyone and stream[begin].text.lower() == "a"):
        return None
    i, first, stops = begin, None, 0
    while i > 0 and begin - i < _BACK:
        i -= 1
        if begins(stream[i]) and not is_head(stream[i].text) and not (stream[i].near and begins(stream[i - 1])):
            name = i, run(stream, i)
            beside = name[1] == begin - 1 and stream[begin - 1].text == ","
            first = first if beside else name  # "Klara Voss, their leader": not Voss's
        if word in ("his", "her"):
            if is_head(stream[i].text) and begins(stream[i + 1]) and not is_head(stream[i + 1].text):
                return i + 1, run(stream, i + 1)
            continue
        stop = stream[i].text in (".", "!", "?")
        stops += stop
        if stops == 2 or (first and (stop or stream[i].text == "\n")):
            break
    return None if word in ("his", "her") else first


def _complement(
    stream: list[Word], at: int, alone: frozenset[str], *, whole: bool = False
) -> tuple[tuple[int, int] | None, int] | None:
    """ "of Ukraine", "for Foreign Affairs", "to Velmar" after a role: (the actor it names or None, where it ends)."""
    if at + 1 >= len(stream) or not stream[at].near or stream[at].text not in ("of", "for", "to", "at"):
        return None
    preposition, i, owner = stream[at].text, at + 1, None
    while i < len(stream) and i - at <= 12 and stream[i].near:
        low = stream[i].text.lower()
        body = begins(stream[i]) and run(stream, i) > i + 1 and is_body(stream[i : run(stream, i)])
        if owner is None and stream[i].text in BODY_WORDS and stream[i - 1].text == "the" and _is_whole(stream, i + 1):
            return (i, i + 1), i + 1  # "a spokesman for the | ministry"
        if (not body and low in MODIFIERS) or low in WITHOUT or low in ("the", "of", "for"):
            i += 1
            if low in FORMER or low.startswith("then-"):
                return None, i  # "an adviser to former President …": nobody's now
        elif begins(stream[i]) and (body or not is_head(low)):
            if (
                not body
                and stream[i - 1].capital
                and stream[i - 1].text.lower() in MODIFIERS
                and run(stream, i) > i + 1
            ):
                break  # "Secretary of State | Antony Blinken"; but "Minister of Climate Change"
            end = run(stream, i)
            end = end if whole else _end_of_owner(stream, i, end, alone)
            if (preposition != "to" or stream[at - 1].text.lower() in _HELPING) and owner is None:
                owner = (i, end) if _owns_all(stream, end) else None
            i = end
            if not (i < len(stream) and stream[i].near and not begins(stream[i])):
                break
        elif owner is None and (name := _behind_kind(stream, i)) is not None:
            i = name  # "of the | actors' union | SAG-AFTRA"
        else:
            break
    return owner, i


def _behind_kind(stream: list[Word], at: int) -> int | None:
    """Where the name begins that a body's kind stands before: "the rail workers' union | RWU"."""
    for i in range(at, min(at + ASIDE, len(stream) - 1)):
        if not stream[i].near or not stream[i].text[0].islower() or stream[i].text in _CUTS:
            return None
        start = i + 2 if stream[i + 1].text == "the" and i + 2 < len(stream) else i + 1
        if stream[i].text in KINDS and stream[i + 1].near and begins(stream[start]):
            return start
    return None


def _owns_all(stream: list[Word], end: int) -> bool:
    """Whether who heads what an owner has speaks for the owner: "Tarsia's | army", not "Tarsia's | biggest bank"."""
    if not stream[end - 1].owns or (end < len(stream) and begins(stream[end])):
        return True
    while end < len(stream) and stream[end].near and stream[end].text in MODIFIERS - STATE_BODIES:
        end += 1
    return end == len(stream) or not stream[end].near or stream[end].text.lower() in BODIES | STATE_BODIES


def _is_whole(stream: list[Word], at: int) -> bool:
    """Whether a noun phrase ends before `at`, and nothing narrows it: "the union |", not "the union | that"."""
    if at < len(stream) and stream[at].near and (is_head(stream[at].text) or stream[at].text in BODY_WORDS | MODIFIERS):
        return False
    return at >= len(stream) or stream[at].text not in ("of", "for", "that", "which", "in", "on", "at")


def _end_of_owner(stream: list[Word], start: int, end: int, alone: frozenset[str]) -> int:
    """Where the owner ends in a run that may hold the person too: "President of | Ukraine | Volodymyr Zelenskyy"."""
    first = lexicon().look(stream[start].text)
    article = stream[start - 1].text.lower() == "the"
    if end - start < 3 or is_body(stream[start:end]) or (article and first and first.sort is Of.DEMONYM):
        return end  # "president of the | Tarsian Action Forum"
    for stop in range(min(end - 2, start + 3), start, -1):
        entry = lexicon().look(" ".join(w.text for w in stream[start:stop]))
        if entry is not None and entry.sort is not Of.DEMONYM:
            return stop
    return end - 2 if stream[end - 1].text in alone or end - start == 3 else end
