"""Who reports what a holder says."""

from __future__ import annotations

from collections.abc import Sequence

from bot.library import Library
from bot.passages.cited import cited_texts
from bot.types import Citation, Proposal
from bot.verifying.checks.subjects import says
from bot.verifying.checks.whose.naming import is_near, related, subject_in
from bot.verifying.checks.whose.narration import narrator
from bot.verifying.checks.whose.rows import is_group, is_theirs, nearest_statements
from retrieval.types import Form, Span, Statement


def missing_reporter(proposal: Proposal, citation: Citation, library: Library) -> str | None:
    """Who reports the words, where the ledger has them as the holder's by somebody else's report only."""
    if proposal.reported_by is not None:
        return None
    span = Span(citation.start, citation.end)
    rows = nearest_statements(proposal.text, citation.source, span, library)
    mine = [row for row in rows if is_theirs(row, proposal, library)]
    if rows and not mine:
        return _teller(rows[0], proposal, citation, library)
    reporters = [row.reporter for row in mine if row.reporter and not related(row.reporter, proposal.actor, library)]
    if not mine or len(reporters) < len(mine):
        return None
    return reporters[0] if _is_told_by(reporters[0], citation, library) else None


def _is_told_by(reporter: str, citation: Citation, library: Library) -> bool:
    """Whether the words are somebody's report: quoted, or in a sentence in which the reporter, or who may be that, says
    something. Where the article itself tells it, the ledger may have taken a reporter from another sentence."""
    place = Span(citation.start, citation.end)
    if any(row.form is Form.DIRECT for row in library.statements_at(citation.source, place)):
        return True
    for words in cited_texts([citation], library):
        theirs = [span for found, span in library.actors_in(words)[0] if related(found.name, reporter, library)]
        if any(says(parse, theirs) for parse in library.parse(words)):
            return True
    return False


def _teller(row: Statement, proposal: Proposal, citation: Citation, library: Library) -> str | None:
    """Who tells of the holder: "the minister ordered it, | her office | said"."""
    if not subject_in(citation, proposal, library) or row.holder_span is None or is_group(row, library):
        return None
    place = Span(citation.start, citation.end)
    told = row.quote_span.overlaps(place) and not row.holder_span.overlaps(row.quote_span)
    if not told or related(row.holder, proposal.actor, library):
        return None
    return row.holder if _is_told_by(row.holder, citation, library) else None


def wrong_reporter(proposal: Proposal, mine: Sequence[Statement], citation: Citation, library: Library) -> str | None:
    """Whether somebody is said to report what the ledger has by another's report, or by nobody's near the quote."""
    told = proposal.reported_by
    if told is None or told == narrator(citation.source, library) or related(told, proposal.actor, library):
        return None
    if any(row.reporter and related(row.reporter, told, library) for row in mine):
        return None
    if not any(row.reporter for row in mine) and _is_told_before(told, citation, library):
        return None
    others = library.statements_at(citation.source, Span(citation.start, citation.end))
    if any(related(row.holder, told, library) and row not in mine for row in others):
        return None
    return f"{told} does not report it"


def _is_told_before(teller: str, citation: Citation, library: Library) -> bool:
    """Whether somebody is named near the quote and not in its sentence, where the ledger would have the report: "these
    words, according to prosecutors: …"."""
    own = " ".join(cited_texts([citation], library))
    if any(related(found.name, teller, library) for found, _ in library.actors_in(own)[0]):
        return False
    return is_near(teller, None, citation, library, before=3)
