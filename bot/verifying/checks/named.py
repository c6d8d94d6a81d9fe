"""Numbers, days and names of a claim: each must stand in the article near the quote, and each number count the same."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from bot.library import Library
from bot.passages.paragraphs import around
from bot.types import Citation, Proposal
from bot.verifying.checks.subjects import belongs
from bot.verifying.checks.swapped import swapped
from bot.verifying.checks.whose.naming import related
from bot.verifying.checks.whose.narration import narrator
from bot.words import has_function_word, names, numbers, stem
from retrieval.entities.lexicon import NICKNAMES
from retrieval.layout.normal_form import plain
from retrieval.mentions.roles import PARTIES
from retrieval.types import ActorKind, Span

_CALENDAR = frozenset((*calendar.month_name, *calendar.month_abbr, *calendar.day_name))
_BEHIND_A_NAME = re.compile(r", ([A-Z])-[A-Z]")  # "Ona Brel, R-La."
_COUNTED = re.compile(
    r"\b(\d+(?:[.,]\d+)*|[A-Za-z]+)(?=[\s-]+(?:(million|billion|trillion|percent|per cent)\s+)?([A-Za-z]+))"
)


def unfounded(proposal: Proposal, citation: Citation, library: Library) -> str | None:
    """A number, day or name that the claim has and the article does not have near the quote."""
    text = library.articles[citation.source].text
    span = Span(citation.start, citation.end)
    wide = around(citation.source, span, library, before=1, behind=1, headings=False).of(text)
    near = around(citation.source, span, library, before=1, headings=False).of(text)
    title = library.details(citation.source).title
    if invented := numbers(proposal.text) - numbers(plain(f"{wide}\n{title}")) - _days(proposal, citation, library):
        return f"{', '.join(sorted(invented))} is not in the article near the quote"
    if other := _counts_otherwise(proposal.text, around(citation.source, span, library).of(text)):
        return other
    if stranger := _stranger(proposal, citation, plain(f"{near}\n{title}"), library):
        return f"{stranger} is not named near the quote"
    mine, quoted = library.parse(proposal.text.replace("’", "'")), library.parse(citation.quote.replace("’", "'"))
    return swapped(
        mine,
        quoted,
        lambda one, other: _is_one(one, other, library),
        lambda word: library.actor(word) is not None,
        library.is_word,
    )


def _is_one(one: str, other: str, library: Library) -> bool:
    if _called(one) == _called(other):
        return True
    mine, other_one = library.actor(one), library.actor(other)
    return mine is not None and other_one is not None and related(mine.name, other_one.name, library)


def _called(name: str) -> set[str]:
    """The words of a name; a party's is one by its nickname and by its members: "the GOP", "the Republican Party"."""
    return {stem(word) for word in NICKNAMES.get(name, name).removesuffix(" Party").split()}


def _days(proposal: Proposal, citation: Citation, library: Library) -> set[str]:
    """The numbers of the day that the article was printed and of the day that it was said."""
    found: set[str] = set()
    published = library.details(citation.source).published
    for iso in filter(None, (proposal.said, published.iso if published else None)):
        year, _, day = iso.split("-")
        found |= {year, str(int(day)), day}
    return found


def _months(citation: Citation, proposal: Proposal, library: Library) -> set[str]:
    found = set()
    published = library.details(citation.source).published
    for iso in filter(None, (proposal.said, published.iso if published else None)):
        day = date.fromisoformat(iso)
        found |= {f"{day:%B}".casefold(), f"{day:%b}".casefold(), f"{day:%A}".casefold()}
    return found


def _counts_otherwise(claim: str, quote: str) -> str | None:
    """ "30 hostages" where the quote has "10 hostages" and no 30 of them."""
    there: dict[str, set[str]] = {}
    for number, what in _counted(quote):
        there.setdefault(what, set()).add(number)
    for number, what in _counted(claim):
        if what in there and number not in there[what]:
            return f"the quote counts {', '.join(sorted(there[what]))} {what}, not {number}"
    return None


def _counted(text: str) -> Iterator[tuple[str, str]]:
    for match in _COUNTED.finditer(plain(text)):
        if has_function_word(match[3]):
            continue  # "in 2031 for …" counts nothing
        for number in numbers(match[1]):
            yield number, stem(match[3])


def _stranger(proposal: Proposal, citation: Citation, known: str, library: Library) -> str | None:
    """A name in the claim that neither stands near the quote nor is another name of somebody who does."""
    here = {actor.name for actor, _ in library.actors_in(known)[0]} | {narrator(citation.source, library)}
    for name in filter(None, (proposal.actor, proposal.speaker, proposal.reported_by)):
        here |= set(library.party(name))
    parties = _parties(known)
    here |= parties
    folded = " ".join((known, *(f"{each} {each.removesuffix('s')} Party" for each in sorted(parties)))).casefold()
    own = " ".join(filter(None, (proposal.named, proposal.actor, proposal.reported_by))).casefold()
    whole = library.articles[citation.source].text.casefold()
    months = _months(citation, proposal, library)
    found, _ = library.actors_in(proposal.text)
    covered: list[Span] = []
    for actor, span in found:
        covered.append(span)
        words = re.findall(r"[^\W\d_]{3,}", span.of(proposal.text))
        if actor.kind is not ActorKind.GROUP and span.of(proposal.text).islower():
            continue  # "the institute" is whichever was named
        if actor.kind is not ActorKind.PERSON and _is_title(actor.name, span, proposal, citation, library):
            continue  # "FBI agent Ona Brel"
        if any(related(actor.name, one, library) for one in here):
            continue  # "Washington" beside the president's words
        if not all(_stands(word, folded, own) for word in words):
            return actor.name
    for name, span in names(proposal.text):
        if any(span.overlaps(other) for other in covered) or any(_stands(word, own) for word in name.split()):
            continue  # "Deputy Minister Ona Brel": what comes before the holder's name is a title
        for word in name.split():
            # What names nobody and no day may stand anywhere in the article.
            texts = (folded, own) if word in _CALENDAR else (folded, own, whole)
            if not word[:1].isupper() or word.casefold() in months or _stands(word, *texts):
                continue
            if not _is_spelt_out(word, library.articles[citation.source].text):
                return word
    return None


def _is_title(name: str, span: Span, proposal: Proposal, citation: Citation, library: Library) -> bool:
    """Whether a name stands in what the claim calls its holder, and beside the holder somewhere in the article."""
    own = _holders(proposal.text, proposal, library)
    if not any(belongs(parse, each, span) for parse in library.parse(proposal.text) for each in own):
        return False
    texts = (each.of(library.articles[citation.source].text) for each in library.sentences(citation.source))
    return any(
        name in {actor.name for actor, _ in library.actors_in(text)[0]} and bool(_holders(text, proposal, library))
        for text in texts
    )


def _holders(text: str, proposal: Proposal, library: Library) -> list[Span]:
    """Where a text names the claim's holder, by the last word of the name too."""
    last = re.escape((proposal.named or proposal.actor).split()[-1])
    known = [span for actor, span in library.actors_in(text)[0] if related(actor.name, proposal.actor, library)]
    return known + [Span(*each.span()) for each in re.finditer(rf"\b{last}\b", text)]


def _parties(text: str) -> set[str]:
    """The parties whose letters or nicknames a text has: "Ona Brel, R-La.", "the GOP"."""
    found = {PARTIES[letter] for letter in _BEHIND_A_NAME.findall(text) if letter in PARTIES}
    return found | {party for nick, party in NICKNAMES.items() if re.search(rf"\b{nick}\b", text)}


def _is_spelt_out(letters: str, text: str) -> bool:
    """Whether a name of capitals alone stands in a text as the words that it begins: "MIT"."""
    plain_letters = letters.replace(".", "")
    if not (len(plain_letters) > 1 and plain_letters.isupper()):
        return False
    words = r"\s+(?:[a-z]+\s+){0,2}".join(rf"{each}[^\W\d_]+" for each in plain_letters)
    return re.search(rf"\b{words}\b", text) is not None


def _stands(name: str, *texts: str) -> bool:
    """Whether a name stands in a text, in whole or by its stem: "Republicans" for "Republican", "Gaza's" for "Gaza"."""
    low = name.casefold().removesuffix("’s").removesuffix("'s")
    base = low.removesuffix("s") if len(low) > 4 else low
    return any(re.search(rf"\b{re.escape(base)}", text) for text in texts)
