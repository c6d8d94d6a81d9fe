"""Yes and no, by the parse: what the claim and the quote say with the same word must be said or denied in both.

Negation is what the grammar calls so (the dependency "neg", "no" before a noun or as a subject), counted along the verbs
that a word depends on, so that "no way we are not going" is a yes. Words of refusal come from the stance lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.library import Library
from bot.types import Citation
from bot.words import stem
from retrieval.grammar.parsing import Parse
from retrieval.stance.verbs import BY_LEMMA
from retrieval.types import Polarity, Span

_PREDICATES = ("VB", "JJ")
_NONE = frozenset(("no", "none", "nobody", "nothing", "neither", "nor", "no-one"))
_THROUGH = frozenset(("xcomp", "acl", "aux", "auxpass", "acomp", "attr", "pcomp"))  # a denial reaches down these
_HEDGES = frozenset(("may", "might", "could", "would"))
_IF = frozenset(("if", "unless", "until", "provided", "once"))


def reversed_polarity(claim: str, citation: Citation, library: Library) -> str | None:
    """Why the claim turns a yes of the quote into a no, or a no into a yes."""
    mine, theirs = library.parse(claim), list(_sentences(citation, library))
    here, there = dict(_polarities(mine)), _all_polarities(theirs)
    shared = here.keys() & there.keys()
    if any(here[word] in there[word] for word in shared):
        return None if not _lone_no(mine, theirs) else "it says no where the quote does not"
    if shared:
        return f"it turns the quote's “{sorted(shared)[0]}” into its opposite"
    if _lone_no(mine, theirs):
        return "it says no where the quote does not"
    return None


def left_out(claim: str, citation: Citation, library: Library) -> str | None:
    """A condition or a hedge of the quote that the claim does not have: a mark, no fault, since it may be elsewhere."""
    mine = library.parse(claim)
    own = {word.lower() for parse in mine for word in parse.words}
    for parse in _sentences(citation, library, inside=True):
        words = [word.lower() for word in parse.words]
        marks = {words[at] for at in range(len(parse)) if parse.deps[at] == "mark" and words[at] in _IF}
        if marks and not own & _IF and not _is_conditional(mine):
            return "a condition of the quote is left out"
        hedges = {words[at] for at in range(len(parse)) if parse.tags[at] == "MD" and words[at] in _HEDGES}
        if hedges and not any(tag == "MD" for each in mine for tag in each.tags):
            return "a hedge of the quote is left out"
    return None


def _is_conditional(parses: Sequence[Parse]) -> bool:
    return any(dep == "mark" and word.lower() in _IF for each in parses for dep, word in zip(each.deps, each.words))


def _sentences(citation: Citation, library: Library, inside: bool = False) -> Iterator[Parse]:
    """The parses of the whole sentences that the quote lies in: a "not" may stand just before it."""
    text, span = library.articles[citation.source].text, Span(citation.start, citation.end)
    if inside:
        yield from library.parse(citation.quote)
        return
    for sentence in library.sentences(citation.source):
        if sentence.overlaps(span):
            yield from library.parse(sentence.of(text))


def _polarities(parses: Sequence[Parse]) -> Iterator[tuple[str, bool]]:
    """Each verb and adjective with whether it is denied."""
    for parse in parses:
        for at in range(len(parse)):
            if parse.tags[at].startswith(_PREDICATES) and parse.deps[at] not in ("aux", "auxpass", "amod"):
                yield stem(parse.lemmas[at]), is_denied(parse, at)


def _all_polarities(parses: Sequence[Parse]) -> dict[str, set[bool]]:
    found: dict[str, set[bool]] = {}
    for word, denied in _polarities(parses):
        found.setdefault(word, set()).add(denied)
    return found


def is_denied(parse: Parse, at: int) -> bool:
    """Whether a word is said to be not so, counting the denials that reach it from the words it depends on."""
    count = 0
    for _ in range(8):
        count += _denials(parse, at)
        if parse.deps[at] not in _THROUGH or parse.heads[at] == at:
            break
        at = parse.heads[at]
    return count % 2 == 1


def _denials(parse: Parse, at: int) -> int:
    count = 0
    for child in parse.children[at]:
        low = parse.words[child].lower()
        denies = parse.deps[child] == "neg" or (
            low in _NONE and parse.deps[child] in ("det", "nsubj", "nsubjpass", "preconj")
        )
        owned = parse.deps[child] in ("nsubj", "nsubjpass", "dobj", "attr") and any(
            parse.words[each].lower() in _NONE and parse.deps[each] in ("det", "neg") for each in parse.children[child]
        )
        count += denies or owned
    return count


def _lone_no(mine: Sequence[Parse], theirs: Sequence[Parse]) -> bool:
    """Whether the claim denies its main verb while nothing in the quote's sentences denies or refuses anything."""
    roots = [is_denied(parse, at) for parse in mine for at in range(len(parse)) if parse.heads[at] == at]
    return any(roots) and not any(_refuses(parse, at) for parse in theirs for at in range(len(parse)))


def _refuses(parse: Parse, at: int) -> bool:
    low = parse.words[at].lower()
    known = BY_LEMMA.get(parse.lemmas[at])
    negative = parse.deps[at] == "neg" or low in _NONE or low in ("without", "never", "only")
    against = known is not None and known[1] is Polarity.AGAINST
    prefixed = parse.tags[at].startswith(("JJ", "RB")) and low.startswith(("un", "in", "im"))
    return negative or against or prefixed
