"""Another name in the same place: "until Qatar is crushed" where the quote has "until Hamas is crushed"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rapidfuzz import fuzz

from bot.words import stem
from retrieval.grammar.parsing import Parse
from retrieval.mentions import roles

_SPELT = 85.0
_PLACES = frozenset(("nsubj", "nsubjpass", "dobj", "attr", "conj", "poss", "compound", "amod"))


def swapped(
    claim: Sequence[Parse],
    quoted: Sequence[Parse],
    same: Callable[[str, str], bool],
    known: Callable[[str], bool],
    is_word: Callable[[str], bool],
) -> str | None:
    """A name of the claim that the quote does not have, where the quote has another in the same place of the grammar
    that the claim does not have. `same` says whether two names are one actor's, `known` whether a word is one's name:
    the parser takes "Kyiv" for an adjective. What `is_word` knows is no name behind "the": "the Defendant"."""
    mine, theirs = (list(_names(parses, known, is_word)) for parses in (claim, quoted))
    my_words, their_words = ({word for _, name in names for word in _stems(name)} for names in (mine, theirs))
    here, there = ({stem(w) for parse in parses for w in parse.words} for parses in (claim, quoted))
    for place, name in mine:
        for other_place, other in theirs:
            if place != other_place or _stems(name) & (there | their_words) or _stems(other) & (here | my_words):
                continue
            if not (same(name, other) or _alike(name, other)):
                return f"the quote has {other} where the claim has {name}"
    return None


def _names(
    parses: Sequence[Parse], known: Callable[[str], bool], is_word: Callable[[str], bool]
) -> Iterator[tuple[tuple[str, str], str]]:
    """Each name with its place: what it is to which word."""
    for parse in parses:
        for at in range(len(parse)):
            inside = parse.deps[at] == "compound" and parse.tags[parse.heads[at]].startswith("NNP")
            described = roles.is_head(parse.words[at]) or parse.words[at].lower() in roles.BODIES
            word = parse.words[at]
            article = any(parse.words[child].lower() == "the" for child in parse.children[at])
            described = described or (article and is_word(word.lower()))
            named = parse.tags[at].startswith("NNP") or (word[:1].isupper() and known(word))
            if not named or inside or described:
                continue  # "the President" may be anybody's other name
            parts = [t for t in parse.children[at] if parse.deps[t] == "compound" and parse.tags[t].startswith("NNP")]
            name = " ".join(parse.words[t] for t in (*parts, at))
            head = parse.heads[at]
            if parse.deps[at] == "pobj":
                yield (f"{parse.lemmas[head]} of", stem(parse.lemmas[parse.heads[head]])), name
            elif parse.deps[at] in _PLACES:
                dep = "subject" if parse.deps[at].startswith("nsubj") else parse.deps[at]
                yield (dep, stem(parse.lemmas[head])), name


def _alike(one: str, other: str) -> bool:
    """Whether two names are one misspelt, or the letters that the other begins its words with."""
    for short, long in ((one, other), (other, one)):
        if short.replace(".", "").lower() == "".join(word[0] for word in long.split()).lower():
            return True
    return fuzz.ratio(one.lower(), other.lower()) >= _SPELT


def _stems(name: str) -> set[str]:
    return {stem(word) for word in name.split()}
