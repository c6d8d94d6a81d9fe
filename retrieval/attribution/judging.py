"""For each possible cue its likeliest content and holder, and how likely it is that it is a cue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from retrieval.attribution import holders
from retrieval.attribution.features import of_holder, of_reach, of_reading, of_words
from retrieval.attribution.holders import Holder
from retrieval.attribution.weights import Weights, probability, score
from retrieval.contents.contents import contents
from retrieval.contents.quoted import extended
from retrieval.grammar.parsing import Parse
from retrieval.grammar.scene import Candidate, Scene
from retrieval.grammar.suppositions import is_possible, is_supposed

_HOPELESS = -2.0  # log odds, before the bias
_QUOTED = frozenset(("quote", "colon", "next", "before", "around"))  # frames of what stands in quotation marks


@dataclass(frozen=True, slots=True)
class Judged:
    """A cue with its likeliest content and holder, and how likely it is that this holder is told to hold it."""

    sure: float
    candidate: Candidate
    holder: Holder


def same_holder(parse: Parse, one: Judged, other: Judged) -> bool:
    """Whether two cues of a sentence have one holder, "his deputy" or the name that follows it."""
    return _named(parse, one.holder.token) == _named(parse, other.holder.token)


def agreed(scene: Scene, found: Sequence[Judged]) -> list[Judged]:
    """The rows with one holder for a verb and the participle that goes on with it: "said Brel of the Lake Fund, adding
    that …", where the parser has two subjects."""
    holders_of = {(row.candidate.sentence, row.candidate.token): row.holder for row in found}
    kept = []
    for row in found:
        parse = scene.parses[row.candidate.sentence]
        main = holders_of.get((row.candidate.sentence, parse.heads[row.candidate.token]))
        if row.holder.path == "^advcl/nsubj" and main is not None and main.path == "/nsubj":
            row = replace(row, holder=replace(row.holder, token=main.token))
        kept.append(row)
    return kept


def _named(parse: Parse, token: int) -> int:
    while parse.deps[token] == "appos":
        token = parse.heads[token]
    return token


def judged(scene: Scene, table: Weights) -> list[Judged]:
    """For each cue token its likeliest reading, with its probability and its holder.

    Most candidates are hopeless by their words alone: they are given up before their holder is sought.
    """
    found = []
    for sentence in range(len(scene.parses)):
        for rank, candidate in readings(scene, sentence, table.reaches, table.cues):
            if _is_only_thought(scene, candidate):
                continue
            total = score(table.cues, of_reading(scene, candidate, rank))
            if total < _HOPELESS:
                continue
            holder = holders.choose(scene, candidate, table.holders)
            if holder is not None:
                rest = score(table.cues, of_holder(scene, candidate, holder)) + table.cues.get("bias", 0.0)
                found.append(Judged(probability(total + rest), candidate, holder))
    return found


def _is_only_thought(scene: Scene, candidate: Candidate) -> bool:
    """Whether a verb or adjective is only supposed, asked or possible; but who is quoted has said it."""
    parse, token = scene.parses[candidate.sentence], candidate.token
    if parse.tags[token][:2] not in ("VB", "JJ"):
        return False
    return is_supposed(parse, token) or (candidate.family not in _QUOTED and is_possible(parse, token))


def readings(
    scene: Scene, sentence: int, reaches: Mapping[str, float], cues: Mapping[str, float]
) -> Iterator[tuple[int, Candidate]]:
    """For each cue token of a sentence that is not hopeless, the likeliest of its readings and its rank."""
    groups: dict[int, list[Candidate]] = {}
    for candidate in contents(scene, sentence):
        groups.setdefault(candidate.token, []).append(candidate)
    for group in groups.values():
        if max(score(cues, of_words(scene, candidate)) for candidate in group) < _HOPELESS:
            continue
        whole = [(rank, extended(scene, candidate)) for rank, candidate in enumerate(group)]
        if len(whole) == 1:
            yield whole[0]
        else:
            yield max(whole, key=lambda one: score(reaches, of_reach(scene, one[1], one[0])))
