"""What is done by saying it, and for or against what: from the cue, its negation, and the content's own main verb.

The verbs follow CAMEO's roots: 10 demand, 02 appeal, 03 offer, 08 accept, 12 reject and deny, 13 threaten, 01 state.
"""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.attribution.after import CONDITIONS
from retrieval.attribution.cues import subject
from retrieval.attribution.scene import Candidate, Scene
from retrieval.parsing import Parse
from retrieval.types import Act, Polarity


@dataclass(frozen=True, slots=True)
class Meaning:
    act: Act
    polarity: Polarity | None
    hedge: bool
    negated: bool


_WORDS: dict[tuple[Act, Polarity | None], str] = {
    (Act.DEMAND, Polarity.FOR): """demand insist require order command dictate stipulate necessitate requirement
        precondition insistence""",
    (Act.APPEAL, Polarity.FOR): """call urge appeal ask request want seek plead beg encourage invite petition lobby
        wish desire prefer advocate favor favour implore beseech exhort aspire yearn press push need recommend suggest
        advise aspiration plea""",
    (Act.STATE, Polarity.FOR): """hope expect aim intend plan strive long intention""",
    (Act.OFFER, Polarity.FOR): """offer propose pledge promise vow volunteer commit guarantee proposal undertake""",
    (Act.ACCEPT, Polarity.FOR): """accept agree back support endorse welcome approve embrace applaud praise hail consent
        ratify adopt allow permit defend champion open willing ready prepared supportive agreement approval endorsement
        acceptance backing readiness willingness recognise recognize""",
    (Act.REJECT, Polarity.AGAINST): """reject oppose refuse object decline dismiss rebuff spurn veto resist condemn
        criticise criticize denounce decry protest disagree disapprove exclude forbid ban prohibit slam blast opposition
        rejection refusal objection opposed unwilling condemnation discard""",
    (Act.THREATEN, None): """threaten threat ultimatum menace""",
    (Act.DENY, Polarity.AGAINST): """deny refute dispute rebut denial contradict disavow repudiate""",
}
_BY_LEMMA = {word: meaning for meaning, words in _WORDS.items() for word in words.split()}
# Particles and prepositions that turn a verb.
_BY_PHRASE = {
    ("rule", "out"): (Act.REJECT, Polarity.AGAINST),
    ("turn", "down"): (Act.REJECT, Polarity.AGAINST),
    ("come", "against"): (Act.REJECT, Polarity.AGAINST),
    ("warn", "against"): (Act.REJECT, Polarity.AGAINST),
    ("advise", "against"): (Act.REJECT, Polarity.AGAINST),
    ("argue", "against"): (Act.REJECT, Polarity.AGAINST),
    ("speak", "against"): (Act.REJECT, Polarity.AGAINST),
    ("vote", "against"): (Act.REJECT, Polarity.AGAINST),
    ("argue", "for"): (Act.APPEAL, Polarity.FOR),
    ("vote", "for"): (Act.ACCEPT, Polarity.FOR),
    ("threaten", "with"): (Act.THREATEN, None),
}
# With a clause these only state: "insists that the talks failed", "suggests the plan is dead".
_CLAUSE_STATES = frozenset("suggest recognise recognize expect hope insist agree accept propose plead".split())
# These take a stand only with a preposition or an infinitive: "calls for", "called on them to", but "called it a lie".
_NEEDS_MORE = {
    "call": frozenset(("prep", "inf", "obj_inf", "noun")),
    "order": frozenset(("np", "inf", "obj_inf", "that", "noun")),
}
_PLAIN = frozenset(
    ("that", "bare", "wh", "before", "around", "quote", "colon", "next", "according", "as", "in", "headline")
)
_MUST = frozenset(("must", "need", "require", "ought", "shall"))
_WEAK = frozenset(("may", "might", "could", "would"))
_HEDGES = frozenset(
    "reportedly apparently possibly perhaps seemingly allegedly probably likely considering open willing ready "
    "prepared inclined tentatively cautiously".split()
)
_NOT = frozenset(("not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "without"))
_SELF = frozenset(("i", "we", "he", "she", "it", "they"))
_OPPOSITE = {Act.REJECT: Act.ACCEPT, Act.ACCEPT: Act.REJECT, Act.OFFER: Act.REJECT}
_TURNED = {Polarity.FOR: Polarity.AGAINST, Polarity.AGAINST: Polarity.FOR}


def meaning(scene: Scene, candidate: Candidate) -> Meaning:
    """Act, polarity towards the content, whether it is hedged, and whether the cue is negated."""
    parse = scene.parses[candidate.sentence]
    token = candidate.token
    family = candidate.family
    negated = is_negated(parse, token, candidate.first)
    hedge = _hedged(parse, token)
    act, polarity = _of_words(parse, token, family)
    if act is Act.STATE:
        inner = _of_content(scene, candidate) if family in _PLAIN else _of_noun(parse, candidate)
        if inner is not None:
            act, polarity, hedge = inner.act, inner.polarity, hedge or inner.hedge
        return Meaning(act, polarity, hedge, negated)
    if negated:
        act = _OPPOSITE.get(act, Act.STATE)
        polarity = _TURNED.get(polarity) if polarity is not None else None
        hedge = True  # "does not object to" is weaker than "supports"
    if polarity is Polarity.FOR and _conditional(scene, candidate):
        polarity = Polarity.CONDITIONAL
    return Meaning(act, polarity, hedge, negated)


def is_negated(parse: Parse, token: int, first: int) -> bool:
    """Whether the cue itself is denied: "does not object", "never agreed", "no call for"; not what it introduces."""
    for child in parse.children[token]:
        if child < token and (parse.deps[child] in ("neg", "det", "preconj") and parse.lemmas[child] in _NOT):
            return True
    governor = parse.heads[token]
    predicate = parse.deps[token] in ("acomp", "attr", "oprd", "xcomp", "dobj")
    if predicate or (first < token and parse.tags[token][:2] in ("JJ", "NN")):
        return any(parse.deps[c] == "neg" and c < token for c in parse.children[governor])
    return False


def _of_words(parse: Parse, token: int, family: str) -> tuple[Act, Polarity | None]:
    lemma = parse.lemmas[token]
    for child in parse.children[token]:
        if parse.deps[child] in ("prt", "prep") and (found := _BY_PHRASE.get((lemma, parse.lemmas[child]))):
            return found
    stated = Act.STATE, None
    known = _BY_LEMMA.get(lemma, stated)
    if lemma in _CLAUSE_STATES and family in _PLAIN:
        # "insists that it be withdrawn" is no statement of a fact
        return known if family == "that" and _is_subjunctive(parse, token) else stated
    if lemma in _NEEDS_MORE and family not in _NEEDS_MORE[lemma]:
        return stated
    if lemma in ("ask", "press", "need", "push", "plan", "offer") and family in _PLAIN - {"that", "bare"}:
        return stated
    return known


def _is_subjunctive(parse: Parse, token: int) -> bool:
    clause = parse.child(token, "ccomp")
    if clause is None:
        return False
    helpers = [c for c in parse.children[clause] if parse.deps[c] in ("aux", "auxpass")]
    return parse.tags[helpers[0] if helpers else clause] == "VB" or any(parse.lemmas[c] == "should" for c in helpers)


def _of_noun(parse: Parse, candidate: Candidate) -> Meaning | None:
    """ "expressed its opposition to …", "repeated its demand for …": the content's own noun tells."""
    if candidate.family not in ("np", "prep", "attr"):
        return None
    for t in range(len(parse)):
        if candidate.content.start <= parse.starts[t] < candidate.content.end:
            known = _BY_LEMMA.get(parse.lemmas[t])
            if known is not None and parse.tags[t][:2] == "NN" and parse.heads[t] in (candidate.token, candidate.last):
                owner = parse.child(t, "poss", "det")
                if owner is None or parse.lemmas[owner] in ("its", "his", "her", "their", "a", "an", "the"):
                    return Meaning(*known, hedge=False, negated=False)
    return None


def _hedged(parse: Parse, token: int) -> bool:
    if parse.lemmas[token] in _HEDGES:
        return True
    return any(
        (parse.deps[c] == "aux" and parse.lemmas[c] in _WEAK)
        or (parse.deps[c] == "advmod" and parse.lemmas[c] in _HEDGES)
        for c in parse.children[token]
    )


def _conditional(scene: Scene, candidate: Candidate) -> bool:
    """Whether an if, unless or until stands in the content or hangs on the cue."""
    for number in range(candidate.sentence, min(candidate.sentence + 2, len(scene.parses))):
        parse = scene.parses[number]
        for t in range(len(parse)):
            clause = parse.heads[t]
            if parse.lemmas[t] in CONDITIONS and parse.deps[t] in ("mark", "advmod") and parse.deps[clause] == "advcl":
                inside = candidate.content.start <= parse.starts[t] < candidate.content.end
                if inside or (number == candidate.sentence and parse.heads[clause] == candidate.token):
                    return True
    return False


def _of_content(scene: Scene, candidate: Candidate) -> Meaning | None:
    """The act that a reported clause performs: "it must withdraw" demands, "we will never accept" rejects."""
    piece = candidate.pieces[0]
    for number in range(max(0, candidate.sentence - 3), min(candidate.sentence + 2, len(scene.parses))):
        parse = scene.parses[number]
        inside = [t for t in range(len(parse)) if piece.start <= parse.starts[t] < piece.end]
        if not inside:
            continue
        for t in inside:
            if parse.tags[t][:2] != "VB" or parse.deps[t] in (
                "aux",
                "auxpass",
                "relcl",
                "advcl",
                "acl",
                "csubj",
                "amod",
            ):
                continue
            found = _of_clause(parse, t, scene, candidate)
            if found is not None:
                return found
        return None
    return None


def _of_clause(parse: Parse, verb: int, scene: Scene, candidate: Candidate) -> Meaning | None:
    modals = {parse.lemmas[c] for c in parse.children[verb] if parse.deps[c] == "aux"}
    negated = any(parse.deps[c] == "neg" for c in parse.children[verb])
    lemma = parse.lemmas[verb]
    who = subject(parse, verb)
    conditional = _conditional(scene, candidate)
    hedge = bool(modals & _WEAK)
    if modals & _MUST or lemma == "require" or (lemma in ("have", "need") and _to_infinitive(parse, verb)):
        return Meaning(Act.DEMAND, Polarity.AGAINST if negated else Polarity.FOR, False, False)
    if "should" in modals:
        return Meaning(Act.APPEAL, Polarity.AGAINST if negated else Polarity.FOR, False, False)
    known = _BY_LEMMA.get(lemma)
    if known is not None and who is not None and parse.lemmas[who] in _SELF and lemma not in _CLAUSE_STATES:
        act, polarity = known
        if negated:
            act = _OPPOSITE.get(act, Act.STATE)
            polarity = _TURNED.get(polarity) if polarity is not None else None
        if conditional and polarity is Polarity.FOR:
            polarity = Polarity.CONDITIONAL
        return Meaning(act, polarity, hedge or negated, False)
    nothing = any(
        parse.lemmas[c] == "no" for d in parse.children[verb] for c in parse.children[d] if parse.deps[d] == "attr"
    )
    if lemma == "be" and nothing and modals & {"can", "will", "could", "would"}:
        return Meaning(Act.REJECT, Polarity.AGAINST, False, False)  # "there can be no talks"
    return None


def _to_infinitive(parse: Parse, verb: int) -> bool:
    goal = parse.child(verb, "xcomp")
    aux = parse.child(goal, "aux") if goal is not None else None
    return aux is not None and parse.tags[aux] == "TO"
