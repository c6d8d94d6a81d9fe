"""What is known of a candidate before it is judged, as short strings."""

from __future__ import annotations

from bisect import bisect_left

from retrieval.attribution.holders import Holder
from retrieval.grammar.noun_phrases import kind
from retrieval.grammar.parsing import Parse
from retrieval.grammar.scene import Candidate, Scene
from retrieval.stance.verbs import known


def features(scene: Scene, candidate: Candidate, holder: Holder | None, rank: int) -> list[str]:
    """All features of one reading of one cue; `rank` counts the readings of the same cue from 0."""
    return of_reading(scene, candidate, rank) + of_holder(scene, candidate, holder)


def of_words(scene: Scene, candidate: Candidate) -> list[str]:
    """The cue's word and the frame it stands in: cheap, and the most telling."""
    parse = scene.parses[candidate.sentence]
    lemma, word_class = _word(parse, candidate.token)
    stand = known(parse, candidate.token)  # what rare words share with frequent ones: "objects to", "rejects"
    act = stand[0] if stand is not None else "none"
    return [
        f"act={act}|{candidate.family}",
        f"act={act}|{candidate.plain}",
        f"frame={candidate.frame}",
        f"plain={candidate.plain}",
        f"lemma={lemma}/{word_class}",
        f"lemma={lemma}/{word_class}|{candidate.family}",
        f"lemma={lemma}/{word_class}|{candidate.plain}",
    ]


def of_reading(scene: Scene, candidate: Candidate, rank: int) -> list[str]:
    """The word, its place in the sentence, and the content."""
    parse = scene.parses[candidate.sentence]
    _, word_class = _word(parse, candidate.token)
    family = candidate.family
    found = of_words(scene, candidate)
    found.append(f"tag={parse.tags[candidate.token]}|{family}")
    found.append(f"dep={parse.deps[candidate.token]}|{word_class}")
    found.append(f"rank={min(rank, 3)}|{family}")
    found += _of_cue(scene, parse, candidate, word_class)
    content = _of_content(scene, parse, candidate)
    found += content
    found += [f"{feature}|{family}" for feature in content]
    return found


def of_reach(scene: Scene, candidate: Candidate, rank: int) -> list[str]:
    """What tells which of a cue's readings is right, given that it is a cue."""
    parse = scene.parses[candidate.sentence]
    lemma, word_class = _word(parse, candidate.token)
    found = [
        f"frame={candidate.frame}",
        f"frame={candidate.frame}|{rank}",
        f"frame={candidate.frame}|{word_class}",
        f"lemma={lemma}|{candidate.frame}",
        f"lemma={lemma}|{candidate.family}",
        f"dep={parse.deps[candidate.token]}|{candidate.frame}",
    ]
    content = _of_content(scene, parse, candidate)
    found += content
    found += [f"{feature}|{candidate.frame}" for feature in content]
    return found


def of_holder(scene: Scene, candidate: Candidate, holder: Holder | None) -> list[str]:
    """Who would be the holder, and how sure that is."""
    parse, family = scene.parses[candidate.sentence], candidate.family
    lemma, word_class = _word(parse, candidate.token)
    if holder is None:
        return ["holder=none", f"holder=none|{family}"]
    what = kind(parse, holder.token) or "noun"
    level = min(9, int(holder.score * 10))
    found = [
        f"holder={what}",
        f"holder={what}|{family}",
        f"sure={level}",
        f"sure={level}|{family}",
        f"path={holder.path}",
        f"path={holder.path}|{family}",
        f"{lemma}|{what}",
    ]
    if what != "name":
        found.append(f"head={parse.lemmas[holder.token]}")
        found.append(f"head={parse.lemmas[holder.token]}|{word_class}")
    if parse.lemmas[holder.token] in scene.speakers:
        found.append(f"speaks={what}")
        found.append(f"speaks={what}|{family}")
    return found


def _word(parse: Parse, token: int) -> tuple[str, str]:
    tag = parse.tags[token][:2]
    return parse.lemmas[token], tag if tag in ("VB", "NN", "JJ", "IN") else "XX"


def _of_cue(scene: Scene, parse: Parse, candidate: Candidate, word_class: str) -> list[str]:
    token = candidate.token
    found = []
    for child in parse.children[token]:
        dep = parse.deps[child]
        if dep in ("aux", "auxpass", "neg", "prt", "mark", "expl", "dative"):
            found.append(f"has={dep}:{parse.lemmas[child]}")
        elif child > token and dep in ("dobj", "prep", "ccomp", "xcomp", "acomp", "advcl", "agent"):
            found.append(f"has={dep}|{word_class}")
    if word_class == "NN":
        governor = parse.heads[token]
        found.append(f"governor={parse.lemmas[governor]}:{parse.deps[token]}")
        found.append(f"noun={parse.lemmas[token]}|{parse.deps[token]}")
        determiner = parse.child(token, "det", "poss")
        found.append(f"determiner={parse.lemmas[determiner] if determiner is not None else ''}")
    up = parse.heads[token]
    for _ in range(6):
        if parse.heads[up] == up or parse.tags[up][:2] == "VB":
            break
        up = parse.heads[up]
    if up != token:
        found.append(f"up={parse.lemmas[up]}|{parse.deps[token]}")
        found.append(f"under={parse.deps[token]}|{parse.tags[up][:2]}")
    quoted = scene.quote_of[candidate.sentence][token]
    if quoted >= 0:
        found.append("cue quoted")
        found.append(f"cue quoted|{word_class}")
    if parse.words[-1] == "?":
        found.append("question")
    if candidate.sentence == 0:
        found.append("first sentence")
    if parse.words[-1] not in (".", "!", "?", "”", '"', "''", ":", ")"):
        found.append("no full stop")
    return found


def _of_content(scene: Scene, parse: Parse, candidate: Candidate) -> list[str]:
    content = candidate.content
    words = scene.text.count(" ", content.start, content.end) + 1
    found = [f"length={_step(words)}", f"pieces={min(3, len(candidate.pieces))}", f"quoted={_quoted(scene, candidate)}"]
    if content.start < parse.span.end:
        first = bisect_left(parse.starts, content.start)
        if first < len(parse):
            found.append(f"first={parse.tags[first]}")
    if content.end <= parse.span.end:
        then = bisect_left(parse.starts, content.end)
        word = parse.words[then] if then < len(parse) else "$"
        found.append(f"then={parse.tags[then] if word.isalpha() else word}")
    return found


def _step(words: int) -> int:
    return next((step for step in (40, 20, 10, 6, 4) if words >= step), words)


def _quoted(scene: Scene, candidate: Candidate) -> str:
    """How much of the content is quoted, and whether the cue stands in the same quotation."""
    content = candidate.content
    quoted = 0
    for quote in scene.quotes_in(content):
        quoted += max(0, min(quote.inner.end, content.end) - max(quote.inner.start, content.start))
        if quote.inner.start <= content.start and quote.inner.end >= content.end:
            cue_too = scene.quote_of[candidate.sentence][candidate.token] >= 0
            return "same" if cue_too else "inside"
    if not quoted:
        return "none"
    return "mostly" if quoted * 2 > content.end - content.start else "partly"
