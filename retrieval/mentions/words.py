"""The words and marks of a text, and which of them a name may hold: by their capitals, and by what the text tells.

A sentence's first word, a day and "NATO-style" begin no name; where the text writes a word small too, it is marked.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from retrieval.entities.lexicon import lexicon
from retrieval.mentions.roles import ADMINISTRATION, is_head
from retrieval.mentions.vocabulary import BODY_WORDS, KINDS, LETTERS, NEVER, PLAIN

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
_NONE = frozenset("no not none nobody neither few any".split())
_SINGULAR = frozenset("is was has does says".split())  # behind the name of one body
_PRONOUNS = frozenset("i we you he she it they that there who what".split())
LONGEST = 12  # words of a name; a row of capitals without end is none
_ENDS_A_BODY = BODY_WORDS | {ADMINISTRATION}


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
        elif word.text == "and" and ((short and _is_inside(stream, i, short)) or _is_one_body(stream, i)):
            stream[i] = word._replace(joins=True)
    negated = [i for i, word in enumerate(stream[:-1]) if word.text.lower() in _NONE and word.text[0].isupper()]
    loud = loud_places(stream) if negated else set()
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
        and ((stream[at + 1].near and begins(stream[at + 1])) or skips_a_word(stream, at))
    )


def skips_a_word(stream: list[Word], at: int) -> bool:
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


def _is_one_body(stream: list[Word], at: int) -> bool:
    """Whether an "and" may stand inside the name of one body: "the Food and Drug Administration" has one "the" and one
    noun for both; what goes before is no body, state or acronym."""
    if stream[at].text != "and" or at < 2 or not stream[at].near or stream[at - 2].text.lower() != "the":
        return False
    first, end = stream[at - 1], at + 1
    while end < len(stream) and stream[end].near and begins(stream[end]) and end - at < LONGEST:
        end += 1
        if stream[end - 1].owns:
            break
    body = end - at > 2 and stream[end - 1].text.lower() in _ENDS_A_BODY
    return body and first.near and begins(first) and not first.owns and not stands_for_itself(first.text)


def stands_for_itself(name: str) -> bool:
    """Whether a name is a body, a state, a state's seat or an acronym by itself."""
    bodies = BODY_WORDS | KINDS
    return name.split()[-1].lower() in bodies or name.isupper() or lexicon().look(name) is not None


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


def begins(word: Word) -> bool:
    """Whether a name may hold this word: it has a capital, is no sentence opener, no day, and no "NATO-style"."""
    return word.named or _may_begin(word.text, word.opens)


@lru_cache(maxsize=16_384)  # asked some ten times of each word
def _may_begin(word: str, opens: bool) -> bool:
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


def loud_places(stream: list[Word]) -> set[int]:
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
