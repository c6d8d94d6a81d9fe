"""What is only supposed, possible or asked is not done: "if Tarn accepts", "whether it agreed", "Tarn may accept",
"would Tarn accept?"."""

from __future__ import annotations

import re

from retrieval.grammar.cues import subject
from retrieval.grammar.parsing import Parse

# The words that open a clause, up to its subject.
_IF = re.compile(
    r"\b(?:if|unless|whether|provided|providing|supposing|suppose|assuming|lest|as long as|so long as|in case)$"
    r"|\b(?:provided|providing|supposing|assuming|condition|event|prospect|possibility|likelihood|chance|risk|hope|fear"
    r"|doubt|sign) that$"
)
_UNTIL = re.compile(r"\b(?:until|till|once|before|after|as soon as)$")  # of what is still to come
_INVERTED = frozenset(("should", "had", "were"))  # "Should Tarn agree, …"
_TO_COME = frozenset(("will", "would", "shall", "can", "could", "may", "might", "must", "should"))
# "hopes that Tarn will accept"; of "hopes" the lemmatizer makes "hop".
_DOUBTING = frozenset("doubt hope hop wonder imagine pretend".split())
# Through these a clause is part of the one above; a relative clause or a reason inside a condition tells a fact.
_PARTS = frozenset("xcomp ccomp conj acomp attr oprd dobj pobj prep pcomp".split())
_POSSIBLE = frozenset(("can", "could", "may", "might", "should"))
_ABLE = frozenset(("can", "could"))
_SELF = frozenset(("i", "we"))  # "I can tell you", "we should expect more" are said by saying so
_ASKING = frozenset(("WP", "WDT", "WRB", "WP$"))


def is_supposed(parse: Parse, token: int) -> bool:
    """Whether a verb or adjective stands in a condition, in a doubt or in a direct question."""
    clause = token
    while not (_is_condition(parse, clause) or _is_question(parse, clause, token)):
        above = parse.heads[clause]
        if above == clause or parse.deps[clause] not in _PARTS:
            return False
        if parse.deps[clause] == "ccomp" and above < clause and parse.lemmas[above] in _DOUBTING:
            return True
        clause = above
    return True


def is_possible(parse: Parse, token: int) -> bool:
    """Whether somebody only can, may or should do it: "Tarn may find that …"; not "may have found", nor "I can say".
    What he cannot do he does not do: "Tarn cannot rule it out"."""
    helpers = {parse.lemmas[c] for c in parse.children[token] if parse.deps[c] == "aux"}
    who = subject(parse, token)
    if "have" in helpers or (who is not None and parse.words[who].lower() in _SELF):
        return False
    unable = parse.child(token, "neg") is not None and not _ABLE.isdisjoint(helpers)
    return not unable and not _POSSIBLE.isdisjoint(helpers)


def _is_condition(parse: Parse, clause: int) -> bool:
    who = subject(parse, clause)
    first = parse.edges[clause][0]
    until = parse.edges[who][0] if who is not None and who < clause else clause
    opening = " ".join(parse.lemmas[max(0, first - 2) : until])
    if _IF.search(opening):
        return True
    if parse.deps[clause] != "advcl":
        return False
    if who is not None and who > first and parse.words[first].lower() in _INVERTED:
        return True
    return bool(_UNTIL.search(opening)) and _is_to_come(parse, clause)


def _is_to_come(parse: Parse, clause: int) -> bool:
    """ "until Tarn agrees", "would stay until Tarn agreed"; but not "stayed until Tarn agreed"."""
    helper = parse.child(clause, "aux", "auxpass")
    above = parse.heads[clause]
    return parse.tags[clause if helper is None else helper] in ("VBZ", "VBP") or any(
        parse.lemmas[c] in _TO_COME for c in parse.children[above] if parse.deps[c] == "aux"
    )


def _is_question(parse: Parse, clause: int, within: int) -> bool:
    """Whether a clause around the token `within` ends in a question mark and has its verb before its subject, or opens
    with a question word."""
    first, last = parse.edges[clause]
    if not any(t > within and parse.words[t] == "?" for t in (*parse.children[clause], min(last + 1, len(parse) - 1))):
        return False
    who = subject(parse, clause)
    helper = parse.child(clause, "aux", "auxpass")
    inverted = who is not None and (who > clause or (helper is not None and helper < who))
    return inverted or (parse.tags[first] in _ASKING and parse.deps[clause] in ("ROOT", "ccomp", "conj"))
