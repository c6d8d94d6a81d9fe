"""Names in a text, by their capitals: no gazetteer, so it works for states and persons that nobody has heard of.

A name is a run of capitalised words on one line. Words that merely open a sentence, titles ("President") and days are
not part of one. What a run means (a person, a state) is decided later, over all articles (`actors`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Flag, auto
from functools import lru_cache
from typing import NamedTuple

from retrieval.entities.lexicon import lexicon
from retrieval.mentions.roles import FORMER, HONORIFICS, KNIGHTLY, MODIFIERS, WITHOUT, is_head, is_members
from retrieval.mentions.vocabulary import BODY_WORDS, KINDS, LETTERS, NEVER, ORGANISATION_WORDS, PARTICLES, PLAIN
from retrieval.types import Span


class Use(Flag):
    """How a name stands in its sentence."""

    PLAIN = 0
    PLACE = auto()  # "in Kyiv": somewhere, not somebody
    AGENT = auto()  # "Kyiv insists", "Kyiv's", "between Kyiv and …": somebody
    LOUD = auto()  # in a line whose words nearly all have capitals: a headline, so the run may hold too much
    OPENING = auto()  # its first word opens a sentence
    ARTICLE = auto()  # "the Irrin": a river or a body, and no capital
    SHOUTED = auto()  # in a line without a small letter, where "US" may be us
    HE = auto()  # "Mr. Brevik", "Brevik said he", "Brevik, her husband"
    SHE = auto()


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    span: Span
    use: Use


class Word(NamedTuple):
    """A word or a mark.

    `owns` where a possessive `'s` was cut off, `near` where one space separates it from the word before, `opens` where
    it begins a sentence, a line or a quotation.
    """

    text: str
    start: int
    end: int
    owns: bool = False
    near: bool = False
    opens: bool = False
    common: bool = False  # the text writes it in small letters too
    joins: bool = False  # an "and" inside a name whose initials stand in the text
    named: bool = False  # a "No" that begins a name: "the group No Labels"

    @property
    def capital(self) -> bool:
        return is_capital(self.text)


def is_capital(word: str) -> bool:
    return word[0].isupper() or bool(_SMALL_START.match(word))


_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|(?:St|Mr|Mrs|Ms|Dr|Brig|Gen|Lt|Col|Sen|Gov|Rep|Prof|Sgt|Maj|Capt|Adm)\.(?=\s[A-Z])"
    r"|[A-Z]\.(?=\s[A-Z][a-z])|[^\W_]+(?:[-'’.&/][^\W_]+)*['’]?|[\r\n\u2028\u2029]|[^\s]"
)
_SMALL_START = re.compile(r"(?:al|el|ad|as|an)-[A-Z]|[a-z]'[A-Z]|d’[A-Z]")  # "al-Sharaa", "d’Arc"
_TAIL = re.compile(r"-[a-z]{3,}$")  # "NATO-style"
_PARTY = re.compile(r"[DIR]-[A-Z][a-z]{0,4}(?:\.[A-Z]\.?)?")  # of a lawmaker, and where from
_ADJECTIVES = ("ed", "led", "ing", "style", "wide", "born", "run", "made", "era", "like", "free", "only", "ish")
_POSSESSIVE = re.compile(r"(?:['’][sS]|(?<=s)['’])$")
_MEMBERS = re.compile(r"s['’]$|(?:People|[Mm]en|Children)['’]s$")
_BEHIND = re.compile(r"(?: [A-Z]\w+){1,3}")
# Behind "and" inside the name of a body: "Ashford and District Hospitals Trust", "Science and Technology Committee".
_SECOND = MODIFIERS | frozenset(
    "district sons county social sport sports science sciences technology human rural urban research innovation skills "
    "industry industrial services co company care families children women tourism heritage welfare arts".split()
)
_NONE = frozenset("no not none nobody neither few any".split())
_SINGULAR = frozenset("is was has does says".split())  # behind the name of one body
_PRONOUNS = frozenset("i we you he she it they that there who what".split())
_SEXES = {
    "mr": Use.HE, "mrs": Use.SHE, "ms": Use.SHE, "miss": Use.SHE, "he": Use.HE, "she": Use.SHE, "husband": Use.HE,
    "wife": Use.SHE, "brother": Use.HE, "sister": Use.SHE, "father": Use.HE, "mother": Use.SHE, "son": Use.HE,
    "daughter": Use.SHE, "widower": Use.HE, "widow": Use.SHE,
}  # fmt: skip
_ASIDE = 6  # words of "…, his former wife,"
_ON = 30  # words behind a name in which "she" is looked for
_QUOTED_BY = {"“": "”", '"': '"'}  # around a nickname
_MARKS = str.maketrans("", "", '“”"')
_NICKNAME = 3  # words
LONGEST = 12  # words of a name; a row of capitals without end is none
_OF_HEADS = ORGANISATION_WORDS | frozenset(
    "republic kingdom duchy principality state states emirate sultanate isle".split()
)
_PLACE_BEFORE = frozenset("in at near outside inside around across through throughout within toward towards".split())
_PLACE_AFTER = frozenset("region province district city suburb airport street square river valley area oblast".split())
_AGENT_BEFORE = frozenset("between with by against that while whether whereas said says told added asked".split())
_RENAMED = re.compile(r"\d{2}|who|a|an|of|whose")  # behind a comma: "Odo Penn, 59, …", "Ona Brel, who …"
_SPEAKING_IN = frozenset(
    "officials official authorities government leaders diplomats administration leadership".split()
)
_ADVERBS = frozenset("also again now still already repeatedly long never once only first even".split())
_AGENT_AFTER = re.compile(
    r"(?:has|had|have|is|was|will|would|could|should|may|might|must|can|cannot|did|does|do|wants?|says?|said|told|[a-z]{2,}(?:s|ed)"
    r"|spoke|met|left|went|came|took|made|gave|wrote|thought|held|sought|began|won|lost|got|saw|knew|felt|stood|sent)$"
)


def words(text: str) -> list[Word]:
    """The words and marks of `text` in order; a line end is a mark of its own ("\\n")."""
    found: list[Word] = []
    opens, last = True, 0
    for match in _WORD.finditer(text):
        raw, start, end = match[0], match.start(), match.end()
        if raw in ("Q.", "A.") and opens:
            found.append(Word(".", start, end))  # of an interview: nobody's initial
            last = end
            continue
        if raw[0].isalnum() or raw[0].isalpha():
            owned = _POSSESSIVE.search(raw) if raw[-1] in "sS'’" else None
            if owned and _is_of_a_body(raw, text, start, end):
                found.append(Word(raw, start, end, False, start - last == 1 and text[last] == " ", opens))
                opens, last = False, end
                continue
            bare = raw[: owned.start()] if owned else raw.rstrip("'’")
            if not bare:
                continue
            near = start - last == 1 and text[last] == " "
            found.append(Word(bare, start, start + len(bare), bool(owned), near, opens))
            opens = False
        else:
            mark = "\n" if raw in "\r\n\u2028\u2029" else raw
            found.append(Word(mark, start, end, near=False))
            opens = opens or mark in '\n.!?:;“"•·*#«‘—–' or (opens and mark in "([")
        last = end
    return _marked(found)


def _marked(stream: list[Word]) -> list[Word]:
    """The words with what only the whole text tells of them."""
    small = {w.text for w in stream if w.text[0].islower()}
    short = {w.text for w in stream if len(w.text) > 2 and w.text.isupper() and w.text.isalpha()}
    for i, word in enumerate(stream):
        if word.text[0].isupper() and word.text.lower() in small:
            stream[i] = word._replace(common=True)
        elif word.text == "and" and short and _is_inside(stream, i, short):
            stream[i] = word._replace(joins=True)
    negated = [i for i, word in enumerate(stream[:-1]) if word.text.lower() in _NONE and word.text[0].isupper()]
    loud = _loud(stream) if negated else set()
    inside = {(stream[i].text, stream[i + 1].text) for i in negated if i not in loud and _is_named(stream, i)}
    for i in negated if inside else ():
        stream[i] = stream[i]._replace(named=(stream[i].text, stream[i + 1].text) in inside)
    pairs = Counter(_beside(stream, i) for i in range(1, len(stream) - 1) if stream[i].text == "and")
    told = {_beside(stream, i) for i in range(1, len(stream) - 1) if _is_firm(stream, i)}
    count = Counter(word.text for word in stream) if told else Counter[str]()
    firms = {pair for pair in told if all(count[name] == pairs[pair] for name in pair)}  # neither is named alone
    for i in range(1, len(stream) - 1) if firms else ():
        if stream[i].text == "and" and _beside(stream, i) in firms:
            stream[i] = stream[i]._replace(joins=True)
    return stream


def _is_named(stream: list[Word], at: int) -> bool:
    """Whether a negation has its capital inside a sentence, before a name: "the group No Labels", not "No Tarsian"."""
    return (
        not stream[at].opens
        and stream[at].near
        and ((stream[at + 1].near and begins(stream[at + 1])) or _over(stream, at))
    )


def _over(stream: list[Word], at: int) -> bool:
    """Whether one small word stands between a word and a name: "Not | in | Our Town"."""
    two = stream[at + 1 : at + 3]
    return len(two) == 2 and all(word.near for word in two) and two[0].text in PLAIN and begins(two[1])


def _beside(stream: list[Word], at: int) -> tuple[str, str]:
    return stream[at - 1].text, stream[at + 1].text


def _is_firm(stream: list[Word], at: int) -> bool:
    """Whether an apposition may make one body of the two names around an "and": "Hollis and Grant, the law firm, said";
    behind the noun only before a verb in the singular, for "the militia Harak and Fatan" may be two."""
    if stream[at].text != "and" or not (begins(stream[at - 1]) and begins(stream[at + 1]) and stream[at + 1].near):
        return False
    before, after = stream[at - 2 : at - 1], stream[at + 2 : at + 3]
    if before and stream[at - 1].near and before[0].text in KINDS:
        return bool(after) and after[0].text in _SINGULAR
    if not after or after[0].text != "," or _is_list(stream, at) or any(map(lexicon().look, _beside(stream, at))):
        return False
    called = [word.text for word in stream[at + 3 : at + 8]]
    kind = next((i for i, word in enumerate(called) if word in KINDS), 0)
    return called[:1] != [] and called[0] in ("a", "an", "the") and kind > 0 and called[kind + 1 : kind + 2] == [","]


def _is_list(stream: list[Word], at: int) -> bool:
    """Whether "and" joins bare names: "Ona Brel and Fatan", "Harak, Korvo and Epran", "between Korvo and Epran"."""
    if at < 2:
        return False
    before = stream[at - 2]
    if before.text == ",":
        return at > 2 and begins(stream[at - 3])
    return stream[at - 1].near and (begins(before) or before.text.lower() in ("between", "both"))


def _is_inside(stream: list[Word], at: int, short: set[str]) -> bool:
    """Whether the capitals on both sides of an "and" make one of the acronyms: AMPTP."""
    before, after = "", ""
    for i in range(at - 1, max(-1, at - LONGEST), -1):
        if not stream[i + 1].near or not (begins(stream[i]) or stream[i].text in ("of", "for", "the")):
            break
        before = (stream[i].text[0] if begins(stream[i]) else "") + before
    for i in range(at + 1, min(len(stream), at + LONGEST)):
        if not stream[i].near or not (begins(stream[i]) or stream[i].text in ("of", "for", "the")):
            break
        after += stream[i].text[0] if begins(stream[i]) else ""
    sides = ((before[i:], after[:j]) for i in range(len(before)) for j in range(1, len(after) + 1))
    return any(left + right in short for left, right in sides)


def _is_of_a_body(raw: str, text: str, start: int, end: int) -> bool:
    """Whether a possessive is part of a body's name: "Bakers' Guild", "St Ida's Hospital"; not "Tarsia's Bank"."""
    saint = text[max(0, start - 4) : start].rstrip(". ").endswith(("St", "Saint"))
    if not raw[:1].isupper() or not (saint or _MEMBERS.search(raw)):
        return False
    behind = _BEHIND.match(text, end)
    if behind is None:
        return False
    more = behind[0].split()
    many = _POSSESSIVE.sub("", raw)
    called = _MEMBERS.search(raw) and (is_head(many) or many.lower().endswith(("men", "people", "children")))
    if called and len(more) == 1:
        return True  # "Farmers' List"
    return any(word.lower() in BODY_WORDS for word in more)


def without_marks(name: str) -> str:
    """A name without the quotation marks around a nickname: "Ona Fox Brel" of "Ona “Fox” Brel"."""
    return name.translate(_MARKS)


def names(text: str) -> tuple[Name, ...]:
    """Every name of `text`, in order and without overlap."""
    return names_in(text, words(text))


def names_in(text: str, stream: list[Word]) -> tuple[Name, ...]:
    """`names`, for whoever has the words of `text` already."""
    small = {w.text for w in stream if w.text[0].islower()}
    loud = _loud(stream)
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
            use = _use(stream, start, stop)
            if first.opens:
                use |= Use.OPENING
            if start in loud:
                use |= Use.LOUD
            if start in shouted:
                use |= Use.SHOUTED
            if start and stream[start - 1].text.lower() == "the" and not _is_modifier(stream, stop):
                use |= Use.ARTICLE
            use |= _sex(stream, start, stop)
            if not (first.opens and stop == start + 1 and first.text.lower() in small):
                yield Name(text[first.start : last.end], Span(first.start, last.end), use)
        i = end


def _sex(stream: list[Word], start: int, end: int) -> Use:
    """What the words beside a name show of a person's sex, nearest first."""
    before = stream[start - 1].text.lower().rstrip(".") if start and stream[start].near else ""
    if before in ("mr", "mrs", "ms", "miss"):
        return _SEXES[before]
    aside = end < len(stream) and stream[end].text == "," and stream[end + 1 : end + 2] != []
    for i in range(end, min(len(stream), end + _ON)):
        word = stream[i].text.lower()
        if word == "\n" or (begins(stream[i]) and stream[i].text not in ("He", "She")):
            break
        kin = aside and 1 < i - end <= _ASIDE and word in _SEXES and stream[end + 1].text in ("his", "her", "the")
        if word in ("he", "she") or kin:
            return _SEXES[word]
        aside = aside and (i == end or stream[i].text[0].isalpha())
    return Use.PLAIN


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


def _is_modifier(stream: list[Word], end: int) -> bool:
    """Whether the name before word `end` only stands before a noun, whose the article is: "the Kelling plan"."""
    after = stream[end] if end < len(stream) and not stream[end - 1].owns else None
    if after is None or not after.near or not after.text.islower() or after.text in PLAIN:
        return False
    return _AGENT_AFTER.match(after.text) is None and after.text not in _PLACE_AFTER


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


def begins(word: Word) -> bool:
    """Whether a name may hold this word: it has a capital, is no sentence opener, no day, and no "NATO-style"."""
    return word.named or _begins(word.text, word.opens)


@lru_cache(maxsize=16_384)  # asked some ten times of each word
def _begins(word: str, opens: bool) -> bool:
    if not is_capital(word):
        return False
    low = word.lower()
    if low in NEVER or low in LETTERS or _is_adjective(word):
        return False
    if re.split("['’]", low, maxsplit=1)[0] in _PRONOUNS or _PARTY.fullmatch(word):
        return False  # "I'm", "We've"; "R-La."
    return low not in PLAIN or (not opens and len(low) > 2)  # "Theresa May", but not "May" at the start


def _is_adjective(word: str) -> bool:
    """ "NATO-style", "Iran-backed"; but not "Ing-wen", whose parts are both short and no state."""
    tail = _TAIL.search(word)
    if tail is None:
        return False
    head = word[: tail.start()]
    given = head.istitle() and len(head) < 5 and not tail[0].endswith(_ADJECTIVES) and lexicon().look(head) is None
    return not given


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
    if stream[i].named and _over(stream, i):
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
    j = i + 3
    while j < len(stream) and stream[j].near and begins(stream[j]):
        if stream[j].text.lower() in BODY_WORDS:
            return True
        j += 1
    return False


def _use(stream: list[Word], start: int, end: int) -> Use:
    before = stream[start - 1].text.lower() if start and stream[start].near else ""
    if before == "the" and start > 1:
        before = stream[start - 2].text.lower()
    after = stream[end].text if end < len(stream) and stream[end].near else ""
    if before == "in" and start > 1 and stream[start - 2].text.lower() in _SPEAKING_IN:
        return Use.AGENT  # "officials in Kyiv"
    if after in _ADVERBS and end + 1 < len(stream):
        after = stream[end + 1].text
    if end < len(stream) and stream[end].text == "(":  # "Aud Vik (Farmers' List) said"
        closes = next((i for i in range(end, min(len(stream), end + LONGEST)) if stream[i].text == ")"), end)
        after = stream[closes + 1].text if end < closes < len(stream) - 1 else after
    if before in _PLACE_BEFORE or after.lower() in _PLACE_AFTER:
        return Use.PLACE
    mark = next((w.text for w in stream[end : end + 1] if not w.near), "")
    beyond = stream[end + 1].text if mark == "," and end + 1 < len(stream) else ""
    leads = stream[start].opens and (start == 0 or stream[start - 1].text == "\n")
    if leads and mark in ("•", "(", "—", "–", ",") and not beyond.islower():
        return Use.PLACE  # a dateline, but not "Brel, who …"
    if stream[end - 1].owns or before in _AGENT_BEFORE or _AGENT_AFTER.match(after) or _RENAMED.fullmatch(beyond):
        return Use.AGENT
    if before == "," and end - start in (2, 3) and _AGENT_AFTER.match(beyond):
        return Use.AGENT  # "a leader of the farmers, Rolf Lind, accused"
    return Use.PLAIN


def _loud(stream: list[Word]) -> set[int]:
    """The places of words in lines where two words of three have capitals, as headlines in title case do."""
    found: set[int] = set()
    line: list[int] = []
    for i, word in enumerate([*stream, Word("\n", 0, 0)]):
        if word.text != "\n":
            line.append(i)
            continue
        long = [j for j in line if len(stream[j].text) > 3 and stream[j].text[0].isalpha()]
        ends = bool(line) and stream[line[-1]].text in ".!?"
        if not ends and len(long) >= 3 and 3 * sum(stream[j].capital for j in long) >= 2 * len(long):
            found.update(line)
        line = []
    return found
