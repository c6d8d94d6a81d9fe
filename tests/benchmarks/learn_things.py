"""Learns which nouns mean things: the public news → `retrieval/mentions/things.json`.

    python -m tests.benchmarks.learn_things

People and bodies want, refuse, ask and think, and are people "who"; a video, a statement or a clock never does. Counted
is how often a noun has such a verb behind it. None of the exam's articles is read.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import retrieval.mentions.things as things
from tests.benchmarks.matching_data import clusters
from tests.benchmarks.public import FOLDER, read

HERE = Path(things.__file__).with_name("things.json")
EXAM = (FOLDER / "questions" / "clusters.json", Path(__file__).with_name("questions") / "clusters.json")
HARDLY = 0.0035  # share of a noun's places where something is willed: of nouns below nobody wills
DOUBT = 0.3  # places added to those, so that a rare noun is not taken for a thing
_WILLS = re.compile(
    r"\b([a-z][a-z-]{2,}) (?:(?:has|have|had|also) ){0,2}"
    r"(?:agree[sd]?|refuse[sd]?|want(?:s|ed)?|hope[sd]?|believe[sd]?|(?:plans?|planned|expected) to|decided"
    r"|ask(?:s|ed)?|urge[sd]?|call(?:s|ed)? (?:on|for)|expects?|insist(?:s|ed)?|promised|vow(?:s|ed)?|demand(?:s|ed)?"
    r"|reject(?:s|ed)?|argue[sd]?|thinks?|thought|tried|declined|warn(?:s|ed)?|whos?e?|told|criticized|complained|voted|felt|knows?"
    r"|knew)\b"
)
_NOUN = re.compile(
    r"\b(?:the|an?|this|that|these|those|his|her|their|its|some|many|several) ([a-z][a-z-]{2,})(?= (?:of|in|on|to|for"
    r"|from|with|at|by|that|which|who|is|was|are|were|has|have|had|will|would|and|said)\b|[.,;])"
)
_WORD = re.compile(r"\b[a-z][a-z-]{2,}\b")
_COMMON = 20  # places as a noun, and
_MOSTLY = 0.08  # their share of all its places, without which a word may be none: "close", "local"


def learn(texts: Iterable[str]) -> list[str]:
    """The nouns, in the singular, that will nothing."""
    wills, nouns, words = Counter[str](), Counter[str](), Counter[str]()
    for text in texts:
        wills.update(things.singular(match[1]) for match in _WILLS.finditer(text))
        nouns.update(things.singular(match[1]) for match in _NOUN.finditer(text))
        words.update(map(things.singular, _WORD.findall(text)))
    known = [each for each, n in nouns.items() if n >= max(_COMMON, _MOSTLY * words[each])]
    return sorted(each for each in known if (wills[each] + DOUBT) / words[each] < HARDLY)


def _texts() -> Iterator[str]:
    seen = {each for path in EXAM for those in clusters(path).values() for each in those}
    return (row["text"] for row in read("news/articles.jsonl.gz") if row["id"] not in seen)


def main() -> None:
    if not EXAM[0].exists():
        sys.exit("skipped: the public data is not there (set BENCHMARKS to its folder)")
    found = learn(_texts())
    HERE.write_text(json.dumps(found) + "\n", encoding="utf-8")
    print(f"{len(found)} nouns that mean things")


if __name__ == "__main__":
    main()
