"""Noun phrases that may name somebody: where they start and end, and what the grammar says of them."""

from __future__ import annotations

from retrieval.grammar.parsing import Parse
from retrieval.types import Mention, Role, Span

_OUTSIDE = frozenset(("relcl", "appos", "acl", "cc", "conj", "punct", "parataxis", "advcl", "preconj", "ccomp"))
_PRONOUNS = frozenset(("PRP", "WP", "WDT", "WP$", "PRP$"))
_ROLES = {
    "nsubj": Role.SUBJECT,
    "csubj": Role.SUBJECT,
    "nsubjpass": Role.PASSIVE,
    "dobj": Role.OBJECT,
    "dative": Role.OBJECT,
    "poss": Role.OWNER,
    "appos": Role.APPOSITION,
    "attr": Role.PREDICATE,
    "oprd": Role.PREDICATE,
}


def kind(parse: Parse, head: int) -> str | None:
    """ "name", "noun" or "pronoun", or `None` where the token heads no noun phrase."""
    tag, dep = parse.tags[head], parse.deps[head]
    if dep in ("compound", "det", "amod", "nummod", "quantmod", "case", "punct", "aux", "nmod", "npadvmod"):
        return None
    if tag in ("NNP", "NNPS"):
        return "name"
    if tag in ("NN", "NNS"):
        return "noun"
    if tag in _PRONOUNS:
        return "pronoun"
    if tag in ("CD", "DT", "JJ", "JJS", "JJR") and dep in ("nsubj", "nsubjpass", "pobj"):
        return "noun"  # "many said", "three of them", "the poor want"
    return None


def phrase(parse: Parse, head: int) -> tuple[int, int]:
    """First and last token of the phrase around `head`, without relative clauses, appositions and punctuation."""
    first = last = head
    for child in parse.children[head]:
        if parse.deps[child] in _OUTSIDE:
            if child > head:
                break
            continue
        if child < head:
            first = min(first, parse.edges[child][0])
        elif parse.deps[child] != "case":
            last = max(last, parse.edges[child][1])
    while first < head and not parse.words[first][0].isalnum():
        first += 1
    while last > head and not parse.words[last][-1].isalnum() and parse.words[last] not in (")", "%", "."):
        last -= 1
    return first, last


def mentions(parse: Parse) -> list[Mention]:
    """The phrases of one sentence, by their heads in the order of the text. A phrase may stand inside another."""
    return [_mention(parse, head) for head in range(len(parse)) if kind(parse, head) is not None]


def _mention(parse: Parse, head: int) -> Mention:
    first, last = phrase(parse, head)
    what = kind(parse, head) or "noun"
    name = _name(parse, head, first) if what == "name" else None
    word = parse.slice(head, head)
    title_end = (name[0] if name else head) - 1
    title_start = first
    while title_start <= title_end and parse.deps[title_start] in ("det", "poss", "case", "punct"):
        title_start += 1
    owner = parse.child(head, "poss")
    if owner is None and parse.deps[head] == "appos" and "," not in parse.words[parse.heads[head] : head]:
        owner = parse.child(parse.heads[head], "poss")  # "Tarn's president Mira Okoro"
    of = next((c for c in parse.children[head] if c > head and parse.lemmas[c] == "of"), None)
    of_head = parse.child(of, "pobj") if of is not None else None
    return Mention(
        span=parse.slice(first, last),
        head=word,
        kind=what,
        name=parse.slice(*name) if name else None,
        title=parse.slice(title_start, title_end) if title_start <= title_end else None,
        appositions=tuple(parse.slice(*phrase(parse, other)) for other in _appositions(parse, head)),
        predicates=tuple(parse.slice(*phrase(parse, other)) for other in _predicates(parse, head)),
        owner=parse.slice(*phrase(parse, owner)) if owner is not None else None,
        of=parse.slice(*phrase(parse, of_head)) if of_head is not None else None,
        antecedent=_antecedent(parse, head),
        role=_role(parse, head),
        verb=_verb(parse, head),
        sentence=parse.span,
    )


def _name(parse: Parse, head: int, first: int) -> tuple[int, int]:
    """The run of capitalised names that ends in `head`."""
    start = head
    while start > first and (
        parse.tags[start - 1] in ("NNP", "NNPS")
        or (parse.words[start - 1] in ("-", "de", "von", "van", "al", "bin", "of") and parse.tags[start - 2] == "NNP")
    ):
        start -= 1
    while start < head and not parse.words[start][0].isalnum():
        start += 1
    return start, head


def _appositions(parse: Parse, head: int) -> list[int]:
    found = [c for c in parse.children[head] if parse.deps[c] == "appos"]
    if parse.deps[head] == "appos":
        found.append(parse.heads[head])
    return found


def _predicates(parse: Parse, head: int) -> list[int]:
    verb = parse.heads[head]
    if parse.deps[head] != "nsubj" or parse.lemmas[verb] not in ("be", "become", "remain"):
        return []
    return [c for c in parse.children[verb] if parse.deps[c] == "attr" and c > verb]


def _antecedent(parse: Parse, head: int) -> Span | None:
    """ "the minister" for "who" in "the minister who said"."""
    if parse.tags[head] not in ("WP", "WDT", "WP$"):
        return None
    at = head
    while parse.heads[at] != at:
        if parse.deps[at] == "relcl":
            return parse.slice(*phrase(parse, parse.heads[at]))
        at = parse.heads[at]
    return None


def _role(parse: Parse, head: int) -> Role:
    while parse.deps[head] == "conj" and parse.heads[head] < head:
        head = parse.heads[head]  # "Tarn and Vesk" do the same
    dep = parse.deps[head]
    if dep == "pobj":
        return Role.AGENT if parse.deps[parse.heads[head]] == "agent" else Role.OBLIQUE
    return _ROLES.get(dep, Role.OTHER)


def _verb(parse: Parse, head: int) -> str | None:
    at = head
    while parse.heads[at] != at:
        at = parse.heads[at]
        if parse.tags[at][:2] == "VB":
            return parse.lemmas[at]
    return None
