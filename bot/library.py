"""What the core needs to know of the articles: the one interface between answering and the retrieval room."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.grammar.parsing import Parse
from retrieval.matching.evidence import Match, Wanted
from retrieval.types import Act, Actor, Article, Details, Hit, Span, Statement

Vector = NDArray[np.float32]


class Library(Protocol):
    """The articles with everything that was read out of them. Nothing here changes while a question is answered."""

    def within(self, folder: str) -> Library:
        """The same library, as far as it lies in one folder of the articles."""
        ...

    @property
    def articles(self) -> Mapping[str, Article]: ...

    @property
    def statements(self) -> Sequence[Statement]:
        """Every row of the ledger, by source and offset: read as they are asked for, and many."""
        ...

    @property
    def actors(self) -> Sequence[Actor]:
        """Everybody who is named or quoted."""
        ...

    def on(self, issue: str) -> Sequence[Statement]:
        """The statements that are filed under an issue."""
        ...

    def doing(self, acts: Collection[Act]) -> Sequence[Statement]:
        """The statements that are one of these acts."""
        ...

    def counts(self) -> Mapping[str, int]:
        """How many statements each holder has."""
        ...

    def quoted(self) -> Mapping[str, Sequence[str]]:
        """Who is quoted in each article that quotes anybody, those quoted most first."""
        ...

    def holds(self, word: str) -> bool:
        """Whether a word stands in any article."""
        ...

    def writes(self, text: str) -> bool:
        """Whether a text stands in any article as it is, in any case; in bylines and other boilerplate too."""
        ...

    def details(self, source: str) -> Details: ...

    def origin(self, source: str) -> str:
        """What the article is a copy of: equal for two articles where one reprints the other."""
        ...

    def match(self, wanted: Wanted, unknown: bool = False) -> Match:
        """The sentences that may answer, best first; `unknown`: somebody is asked about whom no article mentions."""
        ...

    def search(self, question: str, k: int) -> Sequence[Hit]: ...

    def relevance(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """How well each text answers the question, by the reranker: about -11 (not at all) to 11."""
        ...

    def meaning(self, row: Statement) -> Vector | None:
        """A vector of unit length for what the row's sentence says, less what its whole article does."""
        ...

    def nearest(self, text: str, rows: Sequence[Statement], k: int) -> Sequence[Statement]:
        """The `k` rows whose sentences are nearest to a text in meaning, the nearest first."""
        ...

    def embed(self, texts: Sequence[str]) -> Vector:
        """Vectors [len(texts), dimensions] of unit length: their products tell how alike the texts are."""
        ...

    def actor(self, name: str) -> Actor | None:
        """The actor of that name or alias, in any case."""
        ...

    def actors_in(self, text: str) -> tuple[Sequence[tuple[Actor, Span]], Sequence[str]]:
        """The actors that a text names, and the names in it that no article mentions."""
        ...

    def party(self, actor: str) -> Iterable[str]:
        """The actor's name and the names of all who speak for it."""
        ...

    def mentioning(self, actor: str) -> frozenset[str]:
        """The sources that mention the actor by any of its names."""
        ...

    def said_by(self, actor: str) -> Sequence[Statement]:
        """The statements whose holder is the actor or somebody who speaks for it."""
        ...

    def statements_at(self, source: str, span: Span) -> Sequence[Statement]:
        """The statements whose quote overlaps the span."""
        ...

    def sentences(self, source: str) -> Sequence[Span]: ...

    def parse(self, text: str) -> Sequence[Parse]:
        """The grammar of each sentence of a text; offsets are the text's."""
        ...

    def is_word(self, word: str) -> bool:
        """Whether a word is one of the English language, whatever the articles have."""
        ...

    def neighbourhood(self, source: str, span: Span) -> Span:
        """From the start of the sentence before the span's first sentence to the end of the one after its last."""
        ...

    @property
    def issues(self) -> Sequence[str]: ...

    def issue_in(self, text: str) -> str | None:
        """The issue that a text names, if it is one of `issues`."""
        ...
