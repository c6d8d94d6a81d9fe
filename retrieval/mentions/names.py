"""Names in a text, by their capitals: no gazetteer, so it works for states and persons that nobody has heard of.

A name is a run of capitalised words on one line. Words that merely open a sentence, titles ("President") and days are
not part of one. What a run means (a person, a state) is decided later, over all articles (`actors`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.mentions.roles import FORMER, HONORIFICS, KNIGHTLY, MODIFIERS, WITHOUT, is_head, is_members
from retrieval.mentions.uses import Use, precedes_noun, sex_of, use_of
from retrieval.mentions.vocabulary import BODY_WORDS, KINDS, ORGANISATION_WORDS, PARTICLES
from retrieval.mentions.words import LONGEST, Word, begins, loud_places, skips_a_word, stands_for_itself, words
from retrieval.types import Span


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    span: Span
    use: Use


# Behind "and" inside the name of a body: "Ashford and District Hospitals Trust", "Science and Technology Committee".
_SECOND = MODIFIERS | frozenset(
    "district sons county social sport sports science sciences technology human rural urban research innovation skills "
    "industry industrial services co company care families children women tourism heritage welfare arts".split()
)
_QUOTED_BY = {"“": "”", '"': '"'}  # around a nickname
_MARKS = str.maketrans("", "", '“”"')
_NICKNAME = 3  # words
_OF_HEADS = ORGANISATION_WORDS | frozenset(
    "republic kingdom duchy principality state states emirate sultanate isle".split()
)


def without_marks(name: str) -> str:
    """A name without the quotation marks around a nickname: "Ona Fox Brel" of "Ona “Fox” Brel"."""
    return name.translate(_MARKS)


def names(text: str) -> tuple[Name, ...]:
    """Every name of `text`, in order and without overlap."""
    return names_in(text, words(text))


def names_in(text: str, stream: list[Word]) -> tuple[Name, ...]:
    """`names`, for whoever has the words of `text` already."""
    small = {w.text for w in stream if w.text[0].islower()}
    loud = loud_places(stream)
    shouted = {i for i in loud if _is_shouted(text, stream[i])}
    return tuple(_names(text, stream, small, loud, shouted))


def _is_shouted(text: str, word: Word) -> bool:
    """Whether a word stands in capitals in a line of capitals."""
    if not word.text.isupper():
        return False
    end = text.find("\n", word.end)
    return text[text.rfind("\n", 0, word.start) + 1 : end if end >= 0 else len(text)].isupper()


def _names(text: str, stream: list[Word], small: set[str], loud: set[int], shouted: set[int]) -> Iterator[Name]:
    i = 0
    while i < len(stream):
        if not begins(stream[i]):
            i += 1
            continue
        end = run(stream, i)
        if stream[i].opens and end > i + 1 and stream[i].text.lower() in small and not stream[i].text.isupper():
            i += 1  # "Talks Kyiv rejected": the articles write "talks" small too
        if stream[i].opens and end > i + 1 and stream[i].text.lower() in KINDS and not stream[i].owns:
            i += 1  # "Broadcaster Tarn Media said"
        while end > i + 1 and stream[i].text.lower() in FORMER and not stream[i].owns:
            i += 1  # "Former House Speaker Ona Brel"
        for start, stop in _without_titles(stream, i, end, shouted):
            first, last = stream[start], stream[stop - 1]
            use = use_of(stream, start, stop)
            if first.opens:
                use |= Use.OPENING
            if start in loud:
                use |= Use.LOUD
            if start in shouted:
                use |= Use.SHOUTED
            if start and stream[start - 1].text.lower() == "the" and not precedes_noun(stream, stop):
                use |= Use.ARTICLE
            use |= sex_of(stream, start, stop)
            if not (first.opens and stop == start + 1 and first.text.lower() in small):
                yield Name(text[first.start : last.end], Span(first.start, last.end), use)
        i = end


def _without_titles(stream: list[Word], start: int, end: int, shouted: set[int]) -> Iterator[tuple[int, int]]:
    """The names in a run, its titles left out: "Ukrainian | Foreign Minister | Andrii Sybiha"; and a shouted "US"."""
    title: set[int] = set()
    for i in range(start, end):
        after = stream[i + 1].text.lower() if i + 1 < end else ""
        if i in shouted and stream[i].text == "US":
            title.add(i)
        elif _is_title(stream, i, start, after):
            title.add(i)
            j = i - 1
            while j >= start and stream[j].text.lower() in MODIFIERS | WITHOUT:
                title.add(j)
                j -= 1
    piece = start
    for i in range(start, end + 1):
        if i == end or i in title:
            if i > piece:
                yield piece, i
            piece = i + 1


def _is_title(stream: list[Word], i: int, start: int, after: str) -> bool:
    """Whether the word stands before a name as its title; `after` is the next word of the run, small."""
    low = stream[i].text.lower()
    if after in BODY_WORDS or (i > start and stream[i - 1].text in _QUOTED_BY):
        return False  # "Odo “Prince” Penn"
    if low in HONORIFICS:
        more = i + 2 < len(stream) and stream[i + 2].near and begins(stream[i + 2])
        return bool(after) and (low not in KNIGHTLY or more)  # "Sir Alan" stays whole: no surname stands there
    if low == "general" and not after and i > start and not is_head(stream[i - 1].text):
        return stream[i - 1].text.lower() in MODIFIERS  # "Penrow General" is a hospital
    return is_head(stream[i].text) and not (i > start and is_members(stream[i].text))


def run(stream: list[Word], start: int) -> int:
    """The end (exclusive) of the run of capitalised words that begins at `start`, of no more than twelve."""
    i = start
    while not stream[i].owns and i + 1 < len(stream) and i - start < LONGEST - 1:
        after = stream[i + 1]
        if after.near and begins(after):
            i += 1
        elif (hop := _hop(stream, i)) is not None:
            i = hop
        else:
            break
    return i + 1


def run_to(stream: list[Word], last: int) -> int:
    """Where the run of capitalised words begins that ends with the word `last`."""
    i = last
    while i > max(0, last - LONGEST) and stream[i].near and begins(stream[i - 1]) and not stream[i - 1].owns:
        i -= 1
    return i


def _hop(stream: list[Word], i: int) -> int | None:
    """Over small words inside a name: "van der", "of the" after "Ministry"; and over a nickname in quotation marks."""
    if stream[i].named and skips_a_word(stream, i):
        return i + 2
    if (behind := _behind_nickname(stream, i)) is not None:
        return behind
    j = i + 1
    while j < len(stream) and j - i <= 2 and stream[j].near and stream[j].text in PARTICLES:
        j += 1
    if i + 1 < j < len(stream) and stream[j].near and begins(stream[j]):
        return j
    if j == i + 1 < len(stream) - 1 and begins(stream[j + 1]) and _is_joined(stream, i, stream[j].text):
        return j + 1
    if stream[i].text.lower() in _OF_HEADS:
        j = i + 1
        for small in (("of", "for", "on"), ("the",)):
            if j < len(stream) and stream[j].near and stream[j].text in small:
                j += 1
        if i + 1 < j < len(stream) and stream[j].near and begins(stream[j]):
            return j
    return _hop_and(stream, i)


def _behind_nickname(stream: list[Word], i: int) -> int | None:
    """The next word of a name behind a nickname: "Ona “Fox” | Brel", "Odo "the Pen" | Penn"."""
    if i + 1 >= len(stream) or stream[i].owns or not stream[i].capital:
        return None
    opening = stream[i + 1]
    closes = _QUOTED_BY.get(opening.text)
    if closes is None or opening.start != stream[i].end + 1:
        return None
    for j in range(i + 2, min(len(stream) - 1, i + 3 + _NICKNAME)):
        if stream[j].text == closes:
            inside, after = stream[i + 2 : j], stream[j + 1]
            joined = after.near and inside[-1:] and inside[0].start == opening.end and inside[-1].end == stream[j].start
            if not joined or not all(w.text[0].isalnum() for w in inside) or not inside[-1].capital:
                return None
            if begins(after):
                return j + 1
            small = j + 1
            while small < len(stream) - 1 and stream[small].near and stream[small].text in PARTICLES:
                small += 1
            return small if j + 1 < small and stream[small].near and begins(stream[small]) else None
    return None


def _hop_and(stream: list[Word], i: int) -> int | None:
    """Over "and" in a name like "Office of Management and Budget": behind "of", between words that are no names."""
    j = i + 1
    for small in (("and",), ("the",)):
        if j < len(stream) and stream[j].near and stream[j].text in small:
            j += 1
    if not (i + 1 < j < len(stream) and stream[j].near and begins(stream[j])) or stream[i].owns:
        return None
    if stream[i + 1].joins:
        return j
    first, end = i, j
    while first > 0 and stream[first].near and begins(stream[first - 1]) and not stream[first - 1].owns:
        first -= 1
    while end + 1 < len(stream) and stream[end].near and stream[end + 1].near and begins(stream[end + 1]):
        end += 1
    behind_of = first > 1 and stream[first - 1].text in ("of", "for", "on") and _is_body_head(stream[first - 2])
    apart = any(_is_body_head(word) for word in stream[j : end + 1]) or stream[j].owns
    plain = any(w.common or w.text.lower() in MODIFIERS | _SECOND for w in (stream[i], stream[j]))
    return j if behind_of and plain and not apart else None


def _is_body_head(word: Word) -> bool:
    return word.capital and word.text.lower() in _OF_HEADS


def _is_joined(stream: list[Word], i: int, mark: str) -> bool:
    """Whether "and" or "&" behind word `i` stands inside a name: "Marks & Lund", "Ash and District Trust"."""
    if mark == "&":
        return stream[i + 2].start - stream[i].end == 3
    if mark != "and" or not stream[i + 2].near or stream[i + 2].text.lower() not in _SECOND:
        return False
    first = run_to(stream, i)
    if stands_for_itself(" ".join(word.text for word in stream[first : i + 1])):
        return False  # "the White House and Justice Department"
    j = i + 3
    while j < len(stream) and stream[j].near and begins(stream[j]):
        if stream[j].text.lower() in BODY_WORDS:
            return True
        j += 1
    return False
