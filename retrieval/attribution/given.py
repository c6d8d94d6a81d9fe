"""The holder of a content that is already known: first its cue, then whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.attribution import holders
from retrieval.attribution.holders import Holder
from retrieval.attribution.weights import Weights, probability, score
from retrieval.contents.contents import contents
from retrieval.contents.quoted import extended
from retrieval.grammar.scene import Candidate, Scene
from retrieval.types import Span

_NEAREST = 3  # cues that are looked at for their holder


def holder_of(scene: Scene, pieces: Sequence[Span], table: Weights) -> Span | None:
    """The mention that holds a content given as one or more spans; `None` if nobody near it can."""
    bias = table.given["bias"]
    rated = [(probability(score(table.given, known) + bias), candidate) for candidate, known in options(scene, pieces)]
    rated.sort(key=lambda pair: -pair[0])
    best: tuple[float, Candidate, Holder] | None = None
    for rating, candidate in rated[:_NEAREST]:
        chosen = holders.choose(scene, candidate, table.holders)
        if chosen is not None and (best is None or rating * chosen.score > best[0]):
            best = rating * chosen.score, candidate, chosen
    return holders.span(scene, best[1], best[2]) if best is not None else None


def options(scene: Scene, pieces: Sequence[Span]) -> Iterator[tuple[Candidate, list[str]]]:
    """Each token that might be the cue of the content, as a candidate with that content, and what speaks for it."""
    content = Span(min(p.start for p in pieces), max(p.end for p in pieces))
    touched = [i for i, parse in enumerate(scene.parses) if parse.span.overlaps(content)]
    if not touched:
        return
    near = range(max(0, touched[0] - 1), min(len(scene.parses), touched[-1] + 2))
    for number in near:
        parse = scene.parses[number]
        known: dict[int, tuple[float, str]] = {}
        for candidate in contents(scene, number):
            whole = extended(scene, candidate).content
            shared = min(whole.end, content.end) - max(whole.start, content.start)
            overlap = max(0, shared) / (max(whole.end, content.end) - min(whole.start, content.start))
            if overlap > known.get(candidate.token, (-1.0, ""))[0]:
                known[candidate.token] = overlap, candidate.frame
        for token in range(len(parse)):
            if any(parse.starts[token] < p.end and p.start < parse.ends[token] for p in pieces):
                continue
            word_class = parse.tags[token][:2]
            if token not in known and word_class not in ("VB", "NN", "JJ", "IN", ":", "TO"):
                continue
            overlap, frame = known.get(token, (0.0, "none"))
            side = _side(scene, number, token, content)
            features = [
                f"overlap={round(overlap, 1)}",
                f"overlap={round(overlap, 1)}|{word_class}",
                f"lemma={parse.lemmas[token]}/{word_class}",
                f"lemma={parse.lemmas[token]}/{word_class}|{round(overlap, 0)}",
                f"side={side}",
                f"side={side}|{word_class}",
                f"frame={frame}",
                f"dep={parse.deps[token]}|{word_class}",
                f"sentence={number - touched[0] if number < touched[0] else max(0, number - touched[-1])}",
                f"hangs={_hangs(scene, number, token, pieces)}",
                f"hangs={_hangs(scene, number, token, pieces)}|{word_class}",
            ]
            if parse.words[token] == ":":
                features.append("colon")
            if scene.quote_of[number][token] >= 0:
                features.append("quoted")
            yield Candidate(number, token, token, token, frame, content, tuple(pieces)), features


def _side(scene: Scene, sentence: int, token: int, content: Span) -> str:
    """Before, inside or after the content, and how many tokens away."""
    parse = scene.parses[sentence]
    if parse.ends[token] <= content.start:
        away = sum(1 for t in range(token + 1, len(parse)) if parse.starts[t] < content.start)
        return f"before {min(away, 8)}"
    if parse.starts[token] >= content.end:
        away = sum(1 for t in range(token) if parse.ends[t] > content.end)
        return f"after {min(away, 8)}"
    return "inside"


def _hangs(scene: Scene, sentence: int, token: int, pieces: Sequence[Span]) -> str:
    """How the content's topmost word hangs on the token, if it does."""
    parse = scene.parses[sentence]
    for child in parse.children[token]:
        if any(p.start <= parse.starts[child] < p.end for p in pieces):
            return parse.deps[child]
        for grandchild in parse.children[child]:
            if any(p.start <= parse.starts[grandchild] < p.end for p in pieces):
                return f"{parse.deps[child]}/{parse.deps[grandchild]}"
    head = parse.heads[token]
    if any(p.start <= parse.starts[head] < p.end for p in pieces):
        return f"^{parse.deps[token]}"
    return "no"
