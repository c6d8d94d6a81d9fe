"""Lies of weak models: the verb of another question forced onto words that say something else.

"Russia rejects its strong opposition to expansion", of a quote in which Russia opposes expansion. Either the claim's
own verb becomes another one, or the verb is set before what the quote itself says of the holder.
"""

from __future__ import annotations

from typing import Protocol, TypeVar

from bot.library import Library
from bot.models.replies import ModelClaim
from bot.words import content_words
from retrieval.grammar.parsing import Parse

# Verbs that questions ask by, in families: another verb of the same family may be true.
_FAMILIES = (
    ("demand", "want", "request", "urge", "call", "seek", "ask", "press", "insist", "require", "order", "need"),
    ("reject", "oppose", "refuse", "dismiss", "deny", "criticize", "condemn", "veto", "block", "decline"),
    ("support", "accept", "agree", "back", "welcome", "endorse", "approve", "praise", "thank", "vow", "offer"),
)
_ASKED = ("demand", "reject", "support")
_PAST = {"demand": "demanded", "reject": "rejected", "support": "supported"}
_FINITE = {"VBZ": "{}s", "VBP": "{}", "VBD": "past"}
_THINGS = ("dobj", "ccomp", "xcomp", "attr", "pobj")
_FEW = 3  # words of substance that a forced verb is set before, at least
T = TypeVar("T")


class Choosing(Protocol):
    def choice(self, options: list[str]) -> str: ...


def forced(claim: ModelClaim, library: Library, chance: Choosing) -> str | None:
    """The claim's text with another question's verb; `None` where it or its quote has no place for one."""
    texts = [text for text in (_in_claim(claim, library, chance), _before_quote(claim, library, chance)) if text]
    return chance.choice(texts) if texts else None


def _in_claim(claim: ModelClaim, library: Library, chance: Choosing) -> str | None:
    parse = next(iter(library.parse(claim.text)), None)
    if parse is None:
        return None
    root = _root(parse)
    form = _FINITE.get(parse.tags[root])
    if form is None or any(parse.deps[child] == "neg" for child in parse.children[root]):
        return None
    verb = _another(parse.lemmas[root], chance)
    shown = _PAST[verb] if form == "past" else form.format(verb)
    return f"{claim.text[: parse.starts[root]]}{shown}{claim.text[parse.ends[root] :]}"


def _before_quote(claim: ModelClaim, library: Library, chance: Choosing) -> str | None:
    parse = next(iter(library.parse(claim.quote)), None)
    if parse is None:
        return None
    root = _root(parse)
    thing = next((child for child in parse.children[root] if child > root and parse.deps[child] in _THINGS), None)
    if thing is None:
        return None
    rest = claim.quote[parse.starts[parse.edges[thing][0]] :].rstrip(' .,”"')
    if len(content_words(rest)) < _FEW:
        return None
    return f"{claim.actor} {_another(parse.lemmas[root], chance)}s {rest}."


def _root(parse: Parse) -> int:
    return next(at for at in range(len(parse)) if parse.heads[at] == at)


def _another(lemma: str, chance: Choosing) -> str:
    fair = [verb for verb, family in zip(_ASKED, _FAMILIES, strict=True) if lemma not in family]
    return chance.choice(fair)
