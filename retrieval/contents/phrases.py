"""Cues that are no active verbs: passives, relatives, adjectives, nouns, prepositions, "according to", layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from retrieval.contents.after import clause_start
from retrieval.grammar.cues import around, cue_words, subject
from retrieval.grammar.parsing import Parse
from retrieval.grammar.scene import Candidate, Scene, trim
from retrieval.types import Span


def passive(sentence: int, parse: Parse, v: int) -> Iterator[Candidate]:
    """ "The plan was rejected by Tarn"."""
    passive = parse.child(v, "nsubjpass")
    if passive is None or parse.child(v, "agent") is None:
        return
    span = trim(parse, *parse.edges[passive])
    if span is not None and any(parse.deps[c] in ("xcomp", "ccomp") for c in parse.children[v]):
        return
    if span is not None:
        yield Candidate(sentence, v, *cue_words(parse, v), "passive", span)


def relative(sentence: int, parse: Parse, v: int) -> Iterator[Candidate]:
    """ "the treaty, which Tarn rejects": the relative pronoun stands for the content."""
    for c in parse.children[v]:
        if c < v and parse.tags[c] in ("WDT", "WP") and parse.deps[c] in ("dobj", "pobj", "attr"):
            yield Candidate(sentence, v, *cue_words(parse, v), "rel", _antecedent(parse, c))
            return
    if parse.deps[v] == "relcl" and parse.child(v, "dobj") is None and subject(parse, v) is not None:
        noun = parse.heads[v]
        if noun < v and not any(parse.tags[c] in ("WDT", "WP") for c in parse.children[v]):
            yield Candidate(sentence, v, *cue_words(parse, v), "rel-", parse.slice(*_left_phrase(parse, noun)))


def _antecedent(parse: Parse, pronoun: int) -> Span:
    """The phrase that a relative pronoun stands for; the pronoun itself where there is none ("what Tarn wants")."""
    at = pronoun
    while parse.heads[at] != at:
        if parse.deps[at] == "relcl" and parse.heads[at] < pronoun:
            return parse.slice(*_left_phrase(parse, parse.heads[at]))
        at = parse.heads[at]
    return parse.slice(pronoun, pronoun)


def _left_phrase(parse: Parse, noun: int) -> tuple[int, int]:
    return parse.edges[noun][0], noun


def complements(sentence: int, parse: Parse, head: int, verb: int, kind: str) -> Iterator[Candidate]:
    """What an adjective or a noun takes: that-clause, infinitive or prepositional object."""
    if parse.lemmas[head] == "order" and head and parse.words[head - 1].lower() == "in":
        return  # "in order to": nobody's order
    right = [c for c in parse.children[head] if c > head]
    if verb != head:
        right += [c for c in parse.children[verb] if c > head and parse.deps[c] in ("ccomp", "xcomp", "prep", "advcl")]
    seen = 0
    for c in right:
        dep = parse.deps[c]
        goal = None
        if dep in ("ccomp", "acl", "xcomp", "advcl", "relcl"):
            aux = parse.child(c, "aux")
            if aux is not None and parse.tags[aux] == "TO":
                start, frame = max(parse.edges[c][0], head + 1), f"{kind}:inf"
            else:
                start, clause = clause_start(parse, c, head)
                if clause != "that" and dep != "ccomp":
                    continue
                frame = f"{kind}:{clause}"
        elif dep == "prep" and (goal := parse.child(c, "pobj", "pcomp")) is not None:
            start, frame = parse.edges[goal][0], f"{kind}:{parse.lemmas[c]}"
        else:
            continue
        span = trim(parse, start, parse.edges[c][1])
        if span is not None:
            yield Candidate(sentence, head, min(head, verb), c if dep == "prep" else head, frame, span)
            seen += 1
            if seen == 3:
                return


_SOURCES = frozenset("police data research testimony evidence legend tradition hearsay intelligence polling".split())


def according(sentence: int, parse: Parse, token: int) -> Iterator[Candidate]:
    """ "According to X, …", "…, according to X" and in the middle."""
    goal = parse.child(token + 1, "pobj") or parse.child(token, "pobj")
    if goal is None or goal < token or _is_measure(parse, goal):
        return
    saying = token, max(token + 1, _phrase_end(parse, goal))
    top = parse.heads[token]
    while parse.tags[top][:2] not in ("VB", "MD") and parse.heads[top] != top:
        top = parse.heads[top]
    start, end = parse.edges[top]
    if start >= saying[0] and end <= saying[1]:
        start, end = 0, len(parse) - 1
    for frame, (begin, stop) in (("according", (start, end)), ("according-", (0, len(parse) - 1))):
        for candidate in around(sentence, parse, token, saying, begin, stop, frame):
            yield replace(candidate, first=token, last=token + 1)
    if saying[1] >= len(parse) - 2 and token > 2:  # at the end: the clause just before it may be all
        comma = max((t for t in range(token - 2) if parse.words[t] in (",", ";")), default=-1)
        if comma > 0:
            for candidate in around(sentence, parse, token, saying, comma + 1, token - 1, "according<"):
                yield replace(candidate, first=token, last=token + 1)


def _is_measure(parse: Parse, goal: int) -> bool:
    """Whether it is no source but a measure: "paid out according to audience", "according to need"."""
    bare = not any(parse.deps[c] in ("det", "poss", "compound", "amod", "nummod") for c in parse.children[goal])
    return parse.tags[goal] == "NN" and bare and parse.lemmas[goal] not in _SOURCES


def _phrase_end(parse: Parse, head: int) -> int:
    last = head
    for c in parse.children[head]:
        if c > head:
            if parse.deps[c] in ("relcl", "conj", "cc", "punct", "parataxis", "advcl") and not _closed(parse, c):
                break
            last = max(last, parse.edges[c][1])
    return last


def _closed(parse: Parse, c: int) -> bool:
    return parse.deps[c] in ("conj", "cc", "relcl", "punct") and parse.words[parse.edges[c][0] - 1] != ","


def preposition(sentence: int, parse: Parse, token: int) -> Iterator[Candidate]:
    """ "In one estimate, …", "By his account, …" and "…, as X put it"."""
    top = parse.heads[token]
    goal = parse.child(token, "pobj")
    if parse.deps[token] == "prep" and goal is not None and token < top and token <= 1:
        last = parse.edges[token][1]
        if last + 2 < len(parse) and parse.words[last + 1] == ",":
            span = trim(parse, last + 2, parse.edges[top][1])
            if span is not None:
                yield Candidate(sentence, token, token, token, f"in:{parse.lemmas[token]}", span)
    elif parse.deps[token] == "prep" and goal is not None and parse.lemmas[goal] in ("poll", "survey", "estimate"):
        while parse.tags[top][:2] not in ("VB", "MD") and parse.heads[top] != top:
            top = parse.heads[top]
        for candidate in around(
            sentence, parse, token, parse.edges[token], *parse.edges[top], f"in:{parse.lemmas[token]}"
        ):
            yield replace(candidate, first=token, last=token)
    if parse.lemmas[token] == "as" and parse.deps[token] == "mark" and parse.deps[top] == "advcl":
        whole = parse.edges[parse.heads[top]]
        yield from around(sentence, parse, top, parse.edges[top], *whole, "as")


def headline(scene: Scene, sentence: int, parse: Parse) -> Iterator[Candidate]:
    """ "Tarn: no talks before spring", "OKORO: We will not …", "No talks before spring: Tarn"."""
    if not scene.fresh_line[sentence]:
        return
    colon = next((t for t, word in enumerate(parse.words) if word == ":"), None)
    if colon is None or colon == 0 or colon + 1 >= len(parse):
        return
    if colon <= 7 and parse.words[0][0].isupper() and not any(parse.tags[t][:2] in ("VB", "MD") for t in range(colon)):
        span = trim(parse, colon + 1, len(parse) - 1)
        if span is not None:
            yield Candidate(sentence, colon, colon, colon, "headline", span)
    elif colon >= len(parse) - 5 and colon > 3:
        span = trim(parse, 0, colon - 1)
        if span is not None:
            yield Candidate(sentence, colon, colon, colon, "headline-", span)
