"""What is said stands after the verb: a clause, an infinitive, an object, a prepositional object."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.grammar.cues import cue_words
from retrieval.grammar.parsing import Parse
from retrieval.grammar.scene import Candidate, trim

_WH = frozenset(("what", "how", "why", "when", "where", "who", "which", "whether", "if", "whom", "whose"))
# After what was said, these say when or through which medium it was said.
_ADJUNCTS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december week month year day today tomorrow yesterday morning afternoon evening night "
    "statement interview email e-mail letter speech conference briefing post tweet twitter telegram call television tv "
    "radio memo article essay column book report rally meeting hearing testimony filing time weekend facebook".split()
)
CONDITIONS = frozenset(("if", "unless", "until", "provided", "providing"))


def after(sentence: int, parse: Parse, v: int) -> Iterator[Candidate]:
    found = _start_after(parse, v)
    if found is None:
        return
    start, head, frame, cue_last = found
    first, last = cue_words(parse, v)
    last = max(last, cue_last)
    ends = _ends(parse, v, start, head)
    seen = set()
    for name, end in ends:
        span = trim(parse, start, end)
        if span is not None and span not in seen:
            seen.add(span)
            yield Candidate(sentence, v, first, last, frame + name, span)


def _start_after(parse: Parse, v: int) -> tuple[int, int, str, int] | None:
    """First token of the content, the head it hangs on, the frame, and the last token of the cue."""
    deps, tags = parse.deps, parse.tags
    right = [c for c in parse.children[v] if c > v]
    clause = next((c for c in right if deps[c] == "ccomp" and parse.edges[c][1] > v), None)
    if clause is not None:
        start, frame = clause_start(parse, clause, v)
        aux = parse.child(clause, "aux")
        if frame == "bare" and aux is not None and tags[aux] == "TO":
            frame = "obj_inf" if parse.child(clause, "nsubj") is not None else "inf"
        elif frame == "bare" and tags[clause] in ("VB", "VBG", "VBN", "JJ", "NN", "NNS") and aux is None:
            frame = "small"
        said = next((c for c in parse.children[clause] if c > clause and deps[c] in ("ccomp", "acl", "advcl")), None)
        if tags[clause] in ("JJ", "JJR", "NN") and said is not None and _is_empty(parse, clause):
            start, frame = clause_start(parse, said, clause)  # makes it clear that …
            return start, said, frame, clause
        addressee = next((c for c in right if c < clause and deps[c] in ("dobj", "dative")), None)
        if frame in ("obj_inf", "inf") and addressee is not None:
            start, frame = parse.edges[addressee][0], "obj_inf"
        return start, clause, frame, v
    infinitive = next((c for c in right if deps[c] == "xcomp" and parse.edges[c][1] > v), None)
    if infinitive is not None:
        start = max(parse.edges[infinitive][0], v + 1)
        aux = parse.child(infinitive, "aux")
        to = aux is not None and tags[aux] == "TO"
        frame, last = ("inf" if to else "ger" if tags[infinitive] == "VBG" else "small"), v
        for c in right:
            goal = parse.child(c, "pobj") if c < infinitive and deps[c] == "prep" and to else None
            if goal is not None and parse.lemmas[goal] in _ADJUNCTS:
                continue  # "voted on Wednesday to object"
            if goal is not None:
                start, frame, last = parse.edges[goal][0], "obj_inf", c  # calls on them to …
                break
            if c < infinitive and deps[c] in ("dobj", "dative"):
                start, frame = parse.edges[c][0], "obj_inf"
                break
        return start, infinitive, frame, last
    obj = next((c for c in right if deps[c] in ("dobj", "attr", "oprd", "acomp")), None)
    if obj is not None:
        return max(parse.edges[obj][0], v + 1), obj, "np" if deps[obj] == "dobj" else "attr", v
    for c in right:
        goal = parse.child(c, "pobj", "pcomp") if deps[c] in ("prep", "agent", "prt", "dative") else None
        if goal is None or (parse.lemmas[goal] in _ADJUNCTS and deps[goal] == "pobj") or deps[c] == "agent":
            continue
        later = next((d for d in right if d > c and deps[d] in ("advcl", "xcomp")), None)
        if later is not None and (aux := parse.child(later, "aux")) is not None and tags[aux] == "TO":
            return parse.edges[goal][0], later, "obj_inf", c
        return parse.edges[goal][0], c, f"prep:{parse.lemmas[c]}", c
    purpose = next((c for c in right if deps[c] == "advcl" and (a := parse.child(c, "aux")) and tags[a] == "TO"), None)
    if purpose is not None and parse.edges[purpose][0] > v:
        return parse.edges[purpose][0], purpose, "inf", v
    return None


def _is_empty(parse: Parse, clause: int) -> bool:
    """Whether a small clause is "it clear": its subject stands for what follows."""
    it = parse.child(clause, "nsubj")
    return it is None or parse.lemmas[it] == "it"


def clause_start(parse: Parse, clause: int, after: int) -> tuple[int, str]:
    start = max(parse.edges[clause][0], after + 1)
    mark = parse.child(clause, "mark")
    if mark is not None and parse.lemmas[mark] == "that":
        return (mark + 1 if mark == start else start), "that"
    if parse.lemmas[start] in _WH:
        return start, "wh"
    if mark is None and start < clause and parse.lemmas[start] == "that" and parse.tags[start] == "IN":
        return start + 1, "that"
    return start, "bare"


def _ends(parse: Parse, v: int, start: int, head: int) -> list[tuple[str, int]]:
    """Where the content may end, by the right dependents of the cue: the likeliest reach first."""
    full = start - 1
    cut = None  # before what usually is no part of it: "…, adding that", "… on Sunday", "…, but stressed"
    own = parse.edges[head][1]
    for c in parse.children[v]:
        if parse.edges[c][1] < start or c < v:
            continue
        dep = parse.deps[c]
        if dep == "punct":
            continue
        if dep in ("cc", "conj") and c > head:
            break
        comma = parse.words[parse.edges[c][0] - 1] in (",", "—", "–")
        if full >= start and c > head:
            condition = dep == "advcl" and any(parse.lemmas[t] in CONDITIONS for t in parse.children[c] if t < c)
            participle = dep == "advcl" and comma and parse.tags[c] in ("VBG", "VBN")
            if cut is None and not condition and (participle or dep in ("advcl", "parataxis") or is_adjunct(parse, c)):
                cut = full
                if participle:
                    break
        full = max(full, parse.edges[c][1])
    if full < start:
        full = own
    ends = [("", full if cut is None else cut)]
    if cut is not None and full > cut:
        ends.append(("+", full))
    if start <= own < ends[0][1]:
        ends.append(("-", own))
    inner = _before_last_clause(parse, head, start)
    if inner is not None:
        ends.append(("<", inner))
    if len(parse) - 2 > max(full, own) and parse.deps[head] in ("ccomp", "xcomp"):
        ends.append((">", len(parse) - 1))  # the parse may have cut it: to the end of the sentence
    return ends


def _before_last_clause(parse: Parse, head: int, start: int) -> int | None:
    """The end of the content without a last adverbial clause, participle or co-ordinated clause of its own."""
    late = [c for c in parse.children[head] if c > head]
    for c in late:
        first = parse.edges[c][0]
        loose = parse.deps[c] in ("relcl", "appos", "acl") and parse.words[first - 1] in (",", "—", "–")
        if (loose or parse.deps[c] in ("advcl", "conj", "parataxis")) and first - 1 > max(start, head):
            before = first - 1
            while before > start and (parse.deps[before] in ("cc", "punct") or parse.lemmas[before] in ("and", "but")):
                before -= 1
            return before if before > start else None
    return None


def is_adjunct(parse: Parse, c: int) -> bool:
    """A time or a medium: "on Sunday", "in a statement"."""
    if parse.deps[c] == "prep":
        goal = parse.child(c, "pobj")
        return goal is not None and parse.lemmas[goal] in _ADJUNCTS
    return parse.deps[c] in ("npadvmod", "advmod") and parse.lemmas[c] in _ADJUNCTS
