"""The writer without a chat model: claims are the articles' own clauses, each under the name of who holds it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rapidfuzz import fuzz

from bot.library import Library
from bot.narration import told_of
from bot.questions import asks_yes_or_no
from bot.relevance import Scored
from bot.selection import select
from bot.sentences import answering_sentences
from bot.types import Draft, Evidence, Kind, Proposal, Question, Reason
from bot.verification import narrator, nearest_statements, negated
from bot.words import content_words, numbers
from bot.writers.clauses import clause
from retrieval.types import Act, Hit, Polarity, Span

SAME = 0.75  # share of the shorter text's content words that two sayings of one thing share at least
CITATIONS = 3  # files cited for one claim

_REFUSING = {Act.REJECT, Act.DENY}


class ExtractiveWriter:
    """Verbatim, hence never wrong about what stands in the file; it says nothing where nobody is quoted."""

    name = "extractive"

    def write(self, question: Question, library: Library) -> Draft:
        if question.kind is Kind.FACT:
            proposals = [_told(sentence, library) for sentence in answering_sentences(question, library)]
            return Draft(question=question, proposals=tuple(proposals), reason=Reason.NO_EVIDENCE, writer=self.name)
        selection = select(question, library)
        proposals = [
            proposal
            for share in selection.shares
            for proposal in newest_first(propose(share.rows, library)[: share.most])
        ]
        if proposals or not question.topic:
            return Draft(question=question, proposals=tuple(proposals), reason=selection.reason, writer=self.name)
        told = [
            _told_of(actor, place, library) for actor in question.actors for place in told_of(actor, question, library)
        ]
        if not told and asks_yes_or_no(question.text):  # "Is she stepping down?" may be a fact that somebody else tells
            facts = [_told(sentence, library) for sentence in answering_sentences(question, library)]
            return Draft(question=question, proposals=tuple(facts), reason=Reason.NO_EVIDENCE, writer=self.name)
        reason = Reason.ONLY_OTHERS_SAY if told else Reason.NO_EVIDENCE
        return Draft(question=question, proposals=tuple(told), reason=reason, writer=self.name)


def newest_first(proposals: Sequence[Proposal]) -> list[Proposal]:
    """By the day it was said, else printed; undated last."""
    return sorted(proposals, key=day_of, reverse=True)


def day_of(proposal: Proposal) -> str:
    return proposal.said or proposal.published or ""


def propose(rows: Sequence[tuple[str, Scored]], library: Library, *, days_apart: bool = False) -> list[Proposal]:
    """One proposal for each thing said; what several files say is one proposal with several pieces of evidence.

    With `days_apart`, what was said again on another day is another proposal: a timeline shows both.
    """
    proposals: list[Proposal] = []
    for actor, scored in rows:
        new = _proposal(actor, scored, library)
        same = next(
            (
                place
                for place, old in enumerate(proposals)
                if _same(old, new) and not (days_apart and day_of(old) != day_of(new))
            ),
            None,
        )
        if same is None:
            proposals.append(new)
        elif len(proposals[same].evidence) < CITATIONS:
            proposals[same] = _joined(proposals[same], new)
    return proposals


def _proposal(actor: str, scored: Scored, library: Library) -> Proposal:
    row = scored.row
    span = clause(row, library)
    quote = span.of(library.articles[row.source].text)
    return Proposal(
        text=" ".join(quote.split()),
        actor=actor,
        act=row.act,
        reported_by=row.reporter if row.reporter not in set(library.party(actor)) else None,
        speaker=row.holder if row.holder != actor else None,
        issue=row.issue,
        said=row.said.iso if row.said else None,
        published=row.published.iso if row.published else None,
        polarity=row.polarity,
        confidence=round(scored.score, 3),
        evidence=(Evidence(source=row.source, start=span.start, end=span.end, quote=quote),),
    )


def _told(sentence: tuple[Hit, Span, float], library: Library) -> Proposal:
    """A sentence of the article's own, or of whoever speaks in it."""
    hit, span, score = sentence
    source, quote = hit.passage.source, span.of(library.articles[hit.passage.source].text)
    row = next(iter(nearest_statements(quote, source, span, library)), None)
    published = library.details(source).published
    return Proposal(
        text=" ".join(quote.split()),
        actor=row.holder if row else narrator(source, library),
        act=row.act if row else Act.STATE,
        reported_by=row.reporter if row else None,
        issue=row.issue if row else None,
        said=row.said.iso if row and row.said else None,
        published=published.iso if published else None,
        polarity=row.polarity if row else None,
        confidence=_confidence(score),
        evidence=(Evidence(source=source, start=span.start, end=span.end, quote=quote),),
    )


def _told_of(actor: str, place: tuple[str, Span, float], library: Library) -> Proposal:
    """What an article tells of the actor in its own words, or the actor's own statement in that sentence."""
    source, span, score = place
    quote = span.of(library.articles[source].text)
    row = next(iter(nearest_statements(quote, source, span, library)), None)
    if row is not None:
        return _proposal(actor, Scored(row, _confidence(score)), library)
    published = library.details(source).published
    return Proposal(
        text=" ".join(quote.split()),
        actor=actor,
        reported_by=narrator(source, library),
        published=published.iso if published else None,
        confidence=_confidence(score),
        evidence=(Evidence(source=source, start=span.start, end=span.end, quote=quote),),
    )


def _confidence(score: float) -> float:
    """A reranker's score from 0 to 1."""
    return round(1 / (1 + math.exp(-score / 2)), 3)


def _same(old: Proposal, new: Proposal) -> bool:
    if old.actor != new.actor or old.reported_by != new.reported_by:
        return False
    if _covers(old, new):
        return True
    here, there = content_words(old.text), content_words(new.text)
    if not here or not there or numbers(old.text) != numbers(new.text) or _against(old, new):
        return False
    shared = len(here & there) / min(len(here), len(there))
    return shared >= SAME and fuzz.token_set_ratio(old.text, new.text) >= 100 * SAME


def _against(old: Proposal, new: Proposal) -> bool:
    """Whether the same words are held in opposite ways: "accepts the treaty", "rejects the treaty"."""
    acts = {old.act, new.act}
    opposite = {old.polarity, new.polarity} == {Polarity.FOR, Polarity.AGAINST}
    return opposite or negated(old.text) != negated(new.text) or (bool(acts & _REFUSING) and not acts <= _REFUSING)


def _covers(old: Proposal, new: Proposal) -> bool:
    """Whether one slice of a file lies in the other: nested or overlapping rows of one sentence."""
    mine, theirs = old.evidence[0], new.evidence[0]
    if mine.source != theirs.source:
        return False
    overlap = min(mine.end, theirs.end) - max(mine.start, theirs.start)
    return overlap >= SAME * min(mine.end - mine.start, theirs.end - theirs.start)


def _joined(old: Proposal, new: Proposal) -> Proposal:
    if new.evidence[0].source in {each.source for each in old.evidence}:
        return old
    said = min(filter(None, (old.said, new.said)), default=None)
    return old.model_copy(update={"evidence": old.evidence + new.evidence, "said": said})
