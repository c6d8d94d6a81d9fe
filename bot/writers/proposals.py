"""Proposals out of sentences and statements: verbatim words, under whoever holds them, one for each thing said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from bot.library import Library
from bot.passages.clauses import clause
from bot.passages.labels import behind_label
from bot.types import Evidence as Cited
from bot.types import Proposal
from bot.verifying.verification import narrator, negated
from bot.words import content_words, numbers
from retrieval.matching.evidence import Evidence
from retrieval.matching.weights import holding_features, weights
from retrieval.types import REFUSALS, ActorKind, Form, Polarity, Span, Statement

SAME = 0.75  # share of the shorter text's content words that two sayings of one thing share at least
CITATIONS = 3  # files cited for one claim
_HOLDERS = 2  # of one sentence: "While A demands the port, B insists on it"
_LONGEST = 600  # code points of a claim of several sentences


def of_evidence(evidence: Evidence, asked: Sequence[str], library: Library) -> list[Proposal]:
    """The proposals that a sentence gives: its best statement's, or those of each holder where nobody is asked about.
    Their confidence is their worth."""
    evidence = _with_unsure(evidence, library)
    found = _shown_with(evidence, asked, library)
    return [_said(*one, evidence, library) for one in found] or [told(evidence, library)]


def worth(evidence: Evidence, asked: Sequence[str], library: Library) -> float:
    """How probably a sentence answers and is held by whom it is shown with, of several holders the likeliest; nothing
    where that is nobody sure enough."""
    theirs = max(_holding(evidence, row, library) for row in rows_shown(evidence, asked, library))
    return theirs * evidence.probability if theirs >= weights().held else 0.0


def rows_shown(evidence: Evidence, asked: Sequence[str], library: Library) -> list[Statement | None]:
    """The statements by whose holders a sentence is shown; `None` where it is the article's own."""
    return [row for _, row in _shown_with(_with_unsure(evidence, library), asked, library)] or [None]


def _with_unsure(evidence: Evidence, library: Library) -> Evidence:
    """A sentence that puts its words into nobody's mouth is the article's own. Where it may put them into somebody's,
    it is not: whoever that is holds them, though it is too unsure to look for them as his."""
    if evidence.rows:
        return evidence
    unsure = library.statements_at(evidence.source, evidence.span)
    return replace(evidence, rows=tuple(row for row in unsure if not row.headline))


def _shown_with(evidence: Evidence, asked: Sequence[str], library: Library) -> list[tuple[str, Statement]]:
    """The actors whom a sentence is shown with, by their statements: those asked about, or else its holders."""
    rows = [row for row in evidence.rows if row.reporter is None] or list(evidence.rows)
    theirs = [(actor, row) for row in evidence.rows for actor in asked if row.holder in set(library.party(actor))]
    if theirs:
        named = dict(reversed(theirs))
        return [(_shown(actor, row, library), row) for actor, row in named.items()]
    holders = {row.holder: row for row in reversed(rows)}
    firsts = [row for row in rows if holders[row.holder] is row]
    own = [row for row in firsts if not any(_speaks_for(other, row, library) for other in firsts)]
    return [(row.holder, row) for row in own][:_HOLDERS]


def _speaks_for(one: Statement, other: Statement, library: Library) -> bool:
    """Whether one row's holder says for the other's what that holds: "The union wants 8 per cent, Solberg said"."""
    return (
        one.holder != other.holder
        and one.holder in set(library.party(other.holder))
        and one.quote_span.overlaps(other.quote_span)
    )


def features(evidence: Evidence, row: Statement | None, library: Library) -> tuple[float, ...]:
    """The values of `weights.HOLDING` for a sentence that is shown as its row's holder's, or as the article's own."""
    words = evidence.span.of(library.articles[evidence.source].text)
    return holding_features(row, library.actor(row.holder) if row is not None else None, words)


def _holding(evidence: Evidence, row: Statement | None, library: Library) -> float:
    return weights().holding(features(evidence, row, library))


def _shown(actor: str, row: Statement, library: Library) -> str:
    """Whose the claim is: whoever speaks for a body is shown as that body; for a person he speaks in his own name, for
    what a lawyer says is not what his client says."""
    found = library.actor(actor)
    return row.holder if found is not None and found.kind is ActorKind.PERSON else actor


def of_statement(actor: str, row: Statement, confidence: float, library: Library) -> Proposal:
    """A statement as `actor`'s, who holds it or for whom its holder speaks."""
    span = clause(row, library)
    return _proposal(actor, row, span, span, confidence, library)


def told(evidence: Evidence, library: Library) -> Proposal:
    """A sentence as the article's own."""
    source, text = evidence.source, library.articles[evidence.source].text
    span = evidence.span.trimmed(text)
    quote = span.of(text)
    published = library.details(source).published
    return Proposal(
        text=" ".join(quote.split()),
        actor=narrator(source, library),
        published=published.iso if published else None,
        confidence=round(_holding(evidence, None, library) * evidence.probability, 3),
        evidence=(Cited(source=source, start=span.start, end=span.end, quote=quote),),
    )


def distinct(proposals: Sequence[Proposal], *, days_apart: bool = False) -> list[Proposal]:
    """One proposal for each thing said; what several files say is one proposal with several pieces of evidence.

    With `days_apart`, what was said again on another day is another proposal: a timeline shows both.
    """
    kept: list[Proposal] = []
    for new in proposals:
        same = next(
            (
                place
                for place, old in enumerate(kept)
                if is_same(old, new) and not (days_apart and day_of(old) != day_of(new))
            ),
            None,
        )
        if same is None:
            kept.append(new)
        elif _takes_in(new, kept[same]):
            kept[same] = new.model_copy(update={"confidence": max(new.confidence, kept[same].confidence)})
        elif len(kept[same].evidence) < CITATIONS:
            kept[same] = _joined(kept[same], new)
    return kept


def newest_first(proposals: Sequence[Proposal]) -> list[Proposal]:
    """By the day it was said, else printed; undated last."""
    return sorted(proposals, key=day_of, reverse=True)


def day_of(proposal: Proposal) -> str:
    return proposal.said or proposal.published or ""


def _said(actor: str, row: Statement, evidence: Evidence, library: Library) -> Proposal:
    """The whole sentence; only the statement's clause where others speak in the sentence too."""
    beside = [
        each
        for each in evidence.rows
        if each.holder != row.holder and each.quote_span != row.quote_span and not _nested(row, each)
    ]
    span = _all_of_theirs(row, evidence, beside, library) if beside else _spoken_on(row, evidence.span, library)
    span = _without_label(row, span, library)
    return _proposal(actor, row, span, span, _holding(evidence, row, library) * evidence.probability, library)


def _all_of_theirs(row: Statement, evidence: Evidence, beside: Sequence[Statement], library: Library) -> Span:
    """The clauses of a holder in a sentence that others speak in too: "…, but Brel said it holds, and said it stays".

    Only the statement's own where another's stand between.
    """
    own = clause(row, library)
    theirs = [clause(each, library) for each in evidence.rows if each.holder == row.holder and not each.reporter]
    spans = [own, *theirs]
    whole = Span(min(each.start for each in spans), max(each.end for each in spans))
    return own if any(each.quote_span.overlaps(whole) for each in beside) else whole


def _without_label(row: Statement, span: Span, library: Library) -> Span:
    """The words of a turn without the name before them, under which they are shown."""
    name, words = behind_label(library.articles[row.source].text, span)
    return words if row.holder.split()[-1].casefold() in name.casefold().split() else span


def _spoken_on(row: Statement, span: Span, library: Library) -> Span:
    """The sentence with all others of its quotation, the ones around it that the same words go on in, and the one that
    leads to a quotation, as far as they stay short."""
    whole = Span(min(span.start, row.sentence.start), max(span.end, row.sentence.end))
    span = whole if row.sentence.end and _may_stand_together(row.source, whole, library) else span
    for near in _around(row.source, span, library):
        wider = Span(min(span.start, near.start), max(span.end, near.end))
        rows = library.statements_at(row.source, near)
        leads = row.form is Form.DIRECT and near.start < span.start  # "A ruled out a delay. “The vote is on Monday,” …"
        same = bool(rows) and all(each.holder == row.holder and (leads or each.form is Form.DIRECT) for each in rows)
        if same and _may_stand_together(row.source, wider, library):
            span = wider
    return span


def _may_stand_together(source: str, span: Span, library: Library) -> bool:
    return span.end - span.start <= _LONGEST and "\n\n" not in span.of(library.articles[source].text)


def _around(source: str, span: Span, library: Library) -> list[Span]:
    """The next sentence, then the one before."""
    spans = list(library.sentences(source))
    places = [place for place, each in enumerate(spans) if each.overlaps(span)]
    if not places:
        return []
    return [spans[place] for place in (places[-1] + 1, places[0] - 1) if 0 <= place < len(spans)]


def _nested(row: Statement, other: Statement) -> bool:
    """Whether the other statement stands inside what the row says: it is part of it."""
    return other.reporter == row.holder and other.quote_span.overlaps(row.quote_span)


def _proposal(actor: str, row: Statement, shown: Span, cited: Span, confidence: float, library: Library) -> Proposal:
    text = library.articles[row.source].text
    cited = cited.trimmed(text)
    return Proposal(
        text=" ".join(shown.of(text).split()),
        actor=actor,
        act=row.act,
        reported_by=row.reporter if row.reporter not in set(library.party(actor)) else None,
        speaker=row.holder if row.holder != actor else None,
        issue=row.issue,
        said=row.said.iso if row.said else None,
        said_between=row.said.between if row.said else None,
        published=row.published.iso if row.published else None,
        polarity=row.polarity,
        confidence=round(confidence, 3),
        evidence=(Cited(source=row.source, start=cited.start, end=cited.end, quote=cited.of(text)),),
    )


def is_same(old: Proposal, new: Proposal) -> bool:
    """Whether two proposals say one thing of one actor, or one slice of a file lies in the other."""
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
    return opposite or negated(old.text) != negated(new.text) or (bool(acts & REFUSALS) and not acts <= REFUSALS)


def _covers(old: Proposal, new: Proposal) -> bool:
    """Whether one slice of a file lies in the other: nested or overlapping rows of one sentence."""
    mine, theirs = old.evidence[0], new.evidence[0]
    if mine.source != theirs.source:
        return False
    overlap = min(mine.end, theirs.end) - max(mine.start, theirs.start)
    return overlap >= SAME * min(mine.end - mine.start, theirs.end - theirs.start)


def _takes_in(new: Proposal, old: Proposal) -> bool:
    """Whether a slice goes on into one that is shown already: "A backs it. “Safety first,” A said." and the latter."""
    if len(old.evidence) > 1 or new.evidence[0].source != old.evidence[0].source:
        return False
    part, whole = old.evidence[0], new.evidence[0]
    return whole.start <= part.start and part.end <= whole.end and part.end - part.start < whole.end - whole.start


def _joined(old: Proposal, new: Proposal) -> Proposal:
    if new.evidence[0].source in {each.source for each in old.evidence}:
        return old
    said = min(filter(None, (old.said, new.said)), default=None)
    return old.model_copy(update={"evidence": old.evidence + new.evidence, "said": said})
