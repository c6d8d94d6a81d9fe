"""Mistakes that the parser makes again and again, mended in its arrows.

"…, its director, Nell Ward, said": the director is read as one more name for the noun before it, and nobody speaks.
A verb behind what is said, without a subject, gets the phrase between commas that ends at it.

"The plan, Okoro said, was drawn up in May": the verb between the commas is hung on "was", which has nothing but itself
to say. It belongs to the verb that "was" helps.

"Okoro would not confirm that Tarn is coming, saying …": who says something behind a comma is whose sentence it is, not
whose deed it tells.

"Okoro said Tarn had lied and urged a vote": of two verbs that the third may go on from the nearer one is taken. But
like is co-ordinated with like, "said" with "urged". In "Tarn will stay if Vesk pays and signs" it is the nearer one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_PAST_OR_PRESENT = _FINITE | {"VBN"}  # "would stay but ruled out talks": one form for both, often mistaken
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj", "csubjpass"))
_SAYING = frozenset(
    "say tell argue claim announce add insist warn note explain declare state write believe think maintain".split()
)
# Only who speaks does these, and seldom as the next step of a story.
_SPEECH = _SAYING | frozenset(
    "urge call demand accuse ask appeal condemn denounce criticise criticize pledge vow propose describe".split()
)
_STANDS = frozenset("reject dismiss rule welcome oppose back support praise".split())
_DEEDS = frozenset("refuse deny decline threaten defend".split())  # a story's too: "was drunk and refused to go"
_TOLD = frozenset(("ccomp", "xcomp", "acl", "relcl"))
_OWN = frozenset(("it", "they", "we", "i"))  # of a speaker who is an organisation or speaks itself: mostly the speaker


@dataclass(frozen=True)
class _Arrows:
    """One sentence as the parser read it, with its arrows to be changed."""

    words: Sequence[str]
    lemmas: Sequence[str]
    tags: Sequence[str]
    deps: list[str]
    heads: list[int]

    def children(self, token: int, *deps: str) -> Iterator[int]:
        return (c for c, head in enumerate(self.heads) if head == token != c and (not deps or self.deps[c] in deps))

    def subject(self, verb: int) -> int | None:
        return next(self.children(verb, *_SUBJECTS), None)

    def under(self, token: int, top: int) -> bool:
        while token != top and self.heads[token] != token:
            token = self.heads[token]
        return token == top

    def finite(self, verb: int) -> str:
        """The tag of the word that bears the tense."""
        return self.tags[next(self.children(verb, "aux", "auxpass"), verb)]

    def is_condition(self, verb: int) -> bool:
        openers = (self.lemmas[c] for c in self.children(verb, "mark", "advmod"))
        return self.deps[verb] == "advcl" and any(opener in ("if", "unless", "once", "until") for opener in openers)


def mended(
    words: Sequence[str], lemmas: Sequence[str], tags: Sequence[str], deps: Sequence[str], heads: Sequence[int]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The dependencies and heads of one sentence, with speakers and co-ordinated verbs given back."""
    arrows = _Arrows(words, lemmas, tags, list(deps), list(heads))
    for token, dep in enumerate(deps):
        if dep == "parataxis" and deps[heads[token]] in ("aux", "auxpass"):
            arrows.heads[token] = heads[heads[token]]
    for verb, tag in enumerate(tags):
        if verb > 1 and tag == "VBG" and deps[verb] == "advcl" and words[verb - 1] == "," and lemmas[verb] in _SAYING:
            arrows.heads[verb] = _teller(arrows, heads[verb])
        if verb < 2 or tag not in _PAST_OR_PRESENT:
            continue
        if tag in _FINITE and words[verb - 1] == "," and _speechless(arrows, verb):
            speaker = _apposition_before(arrows, verb)
            if speaker is not None:
                arrows.deps[speaker], arrows.heads[speaker] = "nsubj", verb
        elif deps[verb] == "conj" and arrows.subject(verb) is None and arrows.finite(verb) == tag:
            partner = _speaker_of(arrows, verb) or _condition_before(arrows, verb)
            if partner is not None:
                _join(arrows, verb, partner)
    return tuple(arrows.deps), tuple(arrows.heads)


def _teller(arrows: _Arrows, verb: int) -> int:
    """The verb around a deed that is told, over its noun ("reports that Tarn came"); a verb of saying itself."""
    at = verb
    while arrows.lemmas[at] not in _SPEECH and arrows.heads[at] < at:
        if arrows.tags[at].startswith("VB") and arrows.deps[at] not in _TOLD:
            break
        at = arrows.heads[at]
    return at if arrows.tags[at].startswith("VB") else verb


def _speechless(arrows: _Arrows, verb: int) -> bool:
    """Whether something is said before the verb, and nobody says it."""
    return any(c < verb for c in arrows.children(verb, "ccomp")) and arrows.subject(verb) is None


def _apposition_before(arrows: _Arrows, verb: int) -> int | None:
    """The outermost apposition that ends at the comma before the verb and begins behind another comma."""
    token = verb - 2
    found = None
    while arrows.heads[token] != token and arrows.heads[token] < verb:
        if arrows.deps[token] == "appos":
            first = min(part for part in range(token + 1) if arrows.under(part, token))
            if first > 0 and arrows.words[first - 1] == ",":
                found = token
        token = arrows.heads[token]
    return found


def _speaker_of(arrows: _Arrows, verb: int) -> int | None:
    """The verb of saying that `verb` goes on from, where the parse hangs it on a clause of what is said."""
    clause = verb
    while arrows.deps[clause] == "conj":
        clause = arrows.heads[clause]
    saying = arrows.heads[clause]
    if (
        arrows.deps[clause] != "ccomp"
        or saying > clause
        or arrows.lemmas[verb] not in _SPEECH | _STANDS | _DEEDS
        or arrows.lemmas[saying] not in _SAYING
    ):
        return None
    tense, who, tag = arrows.finite(clause), arrows.subject(clause), arrows.tags[verb]
    if tag == "VBN" and tense == "MD" and arrows.tags[clause] == "VB" and arrows.lemmas[clause] != "be":
        tag = "VBD"
    if tag != arrows.tags[saying]:
        return None
    if tense == "MD" or (tense in _FINITE and tense != tag):
        return saying  # "said it would defend them but ruled out sending ships"
    if who is None or (arrows.lemmas[clause] in _SPEECH | _STANDS and arrows.tags[who] != "PRP"):
        return None  # "said that Tarn rejected the plan and demanded talks"
    if arrows.lemmas[who] in _OWN:
        return saying
    if arrows.lemmas[who] in ("he", "she"):
        speaker = arrows.subject(saying)
        alone = speaker is not None and arrows.tags[speaker] not in ("NNS", "NNPS")
        return saying if alone and arrows.lemmas[verb] not in _DEEDS else None
    told = arrows.lemmas[clause] == "be" or any(arrows.lemmas[c] == "have" for c in arrows.children(clause, "aux"))
    return saying if told and arrows.lemmas[verb] in _SPEECH else None


def _condition_before(arrows: _Arrows, verb: int) -> int | None:
    """The verb of a condition that ends right before "and" and `verb`, which the parse hangs on the main verb."""
    if arrows.lemmas[verb - 1] not in ("and", "or"):
        return None
    clause = verb - 2
    while arrows.heads[clause] != clause and not arrows.is_condition(clause):
        clause = arrows.heads[clause]
    governor = arrows.heads[verb]
    if clause <= governor or arrows.tags[clause] != arrows.tags[verb] or not arrows.under(clause, governor):
        return None
    return clause if arrows.subject(clause) is not None else None


def _join(arrows: _Arrows, verb: int, partner: int) -> None:
    """Co-ordinate `verb` with `partner`, and the "and" between them too."""
    old = arrows.heads[verb]
    for c in [c for c in arrows.children(old, "cc") if old < c < verb and verb - c < 4]:
        arrows.heads[c] = partner
    arrows.heads[verb] = partner
