"""Lies made out of claims that are right, by code: each is wrong in one way of those in which chat models are wrong.

What is chosen depends on the claim alone (`Chance`), so that a lie stays the same where others come or go: verdicts on
it are kept.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.library import Library
from bot.models.replies import ModelClaim
from bot.verifying.checks.whose.naming import related
from bot.words import numbers
from tests.benchmarks.handmodel.forced import forced
from tests.benchmarks.handmodel.requests import Request

PLAIN = ("speaker", "negation", "number", "day", "name", "file", "merged", "words of another")
FREE = ("more", "condition", "hedge")
FORCED = ("verb",)
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
_MONTHS = ["January", "March", "May", "August", "September", "October", "November", "December"]
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|should|can|could|may|might|must|does|did)\b(?! not)", re.IGNORECASE
)
_CONDITION = re.compile(
    r",?\s+(?:if|unless|until|as long as|provided|only if|once|before|when|whenever|for every|subject to|"
    r"without|in exchange for|in return|in return for|because|since)\b[^,;.]*",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|likely|about|almost|up to|some sort of|a possible|possible|is not sure that|doubted that|"
    r"thinks?(?: that)?|hopes|believes(?: that)?|is considering|is assessing|leaned toward|seems? to)\b\s*"
)


@dataclass(frozen=True)
class Lie:
    kind: str
    request: Request
    claim: ModelClaim
    source: str  # the file that the true claim cites


Told = tuple[Request, ModelClaim, str]  # a right claim with the file that it cites
T = TypeVar("T")


@dataclass(frozen=True)
class Chance:
    """A choice that another option changes only where it is the one chosen."""

    seed: str

    def choice(self, options: Sequence[T]) -> T:
        return min(options, key=lambda each: hashlib.sha256(f"{self.seed}\0{_told(each)}".encode()).digest())

    def one_in(self, number: int) -> bool:
        return int(hashlib.sha256(self.seed.encode()).hexdigest(), 16) % number == 0


def _told(option: object) -> str:
    """What an option is known by: for a claim its words."""
    if isinstance(option, tuple):
        first, second, *_ = option
        return f"{second.text} {second.quote}" if isinstance(second, ModelClaim) else f"{first.name} {second}"
    return f"{option.text} {option.quote}" if isinstance(option, ModelClaim) else str(option)


def lies(told: Sequence[Told], libraries: Mapping[str, Library]) -> Iterator[Lie]:
    """All lies of all right claims, in a fixed order."""
    for request, claim, source in told:
        others = [each for each in told if each[0].cluster == request.cluster and each[1] is not claim]
        library = libraries[request.cluster]
        for kind, make in _MAKERS.items():
            chance = Chance(f"{kind} {request.question.text} {claim.text} {claim.quote}")
            made = make(claim, request, source, others, library, chance)
            if made is not None and chance.one_in(_EVERY.get(kind, 1)):
                yield Lie(kind, request, made, source)


def _changed(claim: ModelClaim, **fields: object) -> ModelClaim:
    return claim.model_copy(update=fields)


def _speaker(
    claim: ModelClaim, request: Request, source: str, others: Sequence[Told], library: Library, chance: Chance
) -> ModelClaim | None:
    near = [each[1].actor for each in others if each[2] == source] or [each[1].actor for each in others]
    fair = sorted({name for name in near if _is_another(name, claim, library)})
    if not fair:
        return None
    new = chance.choice(fair)
    words = [claim.actor, *sorted((part for part in claim.actor.split() if part[:1].isupper()), key=len, reverse=True)]
    text = next((claim.text.replace(word, new, 1) for word in words if word in claim.text), claim.text)
    return _changed(claim, actor=new, text=text, reported_by=None)


def _is_another(name: str, claim: ModelClaim, library: Library) -> bool:
    found, true = library.actor(name), library.actor(claim.actor)
    one, other = (found.name if found else name), (true.name if true else claim.actor)
    sides = {each.speaks_for for each in (found, true) if each and each.speaks_for}
    shared = set(re.findall(r"\w{4,}", name.casefold())) & set(re.findall(r"\w{4,}", claim.actor.casefold()))
    listed = any(re.search(rf"(?:\band|,) {re.escape(name)}|{re.escape(name)}(?:,| and)", claim.quote) for _ in (0,))
    one_side = len(sides) == 1 and found is not None and true is not None and found.speaks_for == true.speaks_for
    named_for = {one, other} & sides
    return not (shared or listed or one_side or named_for or related(one, other, library))


def _negation(
    claim: ModelClaim, request: Request, source: str, others: Sequence[Told], library: Library, chance: Chance
) -> ModelClaim | None:
    for pattern in (r"\bnot ", r"n't\b", r"\bno longer ", r"\bnever "):
        if (text := re.sub(pattern, "", claim.text, count=1)) != claim.text:
            return _changed(claim, text=text)
    matches = list(_AUXILIARY.finditer(claim.text))
    if matches:
        at = matches[-1].end()
        return _changed(claim, text=f"{claim.text[:at]} not{claim.text[at:]}")
    for parse in library.parse(claim.text):
        root = next(at for at in range(len(parse)) if parse.heads[at] == at)
        if parse.tags[root] in ("VBZ", "VBD", "VBP"):
            does = {"VBZ": "does", "VBD": "did", "VBP": "do"}[parse.tags[root]]
            start, end = parse.starts[root], parse.ends[root]
            return _changed(claim, text=f"{claim.text[:start]}{does} not {parse.lemmas[root]}{claim.text[end:]}")
    return None


def _number(
    claim: ModelClaim, request: Request, source: str, others: Sequence[Told], library: Library, chance: Chance
) -> ModelClaim | None:
    found = [m for m in re.finditer(r"\d+(?:,\d{3})*(?:\.\d+)?", claim.text) if len(m.group()) != 4]
    if not found:
        return None
    match = chance.choice(found)
    value = float(match.group().replace(",", ""))
    new = value * 2 + 3
    shown = f"{new:,.0f}" if new == int(new) else f"{new:.1f}"
    if numbers(shown) & numbers(claim.quote):
        return None
    return _changed(claim, text=claim.text[: match.start()] + shown + claim.text[match.end() :])


def _day(
    claim: ModelClaim, request: Request, source: str, others: Sequence[Told], library: Library, chance: Chance
) -> ModelClaim | None:
    for words in (_DAYS, _MONTHS):
        for word in words:
            if re.search(rf"\b{word}\b", claim.text):
                new = words[(words.index(word) + 2) % len(words)]
                return _changed(claim, text=re.sub(rf"\b{word}\b", new, claim.text, count=1))
    if match := re.search(r"\b(?:19|20)\d\d\b", claim.text):
        return _changed(claim, text=claim.text.replace(match.group(), str(int(match.group()) - 3), 1))
    return None


def _name(
    claim: ModelClaim, request: Request, source: str, others: Sequence[Told], library: Library, chance: Chance
) -> ModelClaim | None:
    fair = [
        (actor, span) for actor, span in library.actors_in(claim.text)[0] if _is_another(actor.name, claim, library)
    ]
    there = {actor.name for actor, _ in library.actors_in(f"{claim.quote} {claim.text}")[0]}
    pool = sorted(
        {
            actor.name
            for each in others
            for actor, _ in library.actors_in(each[1].text)[0]
            if not any(related(actor.name, one, library) for one in there) and _is_another(actor.name, claim, library)
        }
    )
    if not fair or not pool:
        return None
    _, span = chance.choice(fair)
    return _changed(claim, text=claim.text[: span.start] + chance.choice(pool) + claim.text[span.end :])


def _file(
    claim: ModelClaim, request: Request, source: str, others: Sequence[Told], library: Library, chance: Chance
) -> ModelClaim | None:
    wrong = [n for n, each in enumerate(request.given, 1) if each.source != source]
    return _changed(claim, passage=chance.choice(wrong)) if wrong else None


def _merged(
    claim: ModelClaim, request: Request, source: str, others: Sequence[Told], library: Library, chance: Chance
) -> ModelClaim | None:
    beside = [each[1] for each in others if each[0] is request and each[1].quote != claim.quote]
    if not beside:
        return None
    other = chance.choice(beside)
    joint = chance.choice([" ", " … "])
    half = claim.quote[: max(20, len(claim.quote) // 2)].rsplit(" ", 1)[0]
    rest = other.quote[len(other.quote) // 2 :].split(" ", 1)[-1]
    if joint == " … " and not _is_another(other.actor, claim, library):
        joint = " "
    return _changed(claim, quote=half + joint + rest, text=f"{claim.text.rstrip('.')}, and {other.text}")


def _words_of_another(
    claim: ModelClaim, request: Request, source: str, others: Sequence[Told], library: Library, chance: Chance
) -> ModelClaim | None:
    fair = [each[1] for each in others if each[0] is request and _is_another(each[1].actor, claim, library)] or [
        each[1] for each in others if each[2] == source and _is_another(each[1].actor, claim, library)
    ]
    fair = [each for each in fair if any(_stands(each.quote, given, library) for given in request.given)]
    if not fair:
        return None
    other = chance.choice(fair)
    number = next(n for n, each in enumerate(request.given, 1) if _stands(other.quote, each, library))
    return _changed(claim, quote=other.quote, passage=number)


def _stands(quote: str, given: object, library: Library) -> bool:
    from bot.writers.chat import _stands as stands

    return stands(quote, given, library)  # type: ignore[arg-type]


def _more(
    claim: ModelClaim, request: Request, source: str, others: Sequence[Told], library: Library, chance: Chance
) -> ModelClaim | None:
    other = chance.choice(others)[1]
    rest = other.text.rstrip(".")
    for word in (other.actor, *other.actor.split()):
        rest = rest.replace(word, "it", 1) if word[:1].isupper() and word in rest else rest
    tail = rest.split(" that ", 1)[-1] if " that " in rest else " ".join(rest.split()[1:])
    return _changed(claim, text=f"{claim.text.rstrip('.')} and that {tail}.")


def _condition(
    claim: ModelClaim, request: Request, source: str, others: Sequence[Told], library: Library, chance: Chance
) -> ModelClaim | None:
    text = _CONDITION.sub("", claim.text, count=1)
    return _changed(claim, text=text.rstrip(". ") + ".") if text != claim.text and len(text.split()) > 4 else None


def _hedge(
    claim: ModelClaim, request: Request, source: str, others: Sequence[Told], library: Library, chance: Chance
) -> ModelClaim | None:
    text = _HEDGE.sub("", claim.text, count=1)
    return _changed(claim, text=text) if text != claim.text else None


def _verb(
    claim: ModelClaim, request: Request, source: str, others: Sequence[Told], library: Library, chance: Chance
) -> ModelClaim | None:
    text = forced(claim, library, chance)
    return None if text is None else _changed(claim, text=text)


Maker = Callable[[ModelClaim, Request, str, Sequence[Told], Library, Chance], ModelClaim | None]
_MAKERS: Mapping[str, Maker] = {
    "speaker": _speaker,
    "negation": _negation,
    "number": _number,
    "day": _day,
    "name": _name,
    "file": _file,
    "merged": _merged,
    "words of another": _words_of_another,
    "more": _more,
    "condition": _condition,
    "hedge": _hedge,
    "verb": _verb,
}
_EVERY = {"speaker": 1, "file": 3, "merged": 2, "words of another": 2, "more": 2, "negation": 1, "verb": 2}
