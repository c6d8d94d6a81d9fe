"""What is done by saying it, and for or against what: from the cue, its negation, and what the content itself does."""

from __future__ import annotations

from dataclasses import replace

from retrieval.contents.after import CONDITIONS
from retrieval.grammar.parsing import Parse
from retrieval.grammar.scene import Candidate, Scene
from retrieval.stance.performed import of_content
from retrieval.stance.verbs import BY_LEMMA, CLAUSE_STATES, JUDGED, WEAK, Meaning, known, negative
from retrieval.types import Act, Polarity

# These take a stand only with a preposition or an infinitive: "calls for", "called on them to", but "called it a lie".
_NEEDS_MORE = {
    "call": frozenset(("prep", "inf", "obj_inf", "noun")),
    "order": frozenset(("np", "inf", "obj_inf", "that", "noun")),
}
_PLAIN = frozenset(
    ("that", "bare", "wh", "before", "around", "quote", "colon", "next", "according", "as", "in", "headline")
)
HEDGES = frozenset(
    "reportedly apparently possibly perhaps seemingly allegedly probably likely considering open willing ready "
    "prepared inclined tentatively cautiously".split()
)
_CLAUSES = ("advcl", "conj", "ccomp")
NOT_DOING = frozenset(("fail", "refuse", "decline", "neglect", "hesitate"))  # "failed to agree"
_DROPPING = frozenset("drop abandon withdraw retract renounce scrap shelve relinquish".split())  # "dropped its demand"
# With these a noun is done, "expressed its opposition", and not only spoken of, "called the threat reckless".
DOING = frozenset(
    """make issue express voice repeat renew reiterate restate reaffirm give state announce declare have table submit
    outline unveil lay float present extend signal show maintain send deliver lodge raise register
    underline stress confirm""".split()
)
_CALLING = frozenset("call describe brand label term dub deem consider see regard view portray characterise".split())
# "vowed to block it" offers nothing
_AGAINST = frozenset("block fight stop prevent defeat thwart contest challenge overturn".split())
_NOT = frozenset(("not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "without"))


def meaning(scene: Scene, candidate: Candidate) -> Meaning:
    """Act, polarity towards the content, whether it is hedged, and whether the cue is negated."""
    parse = scene.parses[candidate.sentence]
    token = candidate.token
    family = candidate.family
    negated = is_negated(parse, token, candidate.first)
    hedge = _hedged(parse, token)
    act, polarity = _of_words(parse, token, family)
    if act is Act.STATE:
        inner = _of_judgement(parse, token)
        if inner is None:
            inner = of_content(scene, candidate) if family in _PLAIN else _of_noun(parse, candidate)
        if inner is None or negated:  # "did not say that it would accept"
            return Meaning(act, polarity, hedge, negated)
        if inner.polarity is Polarity.FOR and _conditional(scene, candidate):
            inner = replace(inner, polarity=Polarity.CONDITIONAL)
        return replace(inner, hedge=hedge or inner.hedge)
    if negated:
        act, polarity = negative(act, polarity)
        hedge = True  # "does not object to" is weaker than "supports"
    if polarity is Polarity.FOR and _conditional(scene, candidate):
        polarity = Polarity.CONDITIONAL
    return Meaning(act, polarity, hedge, negated)


def is_negated(parse: Parse, token: int, first: int) -> bool:
    """Whether the cue itself is denied: "does not object", "never agreed", "no call for"; not what it introduces."""
    for child in parse.children[token]:
        if child < token and (parse.deps[child] in ("neg", "det", "preconj") and parse.lemmas[child] in _NOT):
            return True
    who = parse.child(token, "nsubj")
    if who is not None and any(parse.lemmas[c] == "neither" for c in parse.children[who]):
        return True  # "neither Tarn nor Vesk supports it"
    governor = parse.heads[token]
    if parse.deps[token] == "xcomp" and parse.lemmas[governor] in NOT_DOING:
        return True
    if parse.deps[token] == "dobj" and parse.lemmas[governor] in _DROPPING:
        return True
    predicate = parse.deps[token] in ("acomp", "attr", "oprd", "xcomp", "dobj")
    if predicate or (first < token and parse.tags[token][:2] in ("JJ", "NN")):
        return any(parse.deps[c] == "neg" and c < token for c in parse.children[governor])
    return False


def _of_words(parse: Parse, token: int, family: str) -> tuple[Act, Polarity | None]:
    lemma = parse.lemmas[token]
    stated = Act.STATE, None
    done = known(parse, token) or stated
    if lemma in CLAUSE_STATES and family in _PLAIN:
        # "insists that it be withdrawn" is no statement of a fact
        return done if family in ("that", "bare") and _is_subjunctive(parse, token) else stated
    if lemma in _NEEDS_MORE and family not in _NEEDS_MORE[lemma]:
        return stated
    goal = parse.child(token, "xcomp") if family == "inf" else None
    if goal is not None and done[0] in (Act.OFFER, Act.APPEAL, Act.STATE):
        aim = known(parse, goal) or stated
        if aim[0] is Act.REJECT or parse.lemmas[goal] in _AGAINST:
            return Act.REJECT, Polarity.AGAINST
    if lemma in ("ask", "press", "need", "push", "plan", "offer") and family in _PLAIN - {"that", "bare"}:
        return stated
    return done


def _is_subjunctive(parse: Parse, token: int) -> bool:
    clause = parse.child(token, "ccomp")
    if clause is None:
        return False
    helpers = [c for c in parse.children[clause] if parse.deps[c] in ("aux", "auxpass")]
    first = helpers[0] if helpers else clause
    bare = parse.tags[first] == "VB" or parse.words[first] == "be"
    return bare or any(parse.lemmas[c] == "should" for c in helpers)


def _of_judgement(parse: Parse, token: int) -> Meaning | None:
    """ "called the threat reckless": the predicate tells, of a thing that somebody else did."""
    if parse.lemmas[token] not in _CALLING:
        return None
    for t in range(token + 1, parse.edges[token][1] + 1):
        if parse.tags[t][:2] == "JJ" and parse.lemmas[t] in JUDGED and _is_predicate(parse, t, token):
            return Meaning(*JUDGED[parse.lemmas[t]])
    return None


def _is_predicate(parse: Parse, adjective: int, cue: int) -> bool:
    """Whether it is said of the object and does not stand in it: "called the reckless plan a start"."""
    thing = parse.child(cue, "dobj", "nsubj")
    return parse.deps[adjective] != "amod" or parse.heads[adjective] != thing


def _of_noun(parse: Parse, candidate: Candidate) -> Meaning | None:
    """ "expressed its opposition to …", "repeated its demand for …": the content's own noun tells."""
    if candidate.family not in ("np", "prep", "attr") or parse.lemmas[candidate.token] not in DOING:
        return None
    for t in range(len(parse)):
        if candidate.content.start <= parse.starts[t] < candidate.content.end:
            done = BY_LEMMA.get(parse.lemmas[t])
            if done is not None and parse.tags[t][:2] == "NN" and parse.heads[t] in (candidate.token, candidate.last):
                owner = parse.child(t, "poss", "det")
                if owner is None or parse.lemmas[owner] in ("its", "his", "her", "their", "a", "an", "the"):
                    return Meaning(*done)
    return None


def _hedged(parse: Parse, token: int) -> bool:
    if parse.lemmas[token] in HEDGES:
        return True
    return any(
        (parse.deps[c] == "aux" and parse.lemmas[c] in WEAK)
        or (parse.deps[c] == "advmod" and parse.lemmas[c] in HEDGES)
        for c in parse.children[token]
    )


def _conditional(scene: Scene, candidate: Candidate) -> bool:
    """Whether an if, unless or until stands in the content or hangs on the cue."""
    for number in range(candidate.sentence, min(candidate.sentence + 2, len(scene.parses))):
        parse = scene.parses[number]
        for t in range(len(parse)):
            clause = parse.heads[t]
            if parse.lemmas[t] in CONDITIONS and parse.deps[t] in ("mark", "advmod") and parse.deps[clause] in _CLAUSES:
                inside = candidate.content.start <= parse.starts[t] < candidate.content.end
                if inside or (number == candidate.sentence and parse.heads[clause] == candidate.token):
                    return True
    return False
