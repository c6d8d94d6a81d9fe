"""What stands beside an article's own words: credits of photographs, boxes that sum it up, and who is quoted above.

    FILE – Ona Rell in Tarn. (AP Photo/Ivo Kranz)      →  Ona Rell in Tarn.
    “We will not pay.”                                  →  “We will not pay,” said Ona Rell, finance minister
    — Ona Rell, finance minister

A box "AI-assisted summary" is nobody's words, and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.layout.edits import Edit

_FOUND = re.compile(
    r"""
      (?P<file>^[ \t]*FILE(?:[ ]PHOTO)?[ ]?[-–—:][ ]?)
    | (?P<credit>[ ]?[(\[](?:AP[ ]Photo|(?:File[ ])?Photos?(?:[:/]|[ ]by)|Photograph|(?:Image|Picture)(?::|[ ]credit)
        |Credit:|Getty|Courtesy[ ]of)[^()\[\]\n]{0,120}[)\]])
    | (?P<line>(?:(?<=\n)|(?<=[.!?”"])[ ])[ \t]*(?:Photograph|Photo|Picture|Image|Credit)s?(?:[ ]credit)?(?:[ ]by)?:
        [ ][A-Z][^\n]{2,100}$)
    | (?P<box>^[^\n]{0,30}\b(?:AI|artificial[ ]intelligence)[- ](?:assisted|generated|powered|written)[ ]
        (?:summary|summaries|overview|highlights)[^\n]{0,40}\n+(?:[ \t]*•[^\n]*(?:\n+|\Z)){1,20}
        (?:[^\n]{0,120}\bAI\b[^\n]{0,120}(?:\n|\Z))?)
    | (?P<quote>^[ \t]*[“"](?=[^\n]*?[ ][a-z]+[ ][a-z]+[ ][a-z]+)[^“”"\n]{10,600}?(?P<stop>[.,]?)[”"])
        (?P<gap>[ \t]*(?:(?P<apart>\n[ \t]*\n)|\n)?[ \t]*(?:[—–―]|--)[ ]?)
        (?P<who>[A-Z][\w.'’-]+(?:[ ][\w.'’-]+){0,4}(?P<about>,[ ][^\n.]{2,80})?)(?=\.?[ \t]*$)
    """,
    re.MULTILINE | re.VERBOSE,
)


def edits(text: str) -> Iterator[Edit]:
    for found in _FOUND.finditer(text):
        if found["quote"] is None:
            yield Edit(*found.span(), "")
            continue
        if found["apart"] is not None and found["about"] is None:
            continue  # whoever wrote the paragraph, perhaps: "– Ona Rell" below a reporter's notes
        if found["stop"] == ".":
            yield Edit(*found.span("stop"), ",")
        yield Edit(*found.span("gap"), " said ")
        yield Edit(found.end(), found.end(), "" if text[found.end() : found.end() + 1] == "." else ".")
