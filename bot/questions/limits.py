"""Whether a day in a question says when something was said, or belongs to what the question is about.

"What did A say on 4 April?" asks for what was said that day, "What does A say about the letter that was sent on 4
April?" for what was said of a letter, on any day. The parse tells: the day of the saying hangs on the main clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from bot.questions.kinds import frame
from bot.words import stem
from retrieval.grammar.parsing import Parse
from retrieval.types import Span


class Dated(StrEnum):
    """What a day in a question dates."""

    SAYING = "saying"
    EITHER = "either"  # "about the strike in May": the saying, else the strike
    TOPIC = "topic"


# A clause of its own: what happens in it has its own day.
_CLAUSES = frozenset("relcl acl advcl ccomp pcomp csubj csubjpass parataxis".split())
_OF_NOUNS = frozenset(("nummod", "poss"))  # "in 2000 villages", "last week's vote"
_ENDS = frozenset("by until till before".split())
_DURING = frozenset("in on during".split())
_NOT_PAST = frozenset(("VBZ", "VBP", "MD"))


def dated(when: Span, parses: Sequence[Parse]) -> Dated:
    """What the words at `when` date, in a question of that grammar."""
    for parse in parses:
        inside = [token for token, start in enumerate(parse.starts) if when.start <= start < when.end]
        tops = [token for token in inside if parse.heads[token] not in inside or parse.heads[token] == token]
        if any(parse.deps[top] in _OF_NOUNS for top in tops):
            return Dated.TOPIC
        if tops:
            return _dated(tops[0], parse)
    return Dated.SAYING


def _dated(top: int, parse: Parse) -> Dated:
    token, way = top, [top]
    while parse.heads[token] != token:
        token = parse.heads[token]
        way.append(token)
    root, above = way[-1], way[1:-1]  # what stands between the day and the main verb
    if (
        not above
    ):  # "What does A want by June?", "What are A's plans in 2023?": what is wanted till then, planned for then
        word = parse.words[top].lower()
        later = word in _ENDS or (word in _DURING and parse.lemmas[root] == "be")
        return Dated.TOPIC if later and not _is_past(root, parse) else Dated.SAYING
    if any(_has_its_own(each, parse) for each in above) or not _is_past(root, parse):
        return Dated.TOPIC
    return Dated.SAYING if _is_position(above[0], parse) else Dated.EITHER


def _has_its_own(token: int, parse: Parse) -> bool:
    """A clause with a time of its own: "that was sent on", not "about closing it in", "the plan to close it in"."""
    if parse.deps[token] not in _CLAUSES:
        return False
    helped = any(parse.deps[child].startswith("aux") for child in parse.children[token])
    is_bare = (parse.deps[token] == "pcomp" and parse.tags[token] == "VBG") or parse.tags[token] == "VB"
    return not is_bare or (helped and not any(parse.tags[child] == "TO" for child in parse.children[token]))


def _is_position(token: int, parse: Parse) -> bool:
    """ "What was A's position in May?": a noun that frames questions."""
    return parse.deps[token].startswith("nsubj") and stem(parse.words[token]) in frame()


def _is_past(root: int, parse: Parse) -> bool:
    """What is asked in the present ("What does A say …?") has no day behind it."""
    verbs = [root, *(child for child in parse.children[root] if parse.deps[child].startswith("aux"))]
    return not any(parse.tags[verb] in _NOT_PAST and parse.lemmas[verb] != "have" for verb in verbs)
