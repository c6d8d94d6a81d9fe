"""A question → what to look for: whose position (the holder), on what (the issue), and all words of content.

"What is Ilva Marn's position on the dam?" asks about sentences in which Ilva Marn says something of the dam; the words
"what is", "position" and "on" are a frame that stands in no article. A question that fits no frame is all issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from retrieval.matching.terms import content, stems

_STANCE = r"(?:positions?|stances?|views?|opinions?|attitudes?|policy|policies|line|take|stand|thoughts?|demands?)"
_ON = r"(?:on|about|towards?|regarding|concerning|over|of|to|for|against|with respect to)"
_SAY = r"(?:say|says|said|think|thinks|feel|feels|stand|stands|believe|believes|mean|means|view|see|argue|argues|tell)"
_ASK = r"(?i:(?:what|how|why|when|where)\s+)?(?i:do|does|did|has|have|had|is|are|was|were|will|would|can|could)"
_FRAMES = [
    re.compile(pattern)
    for pattern in (
        rf"(?i:(?:.*\b)?{_STANCE}\s+(?:of|by|from)\s+(?P<holder>.+?)\s+{_ON}\s+(?P<issue>.+))",
        rf"(?i:what(?:['’]s| is| are| was| were)\s+(?P<holder>.+?)(?:['’]s|['’])?\s+{_STANCE}\s+{_ON}\s+(?P<issue>.+))",
        rf"(?i:(?:what|how|where)\s+(?:do|does|did|has|have|had)\s+(?P<holder>.+?)\s+{_SAY}\b(?:\s+{_ON}\b)?(?P<issue>.*))",
        # here only its capitals tell where the holder's name ends
        rf"{_ASK}\s+(?P<holder>(?:the\s+)?(?:[A-Z][\w.’'-]*\s+)+)(?P<issue>\w.*)",
    )
]


@dataclass(frozen=True, slots=True)
class Query:
    """`holder` and `issue` hold alternatives, each a name or phrase as its stems; `words` are the words of content."""

    text: str
    holder: tuple[tuple[str, ...], ...]
    issue: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]


def expression(words: Iterable[str]) -> str:
    """Any of the words, in the language of SQLite's FTS5."""
    return " OR ".join(f'"{word}"' for word in words)


def telling(frequency: Mapping[str, int], most: int) -> list[str]:
    """The words that stand in at most so many articles, else the rarest: weighing all articles with a common word
    takes long, and says little."""
    return [word for word, count in frequency.items() if count <= most] or sorted(
        frequency, key=lambda w: frequency[w]
    )[:1]


def parse(question: str, aliases: Iterable[str] = ()) -> Query:
    """Read a question. `aliases` are other names of its holder, as far as the caller knows any."""
    text = " ".join(question.split()).strip(" ?!.")[:1_000]
    for frame in _FRAMES:
        found = frame.match(text)
        if found:
            holder, issue = found["holder"], found["issue"]
            return Query(
                text,
                tuple(dict.fromkeys(form for name in (holder, *aliases) for form in _forms(name))),
                tuple(_forms(issue)),
                tuple(dict.fromkeys([*content(holder), *(content(issue) if issue.strip() else [])])),
            )
    return Query(text, (), tuple(_forms(text)), tuple(content(text)))


def _forms(phrase: str) -> list[tuple[str, ...]]:
    """The stems of the phrase's words of content, and of its initials where it is a long name."""
    kept = tuple(dict.fromkeys(stems(" ".join(content(phrase)))))
    forms = [kept] if kept else []
    capitals = re.findall(r"\b[A-Z](?=[a-z])", phrase)
    if len(capitals) >= 3:
        forms.append(("".join(capitals).lower(),))
    return forms
