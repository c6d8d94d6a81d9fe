"""Nothing reaches a reader but through here: a writer's proposals become claims, or are dropped and counted.

`verify` is pure: the same draft and library give the same answer. A proposal becomes a claim when

1. its quote stands in the cited slice of the file (loosely in spaces and marks; the exact slice is what is kept);
2. the statement that the quote overlaps most is held by the actor named, or by somebody who speaks for it,
   and reported by whom the proposal says;
3. where its text is not itself a slice of the quote: the numbers and names of the text stand in the quote or its
   neighbouring sentences, both are negated or neither is, and the quote carries the text's words (`support`).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.leading import lead
from bot.library import Library
from bot.phrasing import dressed
from bot.quotes import locate
from bot.support import supported
from bot.types import Answer, Citation, Claim, Coverage, Draft, Evidence, Kind, Proposal, Question, Reason
from bot.words import content_words, names, numbers
from retrieval.types import Span, Statement

log = logging.getLogger(__name__)
_OF_ACTORS = (Kind.POSITION, Kind.COMPARISON, Kind.TIMELINE)


@dataclass(frozen=True)
class Dropped:
    """Why a proposal is not shown."""

    proposal: Proposal
    why: str


def verify(draft: Draft, library: Library) -> Answer:
    """The answer that is left of a draft; `dropped` counts the proposals that failed."""
    asked = draft.question
    checked = [check(proposal, library) for proposal in draft.proposals]
    for each in checked:
        if isinstance(each, Dropped):
            log.debug("dropped a claim of %r: %r", each.proposal.actor, each.why)
    claims = tuple(each for each in checked if isinstance(each, Claim))
    dropped = sum(isinstance(each, Dropped) for each in checked)
    if claims:
        reason = Reason.ONLY_OTHERS_SAY if _only_others_say(asked, claims) else None
    else:
        reason = draft.reason if draft.reason not in {None, Reason.ONLY_OTHERS_SAY} else Reason.NO_EVIDENCE
    return Answer(
        question=draft.question.text,
        status="answered" if claims else "abstained",
        reason=reason,
        lead=lead(asked, claims, library),
        claims=claims,
        coverage=coverage(claims, draft.question.actors, library),
        dropped=dropped,
        writer=draft.writer,
        note=draft.note,
        probability=draft.probability,
        closest=draft.closest if not claims else (),
        understood=draft.question,
    )


def _only_others_say(asked: Question, claims: Sequence[Claim]) -> bool:
    """Whether somebody's position is asked for, and no claim is in that actor's own words."""
    own = any(claim.actor in asked.actors and claim.reported_by is None for claim in claims)
    return asked.kind in _OF_ACTORS and bool(asked.actors) and not own


def check(proposal: Proposal, library: Library) -> Claim | Dropped:
    """The claim that a proposal is, or why it is none."""
    citations: list[Citation] = []
    why = "it cites nothing"
    for evidence in proposal.evidence:
        citation = cite(evidence, library)
        if citation is None:
            why = "its quote is not in the file"
        elif not held(proposal, citation, library):
            why = f"the quote is not {proposal.actor}'s position"
        elif (fault := unfounded(proposal.text, citation, proposal, library)) is not None:
            why = fault
        else:
            citations.append(citation)
    if not citations:
        return Dropped(proposal, why)
    fields = proposal.model_dump(exclude={"evidence"})
    return dressed(Claim(**fields, citations=tuple(citations)), library)


def cite(evidence: Evidence, library: Library) -> Citation | None:
    """The exact slice that the evidence means, or `None` where the file has no such words there."""
    article = library.articles.get(evidence.source)
    if article is None:
        return None
    span = locate(evidence.quote, article.text, Span(evidence.start, evidence.end))
    if span is None:
        return None
    return Citation(source=evidence.source, quote=span.of(article.text), start=span.start, end=span.end)


def held(proposal: Proposal, citation: Citation, library: Library) -> bool:
    """Whether the cited words are the named actor's, and reported by whom the proposal says.

    Of the statements that the quote overlaps, those whose words the claim shares most decide: in "While A demands X,
    B insists on Y" a claim about X is A's, however much of the sentence was quoted.
    """
    rows = nearest_statements(proposal.text, citation.source, Span(citation.start, citation.end), library)
    if not rows:
        return _is_told(proposal, citation, library)
    return any(_is_theirs(proposal, row, library) for row in rows)


def _is_told(proposal: Proposal, citation: Citation, library: Library) -> bool:
    """Whether the article itself says it: as its own statement, or of the actor in words that name it and no others."""
    teller = narrator(citation.source, library)
    if proposal.actor == teller:
        return proposal.reported_by is None
    named = {actor.name for actor, _ in library.actors_in(citation.quote)[0]}
    verbatim = locate(proposal.text, citation.quote) is not None
    return proposal.reported_by == teller and verbatim and bool(named & set(library.party(proposal.actor)))


def nearest_statements(text: str, source: str, span: Span, library: Library) -> list[Statement]:
    """Of the statements in a slice, those that share most words with `text`; none where the article itself speaks."""
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


def _is_theirs(proposal: Proposal, row: Statement, library: Library) -> bool:
    if row.holder not in set(library.party(proposal.actor)):
        return False
    if proposal.reported_by is None:
        return row.reporter is None or row.reporter in set(library.party(proposal.actor))
    return row.reporter is not None and row.reporter in set(library.party(proposal.reported_by))


def narrator(source: str, library: Library) -> str:
    """Whose words those are that the article puts into nobody's mouth: its publisher's, or just the article's."""
    return library.details(source).publisher or source


def unfounded(text: str, citation: Citation, proposal: Proposal, library: Library) -> str | None:
    """What the text of a claim says beyond its quote, in words for a log; `None` where there is nothing."""
    if locate(text, citation.quote) is not None:
        return None
    body = library.articles[citation.source].text
    around = library.neighbourhood(citation.source, Span(citation.start, citation.end)).of(body)
    if invented := numbers(text) - numbers(around):
        return f"{', '.join(sorted(invented))} is not in the quote or beside it"
    if stranger := _stranger(text, around, proposal, library):
        return f"{stranger} is not in the quote or beside it"
    if negated(text) != negated(citation.quote):
        return "it turns a yes into a no, or a no into a yes"
    if not supported(text, citation.quote):
        return "the quote does not carry it"
    return None


def _stranger(text: str, around: str, proposal: Proposal, library: Library) -> str | None:
    """A name in the text that neither stands around the quote nor is another name of somebody who does."""
    here = {actor.name for actor, _ in library.actors_in(around)[0]}
    here |= set(library.party(proposal.actor))
    if proposal.reported_by:
        here |= set(library.party(proposal.reported_by))
    found, unknown = library.actors_in(text)
    covered: list[Span] = []
    for actor, span in found:
        covered.append(span)
        if actor.name not in here and span.of(text).casefold() not in around.casefold():
            return actor.name
    for name, span in names(text):
        if not any(span.overlaps(other) for other in covered) and name.casefold() not in around.casefold():
            return name
    return next((name for name in unknown if name.casefold() not in around.casefold()), None)


_NEGATION = re.compile(
    r"\b(?:not|no|never|neither|nor|cannot|without|nobody|none|nothing|refus\w+|reject\w*|den(?:y|ies|ied)"
    r"|oppos\w+|rul\w+ out|unwilling|unacceptable|impossible)\b|n['’]t\b",
    re.IGNORECASE,
)


def negated(text: str) -> bool:
    """Whether a text says no in some way; by words, so that "does not rule out" counts as one no."""
    return bool(_NEGATION.search(text))


def coverage(claims: Sequence[Claim], actors: Sequence[str], library: Library) -> Coverage:
    """How many articles there are, mention the question's actors (else the claims'), are cited, and are originals."""
    cited = {citation.source for claim in claims for citation in claim.citations}
    mentioning = {
        source for actor in (actors or {claim.actor for claim in claims}) for source in library.mentioning(actor)
    }
    return Coverage(
        articles=len(library.articles),
        mentioning=len(mentioning | cited),
        cited=len(cited),
        origins=len({library.origin(source) for source in cited}),
    )
