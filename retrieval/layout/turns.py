"""Turns of speech with the speaker before a colon, as transcripts, records and lists of quotations have them.

    TOVE LINDAHL, ENERGY MINISTER: We will close it.      →  Tove Lindahl, Energy Minister, said: “We will close it.”
    Mr. HALE. I rise in opposition.                       →  Mr. Hale said: “I rise in opposition.”
    Runa Haas (Harbour Party): “No citizen should pay.”   →  Runa Haas (Harbour Party) said: “No citizen should pay.”

Names in ordinary case are taken for speakers where one comes back and turns are most of the text, or where what follows
stands in quotation marks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from retrieval.layout.edits import Edit
from retrieval.types import Span

_LOUD = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,5}"
_NAME = r"[A-Z][\w.'’-]*(?: (?:(?:de|da|di|du|van|von|der|den|al|el|bin|of|the|and) ){0,2}[A-Z][\w.'’-]*){0,5}"
_ABOUT = r"(?P<{0}>,[^:\n“”\"]{{2,90}}|[ ]?\([^()\n]{{2,60}}\)(?!:?[ ]?\())"
_LABEL = re.compile(
    rf"^[ \t]*(?:•[ ])?(?:\[[\d:]+\][ ]?)?(?:"
    rf"(?P<loud>{_LOUD}){_ABOUT.format('of_loud')}?(?P<aside>[ ]?\([^()\n]{{2,40}}\))?(?P<colon>:)(?=\s|$)"
    rf"|(?P<member>(?:Mr|Mrs|Ms|Miss|Dr|Sir)\.?[ ][A-Z]{{2,}}[A-Z'’-]*(?:[ ]of(?:[ ][A-Z]\w+)+)?)(?P<stop>\.)(?=[ ])"
    rf"|(?P<chair>The[ ][A-Z]{{3,}}(?:[ ][A-Z]{{3,}}){{0,4}})(?P<end>\.)(?=[ ])"
    rf"|(?P<name>{_NAME}){_ABOUT.format('of_name')}?(?P<mark>:)(?=[ ]))",
    re.MULTILINE,
)
_NOISE = re.compile(
    r"^[ \t]*[(\[][A-Z][A-Za-z ,.'’/-]{2,60}[)\]][ \t]*$|[(\[](?:[A-Z]{4,}(?: [A-Z]+)*|[\d:]{4,8})[)\]][ ]?",
    re.MULTILINE,
)
_WORD = re.compile(r"\S")
_LINE = re.compile(r"[^\n]+")
_VERB = re.compile(r"\b(?:said|says|told|wrote|[a-z]+ed)\b|\w{5,}\.\s|[!?]\s")  # "Dr. Hale", "Ona F. Brel" go on
_SMALL = frozenset("of the and for in to at on a an de van von der".split())
_LEAST = 3  # turns of a transcript
_FEW = 3  # words in lower case; a shorter quotation behind a colon may be a title
_SHARE = 4  # one line of so many begins a turn, at least
_MOST = 0.6  # of the turns
_COLONS = ("loud", "name")
_ENDS = re.compile(r"[.!?…-][”\"’)\]]*$")
_FIELDS = re.compile(
    r"(?:Q|A|Date|Published|Updated|Title|Author|By|Source|Photo|Image|Caption|Read more|Note|Editor.*)$", re.I
)


@dataclass(frozen=True, slots=True)
class Turn:
    """The label from `start`, its mark at `mark`, the words from `first` to `past`."""

    label: re.Match[str]
    kind: str
    mark: int
    first: int
    past: int

    @property
    def label_about(self) -> str:
        """What the label says of the speaker: ", energy minister"."""
        return self.label["of_loud"] or self.label["of_name"] or ""

    @property
    def called(self) -> str:
        """The surname, by which a speaker comes back."""
        return self.label[self.kind].split()[-1].upper()


def edits(text: str) -> Iterator[Edit]:
    found = _turns(text)
    if not found:
        return
    spelt = _spellings(text)
    cuts: list[Edit] = []
    asking = _asking(text, found)
    for turn in found:
        cuts += _said(text, turn, spelt, turn.called in asking)
    if len(found) >= _LEAST:
        cuts += [Edit(*noise.span(), "") for noise in _NOISE.finditer(text)]
    at = 0
    for cut in sorted(cuts, key=lambda cut: (cut.start, cut.end)):
        if cut.start >= at:
            yield cut
            at = cut.end


def _turns(text: str) -> list[Turn]:
    turns = [turn for turn in _all_turns(text) if turn.kind != "name" or not _is_other(turn.label)]
    turns = [replace(turn, past=past) for turn, past in zip(turns, _pasts(turns, text), strict=True)]
    if not turns:
        return []
    # A label of one word is a name where that stands inside a sentence too: "Expectations:" is none.
    inside = frozenset(re.findall(r"[a-z,] ([A-Z][\w.'’-]*)", text))
    lines = sum(1 for line in text.split("\n") if line.strip())
    talk = {kind: _is_talk([turn for turn in turns if turn.kind == kind], text, inside, lines) for kind in _COLONS}
    both = [turn for turn in turns if turn.kind in _COLONS]
    if _asking(text, both) and _is_talk(both, text, inside, _SHARE * len(both)):
        talk = dict.fromkeys(_COLONS, True)  # an interview, however long its answers: "NDR: …?", "Rell: …"
    talk["member"] = True
    talk["chair"] = any(turn.kind == "member" for turn in turns)
    found = []
    for turn in turns:
        line = text.find("\n", turn.mark)
        line = len(text) if line < 0 else line
        called = turn.label[turn.kind]
        if talk[turn.kind] and turn.first < turn.past:
            found.append(turn)
        elif turn.first < line and _is_all_quoted(text[turn.first : line]) and (" " in called or called in inside):
            found.append(replace(turn, past=line))
    return found


def _all_turns(text: str) -> list[Turn]:
    found = []
    for label in _LABEL.finditer(text):
        kind = next(kind for kind in ("loud", "member", "chair", "name") if label[kind])
        mark = next(label.start(g) for g in ("colon", "stop", "end", "mark") if label[g] is not None)
        word = _WORD.search(text, mark + 1)
        found.append(Turn(label, kind, mark, word.start() if word else len(text), len(text)))
    return found


def _pasts(turns: list[Turn], text: str) -> list[int]:
    """Where the words of each turn end: at the next label."""
    return [*(turn.label.start() for turn in turns[1:]), len(text)][: len(turns)]


def _is_talk(turns: list[Turn], text: str, inside: frozenset[str], lines: int) -> bool:
    """Whether turns are those of people who talk with each other: two come back, and turns are most of the text.

    "Location: 12 Pier Road" comes back too: so they are sentences, and somebody asks, or their names stand elsewhere.
    """
    count = Counter(turn.called for turn in turns)
    full = {turn.called for turn in turns if " " in turn.label[turn.kind] or turn.label_about}
    several = sum(times > 1 for times in count.values()) > 1
    loud = all(turn.kind == "loud" for turn in turns)
    back = several and (loud or len(turns) >= 2 * len(count))
    if not full or not back or len(turns) < _LEAST or _SHARE * len(turns) < lines:
        return False
    named = full | {word.upper() for word in inside}
    known = sum(turn.called in named for turn in turns) >= _MOST * len(turns)
    said = sum(_ENDS.search(text[turn.first : turn.past].partition("\n\n")[0].rstrip()) is not None for turn in turns)
    return said >= _MOST * len(turns) and (known or bool(_asking(text, turns)))


def _is_other(label: re.Match[str]) -> bool:
    """Whether words before a colon are a field ("Date: …") or have a verb of their own ("…, the mayor, said:")."""
    return bool(
        _FIELDS.fullmatch(label["name"]) or _VERB.search(label["name"].lower()) or _VERB.search(label["of_name"] or "")
    )


def _is_all_quoted(line: str) -> bool:
    """Whether a line is one quotation."""
    few = len(re.findall(r"\b[a-z]", line)) < _FEW  # "Best Picture: 'Twelve Years'"
    return (
        not few
        and re.fullmatch(r"(?:“[^“”]+”|\"[^\"]+\"|«[^«»]+»|„[^„“”]+[“”]|[‘'][^‘]+[’'])[.,]?\s*", line) is not None
    )


def _asking(text: str, found: list[Turn]) -> set[str]:
    """Who asks in at least half of the turns: an interviewer, whose questions state nothing."""
    turns, asked = Counter(turn.called for turn in found), Counter[str]()
    asked.update(turn.called for turn in found if text[turn.first : turn.past].rstrip().endswith("?"))
    return {who for who, count in asked.items() if 2 * count >= turns[who]}


def _said(text: str, turn: Turn, spelt: dict[str, str], asks: bool) -> Iterator[Edit]:
    label = turn.label
    lines = [
        Span(*line.span()).trimmed(text)
        for line in _LINE.finditer(text, turn.first, turn.past)
        if line[0].strip() and not _NOISE.fullmatch(line[0])
    ]
    if asks and lines and lines[-1].of(text).endswith("?"):
        yield Edit(label.start(), turn.first, "")
        return
    if turn.kind in ("loud", "member", "chair"):
        yield from _in_case(text, turn, spelt)
    about = turn.label_about
    for group in ("aside", "of_loud"):
        if label[group] is not None and label[group].strip().startswith("(") and label[group].islower():
            yield Edit(*label.span(group), "")  # "(voice-over)"
    yield Edit(turn.mark, turn.mark + 1, f"{',' if about.startswith(',') else ''} said:")
    if text[turn.mark + 1 : turn.first] != " ":
        yield Edit(turn.mark + 1, turn.first, " ")
    if not lines or _is_all_quoted(lines[0].of(text)):
        return
    for line in lines:
        yield Edit(line.start, line.start, "“")
        for mark in re.finditer(r"[“”\"«»„]", line.of(text)):
            at = line.start + mark.start()
            closes = mark[0] in "”»" or (mark[0] == '"' and at > line.start and not text[at - 1].isspace())
            yield Edit(at, at + 1, "’" if closes else "‘")
    yield Edit(lines[-1].end, lines[-1].end, "”")


def _in_case(text: str, turn: Turn, spelt: dict[str, str]) -> Iterator[Edit]:
    """ "LINDAHL, ENERGY MINISTER OF NORRA" as "Lindahl, Energy Minister of Norra"."""
    for word in re.finditer(r"[A-Z][A-Z'’]+", text[turn.label.start() : turn.mark]):
        at = turn.label.start() + word.start()
        yield Edit(at, at + len(word[0]), _cased(word[0], spelt))


def _cased(word: str, spelt: dict[str, str]) -> str:
    if word in spelt:
        return spelt[word]
    low = word.lower()
    return low if low in _SMALL else re.sub(r"(?:^|(?<=^o['’])|(?<=^mc))[a-z]", lambda m: m[0].upper(), low)


def _spellings(text: str) -> dict[str, str]:
    """How the text spells in ordinary case what it also has in capitals."""
    return {
        word.upper(): word for word in re.findall(r"\b[A-Z][\w'’]*[a-z]\w*\b", text) if len(word.upper()) == len(word)
    }
