"""Rows in which somebody takes a position need less certainty than others: they are what the reader is for."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.attribution.judging import Judged, same_holder
from retrieval.attribution.weights import Weights
from retrieval.grammar.noun_phrases import kind
from retrieval.grammar.scene import Scene
from retrieval.mentions.vocabulary import KINDS, ORGANISATION_WORDS
from retrieval.stance.acts import meaning
from retrieval.types import Act

# Paths from a cue to its subject, owner or agent, also across co-ordinated verbs.
_DIRECT = frozenset(
    ("/nsubj", "/poss", "/agent/pobj", "^conj/nsubj", "^conj/nsubj/appos", "^xcomp/nsubj", "^acomp/nsubj")
)
_PLAIN = 0.2  # how sure a position is at least whose holder has no name
_NOBODY = frozenset(("nobody", "none", "one"))
_PERSONS = frozenset(("he", "she", "it", "they", "we", "i"))


def takes_a_stand(scene: Scene, row: Judged) -> bool:
    """Whether the holder demands, rejects, offers, and does not only say."""
    if scene.parses[row.candidate.sentence].lemmas[row.holder.token] in _NOBODY:
        return False
    return is_direct(row) and meaning(scene, row.candidate).act is not Act.STATE


def likely(scene: Scene, found: Sequence[Judged], stands: Sequence[Judged], table: Weights) -> list[Judged]:
    """What is sure enough: of the rows that take a stand more than of the others."""
    sure = {id(row) for row in found if row.sure >= table.threshold}
    for row in stands:
        at_least = table.position_threshold if is_named(scene, row) else _PLAIN
        if row.sure >= at_least and (is_named(scene, row) or _is_plain(scene, row)):
            sure.add(id(row))
    cues = {(row.candidate.sentence, row.candidate.token): row for row in found if id(row) in sure}
    for row in stands:
        parse, cue = scene.parses[row.candidate.sentence], row.candidate.token
        before = cues.get((row.candidate.sentence, parse.heads[cue]))
        co_ordinated = before is not None and parse.deps[cue] == "conj" and parse.tags[cue][:2] == "VB"
        if before is not None and co_ordinated and same_holder(parse, row, before):  # "said … and ruled out …"
            sure.add(id(row))
    return [row for row in found if id(row) in sure]


def is_direct(row: Judged) -> bool:
    """Whether the holder is what the cue's clause says it is: its subject, owner or agent."""
    return row.holder.path in _DIRECT


def is_named(scene: Scene, row: Judged) -> bool:
    parse, holder = scene.parses[row.candidate.sentence], row.holder.token
    return kind(parse, holder) != "pronoun" and parse.words[holder][0].isupper()


def _is_plain(scene: Scene, row: Judged) -> bool:
    """Whether a speaker of the article, a pronoun or "the charity" takes the stand in the main clause."""
    parse, token, holder = scene.parses[row.candidate.sentence], row.candidate.token, row.holder.token
    while parse.deps[token] == "conj":
        token = parse.heads[token]
    the = parse.child(holder, "det")
    body = the is not None and parse.lemmas[the] == "the" and parse.lemmas[holder] in KINDS | ORGANISATION_WORDS
    return (
        parse.deps[token] == "ROOT"
        and (body or parse.lemmas[holder] in scene.speakers or parse.lemmas[holder] in _PERSONS)
        and scene.quote_of[row.candidate.sentence][row.candidate.token] < 0
    )
