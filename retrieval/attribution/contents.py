"""What a cue may introduce: the readings of its content that the grammar allows, the likeliest first.

A frame names the construction:
    that bare wh     says that …, says …, says what …        small     makes them leave, calls it a mistake
    inf obj_inf      wants to …, urges them to …             np        demands a withdrawal
    prep:on          insists on …                            rel       which Tarn rejects
    before around    “…,” he said; …, he said, …             as        …, as he put it
    quote colon      he was blunt: “…”                       passive   was rejected by Tarn
    adj:to adj:that  is open to …, is confident that …       noun:for noun:that noun:inf   the call for …
    according        according to X, …; …, according to X    in:by     by one estimate, …
    headline         X: …                                    next      a quotation in the next sentence
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from retrieval.attribution.scene import Candidate, Scene, trim
from retrieval.parsing import Parse
from retrieval.types import Span

_WH = frozenset(("what", "how", "why", "when", "where", "who", "which", "whether", "if", "whom", "whose"))
_LINKING = frozenset(("be", "feel", "remain", "seem", "sound", "become", "get", "stand", "stay"))
# After what was said, these say when or through which medium it was said.
_ADJUNCTS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december week month year day today tomorrow yesterday morning afternoon evening night "
    "statement interview email e-mail letter speech conference briefing post tweet twitter telegram call television tv "
    "radio memo article essay column book report rally meeting hearing testimony filing time weekend facebook".split()
)
_CLAUSE_MARKS = frozenset((",", "-", "—", "–", "--", ";", ":", ".", "!", "?", ")", "”", '"', "''", "»", "’", "'"))
_QUOTED_AT_LEAST = 2  # words; shorter ones are no speech


def contents(scene: Scene, sentence: int) -> Iterator[Candidate]:
    """Every candidate of one sentence; several for one cue token, the likeliest first."""
    parse = scene.parses[sentence]
    yield from _headline(scene, sentence, parse)
    for token, tag in enumerate(parse.tags):
        if parse.words[token].lower() == "according" and parse.words[token + 1 : token + 2] == ("to",):
            yield from _according(sentence, parse, token)
        elif tag[:2] == "VB" and parse.deps[token] not in ("aux", "auxpass"):
            yield from _verb(scene, sentence, parse, token)
        elif tag[:2] == "NN" and parse.deps[token] not in ("compound", "npadvmod"):
            yield from _complements(sentence, parse, token, token, "noun")
            if parse.deps[token] == "ROOT" or (parse.deps[token] == "compound" and tag in ("NNS", "NNPS")):
                yield from _quote_after(scene, sentence, parse, token)
        elif tag == "IN":
            yield from _preposition(sentence, parse, token)


def _verb(scene: Scene, sentence: int, parse: Parse, v: int) -> Iterator[Candidate]:
    if parse.lemmas[v] in _LINKING:
        for c in parse.children[v]:
            if c > v and parse.deps[c] in ("acomp", "oprd") and parse.tags[c] not in ("VBG",):
                yield from _complements(sentence, parse, c, v, "adj")
    spoken_before = list(_before(scene, sentence, parse, v))
    yield from spoken_before
    yield from _passive(sentence, parse, v)
    yield from _relative(sentence, parse, v)
    yield from _after(sentence, parse, v)
    if not spoken_before:
        yield from _quote_after(scene, sentence, parse, v)


# --- what is said stands after the verb ------------------------------------------------------------------------------


def _after(sentence: int, parse: Parse, v: int) -> Iterator[Candidate]:
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
        start, frame = _clause_start(parse, clause, v)
        aux = parse.child(clause, "aux")
        if frame == "bare" and aux is not None and tags[aux] == "TO":
            frame = "obj_inf" if parse.child(clause, "nsubj") is not None else "inf"
        elif frame == "bare" and tags[clause] in ("VB", "VBG", "VBN", "JJ", "NN", "NNS") and aux is None:
            frame = "small"
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
            if c < infinitive and deps[c] == "prep" and (goal := parse.child(c, "pobj")) is not None and to:
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


def _clause_start(parse: Parse, clause: int, after: int) -> tuple[int, str]:
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
    """Where the content may end, by the right dependents of the cue: the full reach first, then shorter ones."""
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
            participle = dep == "advcl" and comma and parse.tags[c] in ("VBG", "VBN")
            if cut is None and (participle or dep in ("advcl", "parataxis") or _is_adjunct(parse, c)):
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


def _is_adjunct(parse: Parse, c: int) -> bool:
    """A time or a medium: "on Sunday", "in a statement"."""
    if parse.deps[c] == "prep":
        goal = parse.child(c, "pobj")
        return goal is not None and parse.lemmas[goal] in _ADJUNCTS
    return parse.deps[c] in ("npadvmod", "advmod") and parse.lemmas[c] in _ADJUNCTS


# --- what is said stands before the verb, or around it ---------------------------------------------------------------


def _before(scene: Scene, sentence: int, parse: Parse, v: int) -> Iterator[Candidate]:
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
            yield from _around(sentence, parse, v, (first, last), wide, end, "before")
        yield from _around(sentence, parse, v, (first, last), start, end, "before")
        return
    top = parse.heads[v]
    if parse.deps[v] in ("parataxis", "ccomp", "advcl", "conj", "dep") and top != v and follows:
        start, stop = parse.edges[top]
        if start < first and stop > last and parse.deps[v] in ("parataxis", "dep"):
            yield from _around(sentence, parse, v, (first, last), start, stop, "around")
        elif parse.deps[v] == "parataxis" and start < first:
            yield from _around(sentence, parse, v, (first, last), start, first - 1, "before")
        elif start < first and parse.deps[v] == "ccomp" and top < first and subject(parse, v) is not None:
            yield from _around(sentence, parse, v, (first, last), start, first - 1, "before-")
    # 2. a clause that the parse hangs on the verb
    clause = next((c for c in parse.children[v] if parse.deps[c] == "ccomp" and parse.edges[c][1] < first), None)
    if clause is not None:
        begin = _clause_begin(parse, v, parse.edges[clause][0])
        yield from _around(sentence, parse, v, (first, last), begin, end, "before")
        yield from _around(sentence, parse, v, (first, last), parse.edges[clause][0], end, "before-")
        return
    # 3. the sentence ends in "…, X said."
    if follows and subject(parse, v) is not None and any(parse.tags[t][:2] in ("VB", "MD") for t in range(first)):
        late = [c for c in parse.children[v] if c > last and parse.deps[c] in ("ccomp", "xcomp", "dobj")]
        if not late:
            yield from _around(sentence, parse, v, (first, last), _clause_begin(parse, v, 0), end, "before?")


def _saying(scene: Scene, sentence: int, parse: Parse, v: int) -> tuple[int, int]:
    """First and last token of "X said" itself: verb, helpers, subject, addressee, time; without what is said."""
    first = last = v
    for c in parse.children[v]:
        dep = parse.deps[c]
        start, end = parse.edges[c]
        if dep in ("nsubj", "nsubjpass", "aux", "auxpass", "neg", "prt", "dative", "csubj"):
            first, last = min(first, start), max(last, end)
        elif c < v and dep == "advmod" and (start >= first - 2 or parse.heads[c] == v):
            if parse.words[start - 1] in _CLAUSE_MARKS or first - end <= 1:
                first = min(first, start)
        elif c > v and dep in ("prep", "npadvmod", "dobj", "agent", "advmod", "oprd"):
            if parse.words[start - 1] in _CLAUSE_MARKS or scene.opens(sentence, start):
                break
            last = max(last, end)
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


def _around(
    sentence: int, parse: Parse, v: int, saying: tuple[int, int], start: int, end: int, frame: str
) -> Iterator[Candidate]:
    """A content from token `start` to `end` with the cue's own clause inside it or after it."""
    first, last = saying
    pieces = [trim(parse, start, min(end, first - 1)) if start < first else None]
    pieces.append(trim(parse, last + 1, end) if end > last else None)
    parts = tuple(piece for piece in pieces if piece is not None)
    if parts:
        cue = cue_words(parse, v)
        yield Candidate(sentence, v, *cue, frame, Span(parts[0].start, parts[-1].end), parts if len(parts) > 1 else ())


# --- quotations that the parse did not attach ------------------------------------------------------------------------


def _quote_after(scene: Scene, sentence: int, parse: Parse, v: int) -> Iterator[Candidate]:
    quoted = scene.quote_of[sentence]
    first, last = cue_words(parse, v)
    if quoted[v] >= 0:
        return
    for t in range(v + 1, len(parse)):
        if scene.opens(sentence, t) and quoted[t] != quoted[v]:
            quote = scene.quotes[quoted[t]]
            if len(quote.inner.of(scene.text).split()) >= _QUOTED_AT_LEAST:
                frame = "quote" if parse.words[t - 1] in (",", ":") else "quote-"
                yield Candidate(sentence, v, first, last, frame, trim_quote(scene.text, quote.inner))
            return
        if parse.tags[t][:2] == "VB" and parse.deps[t] in ("ROOT", "conj", "ccomp", "advcl", "relcl"):
            return
    if parse.deps[v] not in ("ROOT", "conj", "advcl", "acl", "xcomp", "ccomp"):
        return
    colon = next((t for t in range(v + 1, len(parse) - 1) if parse.words[t] == ":"), None)
    if colon is not None:
        span = trim(parse, colon + 1, len(parse) - 1)
        if span is not None:
            yield Candidate(sentence, v, first, last, "colon", span)
        return
    if sentence + 1 >= len(scene.parses):
        return
    following = scene.parses[sentence + 1]
    if scene.opens(sentence + 1, 0):
        quote = scene.quotes[scene.quote_of[sentence + 1][0]]
        if parse.words[-1] in (":", ","):
            yield Candidate(sentence, v, first, last, "quote", trim_quote(scene.text, quote.inner))
        elif quote.outer.end >= following.span.end - 1:
            yield Candidate(sentence, v, first, last, "next", trim_quote(scene.text, quote.inner))
    elif parse.words[-1] == ":":
        span = trim(following, 0, len(following) - 1)
        if span is not None:
            yield Candidate(sentence, v, first, last, "colon+", span)


def trim_quote(text: str, span: Span) -> Span:
    start, end = span
    while start < end and not (text[start].isalnum() or text[start] in "$£€#@"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in "%$"):
        end -= 1
    return Span(start, end) if start < end else span


def extended(scene: Scene, candidate: Candidate) -> Candidate:
    """The candidate with its quotation whole, also over sentences, and with quotations that go on right after it."""
    home = scene.parses[candidate.sentence]
    cue = Span(home.starts[candidate.token], home.ends[candidate.token])
    pieces = list(candidate.pieces)
    direct = None
    for i, piece in enumerate(pieces):
        for quote in scene.quotes:
            if quote.outer.start >= piece.end:
                break
            if quote.outer.end <= piece.start or quote.outer.overlaps(cue):
                continue
            crosses = quote.outer.start < home.span.start or quote.outer.end > home.span.end
            if crosses and (
                quote.inner.start <= piece.start or quote.inner.end >= piece.end or piece.overlaps(quote.inner)
            ):
                start, end = min(piece.start, quote.inner.start), max(piece.end, quote.inner.end)
                piece = pieces[i] = trim_quote(scene.text, Span(start, end))
            if (
                not any(map(str.isalnum, scene.text[pieces[i].end : quote.outer.end]))
                and quote.inner.end >= pieces[i].end
            ):
                direct = quote
    if direct is None or candidate.frame.split(":")[0] in (
        "noun",
        "adj",
        "prep",
        "np",
        "rel",
        "passive",
        "inf",
        "obj_inf",
    ):
        return _rebuilt(candidate, pieces)
    after = max(direct.outer.end, home.span.end) - 1
    at = next((i for i in range(candidate.sentence, len(scene.parses)) if scene.parses[i].span.start >= after), None)
    while at is not None:
        if not scene.opens(at, 0) or (scene.fresh_line[at] and not direct.carried):
            break
        direct = scene.quotes[scene.quote_of[at][0]]
        end = next((i for i in range(at, len(scene.parses)) if scene.parses[i].span.end >= direct.inner.end), at)
        if any(map(str.isalnum, scene.text[direct.outer.end : scene.parses[end].span.end])):
            break
        pieces.append(trim_quote(scene.text, direct.inner))
        at = end + 1 if end + 1 < len(scene.parses) else None
    return _rebuilt(candidate, pieces)


def _rebuilt(candidate: Candidate, pieces: list[Span]) -> Candidate:
    content = Span(min(p.start for p in pieces), max(p.end for p in pieces))
    return replace(candidate, content=content, parts=tuple(pieces) if len(pieces) > 1 else ())


# --- passives, relatives, adjectives, nouns, prepositions, layout ----------------------------------------------------


def _passive(sentence: int, parse: Parse, v: int) -> Iterator[Candidate]:
    """ "The plan was rejected by Tarn"."""
    passive = parse.child(v, "nsubjpass")
    if passive is None or parse.child(v, "agent") is None:
        return
    span = trim(parse, *parse.edges[passive])
    if span is not None and any(parse.deps[c] in ("xcomp", "ccomp") for c in parse.children[v]):
        return
    if span is not None:
        yield Candidate(sentence, v, *cue_words(parse, v), "passive", span)


def _relative(sentence: int, parse: Parse, v: int) -> Iterator[Candidate]:
    """ "the treaty, which Tarn rejects": the relative pronoun stands for the content."""
    for c in parse.children[v]:
        if c < v and parse.tags[c] in ("WDT", "WP") and parse.deps[c] in ("dobj", "pobj", "attr"):
            yield Candidate(sentence, v, *cue_words(parse, v), "rel", parse.slice(c, c))
            return
    if parse.deps[v] == "relcl" and parse.child(v, "dobj") is None and subject(parse, v) is not None:
        noun = parse.heads[v]
        if noun < v and not any(parse.tags[c] in ("WDT", "WP") for c in parse.children[v]):
            yield Candidate(sentence, v, *cue_words(parse, v), "rel-", parse.slice(*_left_phrase(parse, noun)))


def _left_phrase(parse: Parse, noun: int) -> tuple[int, int]:
    return parse.edges[noun][0], noun


def _complements(sentence: int, parse: Parse, head: int, verb: int, kind: str) -> Iterator[Candidate]:
    """What an adjective or a noun takes: that-clause, infinitive or prepositional object."""
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
                start, clause = _clause_start(parse, c, head)
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


def _according(sentence: int, parse: Parse, token: int) -> Iterator[Candidate]:
    """ "According to X, …", "…, according to X" and in the middle."""
    goal = parse.child(token + 1, "pobj") or parse.child(token, "pobj")
    if goal is None or goal < token:
        return
    saying = token, max(token + 1, _phrase_end(parse, goal))
    top = parse.heads[token]
    while parse.tags[top][:2] not in ("VB", "MD") and parse.heads[top] != top:
        top = parse.heads[top]
    start, end = parse.edges[top]
    if start >= saying[0] and end <= saying[1]:
        start, end = 0, len(parse) - 1
    for frame, (begin, stop) in (("according", (start, end)), ("according-", (0, len(parse) - 1))):
        for candidate in _around(sentence, parse, token, saying, begin, stop, frame):
            yield replace(candidate, first=token, last=token + 1)
    if saying[1] >= len(parse) - 2 and token > 2:  # at the end: the clause just before it may be all
        comma = max((t for t in range(token - 2) if parse.words[t] in (",", ";")), default=-1)
        if comma > 0:
            for candidate in _around(sentence, parse, token, saying, comma + 1, token - 1, "according<"):
                yield replace(candidate, first=token, last=token + 1)


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


def _preposition(sentence: int, parse: Parse, token: int) -> Iterator[Candidate]:
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
        for candidate in _around(
            sentence, parse, token, parse.edges[token], *parse.edges[top], f"in:{parse.lemmas[token]}"
        ):
            yield replace(candidate, first=token, last=token)
    if parse.lemmas[token] == "as" and parse.deps[token] == "mark" and parse.deps[top] == "advcl":
        whole = parse.edges[parse.heads[top]]
        yield from _around(sentence, parse, top, parse.edges[top], *whole, "as")


def _headline(scene: Scene, sentence: int, parse: Parse) -> Iterator[Candidate]:
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


# --- words -----------------------------------------------------------------------------------------------------------


def subject(parse: Parse, v: int) -> int | None:
    return parse.child(v, "nsubj", "nsubjpass", "csubj")


def cue_words(parse: Parse, v: int) -> tuple[int, int]:
    """The verb with its helpers and its particle."""
    first = last = v
    for c in reversed(parse.children[v]):
        if c < v and parse.deps[c] in ("aux", "auxpass", "neg", "advmod") and parse.edges[c] == (first - 1, first - 1):
            first = c
        if parse.deps[c] == "prt" and c == v + 1:
            last = c
    while first < v and parse.deps[first] == "advmod":
        first += 1
    return first, last
