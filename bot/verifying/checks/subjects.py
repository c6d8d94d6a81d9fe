"""Who does something in a sentence, by its parse: the subjects of verbs, and what may stand for one."""

from __future__ import annotations

from collections.abc import Sequence

from bot.words import stem
from retrieval.grammar.parsing import Parse
from retrieval.grammar.scene import SAYING
from retrieval.mentions import roles
from retrieval.types import Span

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "poss", "appos", "conj", "compound", "nmod", "ROOT"))

_BESIDE = frozenset(("appos", "compound", "nmod"))
_WITHIN = _BESIDE | frozenset(("pobj", "prep", "poss", "conj"))


def acts(parse: Parse, span: Span, main: bool = False) -> bool:
    """Whether a name is the subject of a verb, or of the sentence's `main` one: whom a sentence tells of."""
    return any(_subject(parse, at, main) for at in _heads(parse, span))


def _subject(parse: Parse, at: int, main: bool) -> bool:
    for _ in range(6):
        dep, head = parse.deps[at], parse.heads[at]
        if dep in ("nsubj", "nsubjpass"):
            return not main or parse.heads[head] == head
        if dep == "ROOT" and any(parse.deps[child] == "relcl" for child in parse.children[at]):
            return not main  # "six states that argued"
        if dep == "pobj":
            by = parse.deps[head] == "agent"
            return by or (parse.words[head].lower() == "to" and parse.lemmas[parse.heads[head]] == "accord")
        if dep not in _SUBJECTS or head == at:
            return False
        at = head
    return False


def is_content(parse: Parse, verb: int) -> bool:
    """Whether a verb is in what somebody says: "A signals that B | demands | cuts", "…, | reported | B"."""
    for _ in range(8):
        if parse.deps[verb] in ("ccomp", "parataxis"):
            return True
        if parse.heads[verb] == verb or parse.deps[verb] not in ("xcomp", "conj"):
            break
        verb = parse.heads[verb]
    return any(
        parse.deps[child] == "ccomp" and parse.starts[child] < parse.starts[verb] for child in parse.children[verb]
    )


def says(parse: Parse, names: Sequence[Span]) -> bool:
    """Whether a name, or a word that may stand for it, is who says something: "A says that", "according to A"."""
    for at in range(len(parse)):
        head = parse.heads[at]
        if parse.deps[at] in ("nsubj", "nsubjpass"):
            told = parse.lemmas[head] in SAYING or any(parse.deps[child] == "ccomp" for child in parse.children[head])
        else:
            told = parse.deps[at] == "pobj" and parse.lemmas[parse.heads[head]] == "accord"
        first, last = parse.edges[at]
        inside = any(parse.starts[first] <= name.start and name.end <= parse.ends[last] for name in names)
        if told and (inside or stands_for_somebody(parse, at)):
            return True
    return False


def is_called(parse: Parse, name: Span, noun: str) -> bool:
    """Whether a sentence calls somebody so: "senior | author | Ona Brel", "the lawyers, Ona Brel and Tam Orr"."""
    for at in _heads(parse, name):
        called = [child for child in parse.children[at] if parse.deps[child] in _BESIDE]
        while parse.deps[at] == "conj":
            at = parse.heads[at]
        while parse.deps[at] in _BESIDE:
            at = parse.heads[at]
            called.append(at)
        if any(stem(parse.lemmas[each]) == stem(noun) for each in called):
            return True
    return False


def belongs(parse: Parse, person: Span, body: Span) -> bool:
    """Whether a body's name stands in what somebody is called: "Ona Brel, head of | Port Arv |"."""
    theirs = set(_heads(parse, person))
    for at in _heads(parse, body):
        for _ in range(8):
            if parse.deps[at] not in _WITHIN:
                break
            at = parse.heads[at]
            if at in theirs:
                return True
    return False


def _heads(parse: Parse, span: Span) -> list[int]:
    """The words of a name that depend on none of its words."""
    inside = [at for at in range(len(parse)) if span.start <= parse.starts[at] and parse.ends[at] <= span.end]
    return [at for at in inside if parse.heads[at] not in inside or parse.heads[at] == at]


def stands_for_somebody(parse: Parse, at: int) -> bool:
    """Whether a word is a subject that may stand for somebody named before: "it", "the ministry", "the president"."""
    if parse.deps[at] not in ("nsubj", "nsubjpass"):
        return False
    return parse.tags[at] == "PRP" or parse.lemmas[at] in roles.BODIES or roles.is_head(parse.lemmas[at])
