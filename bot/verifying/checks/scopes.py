"""Negation by its scope in the words that follow, as NegEx does (Chapman et al., 2001): a second opinion on the parse.

Where the parser misreads a sentence ("not "were not involved""), the words behind a "not" are still there: a claim that
has two of them side by side, and no "no" of its own, has lost it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.words import content_words, stem
from retrieval.grammar.parsing import Parse

NONE = frozenset(("no", "none", "nobody", "nothing", "neither", "nor", "no-one", "never"))
_WINDOW = 4  # words of substance that a "no" reaches
_WIDE = 20  # that it may reach at most
_LIMITS = frozenset(("only", "just", "merely", "simply", "necessarily"))  # "not only A but B"


def is_no(parse: Parse, at: int) -> bool:
    """Whether a word is a "no" that denies what follows; that of "not only" does not."""
    after = parse.words[at + 1].lower() if at + 1 < len(parse) else ""
    return says_no(parse, at) and after not in _LIMITS


def says_no(parse: Parse, at: int) -> bool:
    """Whether a word is a "no"; that of "no more than 5" and of an answer's beginning ("No, …") is none."""
    answers = parse.deps[at] == "intj" and not any(word.isalpha() for word in parse.words[:at])
    compares = parse.words[at + 2 : at + 3] == ("than",) and parse.tags[at + 1] in ("JJR", "RBR")
    return (parse.deps[at] == "neg" or parse.words[at].lower() in NONE) and not (answers or compares)


def limits(parses: Sequence[Parse], denied: bool) -> set[str]:
    """The words of limiting in a text ("only"), behind a "not" or not."""
    places = ((parse, at) for parse in parses for at in range(1, len(parse)) if parse.words[at].lower() in _LIMITS)
    return {parse.words[at].lower() for parse, at in places if (parse.deps[at - 1] == "neg") == denied}


def out_of_scope(claim: Sequence[Parse], quoted: Sequence[Parse]) -> str | None:
    """Two words that follow each other behind the one "no" of a sentence of the quote, and stand in the claim. For a
    claim that has no "no"."""
    mine = _pairs(claim)
    for parse in quoted:
        if denials(parse) % 2:
            for pair in _in_scope([parse]):
                if pair in mine:
                    return " ".join(pair)
    return None


def into_scope(claim: Sequence[Parse], quoted: Sequence[Parse]) -> str | None:
    """Two words that follow each other behind a "no" of the claim, and in the quote, where no "no" is before them. For
    a quote that refuses nothing in other words."""
    if sum(map(denials, claim)) <= sum(map(denials, quoted)):
        return None
    for pair in _in_scope(claim):
        if pair in _pairs(quoted) and pair not in set(_in_scope(quoted, _WIDE)):
            return " ".join(pair)
    return None


def reach(parses: Sequence[Parse]) -> set[str]:
    """The words of substance that a "no" reaches."""
    return {
        word for parse in parses for at in range(len(parse)) if is_no(parse, at) for word in _scope(parse, at, _WINDOW)
    }


def denials(parse: Parse) -> int:
    return sum(is_no(parse, at) or parse.words[at].lower() == "without" for at in range(len(parse)))


def _pairs(parses: Sequence[Parse]) -> set[tuple[str, str]]:
    return {pair for parse in parses for pair in pairwise(_stems(parse, 0, len(parse)))}


def _in_scope(parses: Sequence[Parse], window: int = _WINDOW) -> list[tuple[str, str]]:
    return [
        pair
        for parse in parses
        for at in range(len(parse))
        if is_no(parse, at)
        for pair in pairwise(_scope(parse, at, window))
    ]


def _scope(parse: Parse, at: int, window: int) -> list[str]:
    end = at + 1
    while end < len(parse) and (window == _WIDE or parse.words[end] not in (",", ";", ":", ".")):
        end += 1
    return _stems(parse, at + 1, end)[:window]


def _stems(parse: Parse, first: int, past: int) -> list[str]:
    return [stem(parse.words[at]) for at in range(first, past) if content_words(parse.words[at])]
