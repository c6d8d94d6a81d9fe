"""Whether somebody wants what a word names, by the acts and the "no" that it hangs on; two of these are a yes again.

"its opposition to raising the toll" turns the toll down, "rejects its opposition to the toll" wants it. Acts come from
the stance lexicon, by which the ledger's rows are read too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.verifying.checks.scopes import NONE
from bot.words import content_words, stem
from retrieval.grammar.parsing import Parse
from retrieval.grammar.scene import SAYING
from retrieval.stance.acts import DOING, NOT_DOING
from retrieval.stance.verbs import known
from retrieval.types import Act, Polarity

# What an act reaches: its objects, not the clauses that are about something else.
_UNDER = frozenset(
    "dobj pobj prep prt agent xcomp ccomp conj compound amod attr acomp oprd nmod dative acl poss".split()
)
_TURNING = frozenset(("without", "against"))
_FOR = frozenset(("for", "on", "upon"))
_DEPTH = 12


def wanted_words(parses: Sequence[Parse]) -> dict[str, set[bool]]:
    """Each word of substance under an act, and whether it is wanted, in each place where it stands."""
    found: dict[str, set[bool]] = {}
    for parse in parses:
        for at in _substance(parse):
            wanted, acted = _followed(parse, at)
            own = parse.tags[at].startswith("NN") and known(parse, at) is not None and is_owned(parse, at)
            if acted or own:
                found.setdefault(stem(parse.words[at]), set()).add(wanted if acted else True)
    return found


def wanted_under(parse: Parse, verb: int) -> dict[str, bool]:
    """The same for the words under one verb, those without any "no": that is `polarity`'s."""
    found = {}
    for at in _substance(parse):
        path = list(_path(parse, at, verb))
        if path[-1] == verb and not any(is_denied(parse, each) for each in path):
            found[stem(parse.words[at])] = _followed(parse, at, verb)[0]
    return found


def denied_words(parse: Parse) -> Iterator[str]:
    """The words that a "no" reaches, or what fails to be done."""
    for at in range(len(parse)):
        path = list(_path(parse, at))
        if any(is_denied(parse, each) or parse.lemmas[parse.heads[each]] in NOT_DOING for each in path):
            yield stem(parse.words[at])


def act_of(parse: Parse, at: int) -> tuple[Act, Polarity | None] | None:
    """The act of a word; of "call" and "ask" only where something is called for, or somebody asked to do it."""
    if parse.lemmas[at] not in SAYING:
        return known(parse, at)
    children = parse.children[at]
    to_do = any(parse.deps[child] == "xcomp" and parse.tags[child] == "VB" for child in children)
    plain = parse.child(at, "dobj", "oprd") is None and any(parse.words[child].lower() in _FOR for child in children)
    return known(parse, at) if to_do or plain else None


def is_done(parse: Parse, at: int) -> bool:
    """Whether a word's act is done by who is told of, and not only spoken of."""
    return not parse.tags[at].startswith("NN") or is_owned(parse, at)


def is_owned(parse: Parse, at: int) -> bool:
    """Whether the act that a noun names is done: "its opposition", "expressed support"."""
    owner = parse.child(at, "poss")
    if owner is not None:
        return parse.tags[owner] == "PRP$"
    return parse.deps[at] in ("dobj", "nsubj", "ccomp") and parse.lemmas[parse.heads[at]] in DOING


def is_denied(parse: Parse, at: int) -> bool:
    return any(parse.deps[child] == "neg" or parse.words[child].lower() in NONE for child in parse.children[at])


def _substance(parse: Parse) -> Iterator[int]:
    return (at for at in range(len(parse)) if content_words(parse.words[at]))


def _followed(parse: Parse, at: int, verb: int | None = None) -> tuple[bool, bool]:
    """Whether a word is wanted, by all that it hangs on, and whether there is an act among it."""
    path = list(_path(parse, at, verb))
    denied = [is_denied(parse, each) for each in path]
    wanted, acted = sum(denied) % 2 == 0, False
    for each in path[1:]:
        done = act_of(parse, each)
        acted = acted or (done is not None and is_done(parse, each))
        against = (done is not None and done[1] is Polarity.AGAINST) or parse.lemmas[each] in _TURNING
        wanted ^= against
    return wanted, acted


def _path(parse: Parse, at: int, last: int | None = None) -> Iterator[int]:
    """A word and what it hangs on, as far as one clause goes, or as far as `last`."""
    yield at
    for _ in range(_DEPTH):
        head, dep = _head(parse, at), parse.deps[at]
        inside = dep in _UNDER or (dep == "pcomp" and parse.words[head].lower() in ("to", "of"))
        if at == last or head == at or not inside:
            return
        at = head
        yield at


def _head(parse: Parse, at: int) -> int:
    """What a word hangs on; of "voiced opposition | to it" the noun, though the parser takes the verb."""
    head = parse.heads[at]
    thing = parse.child(head, "dobj") if parse.deps[at] == "prep" else None
    return thing if thing is not None and thing < at and known(parse, thing) is not None else head
