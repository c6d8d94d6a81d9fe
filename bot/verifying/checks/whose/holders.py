"""Whose words a quote is: only what is plainly another's is refused.

The ledger says who holds what, and is right nine times in ten. So a claim passes where the ledger has its holder, where
the text itself names the holder for the quote's speaker, or where the article tells of the holder near the quote and
puts the words into nobody else's mouth.
"""

from __future__ import annotations

from bot.library import Library
from bot.passages.paragraphs import around
from bot.types import Citation, Proposal
from bot.verifying.checks.subjects import acts, belongs, is_called, is_content
from bot.verifying.checks.whose.naming import (
    ARTICLE,
    WORD,
    is_name,
    is_near,
    may_have_written,
    mentions,
    related,
    subject_in,
)
from bot.verifying.checks.whose.narration import narrator, wrong_narration
from bot.verifying.checks.whose.reporters import wrong_reporter
from bot.verifying.checks.whose.rows import is_group, is_theirs, nearest_statements
from bot.words import content_words, stem
from retrieval.types import ActorKind, Form, Span, Statement

_PRONOUNS = frozenset(("He", "She", "It", "They", "We", "I"))
_UTTERED = frozenset(("i", "we"))


def wrong_holder(proposal: Proposal, citation: Citation, library: Library) -> str | None:
    """Why the quote is not the claim's holder's, as reported by whom it says."""
    if proposal.actor != narrator(citation.source, library) and not is_name(proposal.actor, library):
        return f"“{proposal.actor[:60]}” is nobody’s name"
    span = Span(citation.start, citation.end)
    rows = nearest_statements(proposal.text, citation.source, span, library)
    mine = [row for row in rows if is_theirs(row, proposal, library)]
    if mine:
        return wrong_reporter(proposal, mine, citation, library)
    if proposal.actor == narrator(citation.source, library):
        return None if not rows or proposal.reported_by is None else f"{rows[0].holder} says that"
    if proposal.reported_by and any(related(row.holder, proposal.reported_by, library) for row in rows):
        near = is_near(proposal.actor, proposal.named, citation, library)
        return None if near else f"{proposal.actor} is not named near the quote"
    if rows and not any(_may_be_theirs(row, proposal, citation, library) for row in rows):
        return f"the quote is {rows[0].holder}'s, not {proposal.actor}'s"
    return None if rows else wrong_narration(proposal, citation, library)


def _may_be_theirs(row: Statement, proposal: Proposal, citation: Citation, library: Library) -> bool:
    """Whether a row of somebody else's leaves it open that the words are the claim's holder's.

    So it is where the row tells what another holds, as the claim does too ("she said that the group would not"); where
    the holder is one of the many, or the one by name, whom the row has as a group; and where the quote has the holder
    as the subject of a verb, and the row's holder only beside ("the minister ordered it, her office said").
    """
    if row.reporter and related(row.reporter, proposal.actor, library):
        named = row.holder in {actor.name for actor, _ in library.actors_in(proposal.text)[0]}
        return named or row.holder.casefold() in proposal.text.casefold()  # many without a name of their own
    text = library.articles[row.source].text
    mention = row.holder_span.of(text) if row.holder_span else ""
    nameless = not any(word[:1].isupper() for word in ARTICLE.sub("", mention).split())
    if nameless and is_group(row, library) and mentions(citation.quote, proposal, library):
        return True
    if nameless and (_is_same_many(mention, proposal) or _is_called_so(mention, row, proposal, library)):
        return True
    if not nameless and _belongs_to(row, proposal, library):
        return True
    nouns = WORD.findall(mention) if nameless and row.reporter is None else []
    if nouns and may_have_written(proposal, nouns[-1], row.source, library):
        return True
    if subject_in(citation, proposal, library) and (
        not _names_subject(row, citation, library) or _tells_of_both(row, proposal, citation, library)
    ):
        return True
    if nameless and _are_several(mention) and _is_person(proposal, library):
        return False
    if nameless or mention in _PRONOUNS:
        return _is_told_of_before(proposal, citation, library, within=mention.lower() in _UTTERED)
    return _owns_what_is_told(proposal, row, citation, library)


def _is_same_many(mention: str, proposal: Proposal) -> bool:
    """Whether the holder's name says more closely who the many are: "Brel's lawyers" for "the lawyers"."""
    short, whole = (
        [stem(word) for word in WORD.findall(ARTICLE.sub("", each))]
        for each in (mention, proposal.named or proposal.actor)
    )
    return bool(short) and short[-1:] == whole[-1:] and set(short) <= set(whole)


def _is_called_so(mention: str, row: Statement, proposal: Proposal, library: Library) -> bool:
    """Whether the article calls the holder what a mention says, anywhere: "senior author Ona Brel"."""
    words = WORD.findall(mention)
    return bool(words) and any(
        is_called(parse, span, words[-1])
        for sentence in library.sentences(row.source)
        if stem(words[-1]) in content_words(text := sentence.of(library.articles[row.source].text))
        for span in mentions(text, proposal, library)
        for parse in library.parse(text)
    )


def _belongs_to(row: Statement, proposal: Proposal, library: Library) -> bool:
    """Whether the article says of the row's holder that they are of the body that is the claim's holder."""
    body, person = library.actor(proposal.actor), library.actor(row.holder)
    if person is None or person.kind is not ActorKind.PERSON:
        return False
    if body is not None and body.kind is not ActorKind.ORGANISATION:
        return False
    for sentence in library.sentences(row.source):
        text = sentence.of(library.articles[row.source].text)
        people = [span for actor, span in library.actors_in(text)[0] if actor.name == person.name]
        bodies = mentions(text, proposal, library) if people else []
        for parse in library.parse(text) if bodies else ():
            if any(belongs(parse, one, other) for one in people for other in bodies):
                return True
    return False


def _tells_of_both(row: Statement, proposal: Proposal, citation: Citation, library: Library) -> bool:
    """Whether the claim names the row's holder too, and the quote has the claim's holder first: "A says B wants it"."""
    if row.holder_span is None or row.holder not in {found.name for found, _ in library.actors_in(proposal.text)[0]}:
        return False
    return any(
        span.end + citation.start <= row.holder_span.start for span in mentions(citation.quote, proposal, library)
    )


def _names_subject(row: Statement, citation: Citation, library: Library) -> bool:
    """Whether the quote has the row's holder as the subject of a verb that does not depend on another's saying."""
    if row.holder_span is None:
        return False
    start = row.holder_span.start - citation.start
    own = Span(start, start + row.holder_span.end - row.holder_span.start)
    if own.start < 0 or own.end > citation.end - citation.start:
        return False
    for parse in library.parse(citation.quote):
        inside = [at for at in range(len(parse)) if own.start <= parse.starts[at] and parse.ends[at] <= own.end]
        if any(parse.deps[at] in ("nsubj", "nsubjpass") and not is_content(parse, parse.heads[at]) for at in inside):
            return True
    return False


def _is_told_of_before(proposal: Proposal, citation: Citation, library: Library, within: bool) -> bool:
    """Whether the sentences before, as far as the paragraph before, have the holder as a subject: who "it" is. Who "I"
    is may stand `within` the quote's sentence: "Asked about it, the mayor smiled: “I …”"."""
    near = around(citation.source, Span(citation.start, citation.end), library, before=1, headings=False)
    text = library.articles[citation.source].text
    for sentence in library.sentences(citation.source):
        if near.start <= sentence.start and (sentence.start if within else sentence.end - 1) < citation.start:
            words = sentence.of(text)
            for span in mentions(words, proposal, library):
                place = Span(span.start + sentence.start, span.end + sentence.start)
                if (
                    place.end <= citation.start
                    and not _is_quoted(place, citation.source, library)
                    and any(acts(parse, span) for parse in library.parse(words))
                ):
                    return True
    return False


def _are_several(mention: str) -> bool:
    """Whether a mention is a plural: "some borrower groups"."""
    words = WORD.findall(mention.lower())
    return bool(words) and words[-1].endswith("s") and not words[-1].endswith(("ss", "us"))


def _is_person(proposal: Proposal, library: Library) -> bool:
    found = library.actor(proposal.actor)
    return found is not None and found.kind is ActorKind.PERSON


def _owns_what_is_told(proposal: Proposal, row: Statement, citation: Citation, library: Library) -> bool:
    """Whether what is told is the holder's: "the army looks into | a Hamas announcement that …"."""
    text = library.articles[row.source].text
    for sentence in library.sentences(row.source):
        if not sentence.start < citation.start < sentence.end:
            continue
        words = sentence.of(text)
        theirs = [span for span in mentions(words, proposal, library) if span.end <= citation.start - sentence.start]
        for parse in library.parse(words) if theirs else ():
            for at in range(len(parse)):
                owns = parse.deps[at] in ("poss", "compound", "nmod")
                if owns and any(span.start <= parse.starts[at] and parse.ends[at] <= span.end for span in theirs):
                    return True
    return False


def _is_quoted(place: Span, source: str, library: Library) -> bool:
    rows = library.statements_at(source, place)
    return any(row.form is Form.DIRECT and row.quote_span.start <= place.start < row.quote_span.end for row in rows)
