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
_NOT_PAST = frozenset(("VBZ", "VBP", "MD"))


def dated(when: Span, parses: Sequence[Parse]) -> Dated:
    """What the words at `when` date, in a question of that grammar."""
    for parse in parses:
        inside = [token for token, start in enumerate(parse.starts) if when.start <= start < when.end]
        tops = [token for token in inside if parse.heads[token] not in inside or parse.heads[token] == token]
        if any(parse.deps[top] == "nummod" for top in tops):  # "in 2000 villages"
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
    if not above or _is_position(above[0], parse):
        return Dated.SAYING
    if any(parse.deps[each] in _CLAUSES for each in above) or not _is_past(root, parse):
        return Dated.TOPIC
    return Dated.EITHER


def _is_position(token: int, parse: Parse) -> bool:
    """ "A's position in May": a noun that frames questions, and a question of nothing else."""
    return parse.deps[token].startswith("nsubj") and stem(parse.words[token]) in frame()


def _is_past(root: int, parse: Parse) -> bool:
    """What is asked in the present ("What does A say …?") has no day behind it."""
    verbs = [root, *(child for child in parse.children[root] if parse.deps[child].startswith("aux"))]
    return not any(parse.tags[verb] in _NOT_PAST and parse.lemmas[verb] != "have" for verb in verbs)
