"""The lemmatizer's lists of English words, by class of word: they are known without spaCy, whose import takes long."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache
from typing import Any

from retrieval.grammar.model import folder

_FILE = "lemmatizer/lookups/lookups.bin"


@dataclass(frozen=True)
class Words:
    """`index`: base forms; `exceptions`: other forms with theirs; `rules`: endings of forms with those of base forms.
    All by class, each class under the hash that spaCy has for it."""

    index: Mapping[int, Set[str]]
    exceptions: Mapping[int, Mapping[str, Any]]
    rules: Mapping[int, Any]

    def knows(self, word: str) -> bool:
        """Whether there is a word, in any of its forms."""
        return any(self._is_form(word.lower(), each) for each in self.index)

    def _is_form(self, word: str, each: int) -> bool:
        known = self.index[each]
        bases = (word.removesuffix(ending) + base for ending, base in self.rules[each] if word.endswith(ending))
        return word in known or word in self.exceptions[each] or any(base in known for base in bases)


@cache
def english() -> Words:
    """Raises `ModelError`."""
    import srsly

    tables = srsly.msgpack_loads((folder() / _FILE).read_bytes())
    # as sets: each word is looked for in them, and they are lists of thousands
    index = {each: frozenset(known) for each, known in tables["lemma_index"].items()}
    return Words(index, tables["lemma_exc"], tables["lemma_rules"])
