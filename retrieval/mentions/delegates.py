"""Who is sent to speak for somebody, told by a verb.

"Tarsia has sent Ona Brel, an economist, and Rolf Lind to negotiate"   Fact(OFFICE, "Ona Brel", of="Tarsia", …), and
                                                                       another one for Rolf Lind
"Ona Brel, who is leading the talks for Tarsia"                        Fact(OFFICE, "Ona Brel", of="Tarsia", …)
"Ona Brel from Tarsia's Water Ministry"                                Fact(OFFICE, "Ona Brel", of="Tarsia's Water …")
"""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.mentions.facts import Fact, Sort
from retrieval.mentions.names import run, run_to
from retrieval.mentions.roles import DELEGATE, HONORIFICS, MODIFIERS, STATE_BODIES, is_head
from retrieval.mentions.vocabulary import PLACES
from retrieval.mentions.words import Word, begins
from retrieval.types import Span

_SENDING = frozenset("sent dispatched tapped chosen chose picked named appointed designated selected enlisted".split())
_SPEAKING = frozenset("negotiate negotiating represent representing mediate mediating speak speaking".split())
_TALKS = frozenset("talks negotiations delegation negotiators".split())
_REACH = 45  # words from the verb that sends to what for


def delegates(text: str, stream: list[Word]) -> Iterator[Fact]:
    for i, word in enumerate(stream):
        if word.text in _SENDING:
            yield from _sent(text, stream, i)
        elif word.text in ("for", "of") and i > 2 and stream[i - 1].text in _SPEAKING | _TALKS | {"behalf"}:
            yield from _leading(text, stream, i)
        elif word.text in ("from", "of") and i and word.near and begins(stream[i - 1]):
            yield from _staff(text, stream, i)


def _sent(text: str, stream: list[Word], verb: int) -> Iterator[Fact]:
    """Everybody between the verb and what they are sent for; the subject is the name right before the verb."""
    before = verb - 1
    while before > 0 and stream[before].text in ("has", "have", "had", "also"):
        before -= 1
    if not begins(stream[before]) or not stream[before + 1].near:
        return
    owner = run_to(stream, before), before + 1
    purpose = next((i for i in _clause(stream, verb) if _is_purpose(stream, i)), None)
    if purpose is None:
        return
    i = verb + 1
    while i < purpose:
        if begins(stream[i]) and not is_head(stream[i].text):
            end = run(stream, i)
            if _is_person(stream, i, end) and stream[i - 1].text not in ("of", "for", "the", "at", "to", "with"):
                yield _fact(text, stream, (i, end), owner)
            i = end
        else:
            i += 1


def _clause(stream: list[Word], verb: int) -> Iterator[int]:
    for i in range(verb + 1, min(len(stream) - 2, verb + _REACH)):
        if stream[i].text in ("\n", ".", "!", "?", ";"):
            return
        yield i


def _is_purpose(stream: list[Word], to: int) -> bool:
    """ "to negotiate", "to lead the talks"; not "to run the ministry"."""
    if stream[to].text != "to":
        return False
    if stream[to + 1].text in _SPEAKING:
        return True
    return stream[to + 1].text == "lead" and any(w.text in _TALKS for w in stream[to + 2 : to + 5])


def _leading(text: str, stream: list[Word], preposition: int) -> Iterator[Fact]:
    """ "Brel, who is leading negotiations for | Tarsia": the person before "who", in the same sentence."""
    who = preposition - 1
    while who > 0 and stream[who].text not in ("who", ".", "\n", ";", "“", '"'):
        who -= 1
    if who == 0 or stream[who].text != "who" or preposition - who > 8 or stream[who - 1].text != ",":
        return
    end = who - 1
    if stream[end - 2].text == "," and not stream[end - 1].text.islower():
        end -= 2  # an age, a party
    elif stream[end - 1].text == "." and stream[end - 3].text == ",":
        end -= 3  # "R-La."
    start = preposition + 1
    while start < len(stream) and (is_head(stream[start].text) or stream[start].text.lower() in MODIFIERS | {"the"}):
        start += 1
    if start >= len(stream) or not begins(stream[start]) or not begins(stream[end - 1]):
        return
    first = run_to(stream, end - 1)
    while first < end and is_head(stream[first].text):
        first += 1
    if _is_person(stream, first, end):
        yield _fact(text, stream, (first, end), (start, run(stream, start)))


def _staff(text: str, stream: list[Word], preposition: int) -> Iterator[Fact]:
    """ "Ona Brel from | Tarsia's Water Ministry said": who is of a state's body."""
    start = preposition + 1
    if start < len(stream) and stream[start].text == "the":
        start += 1
    first = run_to(stream, preposition - 1)
    if start >= len(stream) or not begins(stream[start]) or not _is_person(stream, first, preposition):
        return
    end = run(stream, start)
    if stream[end - 1].owns and end < len(stream) and stream[end].near and begins(stream[end]):
        end = run(stream, end)
    if stream[end - 1].text.lower() in STATE_BODIES:
        yield _fact(text, stream, (first, preposition), (start, end), None)


def _is_person(stream: list[Word], start: int, end: int) -> bool:
    words = [w.text.lower() for w in stream[start:end]]
    if not 2 <= len(words) <= 4 or stream[end - 1].owns:
        return False
    return not any(w in PLACES | STATE_BODIES or is_head(w) for w in words) and words[0] not in MODIFIERS | HONORIFICS


def _fact(
    text: str, stream: list[Word], person: tuple[int, int], of: tuple[int, int], role: str | None = DELEGATE
) -> Fact:
    first, last = min(person[0], of[0]), max(person[1], of[1])
    name = text[stream[person[0]].start : stream[person[1] - 1].end]
    owner = text[stream[of[0]].start : stream[of[1] - 1].end]
    return Fact(Sort.OFFICE, name, owner, role, True, Span(stream[first].start, stream[last - 1].end))
