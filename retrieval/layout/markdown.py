"""Markdown: links by their words, emphasis by what is emphasised, quoted blocks without their marks.

A line that is bold from end to end keeps its marks (it is a heading, or an interviewer's question), and so do headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.layout.edits import Edit

_MARKS = re.compile(
    r"""
      (?P<image>!\[[^\[\]\n]{0,300}\]\([^()\s]{0,500}(?:\s+"[^"\n]{0,200}")?\))
    | (?P<link>\[(?P<words>[^\[\]\n]{1,300})\]
        (?:\([^()\s]{0,500}(?:\([^()\s]{0,100}\)[^()\s]{0,100})?(?:\s+"[^"\n]{0,200}")?\)|\[[^\[\]\n]{0,60}\]))
    | (?P<note>\[\^[^\[\]\s]{1,30}\]:?)
    | (?P<target>^[ ]{0,3}\[[^\[\]\n]{1,60}\]:[ ]+<?\S+>?(?:[ ]+"[^"\n]*")?[ ]*$)
    | (?P<quote>^[ ]{0,3}(?:>[ ]?)+)
    | (?P<bullet>^[ \t]*[*+–-][ \t]+(?=\S))
    | (?P<strong>(?P<two>\*\*|__)(?=\S)(?P<bold>[^*_\n]{1,500}?(?<=\S))(?P=two))
    | (?P<em>(?<![\w*])(?P<one>[*_])(?=[^\s*_])(?P<slanted>[^*_\n]{1,500}?(?<=\S))(?P=one)(?![\w*]))
    | (?P<code>`(?P<typed>[^`\n]{1,300})`)
    | (?P<struck>~~(?P<gone>[^~\n]{1,300})~~)
    | (?P<escaped>\\(?=[\\`*_{}\[\]()#+.!|>-]))
    """,
    re.MULTILINE | re.VERBOSE,
)
_NEAR = 1_000  # code points: how far a list's next item may be
_INSIDE = ("words", "bold", "slanted", "typed", "gone")
_SIGNS = re.compile(r"[\[*_`~\\]|^[ ]{0,3}>|^[ \t]*[+–-][ \t]", re.MULTILINE)


def edits(text: str) -> Iterator[Edit]:
    """Each mark away, also those inside of others; bullets of all kinds become one."""
    if not _SIGNS.search(text):
        return
    cuts = sorted(_cuts(text, 0, len(text)))
    at = 0
    for cut in cuts:
        if cut.start >= at:
            yield cut
            at = cut.end


def _cuts(text: str, start: int, end: int) -> Iterator[Edit]:
    for match in _MARKS.finditer(text, start, end):
        if match["bullet"] is not None:
            if _is_listed(text, match):
                yield Edit(*match.span(), "• ")
            continue
        inner = next((group for group in _INSIDE if match[group] is not None), None)
        if inner is None:
            yield Edit(*match.span(), "")
        elif not (match["strong"] and _is_whole_line(text, match)):
            yield Edit(match.start(), match.start(inner), "")
            yield from _cuts(text, *match.span(inner))
            yield Edit(match.end(inner), match.end(), "")


def _is_listed(text: str, bullet: re.Match[str]) -> bool:
    """Whether a line beside this one begins with the same mark: "– Ona Rell" alone is a credit."""
    before = text[max(0, bullet.start() - _NEAR) : bullet.start()].rstrip().rpartition("\n")[2]
    after = text[bullet.end() : bullet.end() + _NEAR].partition("\n")[2]
    return any(line.lstrip().startswith(f"{bullet[0].strip()} ") for line in (before, after))


def _is_whole_line(text: str, match: re.Match[str]) -> bool:
    first, last = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
    line = text[first : last if last >= 0 else len(text)]
    return line.strip() == match[0] and ":" not in match[0][-3:]
