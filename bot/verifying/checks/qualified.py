"""Conditions, hedges and refusals of a quote that a claim does not have: a mark, no fault; they may stand elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.library import Library
from bot.types import Citation
from bot.verifying.checks.polarity import is_denied, refuse
from bot.words import content_words, stem, straight
from retrieval.grammar.parsing import Parse
from retrieval.stance.acts import HEDGES
from retrieval.stance.verbs import WEAK, known
from retrieval.types import Polarity

_LIMITS = frozenset("without until unless before pending except barring once".split())
# Who thinks so does not know: "thinks that the plan will hold".
_THINKING = frozenset("think believe hope expect seem appear doubt consider weigh assess".split())
_TOLD = 2  # words of what the quote refuses that make the claim one about that
_FEW = 0.25  # share of a condition's words that the claim has all the same


def left_out(claim: str, citation: Citation, library: Library) -> str | None:
    """A condition, a hedge or a refusal of the quote that the claim does not have."""
    mine = library.parse(straight(claim))
    yes = not (refuse(mine) or any(_turns_down(parse, at) for parse in mine for at in range(len(parse))))
    own = {stem(word) for parse in mine for word in parse.words}
    for parse in library.parse(straight(citation.quote)):
        words = [word.lower() for word in parse.words]
        marks = {words[at] for at in range(len(parse)) if parse.deps[at] == "mark"} - {"that"}
        if marks and not any(dep == "mark" for each in mine for dep in each.deps):
            return "a condition of the quote is left out"
        if any(_is_lost(words, own) for words in _conditions(parse, own)):
            return "a condition of the quote is left out"
        if _qualified([parse]) & (_numbers(mine) - _qualified(mine)):
            return "a number of the quote is about or at most so much"
        if _is_hedged(parse, own) and not any(map(_has_hedge, mine)):
            return "a hedge of the quote is left out"
        if yes and len(_turned_down(parse) & content_words(claim)) >= _TOLD:
            return "a refusal of the quote is left out"
    return None


def _conditions(parse: Parse, own: set[str]) -> Iterator[frozenset[str]]:
    """The words of what limits a word that the claim has too: "if …", "when …", "without …"."""
    for at in range(len(parse)):
        if stem(parse.lemmas[parse.heads[at]]) not in own and stem(parse.words[parse.heads[at]]) not in own:
            continue
        below = {parse.deps[child] for child in parse.children[at]}
        asked = any(parse.tags[child] == "WRB" for child in parse.children[at])
        clause = parse.deps[at] == "advcl" and ("mark" in below or asked)
        if clause or (parse.deps[at] == "prep" and parse.words[at].lower() in _LIMITS):
            first, last = parse.edges[at]
            yield content_words(" ".join(parse.words[first : last + 1]))


def _turned_down(parse: Parse) -> frozenset[str]:
    """The words of what a sentence refuses, and says of nothing else: those under "ruled out", "opposes"."""
    under: set[int] = set()
    for at in range(len(parse)):
        if _turns_down(parse, at):
            under |= set(range(at + 1, parse.edges[at][1] + 1))
    other = content_words(" ".join(parse.words[at] for at in range(len(parse)) if at not in under))
    return content_words(" ".join(parse.words[at] for at in sorted(under))) - other


def _turns_down(parse: Parse, at: int) -> bool:
    found = known(parse, at)
    return found is not None and found[1] is Polarity.AGAINST and not is_denied(parse, at)


def _is_lost(words: frozenset[str], own: set[str]) -> bool:
    return bool(words) and len(words & own) <= _FEW * len(words)


def _is_hedged(parse: Parse, own: set[str]) -> bool:
    """Whether a word that the claim has too may be so, or is only thought to be."""
    for at in range(len(parse)):
        if parse.tags[at] == "MD" and parse.words[at].lower() in WEAK:
            return True
        if parse.lemmas[at] in HEDGES and parse.deps[at] == "advmod":
            return True
        if parse.lemmas[at] in _THINKING and any(
            parse.deps[child] in ("ccomp", "xcomp") and stem(parse.lemmas[child]) in own for child in parse.children[at]
        ):
            return True
    return False


def _has_hedge(parse: Parse) -> bool:
    return any(
        parse.tags[at] == "MD" or parse.lemmas[at] in HEDGES or parse.lemmas[at] in _THINKING
        for at in range(len(parse))
    )


def _numbers(parses: Sequence[Parse]) -> set[str]:
    return {parse.words[at] for parse in parses for at in range(len(parse)) if parse.tags[at] == "CD"}


def _qualified(parses: Sequence[Parse]) -> set[str]:
    """The numbers that something before them makes less exact: "up to 20", "about 20", "more than 20"."""
    found = set()
    for parse in parses:
        for at in range(len(parse)):
            if parse.tags[at] == "CD" and any(
                parse.deps[child] in ("quantmod", "advmod") for child in parse.children[at]
            ):
                found.add(parse.words[at])
    return found
