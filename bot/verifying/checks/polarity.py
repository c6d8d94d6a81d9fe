"""Yes and no, by the parse: what the claim and the quote say with the same word must be said or denied in both.

Negation is what the grammar calls so (the dependency "neg", "no" before a noun or as a subject), counted along the
verbs that a word depends on, so that "no way we are not going" is a yes. Words of refusal come from the stance lexicon.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.library import Library
from bot.passages.cited import cited_texts
from bot.types import Citation
from bot.verifying.checks.scopes import NONE, into_scope, is_no, limits, out_of_scope, reach, says_no
from bot.words import content_words, stem, straight
from retrieval.grammar.parsing import Parse
from retrieval.grammar.scene import SAYING
from retrieval.stance.acts import NOT_DOING
from retrieval.stance.verbs import BY_LEMMA
from retrieval.types import Polarity

_PREDICATES = ("VB", "JJ")
_NOUNS = ("attr", "conj", "appos")  # "is | a movement, not | a party"
# A denial reaches down these: "not willing to go".
_THROUGH = frozenset(("xcomp", "aux", "auxpass", "acomp", "attr", "pcomp"))
_WANTING = NOT_DOING | {"lack"}  # "lacks the votes"
_OF_NOUN = frozenset(("acl", "relcl"))
_FINITE = ("VBZ", "VBP", "VBD")


def reversed_polarity(claim: str, citations: Sequence[Citation], library: Library) -> str | None:
    """Why the claim turns a yes of the quotes into a no, or a no into a yes.

    A word that is denied in one and not in the other is a fault only where the two deny unequally often: the parser may
    have it wrong, and "not A, nor B" deny the same in other places.
    """
    mine = library.parse(straight(claim))
    theirs = [parse for each in cited_texts(citations, library) for parse in library.parse(straight(each))]
    quoted = [parse for each in citations for parse in library.parse(straight(each.quote))]
    here, there, whole = _polarities(mine), _polarities(quoted), _polarities(theirs)
    if limits(mine, True) & limits(quoted, False) or limits(mine, False) & limits(quoted, True):
        return "it turns the quote's limits into their opposite"
    unlike = _denies(mine, quoted) != _denies(quoted, mine)
    for word in sorted(here.keys() & there.keys()):
        cut = there[word] == {False} and whole.get(word) == {True}  # the "not" stands just before the quote
        said = whole[word] if cut else there[word]
        if here[word].isdisjoint(said) and (cut or unlike or not _is_moved(word, mine, quoted)):
            return f"it turns the quote's “{word}” into its opposite"
    if _denies(mine, quoted) and not refuse(theirs):
        return "it says no where the quote does not"
    if any(_denies_otherwise(parse, whole) for parse in mine) and not any(_opposes(parse) for parse in theirs):
        return "it denies what the quote says"
    if (
        _denies(quoted, mine)
        and any(_root_is_denied(parse) for parse in quoted if _says_of(parse, mine))
        and not refuse(mine)
    ):
        return "it leaves out the quote's no"
    if any(map(_denies_saying, mine)) and not any(map(_denies_saying, theirs)) and not _declines(theirs):
        return "it denies that it was said"
    if _denies_refusal(mine) and not any(is_no(parse, at) for parse in theirs for at in range(len(parse))):
        return "it denies what the quote refuses"
    if not refuse(mine) and (words := out_of_scope(mine, quoted)) is not None:
        return f"it leaves out the quote's no before “{words}”"
    if denials(mine) > denials(quoted) > 0 and not _turns_down(theirs):
        return "it says no once more than the quote"
    if not _turns_down(theirs) and (words := into_scope(mine, quoted)) is not None:
        return f"it says no before “{words}”, and the quote does not"
    return None


def _is_moved(word: str, mine: Sequence[Parse], quoted: Sequence[Parse]) -> bool:
    """Whether the "no" before a word of the claim may be one of the quote's, where both say no equally often: one
    at a word that the claim has without it, one that reaches so far, or one that the word hangs on ("isn't true")."""
    here, there = _polarities(mine), _polarities(quoted)
    if here[word] != {True} or not denials(quoted) or word in reach(quoted):
        return True
    places = ((parse, at) for parse in mine for at in range(len(parse)))
    words = {stem(parse.words[at]) for parse, at in places if parse.deps[at] not in ("aux", "auxpass")}
    if any(True in said and other in words and True not in here.get(other, ()) for other, said in there.items()):
        return True
    places = ((parse, at) for parse in quoted for at in range(len(parse)))
    return any(_hangs_on_a_no(parse, at) for parse, at in places if stem(parse.lemmas[at]) == word)


def _hangs_on_a_no(parse: Parse, at: int) -> bool:
    for _ in range(8):
        own = any(parse.deps[child] in ("nsubj", "nsubjpass") for child in parse.children[at])
        if parse.heads[at] == at or (parse.deps[at] == "conj" and own):
            return False
        at = parse.heads[at]
        if _denials(parse, at) or _is_none(parse, at):
            return True
    return False


def _polarities(parses: Sequence[Parse]) -> dict[str, set[bool]]:
    """Each verb, adjective and noun of a predicate with whether it is denied, in each of the places where it stands."""
    found: dict[str, set[bool]] = {}
    for parse in parses:
        for at in range(len(parse)):
            named = parse.tags[at].startswith("NN") and parse.deps[at] in _NOUNS
            told = parse.tags[at].startswith(_PREDICATES) and parse.deps[at] not in ("aux", "auxpass", "amod")
            if (named or told) and not _is_copula(parse, at):
                found.setdefault(stem(parse.lemmas[at]), set()).add(is_denied(parse, at))
    return found


def _is_copula(parse: Parse, at: int) -> bool:
    """Whether a word only joins an adjective, which says what is so: "is unable" is "is not able"."""
    return parse.lemmas[at] == "be" and any(parse.deps[child] == "acomp" for child in parse.children[at])


def is_denied(parse: Parse, at: int) -> bool:
    """Whether a word is said to be not so, counting the denials that reach it from the words it depends on."""
    count = _denials(parse, at)
    for _ in range(8):
        dep, head = parse.deps[at], parse.heads[at]
        count += _holds_off(parse, at)
        if dep in _OF_NOUN:  # "no way we are going", "nobody who draws benefits"
            count += _is_none(parse, head)
            break
        if head == at or not (dep in _THROUGH or _goes_on(parse, at)):
            break
        at = head
        count += _denials(parse, at)
    return count % 2 == 1


def _holds_off(parse: Parse, at: int) -> bool:
    """Whether what a verb hangs on has the "no" in itself: "declined to say", "is unable to pay"."""
    head = parse.heads[at]
    adjective = parse.tags[head].startswith("JJ") and _is_un(parse.words[head].lower())
    return parse.deps[at] == "xcomp" and (adjective or parse.lemmas[head] in NOT_DOING)


def _is_un(low: str) -> bool:
    return low.startswith("un") and not low.startswith(("under", "uni", "unan"))


def _root_is_denied(parse: Parse) -> bool:
    return any(is_denied(parse, at) for at in range(len(parse)) if parse.heads[at] == at)


def _says_of(parse: Parse, mine: Sequence[Parse]) -> bool:
    """Whether the claim has words of a sentence's main clause, or of no other that is joined to it: "it will not do
    all, but | there are questions"."""
    words = content_words(" ".join(word for each in mine for word in each.words))
    root = next(at for at in range(len(parse)) if parse.heads[at] == at)
    joined = [
        at
        for at in parse.children[root]
        if parse.deps[at] in ("conj", "ccomp") and any(parse.deps[c] in ("nsubj", "expl") for c in parse.children[at])
    ]
    parts = {at: range(parse.edges[at][0], parse.edges[at][1] + 1) for at in joined if parse.deps[at] == "conj"}
    inside = {at for part in parts.values() for at in part}
    shared = [len(words & content_words(" ".join(parse.words[at] for at in part))) for part in parts.values()]
    own = words & content_words(" ".join(parse.words[at] for at in range(len(parse)) if at not in inside))
    return bool(own) or not any(shared)


def _denies_saying(parse: Parse) -> bool:
    """Whether a sentence mainly says that somebody did not say something."""
    return any(
        parse.heads[at] == at and parse.lemmas[at] in SAYING and is_denied(parse, at) for at in range(len(parse))
    )


def _declines(parses: Sequence[Parse]) -> bool:
    """Whether somebody refuses to say something."""
    return any(
        parse.lemmas[at] in SAYING and parse.deps[at] == "xcomp" and _refuses(parse, parse.heads[at])
        for parse in parses
        for at in range(len(parse))
    )


def _denies_refusal(parses: Sequence[Parse]) -> bool:
    """Whether a "no" stands right at a word of refusal: "did not reject", "is not against"."""
    for parse in parses:
        for at in range(len(parse)):
            if parse.deps[at] == "neg":
                beside = (parse.heads[at], *parse.children[parse.heads[at]])
                if any(_is_against(parse, each) for each in beside if each > at):
                    return True
    return False


def _is_against(parse: Parse, at: int) -> bool:
    found = BY_LEMMA.get(parse.lemmas[at])
    return parse.words[at].lower() == "against" or (found is not None and found[1] is Polarity.AGAINST)


def denials(parses: Sequence[Parse]) -> int:
    """How often a text says no by its grammar, or that there is none; "neither A nor B" does so once."""
    words = ((parse, at) for parse in parses for at in range(len(parse)) if parse.words[at].lower() != "nor")
    return sum(is_no(parse, at) or _has_none(parse, at) for parse, at in words)


def _has_none(parse: Parse, at: int) -> bool:
    return parse.lemmas[at] == "lack" or parse.words[at].lower() == "without"


def _turns_down(parses: Sequence[Parse]) -> bool:
    """Whether a text refuses in other words than a "no"."""
    words = ((parse, at) for parse in parses for at in range(len(parse)))
    return any(_refuses(parse, at) and not (is_no(parse, at) or _has_none(parse, at)) for parse, at in words)


def _opposes(parse: Parse) -> bool:
    """Whether a sentence denies what it is about, or has a verb of the stance lexicon that is against something."""
    against = (BY_LEMMA.get(lemma) for lemma in parse.lemmas)
    return _root_is_denied(parse) or any(known is not None and known[1] is Polarity.AGAINST for known in against)


def _goes_on(parse: Parse, at: int) -> bool:
    """Whether a verb shares the denial of the one that it is joined to: "will not go in and sign"."""
    own = {parse.deps[child] for child in parse.children[at]}
    if any(parse.deps[each] == "auxpass" and parse.tags[each] in _FINITE for each in parse.children[at]):
        return False  # "does not have leave, and so its power is limited"
    joints = {parse.words[child].lower() for child in parse.children[parse.heads[at]] if parse.deps[child] == "cc"}
    return parse.deps[at] == "conj" and not own & {"nsubj", "nsubjpass", "neg", "aux"} and "but" not in joints


def _is_none(parse: Parse, noun: int) -> bool:
    below = any(parse.deps[child] == "det" and parse.words[child].lower() in NONE for child in parse.children[noun])
    return below or parse.words[noun].lower() in NONE


def _denials(parse: Parse, at: int) -> int:
    """How often a word is denied by what depends on it: "not", "no …", and a subject or object that is none."""
    count = 0
    for child in parse.children[at]:
        low, dep = parse.words[child].lower(), parse.deps[child]
        none = low in NONE and dep in ("det", "nsubj", "nsubjpass", "preconj", "dobj", "prep")
        owned = dep in ("nsubj", "nsubjpass", "dobj", "attr") and any(
            parse.words[each].lower() in NONE and parse.deps[each] in ("det", "neg") for each in parse.children[child]
        )
        count += (dep == "neg" and is_no(parse, child)) or none or owned
    return count


def _denies_otherwise(parse: Parse, there: Mapping[str, set[bool]]) -> bool:
    """Whether the main verb is denied, and is no word of the quote's: "did not call it wrong" of "It is wrong"."""
    roots = [at for at in range(len(parse)) if parse.heads[at] == at and parse.tags[at].startswith("VB")]
    return any(is_denied(parse, at) and stem(parse.lemmas[at]) not in there for at in roots)


def _denies(parses: Sequence[Parse], other: Sequence[Parse]) -> bool:
    """Whether a text denies what it is mainly about: an odd number of denials. "Without" is one beside another denial,
    where the other text has none: "would not raise it without cuts" wants them."""
    words = [(parse, at) for parse in parses for at in range(len(parse))]
    count = sum(says_no(parse, at) for parse, at in words)
    if count and not any(word.lower() == "without" for parse in other for word in parse.words):
        count += sum(parse.words[at].lower() == "without" for parse, at in words)
    return count % 2 == 1


def refuse(parses: Sequence[Parse]) -> bool:
    """Whether a text says no in any way."""
    return any(_refuses(parse, at) for parse in parses for at in range(len(parse)))


def _refuses(parse: Parse, at: int) -> bool:
    """Whether a word says no in any way: by the grammar, by the stance lexicon, or by "un-"."""
    low = parse.words[at].lower()
    known = BY_LEMMA.get(parse.lemmas[at])
    against = known is not None and known[1] is Polarity.AGAINST and not parse.tags[at].startswith("NN")
    predicate = parse.tags[at].startswith(("JJ", "RB", "VB")) and parse.deps[at] != "amod"
    prefixed = predicate and _is_un(low)
    plain = says_no(parse, at) or low == "without"
    return plain or against or prefixed or parse.lemmas[at] in _WANTING
