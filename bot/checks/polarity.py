"""Yes and no, by the parse: what the claim and the quote say with the same word must be said or denied in both.

Negation is what the grammar calls so (the dependency "neg", "no" before a noun or as a subject), counted along the
verbs that a word depends on, so that "no way we are not going" is a yes. Words of refusal come from the stance lexicon.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.library import Library
from bot.types import Citation
from bot.words import stem
from retrieval.grammar.parsing import Parse
from retrieval.stance.verbs import BY_LEMMA
from retrieval.types import Polarity, Span

_PREDICATES = ("VB", "JJ")
_NOUNS = ("attr", "conj", "appos")  # "is | a movement, not | a party"
_NONE = frozenset(("no", "none", "nobody", "nothing", "neither", "nor", "no-one", "never"))
# A denial reaches down these: "not willing to go".
_THROUGH = frozenset(("xcomp", "aux", "auxpass", "acomp", "attr", "pcomp"))
_OF_NOUN = frozenset(("acl", "relcl"))
_HEDGES = frozenset(("may", "might", "could", "would"))


def reversed_polarity(claim: str, citations: Sequence[Citation], library: Library) -> str | None:
    """Why the claim turns a yes of the quotes into a no, or a no into a yes.

    A word that is denied in one and not in the other is a fault only where the two deny unequally often: the parser may
    have it wrong, and "not A, nor B" deny the same in other places.
    """
    mine = library.parse(_straight(claim))
    theirs = [parse for each in citations for parse in _sentences(each, library)]
    quoted = [parse for each in citations for parse in library.parse(_straight(each.quote))]
    here, there, whole = _polarities(mine), _polarities(quoted), _polarities(theirs)
    unlike = _denies(mine, quoted) != _denies(quoted, mine)
    for word in sorted(here.keys() & there.keys()):
        cut = there[word] == {False} and whole.get(word) == {True}  # the "not" stands just before the quote
        said = whole[word] if cut else there[word]
        if here[word].isdisjoint(said) and (cut or unlike):
            return f"it turns the quote's “{word}” into its opposite"
    if _denies(mine, quoted) and not _refuse(theirs):
        return "it says no where the quote does not"
    if any(_denies_otherwise(parse, whole) for parse in mine) and not any(_opposes(parse) for parse in theirs):
        return "it denies what the quote says"
    if _denies(quoted, mine) and any(map(_root_is_denied, quoted)) and not _refuse(mine):
        return "it leaves out the quote's no"
    return None


def left_out(claim: str, citation: Citation, library: Library) -> str | None:
    """A condition or a hedge of the quote that the claim does not have: a mark, no fault, since it may be elsewhere."""
    mine = library.parse(_straight(claim))
    for parse in library.parse(_straight(citation.quote)):
        words = [word.lower() for word in parse.words]
        marks = {words[at] for at in range(len(parse)) if parse.deps[at] == "mark"} - {"that"}
        if marks and not any(dep == "mark" for each in mine for dep in each.deps):
            return "a condition of the quote is left out"
        if _qualified([parse]) & (_numbers(mine) - _qualified(mine)):
            return "a number of the quote is about or at most so much"
        hedged = any(parse.tags[at] == "MD" and words[at] in _HEDGES for at in range(len(parse)))
        if hedged and not any(tag == "MD" for each in mine for tag in each.tags):
            return "a hedge of the quote is left out"
    return None


def _numbers(parses: Sequence[Parse]) -> set[str]:
    return {parse.words[at] for parse in parses for at in range(len(parse)) if parse.tags[at] == "CD"}


def _qualified(parses: Sequence[Parse]) -> set[str]:
    """The numbers that something before them makes less exact: "up to 20", "about 20", "more than 20"."""
    found = set()
    for parse in parses:
        for at in range(len(parse)):
            if parse.tags[at] == "CD" and any(
                parse.deps[child] in ("quantmod", "advmod") for child in parse.children[at]
            ):
                found.add(parse.words[at])
    return found


def _sentences(citation: Citation, library: Library) -> list[Parse]:
    """The parses of the whole sentences that the quote lies in: a "not" may stand just before it."""
    text, span = library.articles[citation.source].text, Span(citation.start, citation.end)
    touched = [each for each in library.sentences(citation.source) if each.overlaps(span)]
    return [parse for each in touched for parse in library.parse(_straight(each.of(text)))]


def _polarities(parses: Sequence[Parse]) -> dict[str, set[bool]]:
    """Each verb, adjective and noun of a predicate with whether it is denied, in each of the places where it stands."""
    found: dict[str, set[bool]] = {}
    for parse in parses:
        for at in range(len(parse)):
            named = parse.tags[at].startswith("NN") and parse.deps[at] in _NOUNS
            told = parse.tags[at].startswith(_PREDICATES) and parse.deps[at] not in ("aux", "auxpass", "amod")
            if named or told:
                found.setdefault(stem(parse.lemmas[at]), set()).add(is_denied(parse, at))
    return found


def is_denied(parse: Parse, at: int) -> bool:
    """Whether a word is said to be not so, counting the denials that reach it from the words it depends on."""
    count = _denials(parse, at)
    for _ in range(8):
        dep, head = parse.deps[at], parse.heads[at]
        if dep in _OF_NOUN:  # "no way we are going", "nobody who draws benefits"
            count += _is_none(parse, head)
            break
        if head == at or not (dep in _THROUGH or _goes_on(parse, at)):
            break
        at = head
        count += _denials(parse, at)
    return count % 2 == 1


def _root_is_denied(parse: Parse) -> bool:
    return any(is_denied(parse, at) for at in range(len(parse)) if parse.heads[at] == at)


def _opposes(parse: Parse) -> bool:
    """Whether a sentence denies what it is about, or has a verb of the stance lexicon that is against something."""
    against = (BY_LEMMA.get(lemma) for lemma in parse.lemmas)
    return _root_is_denied(parse) or any(known is not None and known[1] is Polarity.AGAINST for known in against)


def _goes_on(parse: Parse, at: int) -> bool:
    """Whether a verb shares the denial of the one that it is joined to: "will not go in and sign"."""
    own = {parse.deps[child] for child in parse.children[at]}
    joints = {parse.words[child].lower() for child in parse.children[parse.heads[at]] if parse.deps[child] == "cc"}
    return parse.deps[at] == "conj" and not own & {"nsubj", "nsubjpass", "neg", "aux"} and "but" not in joints


def _is_none(parse: Parse, noun: int) -> bool:
    below = any(parse.deps[child] == "det" and parse.words[child].lower() in _NONE for child in parse.children[noun])
    return below or parse.words[noun].lower() in _NONE


def _straight(text: str) -> str:
    """With the apostrophe that the parser was taught: "wouldn’t" is no negation to it, "wouldn't" is."""
    return text.replace("’", "'")


def _denials(parse: Parse, at: int) -> int:
    """How often a word is denied by what depends on it: "not", "no …", and a subject or object that is none."""
    count = 0
    for child in parse.children[at]:
        low, dep = parse.words[child].lower(), parse.deps[child]
        none = low in _NONE and dep in ("det", "nsubj", "nsubjpass", "preconj", "dobj", "prep")
        owned = dep in ("nsubj", "nsubjpass", "dobj", "attr") and any(
            parse.words[each].lower() in _NONE and parse.deps[each] in ("det", "neg") for each in parse.children[child]
        )
        count += dep == "neg" or none or owned
    return count


def _denies_otherwise(parse: Parse, there: Mapping[str, set[bool]]) -> bool:
    """Whether the main verb is denied, and is no word of the quote's: "did not call it wrong" of "It is wrong"."""
    roots = [at for at in range(len(parse)) if parse.heads[at] == at and parse.tags[at].startswith("VB")]
    return any(is_denied(parse, at) and stem(parse.lemmas[at]) not in there for at in roots)


def _denies(parses: Sequence[Parse], other: Sequence[Parse]) -> bool:
    """Whether a text denies what it is mainly about: an odd number of denials. "Without" is one beside another denial,
    where the other text has none: "would not raise it without cuts" wants them."""
    words = [(parse, at) for parse in parses for at in range(len(parse))]
    count = sum(parse.deps[at] == "neg" or parse.words[at].lower() in _NONE for parse, at in words)
    if count and not any(word.lower() == "without" for parse in other for word in parse.words):
        count += sum(parse.words[at].lower() == "without" for parse, at in words)
    return count % 2 == 1


def _refuse(parses: Sequence[Parse]) -> bool:
    return any(_refuses(parse, at) for parse in parses for at in range(len(parse)))


def _refuses(parse: Parse, at: int) -> bool:
    """Whether a word says no in any way: by the grammar, by the stance lexicon, or by "un-"."""
    low = parse.words[at].lower()
    known = BY_LEMMA.get(parse.lemmas[at])
    against = known is not None and known[1] is Polarity.AGAINST
    prefixed = parse.tags[at].startswith(("JJ", "RB", "VB")) and low.startswith("un") and not low.startswith("under")
    return parse.deps[at] == "neg" or low in _NONE or low == "without" or against or prefixed
