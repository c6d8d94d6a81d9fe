"""The person beside a role: right behind it, behind a comma, or before the comma of an apposition."""

from __future__ import annotations

from retrieval.mentions.names import run
from retrieval.mentions.roles import HEADS, HONORIFICS, KNIGHTLY, MODIFIERS, is_head
from retrieval.mentions.vocabulary import BODY_WORDS, NEVER, PARTICLES, PLACES
from retrieval.mentions.words import LONGEST, Word, begins

ADDRESSES = (HONORIFICS - KNIGHTLY) | frozenset("mr mrs ms mx dr mr. mrs. ms. dr.".split())
# Said before a name behind an office too: "press secretary Brig. Gen. | Pat Ryder".
_BEFORE_NAMES = ADDRESSES - HONORIFICS | {word for word in NEVER | HEADS if word.endswith(".")}
ASIDE = 4  # words between two commas behind a name: its age, its party and state


def person_at(stream: list[Word], at: int) -> tuple[int, int] | None:
    """The name right behind a role: "Minister | Andrii Sybiha", "director, Dr | Priya Lind"."""
    while at + 1 < len(stream) and stream[at].text.lower() in _BEFORE_NAMES and stream[at + 1].near:
        at += 1
    if at < len(stream) and stream[at].near and begins(stream[at]) and not is_head(stream[at].text):
        end = run(stream, at)
        while at + 2 < end and stream[at].text.lower() in HONORIFICS:
            at += 1
        stop = next((j for j in range(at, end) if is_head(stream[j].text)), end)
        if at < stop and not is_body(stream[at:stop]):
            return at, stop
    return None


def person_after(stream: list[Word], at: int, *, bare: bool) -> tuple[int, int] | None:
    """The name behind a comma that closes again: "the president of Tarsia, Ilse Marn, said"."""
    if bare or at >= len(stream) or stream[at - 1].owns:
        return None  # "director of the Ministry's | North Tarsian department"
    if stream[at - 1].near and not stream[at].near and stream[at].text == ",":
        at += 1
    elif not (stream[at].near and begins(stream[at])):
        return None
    found = person_at(stream, at)
    if found is None or found[1] - found[0] < 2:
        return None
    closing = stream[found[1]] if found[1] < len(stream) else None
    return found if closing is None or not closing.near or not begins(closing) else None


def person_before(stream: list[Word], at: int, surnames: frozenset[str] = frozenset()) -> tuple[int, int] | None:
    """The name that an apposition follows: "Ilse Marn, | the president of Tarsia", "Ilse Marn, who is the …"; one of
    the `surnames` may stand alone."""
    i = at - 1
    while i > 0 and stream[i].text in ("is", "serves", "as", "heads", "leads", "who", "is", "currently"):
        i -= 1
    if i > 2 and stream[i].text == ",":
        i = _before_aside(stream, i)
    if i < 1 or stream[i].text != "," or not begins(stream[i - 1]) or stream[i - 1].owns:
        return None
    end = i
    start = i - 1
    while i - start < LONGEST and start > 0 and stream[start].near and not stream[start - 1].owns:
        if not begins(stream[start - 1]) and stream[start - 1].text not in PARTICLES:
            break
        start -= 1
    titles = MODIFIERS | HONORIFICS
    while start < end and (is_head(stream[start].text) or stream[start].text.lower() in titles):
        start += 1
    if (
        (end - start < 2 and stream[end - 1].text not in surnames)
        or start == end
        or is_body(stream[start:end])
        or stream[end - 1].text.lower() in PLACES
    ):
        return None
    return start, end


def _before_aside(stream: list[Word], comma: int) -> int:
    """The comma before an age or a party: "Ona Brel | , 59, head of the union", "Ona Brel | , D-Wash., …"."""
    for i in range(comma - 1, max(0, comma - ASIDE) - 1, -1):
        if stream[i].text == ",":
            short = all(not w.text.islower() for w in stream[i + 1 : comma])
            return i if short and begins(stream[i - 1]) else comma
        if stream[i].text == "\n" or stream[i].text.islower():
            break
    return comma


def is_body(part: list[Word]) -> bool:
    return any(w.text.lower() in BODY_WORDS for w in part)


def words_of(text: str, stream: list[Word], part: tuple[int, int]) -> str:
    return text[stream[part[0]].start : stream[part[1] - 1].end]
