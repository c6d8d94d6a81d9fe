"""What is known of a candidate before it is judged, as short strings."""

from __future__ import annotations

from retrieval.attribution.holders import Holder
from retrieval.attribution.mentions import kind
from retrieval.attribution.scene import Candidate, Scene
from retrieval.parsing import Parse


def features(scene: Scene, candidate: Candidate, holder: Holder | None, rank: int) -> list[str]:
    """Features of one reading of one cue; `rank` counts the readings of the same cue from 0."""
    parse = scene.parses[candidate.sentence]
    token = candidate.token
    lemma, tag, dep = parse.lemmas[token], parse.tags[token], parse.deps[token]
    frame = candidate.frame
    plain = frame.rstrip("+-<?")
    family = plain.split(":")[0]
    word_class = tag[:2] if tag[:2] in ("VB", "NN", "JJ", "IN") else "XX"
    found = [
        f"frame={frame}",
        f"plain={plain}",
        f"lemma={lemma}/{word_class}",
        f"lemma={lemma}/{word_class}|{family}",
        f"lemma={lemma}/{word_class}|{plain}",
        f"tag={tag}|{family}",
        f"dep={dep}|{word_class}",
        f"rank={min(rank, 3)}|{family}",
    ]
    found += _of_holder(parse, holder, family, lemma, word_class)
    found += _of_cue(scene, parse, candidate, word_class)
    found += _of_content(scene, parse, candidate, family)
    return found


def _of_holder(parse: Parse, holder: Holder | None, family: str, lemma: str, word_class: str) -> list[str]:
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
    return found


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
    before = parse.words[token - 1].lower() if token else "^"
    after = parse.words[token + 1].lower() if token + 1 < len(parse) else "$"
    found.append(f"before={before}")
    found.append(f"after={after}")
    return found


def _of_content(scene: Scene, parse: Parse, candidate: Candidate, family: str) -> list[str]:
    content = candidate.content
    words = scene.text.count(" ", content.start, content.end) + 1
    length = (
        words if words < 4 else 4 if words < 6 else 6 if words < 10 else 10 if words < 20 else 20 if words < 40 else 40
    )
    found = [f"length={length}", f"length={length}|{family}", f"pieces={min(3, len(candidate.pieces))}"]
    quoted = 0
    state = "none"
    for quote in scene.quotes:
        if quote.outer.start >= content.end:
            break
        overlap = min(quote.inner.end, content.end) - max(quote.inner.start, content.start)
        if overlap > 0:
            quoted += overlap
            if quote.inner.start <= content.start and quote.inner.end >= content.end:
                state = "inside"
    if quoted and state == "none":
        state = "mostly" if quoted * 2 > content.end - content.start else "partly"
    if state == "inside" and scene.quote_of[candidate.sentence][candidate.token] >= 0:
        state = "same quotation"
    found.append(f"quoted={state}")
    found.append(f"quoted={state}|{family}")
    first = next((t for t in range(len(parse)) if parse.starts[t] >= content.start), None)
    if first is not None and content.start < parse.span.end:
        found.append(f"first={parse.tags[first]}|{family}")
        found.append(f"opens={parse.lemmas[first]}")
    last = next((t for t in range(len(parse) - 1, -1, -1) if parse.ends[t] <= content.end), None)
    if last is not None and content.end <= parse.span.end:
        following = parse.words[last + 1] if last + 1 < len(parse) else "$"
        found.append(f"then={following if not following.isalpha() else parse.tags[last + 1]}|{family}")
    return found
