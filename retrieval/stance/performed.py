"""The act that reported words perform by themselves: "it must withdraw" demands, "we will never accept" rejects.

Some do so whoever their subject is ("a truce is unacceptable"), most only where the holder speaks of its own side. That
is plain of "we" and of "his country"; of a name only the ledger can tell, so the name is kept as the `doer`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.grammar.cues import subject
from retrieval.grammar.parsing import Parse
from retrieval.grammar.scene import Candidate, Scene
from retrieval.grammar.suppositions import is_supposed
from retrieval.mentions.vocabulary import ORGANISATION_WORDS
from retrieval.stance.verbs import CLAUSE_STATES, HOSTILE, JUDGED, MUST, WEAK, Meaning, known, negative
from retrieval.types import Act, Polarity, Span

_REJECTS = Act.REJECT, Polarity.AGAINST
_CLOSED = re.compile(
    r"\b(?:not|never|no longer) (?:be )?(?:on the table|an option|negotiable|up for (?:negotiation|discussion))\b"
    r"|\bnon-?negotiable\b"
    r"|\b(?:is|are|was|were|be|remain(?:s|ed)?) (?:[a-z]+ly )?"
    r"(?:out of the question|off the table|a (?:red line|non-?starter))\b",
    re.IGNORECASE,
)
_FAR = 6  # sentences: how far from its cue a quotation may go on
_I = frozenset(("i", "we"))
_THEY = frozenset(("i", "we", "he", "she", "it", "they"))  # outside quotation marks
_OWN = frozenset(("our", "my"))
_THEIR = frozenset(("our", "my", "his", "her", "its", "their"))
_SIDES = frozenset(
    """country nation government side party state administration team delegation union company firm club city people
    movement group organisation organization alliance bloc office ministry troop force army navy fleet coastguard
    police member worker crew fisherman farmer""".split()
)
_BODIES = _SIDES | ORGANISATION_WORDS  # "the board would not accept it": which board, the ledger knows
# "I would not know" refuses nothing; "it would not work" says nothing of who speaks.
_NO_DEEDS = frozenset("be have know see think believe happen mind seem appear like want need get say comment".split())
_IT_DOES = frozenset(
    "work help matter last hold cost affect hurt lead come become solve bring mean cause suffice do fail succeed exist "
    "end change make take happen rain resolve stop prevent".split()
)
_BE = frozenset(("be", "remain", "stay", "stand"))
_PREDICATES = ("acomp", "attr", "oprd")
_SUBORDINATE = frozenset(("aux", "auxpass", "relcl", "advcl", "acl", "csubj", "amod"))


def of_content(scene: Scene, candidate: Candidate) -> Meaning | None:
    """The first act that the clauses of the content perform, or None where they only state."""
    warns = scene.parses[candidate.sentence].lemmas[candidate.token] == "warn"
    for piece in candidate.pieces:
        for number in range(max(0, candidate.sentence - _FAR), min(candidate.sentence + _FAR, len(scene.parses))):
            parse = scene.parses[number]
            inside = [t for t in range(len(parse)) if piece.start <= parse.starts[t] < piece.end]
            verbs = [
                t
                for t in inside
                if parse.tags[t][:2] == "VB" and parse.deps[t] not in _SUBORDINATE and not is_supposed(parse, t)
            ]
            if (found := next(_acts(scene, number, verbs, warns), None)) is not None:
                return found
        if _CLOSED.search(piece.of(scene.text)):
            return Meaning(*_REJECTS)
    return None


def _acts(scene: Scene, number: int, verbs: list[int], warns: bool) -> Iterator[Meaning]:
    parse = scene.parses[number]
    for verb in verbs:
        if (judged := _judged(parse, verb)) is not None:
            yield judged
        self, doer = _doer(scene, number, verb)
        if (self or doer is not None) and (found := _deed(parse, verb, warns)) is not None:
            yield Meaning(found.act, found.polarity, found.hedge, doer=doer)


def _judged(parse: Parse, verb: int) -> Meaning | None:
    """What a clause does whatever its subject: "must", "should", "is essential", "there can be no"."""
    modals = {parse.lemmas[c] for c in parse.children[verb] if parse.deps[c] == "aux"}
    negated = is_denied(parse, verb)
    lemma = parse.lemmas[verb]
    if modals & MUST or lemma == "require" or (lemma in ("have", "need") and _to_infinitive(parse, verb)):
        return Meaning(Act.DEMAND, Polarity.AGAINST if negated else Polarity.FOR)
    if "should" in modals:
        return Meaning(Act.APPEAL, Polarity.AGAINST if negated else Polarity.FOR)
    if lemma not in _BE:
        return None
    nothing = any(
        parse.lemmas[c] == "no" for d in parse.children[verb] for c in parse.children[d] if parse.deps[d] == "attr"
    )
    if nothing and modals & {"can", "will", "could", "would"}:
        return Meaning(*_REJECTS)  # "there can be no talks"
    for child in parse.children[verb]:
        if parse.deps[child] in _PREDICATES and (taken := JUDGED.get(parse.lemmas[child])):
            return Meaning(*(negative(*taken) if negated else taken))
    return None


def _deed(parse: Parse, verb: int, warns: bool) -> Meaning | None:
    """What a clause does if its subject is the holder's side: "we accept", "it is ready", "it would not sign"."""
    modals = {parse.lemmas[c] for c in parse.children[verb] if parse.deps[c] == "aux"}
    negated = is_denied(parse, verb)
    lemma = parse.lemmas[verb]
    done = _known(parse, verb)
    if done is not None and not (lemma in CLAUSE_STATES and parse.child(verb, "ccomp") is not None):
        act, polarity = negative(*done) if negated else done
        return Meaning(act, polarity, bool(modals & WEAK) or negated)
    who = parse.child(verb, "nsubj")
    thing = who is not None and parse.lemmas[who] == "it" and lemma in _IT_DOES
    dynamic = who is not None and not thing and lemma not in _NO_DEEDS
    condition = _condition(parse, verb) if dynamic and not negated and modals & {"will", "would", "shall"} else None
    if condition in ("unless", "or") or (condition == "if not" and lemma in HOSTILE):
        return Meaning(Act.THREATEN, None)  # "we will leave unless …", "agree, or we will leave"
    if condition == "only if":
        return Meaning(Act.ACCEPT, Polarity.CONDITIONAL)  # "it will clear the merger only if …"
    if dynamic and warns and not negated and modals & {"will", "would", "shall"}:
        return Meaning(Act.THREATEN, None)
    if dynamic and negated and modals & {"will", "would", "shall"}:
        return Meaning(*_REJECTS)
    return None


def _condition(parse: Parse, verb: int) -> str | None:
    """ "unless", "only if" or "if not", of a clause that hangs on the verb or what it leads to; or "or"."""
    if _is_alternative(parse, verb):
        return "or"
    first, last = parse.edges[verb]
    for t in range(first, last + 1):
        if parse.deps[t] in ("mark", "advmod") and parse.lemmas[t] in ("unless", "if"):
            if parse.lemmas[t] == "unless":
                return "unless"
            if t and parse.lemmas[t - 1] == "only":
                return "only if"
            clause = parse.heads[t]
            if is_denied(parse, clause) or parse.lemmas[clause] in ("fail", "refuse", "decline"):
                return "if not"
    return None


def _is_alternative(parse: Parse, verb: int) -> bool:
    """ "Agree, or we will leave": whether the verb is the other choice of what somebody is told to do."""
    told = parse.heads[verb]
    return (
        parse.deps[verb] == "conj"
        and parse.tags[told] == "VB"
        and subject(parse, told) is None
        and any(parse.lemmas[c] == "or" for c in parse.children[told] if c < verb)
    )


def _known(parse: Parse, verb: int) -> tuple[Act, Polarity | None] | None:
    """The act of a verb, or of the adjective that a form of "be" leads to."""
    if parse.lemmas[verb] in _BE:
        for child in parse.children[verb]:
            if parse.deps[child] in _PREDICATES and parse.tags[child][:2] in ("JJ", "VB"):
                return known(parse, child)
    return known(parse, verb)


def is_denied(parse: Parse, verb: int) -> bool:
    return any(parse.deps[c] == "neg" or _is_no_longer(parse, c) for c in parse.children[verb])


def _is_no_longer(parse: Parse, token: int) -> bool:
    return parse.lemmas[token] in ("longer", "long") and any(parse.lemmas[c] == "no" for c in parse.children[token])


def _doer(scene: Scene, number: int, verb: int) -> tuple[bool, Span | None]:
    """Whether the subject is plainly the holder's side, else the name of who it is."""
    parse = scene.parses[number]
    who = subject(parse, verb)
    while who is None and parse.deps[verb] in ("conj", "xcomp"):
        verb = parse.heads[verb]
        who = subject(parse, verb)
    if who is None:
        return False, None
    quoted = scene.quote_of[number][who] >= 0
    if parse.lemmas[who] in (_I if quoted else _THEY):
        return True, None
    owner = parse.child(who, "poss")
    if owner is not None:
        own = parse.lemmas[owner] in (_OWN if quoted else _THEIR) and parse.lemmas[who] in _SIDES
        return own, None
    if parse.tags[who][:3] != "NNP":
        the = parse.child(who, "det")
        body = the is not None and parse.lemmas[the] == "the" and parse.lemmas[who] in _BODIES
        return False, parse.slice(the, who) if body and the is not None else None
    first = min((c for c in parse.children[who] if parse.deps[c] == "compound" and c < who), default=who)
    return False, parse.slice(first, who)


def _to_infinitive(parse: Parse, verb: int) -> bool:
    goal = parse.child(verb, "xcomp")
    aux = parse.child(goal, "aux") if goal is not None else None
    return aux is not None and parse.tags[aux] == "TO"
