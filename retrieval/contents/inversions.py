"""What is said stands before the verb, or around it: "…, X said", "…, X said, …"."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.contents.after import is_adjunct
from retrieval.grammar.cues import around, subject
from retrieval.grammar.parsing import Parse
from retrieval.grammar.scene import Candidate, Scene

_CLAUSE_MARKS = frozenset((",", "-", "—", "–", "--", ";", ":", ".", "!", "?", ")", "”", '"', "''", "»", "’", "'"))
_QUOTED_AT_LEAST = 2  # tokens
_NAMING = frozenset(("NNP", "NNPS", "NN", "DT", "JJ", "POS", "CD"))


def before(scene: Scene, sentence: int, parse: Parse, v: int) -> Iterator[Candidate]:
    first, last = _saying(scene, sentence, parse, v)
    if first == 0:
        return
    quoted = scene.quote_of[sentence]
    own = quoted[v]
    if not (parse.words[first - 1] in _CLAUSE_MARKS or scene.closes(sentence, first - 1)):
        return
    follows = last + 1 >= len(parse) or parse.words[last + 1] in _CLAUSE_MARKS or scene.opens(sentence, last + 1)
    rest = _goes_on(scene, sentence, parse, v, last)
    end = rest if rest is not None else first - 1
    # 1. a quotation ends just before
    at = first - 1
    while at > 0 and parse.words[at] in (",", "-", "—", "–") and quoted[at] in (-1, own):
        at -= 1
    if quoted[at] >= 0 and quoted[at] != own and scene.closes(sentence, at):
        start = at
        while start > 0 and quoted[start - 1] == quoted[at]:
            start -= 1
        if start > 1 and parse.words[start - 1] not in (",", ":", ";", "—", "."):
            wide = _clause_begin(parse, v, start)
            yield from around(sentence, parse, v, (first, last), wide, end, "before")
        yield from around(sentence, parse, v, (first, last), start, end, "before")
        return
    top = parse.heads[v]
    if parse.deps[v] in ("parataxis", "ccomp", "advcl", "conj", "dep") and top != v and follows:
        start, stop = parse.edges[top]
        if start < first and stop > last and parse.deps[v] in ("parataxis", "dep"):
            yield from around(sentence, parse, v, (first, last), start, stop, "around")
        elif parse.deps[v] == "parataxis" and start < first:
            yield from around(sentence, parse, v, (first, last), start, first - 1, "before")
        elif start < first and parse.deps[v] == "ccomp" and top < first and subject(parse, v) is not None:
            yield from around(sentence, parse, v, (first, last), start, first - 1, "before-")
    # 2. a clause that the parse hangs on the verb
    clause = next((c for c in parse.children[v] if parse.deps[c] == "ccomp" and parse.edges[c][1] < first), None)
    if clause is not None and _is_indirect_question(parse, clause):
        return  # "Asked by X whether he would go, Tarn said that …"
    if clause is not None:
        begin = _clause_begin(parse, v, parse.edges[clause][0])
        yield from around(sentence, parse, v, (first, last), begin, end, "before")
        yield from around(sentence, parse, v, (first, last), parse.edges[clause][0], end, "before-")
        return
    # 3. the sentence ends in "…, X said."
    said_before = any(parse.tags[t][:2] in ("VB", "MD") for t in range(first))
    own_object = any(_is_object(parse, c) for c in parse.children[v] if c > v)
    if follows and said_before and not own_object and subject(parse, v) is not None:
        yield from around(sentence, parse, v, (first, last), _clause_begin(parse, v, 0), end, "before?")


def _is_indirect_question(parse: Parse, clause: int) -> bool:
    return any(parse.lemmas[c] == "whether" for c in parse.children[clause] if parse.deps[c] == "mark")


def _is_object(parse: Parse, c: int) -> bool:
    """Whether a right dependent is what the verb is about: then nothing before it is."""
    if parse.deps[c] != "prep":
        return parse.deps[c] in ("ccomp", "xcomp", "dobj")
    goal = parse.child(c, "pobj", "pcomp")
    return goal is not None and parse.lemmas[c] not in ("in", "at", "to", "during") and not is_adjunct(parse, c)


def _saying(scene: Scene, sentence: int, parse: Parse, v: int) -> tuple[int, int]:
    """First and last token of "X said" itself: verb, helpers, subject, addressee, time; without what is said."""
    first = last = v
    quoted = scene.quote_of[sentence]
    for c in parse.children[v]:
        dep = parse.deps[c]
        start, end = parse.edges[c]
        if quoted[c] not in (-1, quoted[v]):
            continue  # "“Children testifying,” Okoro said": the parser took the children for its subject
        if dep in ("nsubj", "nsubjpass", "aux", "auxpass", "neg", "prt", "dative", "csubj"):
            first, last = min(first, start), max(last, end)
        elif c < v and dep == "advmod" and (start >= first - 2 or parse.heads[c] == v):
            if parse.words[start - 1] in _CLAUSE_MARKS or first - end <= 1:
                first = min(first, start)
        elif c > v and dep in ("prep", "npadvmod", "dobj", "agent", "advmod", "oprd"):
            if parse.words[start - 1] in _CLAUSE_MARKS or scene.opens(sentence, start):
                break
            last = max(last, end)
    start = first
    while start > 0 and parse.tags[start - 1] in _NAMING and quoted[start - 1] == quoted[v]:
        start -= 1
    if start > 0 and scene.closes(sentence, start - 1):
        first = start  # "“…,” the LNA Tarsia Action wrote": one name, which the parser cut in two
    return first, last


def _clause_begin(parse: Parse, v: int, at: int) -> int:
    """Where the sentence's clause begins that holds token `at`, seen from the cue `v`."""
    start = min(parse.edges[v][0], at)
    while start < at and parse.words[start].lower() in ("but", "and", "so", ",", "yet"):
        start += 1
    return start


def _goes_on(scene: Scene, sentence: int, parse: Parse, v: int, last: int) -> int | None:
    """ "“…,” X said, “…”": the last token of what goes on after the cue, if it does."""
    at = last + 1
    while at < len(parse) and parse.words[at] in (",", ":", "—", "–", "--"):
        at += 1
    quoted = scene.quote_of[sentence]
    if at >= len(parse) or quoted[at] == quoted[v] or not scene.opens(sentence, at):
        return None
    end = at
    while end + 1 < len(parse) and quoted[end + 1] == quoted[at]:
        end += 1
    return end if end - at > _QUOTED_AT_LEAST else None
