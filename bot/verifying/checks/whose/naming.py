"""How a text names a claim's holder, and whether it names them near a quote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.library import Library
from bot.passages.paragraphs import around
from bot.types import Citation, Proposal
from bot.verifying.checks.subjects import acts
from bot.words import content_words, names, stem, straight
from retrieval.mentions import roles
from retrieval.mentions.things import is_thing
from retrieval.types import ActorKind, Span

ARTICLE = re.compile(r"^(?:an?|the|some|his|her|its|their)\s+", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")
_NAMING = ("NN", "PRP", "CD", "JJ")  # tags of what may stand alone for somebody: "Brel", "they", "three", "the poor"


def is_name(text: str, library: Library) -> bool:
    """Whether a text may name somebody: a known name, else words around a noun. "A" and a sentence name nobody."""
    if library.actor(text) is not None:
        return True
    parses = list(library.parse(text))
    if len(parses) != 1 or len(WORD.findall(ARTICLE.sub("", f"{text} "))) == 0:
        return False
    (parse,) = parses
    roots = [at for at in range(len(parse)) if parse.heads[at] == at]
    return bool(roots) and all(parse.tags[at].startswith(_NAMING) for at in roots)


def related(one: str, other: str, library: Library) -> bool:
    """Whether two names are one actor's, or one speaks for the other."""
    if one.casefold() == other.casefold():
        return True
    return one in set(library.party(other)) or other in set(library.party(one))


def mentions(text: str, proposal: Proposal, library: Library) -> list[Span]:
    """Where a text names the holder: by a known name, by the name as it was written, or by its first words."""
    found = [span for actor, span in library.actors_in(text)[0] if related(actor.name, proposal.actor, library)]
    named = re.sub(r"^(?:the|an?) ", "", proposal.named or proposal.actor, flags=re.IGNORECASE)
    written = re.compile(rf"\b{re.escape(straight(named))}\b", re.IGNORECASE)
    found += [Span(*each.span()) for each in written.finditer(straight(text))]
    return found + [span for name, span in names(text) if is_short(name, proposal, library)]


def is_short(mention: str, proposal: Proposal, library: Library) -> bool:
    """Whether a mention is how the holder's name begins, and no other's: "Fox" for "Fox News"; not "the House" for
    a body that is named after it, and not "Kim" where two are called so."""
    short, whole = (ARTICLE.sub("", each).split() for each in (mention, proposal.named or proposal.actor))
    if not short or not short[0][:1].isupper() or len(short) >= len(whole) or whole[: len(short)] != short:
        return False
    begun = [word.casefold() for word in short]
    for actor in library.actors:
        called = (actor.name, *(alias.text for alias in actor.aliases))
        alike = any(name.casefold().split()[: len(begun)] == begun for name in called)
        if alike and actor.kind is not ActorKind.GROUP and not related(actor.name, proposal.actor, library):
            return False
    return True


def names_holder(mention: str, proposal: Proposal, library: Library) -> bool:
    """Whether a mention ends in the last word of one of the holder's names, or has the name as written."""
    own = [
        word.casefold() for word in WORD.findall(mention.removesuffix("’s").removesuffix("'s")) if word[:1].isupper()
    ]
    last = {words[-1].casefold() for name in _called(proposal, library) if (words := WORD.findall(name))}
    plain = (proposal.named or proposal.actor).casefold()
    return bool(own and own[-1] in last) or plain in mention.casefold()


def _called(proposal: Proposal, library: Library) -> Iterator[str]:
    yield proposal.actor
    yield from filter(None, (proposal.named, proposal.speaker))
    for name in filter(None, (proposal.actor, proposal.speaker)):
        if found := library.actor(name):
            yield from (alias.text for alias in found.aliases)


def subject_in(citation: Citation, proposal: Proposal, library: Library) -> bool:
    """Whether the quote itself has the holder as the subject of a verb."""
    theirs = mentions(citation.quote, proposal, library)
    return any(acts(parse, span) for parse in library.parse(citation.quote) for span in theirs) if theirs else False


def may_have_written(proposal: Proposal, noun: str, source: str, library: Library) -> bool:
    """Whether a noun means a writing or another thing, of which a sentence of the article tells that names the holder:
    who says what "the complaint" says."""
    if not (noun.lower() in roles.DOCUMENTS or is_thing(noun)):
        return False
    texts = (each.of(library.articles[source].text) for each in library.sentences(source))
    return any(stem(noun) in content_words(text) and mentions(text, proposal, library) for text in texts)


def is_near(actor: str, named: str | None, citation: Citation, library: Library, before: int = 1) -> bool:
    """Whether the holder is named in the quote's paragraph, those `before`, or the title; or is whom the ledger knows
    to speak there: "the department said".

    Where the paragraph before is itself a quotation, its speaker stands in the one before that.
    """
    place = Span(citation.start, citation.end)
    near = around(citation.source, place, library, before=before, headings=False)
    if begins_quoted(near, citation, library):
        near = around(citation.source, place, library, before=before + 1, headings=False)
    text = f"{library.details(citation.source).title}\n{near.of(library.articles[citation.source].text)}"
    party = set(library.party(actor))
    if any(found.name in party for found, _ in library.actors_in(text)[0]):
        return True
    if any(row.holder in party for row in library.statements_at(citation.source, near)):
        return True
    wanted = [word for word in WORD.findall((named or actor).casefold()) if len(word) > 2]
    there = {word.removesuffix("s") for word in WORD.findall(text.casefold())}
    return bool(wanted) and sum(word.removesuffix("s") in there for word in wanted) >= len(wanted) * 2 / 3


def begins_quoted(place: Span, citation: Citation, library: Library) -> bool:
    return place.of(library.articles[citation.source].text).startswith(("“", '"'))
