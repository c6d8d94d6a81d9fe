"""A mistake that the parser makes again and again, mended in its arrows.

"…, its director, Nell Ward, said": the director is read as one more name for the noun before it, and nobody speaks.
A verb behind what is said, without a subject, gets the phrase between commas that ends at it.
"""

from __future__ import annotations

from collections.abc import Sequence

_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj", "csubjpass"))


def mended(
    words: Sequence[str], tags: Sequence[str], deps: Sequence[str], heads: Sequence[int]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The dependencies and heads of one sentence, with the speakers that were taken for appositions given back."""
    found_deps, found_heads = list(deps), list(heads)
    for verb, tag in enumerate(tags):
        if tag in _FINITE and verb > 1 and words[verb - 1] == "," and _speechless(verb, deps, heads):
            speaker = _apposition_before(verb, words, deps, heads)
            if speaker is not None:
                found_deps[speaker], found_heads[speaker] = "nsubj", verb
    return tuple(found_deps), tuple(found_heads)


def _speechless(verb: int, deps: Sequence[str], heads: Sequence[int]) -> bool:
    """Whether something is said before the verb, and nobody says it."""
    own = [(token, deps[token]) for token, head in enumerate(heads) if head == verb != token]
    return any(dep == "ccomp" and token < verb for token, dep in own) and not any(dep in _SUBJECTS for _, dep in own)


def _apposition_before(verb: int, words: Sequence[str], deps: Sequence[str], heads: Sequence[int]) -> int | None:
    """The outermost apposition that ends at the comma before the verb and begins behind another comma."""
    token = verb - 2
    found = None
    while heads[token] != token and heads[token] < verb:
        if deps[token] == "appos":
            first = min(part for part in range(token + 1) if _under(part, token, heads))
            if first > 0 and words[first - 1] == ",":
                found = token
        token = heads[token]
    return found


def _under(token: int, top: int, heads: Sequence[int]) -> bool:
    while token != top and heads[token] != token:
        token = heads[token]
    return token == top
