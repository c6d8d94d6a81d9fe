"""What positions are about: the user's `issues.yaml`, or else what `induction` finds in the statements.

- name: NATO membership            # issues.yaml
  words: [NATO, alliance, accession, invitation to join]
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from retrieval.errors import ArticlesError
from retrieval.issues.stems import stems

FILE = "issues.yaml"


class Entry(BaseModel):
    """An issue as the user describes it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: str = Field(min_length=1)
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """`terms` maps tuples of stems to their weight: ("nato", "member") tells more than ("member",)."""

    name: str
    terms: Mapping[tuple[str, ...], float]


@dataclass(frozen=True)
class Issues:
    known: tuple[Issue, ...]  # the one that most statements, sides and articles share first

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(issue.name for issue in self.known)

    def issue_of(self, text: str) -> str | None:
        """The issue that a statement's words are about, or None; of two that fit equally the more frequent one."""
        return self._best(stems(text))

    def find(self, question: str) -> str | None:
        """The issue a question names ("on territory", "about NATO membership"); a word of a label may be enough."""
        asked = stems(question)
        label = [(i.name, stems(i.name)) for i in self.known]
        whole = [name for name, words in label if _holds(asked, tuple(words))]
        if whole:
            return max(whole, key=len)
        return self._best(asked)

    def _best(self, found: Sequence[str]) -> str | None:
        runs = {tuple(found[i : i + size]) for size in self._sizes for i in range(len(found) - size + 1)}
        scores: dict[int, float] = defaultdict(float)
        for term in runs & self._ranks.keys():
            for rank in self._ranks[term]:
                scores[rank] += self.known[rank].terms[term]
        best = min(scores, key=lambda rank: (-scores[rank], rank), default=None)
        return None if best is None else self.known[best].name

    @cached_property
    def _ranks(self) -> Mapping[tuple[str, ...], Sequence[int]]:
        """The numbers of the issues that have a term."""
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for rank, issue in enumerate(self.known):
            for term in issue.terms:
                found[term].append(rank)
        return found

    @cached_property
    def _sizes(self) -> frozenset[int]:
        return frozenset(map(len, self._ranks)) - {0}


def _holds(words: Sequence[str], term: tuple[str, ...]) -> bool:
    if len(term) == 1:
        return term[0] in words
    return any(tuple(words[i : i + len(term)]) == term for i in range(len(words) - len(term) + 1))


def read_issues(folder: Path) -> Issues | None:
    """The issues of `folder/issues.yaml`, None where there is no such file. Raises `ArticlesError`."""
    path = folder / FILE
    if not path.is_file():
        return None
    import yaml

    try:
        entries = TypeAdapter(tuple[Entry, ...]).validate_python(yaml.safe_load(path.read_text("utf-8")) or ())
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        reason = error.errors()[0]["msg"].lower() if isinstance(error, ValidationError) else "it is no valid YAML"
        raise ArticlesError(
            f"{path} is no list of issues: {reason}.", "Each entry has a name, and may have a list of words."
        ) from error
    return Issues(
        tuple(
            Issue(entry.name, {tuple(stems(w)): float(len(re.findall(r"\w+", w))) for w in (entry.name, *entry.words)})
            for entry in entries
        )
    )
