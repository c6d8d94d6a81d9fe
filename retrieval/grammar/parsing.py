"""The door to spaCy: sentences of an article in, their grammar as plain values out.

The model's named entities are not asked for: they cost as much as all the rest together, and its labels are weak (Kyiv
is a PERSON).
"""

from __future__ import annotations

import threading
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from retrieval.grammar import model
from retrieval.grammar.masking import masked, names_within
from retrieval.grammar.mending import mended
from retrieval.grammar.words import english
from retrieval.types import Span

_LONGEST = 4_000  # code points; what is longer is no sentence, and would be parsed badly and slowly
_TOGETHER = 32  # sentences: what the networks hold of 128 is 60 MB, and they are no faster

# Part of speech as the lemmatizer needs it, by the tag's first two letters. The model's own rules for this are slow.
_COARSE = {"VB": "VERB", "MD": "AUX", "NN": "NOUN", "JJ": "ADJ", "RB": "ADV"}
_INFLECTED = frozenset(("VBD", "VBN", "VBG", "VBZ", "NNS", "NNPS", "JJR", "JJS"))
# Forms that the lemmatizer leaves as they are when it is not told their tense.
_SHORT_FORMS = {
    **dict.fromkeys(("am", "are", "is", "was", "were", "been", "being", "'s", "’s", "'re", "’re", "'m", "’m"), "be"),
    **dict.fromkeys(("has", "had", "having", "'ve", "’ve", "'d", "’d"), "have"),
    **dict.fromkeys(("'ll", "’ll", "wo"), "will"),
    "ca": "can",
}


@dataclass(frozen=True, eq=False)
class Parse:
    """The grammar of one sentence: parallel tuples over its tokens, which are counted from 0.

    `starts` and `ends` are code points into the article. `heads[i] == i` marks a root. Tags are Penn's, dependencies
    ClearNLP's, as spaCy's English models give them.
    """

    span: Span
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    lemmas: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The dependents of each token, in the order of the text."""
        found: list[list[int]] = [[] for _ in self.heads]
        for token, head in enumerate(self.heads):
            if head != token:
                found[head].append(token)
        return tuple(map(tuple, found))

    @cached_property
    def edges(self) -> tuple[tuple[int, int], ...]:
        """The first and last token of each token's subtree."""
        first, last = list(range(len(self))), list(range(len(self)))
        for token in self._leaves_first:
            head = self.heads[token]
            first[head] = min(first[head], first[token])
            last[head] = max(last[head], last[token])
        return tuple(zip(first, last, strict=True))

    @cached_property
    def _leaves_first(self) -> list[int]:
        order = [token for token, head in enumerate(self.heads) if head == token]
        for token in order:  # grows while it is walked
            order.extend(self.children[token])
        return order[::-1]

    def slice(self, first: int, last: int) -> Span:
        """The span from token `first` to token `last`, both included."""
        return Span(self.starts[first], self.ends[last])

    def child(self, token: int, *deps: str) -> int | None:
        """The first dependent of `token` by one of `deps`."""
        return next((c for c in self.children[token] if self.deps[c] in deps), None)


class Parser:
    """A loaded model, safe to use from several threads: one text at a time. It takes half a second and 75 MB."""

    def __init__(self) -> None:
        """Raises ModelError when no package holds the model, or its files are not the ones that were pinned."""
        self._nlp = model.load()
        self._tokenizer = self._nlp.tokenizer
        self._grammar: list[Any] = [self._nlp.get_pipe(name) for name in model.PARTS[:-1]]
        self._lemmatizer = self._nlp.get_pipe(model.PARTS[-1])
        known = english()
        for table, content in (("index", known.index), ("exc", known.exceptions), ("rules", known.rules)):
            self._lemmatizer.lookups.add_table(f"lemma_{table}", content)
        self._lemmas: dict[tuple[str, str], str] = {}
        self._one_at_a_time = threading.Lock()
        self.version = f"{self._nlp.meta['name']}-{self._nlp.meta['version']}"

    def parse(self, text: str, sentences: Sequence[Span]) -> list[Parse]:
        """The grammar of each sentence span of `text`, in order; a span of more than 4,000 code points is cut."""
        with self._one_at_a_time:
            return self._parsed(text, sentences)

    def _parsed(self, text: str, sentences: Sequence[Span]) -> list[Parse]:
        from spacy.attrs import DEP, HEAD, TAG

        tokens = [self._tokenizer(text[start : min(end, start + _LONGEST)]) for start, end in sentences]
        words_of = [tuple(token.text for token in doc) for doc in tokens]
        docs = self._masked(words_of)
        for part in self._grammar:
            docs = list(part.pipe(docs, batch_size=_TOGETHER))
        strings = self._nlp.vocab.strings
        arrays = [doc.to_array([TAG, DEP, HEAD]) for doc in docs]
        tags_of = [tuple(strings[tag] for tag in array[:, 0]) for array in arrays]
        self._learn(
            {pair for words, tags in zip(words_of, tags_of, strict=True) for pair in zip(words, tags, strict=True)}
        )
        found = []
        for span, doc, words, tags, array in zip(sentences, tokens, words_of, tags_of, arrays, strict=True):
            starts = tuple(token.idx + span.start for token in doc)
            ends = tuple(start + len(word) for start, word in zip(starts, words, strict=True))
            lemmas = tuple(self._lemmas[pair] for pair in zip(words, tags, strict=True))
            deps, heads = mended(
                words,
                lemmas,
                tags,
                [strings[dep] for dep in array[:, 1]],
                [i + int(head) for i, head in enumerate(array[:, 2].astype("int64"))],
            )
            found.append(
                Parse(
                    span=span,
                    words=words,
                    starts=starts,
                    ends=ends,
                    tags=tags,
                    deps=deps,
                    heads=heads,
                    lemmas=lemmas,
                )
            )
        return found

    def _masked(self, words_of: Sequence[Sequence[str]]) -> list[Any]:
        """What the networks read: the same tokens, all names alike; each one sentence."""
        from spacy.tokens import Doc

        known = names_within(words_of)
        docs = [Doc(self._nlp.vocab, words=masked(words, known)) for words in words_of]
        for doc in docs:
            for token in doc[1:]:
                token.is_sent_start = False
        return docs

    def _learn(self, pairs: Set[tuple[str, str]]) -> None:
        """Remember the base forms in lower case, by the model's own rules, of words with their tags; words repeat."""
        from spacy.tokens import Doc

        inflected = []
        for word, tag in pairs - self._lemmas.keys():
            low = word.lower()
            if tag in _INFLECTED and not (tag[:2] == "VB" and low in _SHORT_FORMS):
                inflected.append((word, tag))
            self._lemmas[word, tag] = _SHORT_FORMS.get(low, low) if tag[:2] in ("VB", "MD") else low
        if inflected:  # all at once: making a Doc is what costs
            words, classes = [word.lower() for word, _ in inflected], [_COARSE[tag[:2]] for _, tag in inflected]
            doc = Doc(self._nlp.vocab, words=words, pos=classes)
            for pair, token in zip(inflected, doc, strict=True):
                self._lemmas[pair] = str(self._lemmatizer.rule_lemmatize(token)[0])


_loading = threading.Lock()


def own_parser() -> Parser:
    """This process's one, loaded when it is first needed."""
    with _loading:
        return _loaded()


@cache
def _loaded() -> Parser:
    return Parser()
