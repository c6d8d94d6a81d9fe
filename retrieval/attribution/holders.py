"""Whose words or attitude it is: every noun phrase of the cue's sentence, told by its grammatical path from the cue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from retrieval.attribution.weights import probability, score
from retrieval.grammar.noun_phrases import kind, phrase
from retrieval.grammar.parsing import Parse
from retrieval.grammar.scene import SAYING, Candidate, Scene
from retrieval.types import Span

_TOLD = frozenset(("/dobj", "/dative", "/dative/pobj"))
_SAID_IN = frozenset(("/in/pobj", "/on/pobj", "/to/pobj"))
_UP, _DOWN = 4, 4  # steps of a path; longer ones are "far"


@dataclass(frozen=True, slots=True)
class Holder:
    """The chosen mention: its head token, how it hangs on the cue, how sure the choice is."""

    token: int
    path: str
    score: float


def choose(scene: Scene, candidate: Candidate, table: Mapping[str, float]) -> Holder | None:
    """The likeliest holder in the cue's sentence, `None` if no noun phrase stands outside the content."""
    rated = [(score(table, features), token, path) for token, path, features in options(scene, candidate)]
    if not rated:
        return None
    best, token, path = max(rated, key=lambda one: one[0])
    return Holder(token, path, probability(best + table.get("bias", 0.0)))


def span(scene: Scene, candidate: Candidate, holder: Holder) -> Span:
    """The mention beside the cue, without what the content or the cue covers."""
    parse = scene.parses[candidate.sentence]
    first, last = phrase(parse, holder.token)
    if candidate.frame.startswith("headline"):
        first = 0 if holder.token < candidate.token else candidate.token + 1
        return parse.slice(first, holder.token)
    while first < holder.token and first <= candidate.token <= holder.token:
        first += 1
    if holder.token < candidate.token <= last:
        last = max(holder.token, candidate.first - 1)
    found = parse.slice(first, last)
    return _without(found, candidate.pieces, parse.slice(holder.token, holder.token)).trimmed(scene.text)


def others(scene: Scene, candidate: Candidate, holder: Holder) -> Iterator[Span]:
    """The mentions that "and" joins to the holder: both hold what "Tarn and Vesk" demand.

    "Before the invasion of Korland, Tarn and Vesk declared": the parser took the three for one list.
    """
    parse = scene.parses[candidate.sentence]
    first = holder.token
    while parse.deps[first] == "conj" and kind(parse, parse.heads[first]) is not None:
        if holder.path.startswith("far") and parse.deps[parse.heads[first]] == "pobj":
            break
        first = parse.heads[first]
    for token in _joined(parse, first):
        inside = any(parse.starts[token] < p.end and p.start < parse.ends[token] for p in candidate.pieces)
        if token != holder.token and not inside and kind(parse, token) in ("name", "noun"):
            yield parse.slice(*phrase(parse, token)).trimmed(scene.text)


def _joined(parse: Parse, token: int) -> Iterator[int]:
    """The token and what is co-ordinated with it, but for "or" and "but"; "neither Tarn nor Vesk" are two."""
    yield token
    ways = {parse.lemmas[child] for child in parse.children[token] if parse.deps[child] == "cc"}
    for child in parse.children[token]:
        if parse.deps[child] == "conj" and child > token and ways <= {"and", "&", "nor"}:
            yield from _joined(parse, child)


def _without(found: Span, pieces: Sequence[Span], head: Span) -> Span:
    start, end = found
    for piece in pieces:
        if piece.overlaps(head):
            continue
        if head.end <= piece.start < end:
            end = piece.start
        if start < piece.end <= head.start:
            start = piece.end
    return Span(start, end)


# "its director, Nell Ward, said on Friday": no day ever says anything
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow january february april june "
    "july august september october november december".split()
)


def options(scene: Scene, candidate: Candidate) -> Iterator[tuple[int, str, list[str]]]:
    """Head token, path and features of each noun phrase that may be the holder."""
    parse = scene.parses[candidate.sentence]
    cue = candidate.token
    climb = _ancestors(parse, cue)
    pieces = candidate.pieces
    outside = [
        t
        for t in scene.heads[candidate.sentence]
        if t != cue
        and parse.lemmas[t] not in _DAYS
        and not any(parse.starts[t] < p.end and p.start < parse.ends[t] for p in pieces)
    ]
    quoted = scene.quote_of[candidate.sentence]
    family = candidate.family
    nearest = min(outside, key=lambda t: abs(t - cue), default=-1)
    before = [t for t in outside if t < cue]
    for token in outside:
        path = _path(parse, cue, climb, token)
        if _is_hearer(parse, cue, path):
            continue
        if path.startswith("^conj/ccomp/") and parse.lemmas[parse.heads[cue]] in SAYING:
            continue  # "the union said its members had left and demanded …": who left does not go on to demand
        what = kind(parse, token)
        side = "<" if token < cue else ">"
        lemma = parse.lemmas[token]
        distance = abs(token - cue)
        features = [
            f"path={path}",
            f"path={path}|{family}",
            f"kind={what}",
            f"kind={what}|{path}",
            f"head={lemma}" if what != "name" else "head=NAME",
            f"side={side}|{family}",
            f"distance={_step(distance)}{side}",
            f"dep={parse.deps[token]}",
            f"dep={parse.deps[token]}|{parse.lemmas[parse.heads[token]] if parse.deps[token] == 'pobj' else ''}",
            f"cue={parse.lemmas[cue]}|{path}",
        ]
        if token == nearest:
            features.append(f"nearest|{family}")
        if before and token == before[-1]:
            features.append(f"last before|{family}")
        if quoted[token] >= 0 and quoted[token] != quoted[cue]:
            features.append("in quotation")
        if parse.words[token][0].isupper() and what != "pronoun":
            features.append("capital")
        if any(p.start <= parse.starts[c] < p.end for c in parse.children[token] for p in pieces):
            features.append("holds content")
        yield token, path, features


def _is_hearer(parse: Parse, cue: int, path: str) -> bool:
    """Whether somebody is told something, or it is said in a paper: "told the Courier", "said in an interview"."""
    lemma = parse.lemmas[cue]
    passive = any(parse.deps[child] in ("nsubjpass", "auxpass") for child in parse.children[cue])
    if passive or parse.deps[cue] == "prep":
        return False
    return (lemma == "tell" and path in _TOLD) or (lemma in SAYING and path in _SAID_IN)


def _step(distance: int) -> int:
    return next((name for at_least, name in ((14, 20), (7, 10), (4, 5)) if distance >= at_least), distance)


def _ancestors(parse: Parse, cue: int) -> dict[int, str]:
    """The cue and what it hangs on, step by step, each with the dependencies climbed."""
    found = {cue: ""}
    at, path = cue, ""
    for _ in range(_UP):
        head = parse.heads[at]
        if head == at:
            break
        path += f"^{parse.deps[at]}"
        at = head
        found[at] = path
    return found


def _path(parse: Parse, cue: int, climb: Mapping[int, str], token: int) -> str:
    at, down = token, ""
    for _ in range(_DOWN):
        if at in climb:
            return climb[at] + down
        step = parse.deps[at]
        if step == "prep":
            step = parse.lemmas[at]
        down = f"/{step}{down}"
        if parse.heads[at] == at:
            break
        at = parse.heads[at]
    if at in climb:
        return climb[at] + down
    return "far<" if token < cue else "far>"
