"""The writer without a chat model: claims are the articles' own clauses, each under the name of who holds it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rapidfuzz import fuzz

from bot.deeds import does
from bot.leanings import leaning
from bot.library import Library
from bot.narration import told_of, told_to_lean
from bot.questions.acts import acts_named, asks_conditions, asks_yes_or_no
from bot.relevance import Scored, topic_coverage
from bot.selection import MOST, Selection, Share, leaning_asked, select
from bot.sentences import COVERED, answering_sentences
from bot.types import Draft, Evidence, Kind, Proposal, Question, Reason
from bot.verification import narrator, nearest_statements, negated
from bot.voices import voiced
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
        reason: Reason | None = Reason.NO_EVIDENCE
        if question.kind is Kind.FACT:
            proposals = _facts(question, library)
        else:
            selection = select(question, library)
            proposals, reason = _selected(selection, question, library), selection.reason
            if question.kind is Kind.WHO:
                proposals += _leaning(question, MOST - len(proposals), library)
            if not proposals and (question.topic or question.voice):
                proposals, reason = _otherwise(question, library)
        return Draft(question=question, proposals=tuple(proposals), reason=reason, writer=self.name)


def _fresh(share: Share, question: Question) -> list[tuple[str, Scored]]:
    """The rows of a share that were not shown before."""
    return [
        (actor, each) for actor, each in share.rows if not question.was_shown(each.row.source, *each.row.quote_span)
    ]


def _selected(selection: Selection, question: Question, library: Library) -> list[Proposal]:
    return [
        proposal
        for share in selection.shares
        for proposal in newest_first(propose(_fresh(share, question), library)[: share.most])
    ]


def _facts(question: Question, library: Library) -> list[Proposal]:
    """Sentences that answer. What an actor would do, and when, the actor itself may have said."""
    told = _told_once(question, library)
    if not question.actors or not (asks_yes_or_no(question.text) or asks_conditions(question.text)):
        return told
    own = _selected(select(question, library), question, library) if question.topic else []
    apart = [each for each in told if not any(_same(old, each) or _covers(old, each) for old in own)]
    return own + [each for each in apart if _concerns(each, question.actors, library)] or told


def _concerns(proposal: Proposal, actors: Sequence[str], library: Library) -> bool:
    """Whether a sentence is the article's own, or that of an actor, its party or whom it speaks for."""
    sides = {name for actor in actors for name in library.party(actor)}
    sides |= {known.speaks_for for actor in actors if (known := library.actor(actor)) and known.speaks_for}
    return proposal.actor in sides or proposal.actor == narrator(proposal.evidence[0].source, library)


def _told_once(question: Question, library: Library) -> list[Proposal]:
    """The sentences that answer a question of fact, those of several files that say the same as one."""
    found: list[Proposal] = []
    for sentence in answering_sentences(question, library):
        new = _told(sentence, library)
        same = next((place for place, old in enumerate(found) if _same(old, new)), None)
        if same is None:
            found.append(new)
        else:
            found[same] = _joined(found[same], new)
    return found


def _leaning(question: Question, most: int, library: Library) -> list[Proposal]:
    """Who is for or against something, where only the article itself says so."""
    lean = leaning_asked(question)
    if lean is None or most < 1:
        return []
    return [
        _told_of(actor or narrator(source, library), (source, span, score), library)
        for actor, source, span, score in told_to_lean(question, lean, library)[:most]
    ]


def _otherwise(question: Question, library: Library) -> tuple[list[Proposal], Reason]:
    """Where no statement answers: what the articles tell of the actors, or a sentence that answers as a fact does."""
    told = [_told_of(actor, place, library) for actor in question.actors for place in told_of(actor, question, library)]
    if told:
        return told, Reason.ONLY_OTHERS_SAY
    facts = _told_once(question, library) if asks_yes_or_no(question.text) or question.kind is Kind.WHO else []
    if question.voice:
        voices = {row.holder for row in voiced(question.voice, library)}
        called = content_words(question.voice.split()[-1])
        facts = [each for each in facts if each.actor in voices or called <= content_words(each.text)]
        facts = [each for each in facts if not question.acts or any(_is_done(act, each.text) for act in question.acts)]
    elif (lean := leaning_asked(question)) is not None:
        facts = [each for each in facts if leaning(each.text, question.topic) == lean]
    elif question.kind is Kind.WHO:  # who wants something is no answer where nobody is said to want it
        named = [each for each in facts if not question.acts or set(question.acts) & acts_named(each.text)]
        facts = [each for each in named if topic_coverage(question, each.text, library) >= COVERED]
    else:
        facts = [each for each in facts if each.actor in question.actors]
    return facts, Reason.NO_EVIDENCE


def _is_done(act: Act, text: str) -> bool:
    return act in acts_named(text) or does(act, text)


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
    teller = narrator(source, library)
    return Proposal(
        text=" ".join(quote.split()),
        actor=actor,
        reported_by=teller if actor != teller else None,
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
