"""What verbs and adjectives do when somebody says them: demand, accept, reject. `known` reads it off the tables.

The words follow CAMEO's roots: 10 demand, 02 appeal, 03 offer, 08 accept, 12 reject and deny, 13 threaten, 01 state.
"""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.grammar.parsing import Parse
from retrieval.types import Act, Polarity, Span


@dataclass(frozen=True, slots=True)
class Meaning:
    """`doer`: whoever is said to do it; where that is not the holder's own side, nothing is done but stating."""

    act: Act
    polarity: Polarity | None
    hedge: bool = False
    negated: bool = False
    doer: Span | None = None


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
        acceptance backing readiness willingness recognise recognize thank commend""",
    (Act.REJECT, Polarity.AGAINST): """reject oppose refuse object decline dismiss rebuff spurn veto resist condemn
        criticise criticize denounce decry protest disagree disapprove exclude forbid ban prohibit slam blast opposition
        rejection refusal objection opposed unwilling condemnation discard""",
    (Act.THREATEN, None): """threaten threat ultimatum menace""",
    (Act.DENY, Polarity.AGAINST): """deny refute dispute rebut denial contradict disavow repudiate""",
}
BY_LEMMA = {word: meaning for meaning, words in _WORDS.items() for word in words.split()}
# Particles and prepositions that turn a verb.
BY_PHRASE = {
    ("rule", "out"): (Act.REJECT, Polarity.AGAINST),
    ("turn", "down"): (Act.REJECT, Polarity.AGAINST),
    ("appeal", "against"): (Act.REJECT, Polarity.AGAINST),
    ("come", "against"): (Act.REJECT, Polarity.AGAINST),
    ("warn", "against"): (Act.REJECT, Polarity.AGAINST),
    ("advise", "against"): (Act.REJECT, Polarity.AGAINST),
    ("argue", "against"): (Act.REJECT, Polarity.AGAINST),
    ("speak", "against"): (Act.REJECT, Polarity.AGAINST),
    ("vote", "against"): (Act.REJECT, Polarity.AGAINST),
    ("argue", "for"): (Act.APPEAL, Polarity.FOR),
    ("vote", "for"): (Act.ACCEPT, Polarity.FOR),
    ("threaten", "with"): (Act.THREATEN, None),
    ("live", "with"): (Act.ACCEPT, Polarity.FOR),
}
# Said of anything, these take a stand on it.
JUDGED: dict[str, tuple[Act, Polarity]] = {
    **dict.fromkeys(
        "essential indispensable imperative vital precondition prerequisite".split(), (Act.DEMAND, Polarity.FOR)
    ),
    **dict.fromkeys(
        """unacceptable inadmissible intolerable unthinkable reckless absurd ridiculous ludicrous preposterous
        outrageous scandalous shameful disgraceful irresponsible indefensible unconscionable unworkable
        unjustified""".split(),
        (Act.REJECT, Polarity.AGAINST),
    ),
    **dict.fromkeys("acceptable welcome".split(), (Act.ACCEPT, Polarity.FOR)),
}
# "ready to withdraw" offers, "ready to strike" threatens, "ready to talk" agrees.
_READY = frozenset(("ready", "willing", "prepared"))
_GIVING = frozenset(
    """withdraw pay guarantee release give provide supply lift open share send host mediate hand cede return fund
    finance invest build contribute help assist lend donate compensate refund""".split()
)
HOSTILE = frozenset(
    """blockade board seize block strike walk leave quit cut close shut sue retaliate attack fight invade expel boycott
    confiscate sanction punish evict disrupt occupy sink destroy bomb""".split()
)
# To decline to do so is no position: "declined to comment on the plan".
_TELLING = frozenset("comment say answer speak confirm elaborate respond reply tell draw".split())
_COURTS = frozenset("court tribunal judge ombudsman arbitrator".split())
_NONE = frozenset(("no", "neither", "none"))
# With a clause these only state: "insists that the talks failed", "suggests the plan is dead".
CLAUSE_STATES = frozenset("suggest recognise recognize expect hope insist agree accept propose plead".split())
MUST = frozenset(("must", "need", "require", "ought", "shall"))
WEAK = frozenset(("may", "might", "could", "would"))
OPPOSITE = {Act.REJECT: Act.ACCEPT, Act.ACCEPT: Act.REJECT}  # what is not offered is not therefore rejected
TURNED = {Polarity.FOR: Polarity.AGAINST, Polarity.AGAINST: Polarity.FOR}


def known(parse: Parse, token: int) -> tuple[Act, Polarity | None] | None:
    """The act of a verb, adjective or noun with its particle, preposition or infinitive; None where it has none."""
    lemma = parse.lemmas[token]
    for child in parse.children[token]:
        if parse.deps[child] in ("prt", "prep") and (found := BY_PHRASE.get((lemma, parse.lemmas[child]))):
            return found
    goal = parse.child(token, "xcomp")
    aim = parse.lemmas[goal] if goal is not None else ""
    if lemma in ("decline", "refuse") and aim in _TELLING:
        return None
    if lemma in _READY and aim in HOSTILE:
        return Act.THREATEN, None
    if lemma in _READY and aim in _GIVING:
        return Act.OFFER, Polarity.FOR
    if lemma == "appeal" and parse.tags[token][:2] == "VB" and _goes_to_court(parse, token):
        return Act.REJECT, Polarity.AGAINST
    return _without_object(parse, token, BY_LEMMA.get(lemma))


def _goes_to_court(parse: Parse, token: int) -> bool:
    """ "will appeal the ruling", "appealed to the court"; but "appealed for calm", "appealed to them to leave"."""
    if parse.child(token, "xcomp") is not None or any(
        parse.deps[c] == "prep" and parse.lemmas[c] == "for" for c in parse.children[token]
    ):
        return False
    to = next((c for c in parse.children[token] if parse.deps[c] == "prep" and parse.lemmas[c] == "to"), None)
    goal = parse.child(to, "pobj") if to is not None else None
    return goal is None or parse.lemmas[goal] in _COURTS


def _without_object(
    parse: Parse, token: int, found: tuple[Act, Polarity | None] | None
) -> tuple[Act, Polarity | None] | None:
    """ "accepts no cuts" rejects them; "backs neither side" and "offered no apology" do nothing."""
    thing = parse.child(token, "dobj")
    if found is None or thing is None:
        return found
    words = {parse.lemmas[c] for c in (thing, *parse.children[thing]) if parse.deps[c] in ("dobj", "det", "preconj")}
    if not words & _NONE:
        return found
    return negative(*found) if parse.lemmas[token] in ("accept", "allow", "permit", "recognise", "recognize") else None


def negative(act: Act, polarity: Polarity | None) -> tuple[Act, Polarity | None]:
    """What it is to do the contrary: "does not accept" rejects, "does not threaten" only states."""
    if act not in OPPOSITE and act is not Act.STATE:
        return Act.STATE, None
    return OPPOSITE.get(act, Act.STATE), TURNED.get(polarity) if polarity is not None else None
