"""Which of the ledger's rows a claim is about, and which of them are its holder's."""

from __future__ import annotations

from bot.library import Library
from bot.types import Proposal
from bot.verifying.checks.whose.naming import is_short, names_holder, related
from bot.words import content_words
from retrieval.types import ActorKind, Span, Statement


def nearest_statements(text: str, source: str, span: Span, library: Library) -> list[Statement]:
    """Of the statements in a slice, those that share most words with `text`; none where the article itself speaks.

    In "While A demands X, B insists on Y" a claim about X is A's, however much of the sentence was quoted.
    """
    rows = library.statements_at(source, span)
    words = content_words(text)
    shared = [len(words & content_words(row.quote)) for row in rows]
    best = [row for row, count in zip(rows, shared, strict=True) if count == max(shared)]
    # "A says that B wants X" is A's statement, and in it stands B's, as A reports it.
    inner = [row for row in rows if row not in best and any(_stands_in(row, outer) for outer in best)]
    return best + inner


def _stands_in(row: Statement, outer: Statement) -> bool:
    whole, part = outer.quote_span, row.quote_span
    return row.reporter == outer.holder and whole.start <= part.start and part.end <= whole.end


def is_theirs(row: Statement, proposal: Proposal, library: Library) -> bool:
    """Whether a row is the claim's holder's: by the ledger, or by the words that name the speaker in the text."""
    if related(row.holder, proposal.actor, library) or (
        proposal.speaker is not None and related(row.holder, proposal.speaker, library)
    ):
        return True
    if row.holder_span is None:
        return False
    mention = row.holder_span.of(library.articles[row.source].text)
    return names_holder(mention, proposal, library) or is_short(mention, proposal, library)


def is_group(row: Statement, library: Library) -> bool:
    found = library.actor(row.holder)
    return found is None or found.kind is ActorKind.GROUP
