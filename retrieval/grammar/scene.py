"""An article as the grammar sees it, and what might be a cue in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from retrieval.grammar.noun_phrases import kind
from retrieval.grammar.parsing import Parse
from retrieval.grammar.quotations import Quotation
from retrieval.types import Span

_KEPT_BEFORE = frozenset("$£€#@")
_KEPT_AFTER = frozenset("%$")
SAYING = frozenset(("say", "tell", "add", "write", "argue", "note", "ask", "announce", "call"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible cue with one possible content. `token` is the cue's head in sentence number `sentence`."""

    sentence: int
    token: int
    first: int  # tokens of the cue
    last: int
    frame: str
    content: Span
    parts: tuple[Span, ...] = ()

    @property
    def plain(self) -> str:
        """The frame without the mark that says which reading of its reach it is."""
        return self.frame.rstrip("+-<>?")

    @property
    def family(self) -> str:
        """The frame without its preposition or clause: "prep" of "prep:on"."""
        return self.plain.split(":")[0]

    @property
    def pieces(self) -> tuple[Span, ...]:
        return self.parts or (self.content,)


@dataclass(frozen=True, eq=False)
class Scene:
    """The text, its parsed sentences in order, and its quotations."""

    text: str
    parses: Sequence[Parse]
    quotes: Sequence[Quotation]

    def quotes_in(self, span: Span) -> Sequence[Quotation]:
        """The quotations that overlap with a span."""
        first = bisect_right(self._quote_ends, span.start)
        last = first
        while last < len(self.quotes) and self.quotes[last].outer.start < span.end:
            last += 1
        return self.quotes[first:last]

    @cached_property
    def _quote_ends(self) -> list[int]:
        return [quote.outer.end for quote in self.quotes]

    @cached_property
    def quote_of(self) -> list[list[int]]:
        """For each sentence, the number of the quotation each token (marks included) lies in, or -1."""
        found = []
        for parse in self.parses:
            inside = [-1] * len(parse)
            first = bisect_right(self._quote_ends, parse.span.start)
            for number, quote in enumerate(self.quotes_in(parse.span), first):
                for token in range(len(parse)):
                    if quote.outer.start <= parse.starts[token] and parse.ends[token] <= quote.outer.end:
                        inside[token] = number
            found.append(inside)
        return found

    @cached_property
    def speakers(self) -> frozenset[str]:
        """The words that are somewhere the subject of a plain verb of saying."""
        return frozenset(
            parse.lemmas[child]
            for parse in self.parses
            for token, lemma in enumerate(parse.lemmas)
            if lemma in SAYING and parse.tags[token][:2] == "VB"
            for child in parse.children[token]
            if parse.deps[child] == "nsubj"
        )

    @cached_property
    def heads(self) -> list[list[int]]:
        """For each sentence, the tokens that head a noun phrase."""
        return [[t for t in range(len(parse)) if kind(parse, t) is not None] for parse in self.parses]

    @cached_property
    def fresh_line(self) -> list[bool]:
        """Whether a line ends between a sentence and the one before it."""
        found = [True]
        for before, parse in zip(self.parses, self.parses[1:], strict=False):
            between = self.text[before.span.end : parse.span.start]
            found.append("\n" in between or "\r" in between)
        return found

    def opens(self, sentence: int, token: int) -> bool:
        """Whether a quotation opens at this token."""
        number = self.quote_of[sentence][token]
        return number >= 0 and self.quotes[number].outer.start >= self.parses[sentence].starts[token]

    def closes(self, sentence: int, token: int) -> bool:
        """Whether a quotation closes at this token."""
        number = self.quote_of[sentence][token]
        return number >= 0 and self.quotes[number].outer.end <= self.parses[sentence].ends[token]


def trim(parse: Parse, first: int, last: int) -> Span | None:
    """From the first to the last word between two tokens, without a leading "that"; `None` if there is no word."""
    first, last = max(first, 0), min(last, len(parse) - 1)
    while first <= last and not _is_word(parse.words[first], _KEPT_BEFORE):
        first += 1
    while last >= first and not _is_word(parse.words[last], _KEPT_AFTER):
        last -= 1
    if first < last and parse.lemmas[first] == "that" and parse.deps[first] == "mark":
        return trim(parse, first + 1, last)
    return trim_text(parse, first, last) if first <= last else None


def trim_text(parse: Parse, first: int, last: int) -> Span:
    """The slice without quotation marks that the tokenizer left inside a word."""
    start, end = parse.starts[first], parse.ends[last]
    if parse.words[first][0] in "“\"'‘«" and len(parse.words[first]) > 1 and parse.words[first][1].isupper():
        start += 1
    if parse.words[last][-1] in '”"»':
        end -= 1
    return Span(start, end)


def _is_word(word: str, kept: frozenset[str]) -> bool:
    return word in kept or any(character.isalnum() for character in word)
