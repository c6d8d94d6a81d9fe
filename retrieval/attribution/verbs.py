"""What verbs and adjectives do when somebody says them: demand, accept, reject. The tables that acts are read by.

The words follow CAMEO's roots: 10 demand, 02 appeal, 03 offer, 08 accept, 12 reject and deny, 13 threaten, 01 state.
"""

from __future__ import annotations

from dataclasses import dataclass

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
# With a clause these only state: "insists that the talks failed", "suggests the plan is dead".
CLAUSE_STATES = frozenset("suggest recognise recognize expect hope insist agree accept propose plead".split())
MUST = frozenset(("must", "need", "require", "ought", "shall"))
WEAK = frozenset(("may", "might", "could", "would"))
OPPOSITE = {Act.REJECT: Act.ACCEPT, Act.ACCEPT: Act.REJECT}  # what is not offered is not therefore rejected
TURNED = {Polarity.FOR: Polarity.AGAINST, Polarity.AGAINST: Polarity.FOR}


def negative(act: Act, polarity: Polarity | None) -> tuple[Act, Polarity | None]:
    """What it is to do the contrary: "does not accept" rejects, "does not threaten" only states."""
    if act not in OPPOSITE and act is not Act.STATE:
        return Act.STATE, None
    return OPPOSITE.get(act, Act.STATE), TURNED.get(polarity) if polarity is not None else None
