"""Nothing reaches a reader but through here: a writer's proposals become claims, or are dropped and counted.

A proposal becomes a claim when, in this order,

1. its quote stands in the cited slice of the file (loosely in spaces and marks; the exact slice is what is kept);
2. the quote is no order or question of the article's own (`checks.addressed`), and not plainly another's words
   (`checks.whose`);
3. its numbers, days and names stand in the article near the quote (`checks.named`);
4. it does not say yes where the quote says no (`checks.polarity`), nor that its holder wants what the quote has
   turned down (`checks.acts`);
5. it says what the quote says, as far as words show (`checks.saying`);
6. a judge, where there is one, finds that the quote says it. Without one, a claim in free words is only marked.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.errors import WriterError
from bot.library import Library
from bot.passages.paragraphs import around
from bot.passages.quotes import locate
from bot.questions.asking import asks_of, is_asked_itself
from bot.running.tracing import span
from bot.sentences.leading import lead
from bot.sentences.phrasing import dressed
from bot.types import Answer, Citation, Claim, Coverage, Draft, Evidence, Kind, LeftOut, Proposal, Question, Reason
from bot.verifying.checks.acts import turned, unperformed
from bot.verifying.checks.addressed import links, unheld
from bot.verifying.checks.named import unfounded
from bot.verifying.checks.polarity import reversed_polarity
from bot.verifying.checks.qualified import left_out
from bot.verifying.checks.saying import says_more, says_nothing, says_something_else
from bot.verifying.checks.whose.holders import wrong_holder
from bot.verifying.checks.whose.narration import narrator
from bot.verifying.checks.whose.reporters import missing_reporter
from bot.verifying.checks.whose.rows import nearest_statements
from bot.verifying.support import supported
from bot.words import content_words, names, numbers
from retrieval.types import ActorKind, Span

__all__ = ["check", "cite", "coverage", "narrator", "nearest_statements", "negated", "verify"]

log = logging.getLogger(__name__)
_OF_ACTORS = (Kind.POSITION, Kind.COMPARISON, Kind.TIMELINE)
_LEAD_WORDS = 0.6  # share of a lead's words that the claims must have


@dataclass(frozen=True)
class Dropped:
    """Why a proposal is not shown."""

    proposal: Proposal
    why: str
    kind: str = "other"


@dataclass(frozen=True)
class Judged:
    """What a judge is shown of a claim; it is not told who wrote it."""

    text: str
    actor: str
    quote: str
    paragraph: str
    article: str = ""  # title, outlet and day: when "on Monday" was


class Judge(Protocol):
    def judge(self, claims: Sequence[Judged]) -> Sequence[str | None]:
        """For each claim what is wrong with it, or `None`. May raise `WriterError`."""
        ...


Checked = Claim | Dropped


def verify(draft: Draft, library: Library, judge: Judge | None = None) -> Answer:
    """The answer that is left of a draft; `dropped` counts the proposals that failed."""
    return answer_of(draft, checked(draft.proposals, library, judge), library)


def checked(proposals: Sequence[Proposal], library: Library, judge: Judge | None = None) -> list[Checked]:
    """Each proposal as a claim, or why it is none. The judge is asked once for all that is left of them."""
    with span("check", claims=len(proposals)):
        found = [check(proposal, library) for proposal in proposals]
    if judge is None:
        return found
    free = [place for place, each in enumerate(found) if isinstance(each, Claim) and not verbatim(each)]
    try:
        with span("judge", claims=len(free)):
            faults = judge.judge([shown_to_judge(each, library) for p in free if isinstance(each := found[p], Claim)])
    except WriterError as error:
        log.warning("the judge failed: %s", error.sentence)
        return found
    for place, fault in zip(free, faults, strict=True):
        each = found[place]
        assert isinstance(each, Claim)
        judged = each.model_copy(update={"free": False})
        found[place] = judged if fault is None else Dropped(proposals[place], fault, "judge")
    return found


def answer_of(draft: Draft, found: Sequence[Checked], library: Library) -> Answer:
    """The answer with the claims of a draft that were found good."""
    asked = draft.question
    dropped = [each for each in found if isinstance(each, Dropped)]
    for each in dropped:
        log.debug("dropped a claim of %r: %r", each.proposal.actor, each.why)
    claims = _distinct([each for each in found if isinstance(each, Claim)])
    if claims:
        reason = Reason.ONLY_OTHERS_SAY if _only_others_say(asked, claims, library) else None
    else:
        reason = draft.reason if draft.reason not in {None, Reason.ONLY_OTHERS_SAY} else Reason.NO_EVIDENCE
    return Answer(
        question=draft.question.text,
        status="answered" if claims else "abstained",
        reason=reason,
        lead=checked_lead(draft.lead, claims, library) or lead(asked, claims, library),
        claims=claims,
        coverage=coverage(claims, draft.question.actors, library),
        dropped=len(dropped),
        left_out=tuple(told(each) for each in dropped),
        writer=draft.writer,
        prompt=draft.prompt,
        note=draft.note,
        probability=draft.probability,
        closest=draft.closest if not claims else (),
        understood=draft.question,
    )


def told(each: Dropped) -> LeftOut:
    quote = " … ".join(part.quote for part in each.proposal.evidence)
    return LeftOut(text=each.proposal.text, actor=each.proposal.actor, why=each.why, quote=quote, kind=each.kind)


def _distinct(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without those that say again what one before them says with the same words of the same file."""
    kept: dict[tuple[str, str, tuple[Citation, ...]], Claim] = {}
    for each in claims:
        kept.setdefault((each.actor, " ".join(each.text.casefold().split()), each.citations), each)
    return tuple(kept.values())


def _only_others_say(asked: Question, claims: Sequence[Claim], library: Library) -> bool:
    """Whether somebody's own position is asked for, and no claim is in that actor's own words."""
    if asked.kind not in _OF_ACTORS or any(
        claim.reported_by is None and _is_of(asked, claim, library) for claim in claims
    ):
        return False
    others = any(
        claim.actor in asked.actors or asks_of(asked, actor, library) for actor in asked.actors for claim in claims
    )
    return others and is_asked_itself(asked, library)


def _is_of(asked: Question, claim: Claim, library: Library) -> bool:
    """Whether a claim may be one of those asked about: theirs, or of some of many without a name (of "unions" the
    engineers' union; "the dockers' union" may be the Dockworkers' Union), or of a body that has the name in its own, or
    a person whose side no article tells."""
    speaker = library.actor(claim.speaker or claim.actor)
    if speaker is not None and speaker.kind is ActorKind.PERSON and speaker.speaks_for is None:
        return True
    for name in asked.actors:
        actor = library.actor(name)
        mine, theirs = content_words(name), content_words(claim.actor)
        nameless = any(each is not None and each.kind is ActorKind.GROUP for each in (actor, speaker))
        some = mine <= theirs or (nameless and not mine.isdisjoint(theirs))
        if some or not {claim.actor, claim.speaker}.isdisjoint(library.party(name)):
            return True
    return False


def check(proposal: Proposal, library: Library) -> Checked:
    """The claim that a proposal is, or why it is none.

    Of several files that say the same, those that do not are left out; of a quote that leaves something out, which only
    a model gives, every part must hold.
    """
    citations: list[Citation] = []
    reporter, free, fault = proposal.reported_by, False, ("quote", "it cites nothing")
    for evidence in proposal.evidence:
        citation = cite(evidence, library)
        wrong = ("quote", "its quote is not in the file") if citation is None else faulty(proposal, citation, library)
        if citation is None or wrong is not None:
            fault = wrong or fault
            if proposal.named is not None:
                break
            continue
        if locate(proposal.text, citation.quote) is None:
            free = free or left_out(proposal.text, citation, library) is not None
        reporter = reporter or missing_reporter(proposal, citation, library)
        citations.append(citation)
    if not citations or (proposal.named is not None and len(citations) < len(proposal.evidence)):
        return Dropped(proposal, fault[1], fault[0])
    own = proposal.named is not None and not any(locate(proposal.text, each.quote) for each in citations)
    if own and (wrong := otherwise(proposal, citations, library)) is not None:
        return Dropped(proposal, wrong[1], wrong[0])
    free = free or unperformed(proposal.text, citations, library) is not None
    free = free or (own and says_more(proposal, citations, library))
    quotes = " ".join(each.quote for each in citations)
    fields = proposal.model_dump(exclude={"evidence", "named", "reported_by"})
    claim = Claim(**fields, reported_by=reporter, citations=tuple(dict.fromkeys(citations)))
    free = not verbatim(claim) and (free or not supported(proposal.text, f"{proposal.actor}: {quotes}"))
    return dressed(claim.model_copy(update={"free": free}), library)


Fault = tuple[str, str]  # which check, and what is wrong in words


def faulty(proposal: Proposal, citation: Citation, library: Library) -> Fault | None:
    """What contradicts a proposal in what it cites. Words that are the quote's own need no more than a holder."""
    text = proposal.text
    fault = unheld(citation, library) or wrong_holder(proposal, citation, library)
    if fault is not None:
        return "holder", fault
    if proposal.named is not None and (fault := says_nothing(text)) is not None:
        return "saying", fault
    if locate(text, citation.quote) is not None:
        return None
    if (fault := links(text, [citation.quote]) or unfounded(proposal, citation, library)) is not None:
        return "named", fault
    return otherwise(proposal, [citation], library) if proposal.named is None else None


def otherwise(proposal: Proposal, citations: Sequence[Citation], library: Library) -> Fault | None:
    """Whether a proposal in its own words says the opposite of what it cites, or something else."""
    if (fault := reversed_polarity(proposal.text, citations, library)) is not None:
        return "polarity", fault
    if (fault := turned(proposal.text, citations, library)) is not None:
        return "acts", fault
    fault = says_something_else(proposal, citations, library)
    return None if fault is None else ("saying", fault)


def verbatim(claim: Claim) -> bool:
    """Whether a claim's words are its quote's."""
    return any(locate(claim.text, each.quote) is not None for each in claim.citations)


def shown_to_judge(claim: Claim, library: Library) -> Judged:
    places = [around(each.source, Span(each.start, each.end), library, before=1) for each in claim.citations]
    texts = [place.of(library.articles[each.source].text) for each, place in zip(claim.citations, places, strict=True)]
    holder = f"{claim.actor}, as {claim.reported_by} reports" if claim.reported_by else claim.actor
    speaker = f" ({claim.speaker})" if claim.speaker else ""
    quote = " … ".join(each.quote for each in claim.citations)
    heads = [library.details(each.source) for each in claim.citations]
    told = [
        " – ".join(filter(None, (each.title, each.publisher, each.published.iso if each.published else None)))
        for each in heads
    ]
    paragraphs, articles = ("\n".join(dict.fromkeys(each)) for each in (texts, told))
    return Judged(claim.text, f"{holder}{speaker}", quote, paragraphs, articles)


def checked_lead(text: str | None, claims: Sequence[Claim], library: Library) -> str | None:
    """A model's sentence over the claims, if it says nothing that none of them says; else `None`."""
    if not text or not claims or not (words := content_words(text)):
        return None
    told = [f"{claim.actor} {claim.speaker or ''} {claim.text}" for claim in claims]
    known = "\n".join([*told, *(each.quote for claim in claims for each in claim.citations)])
    if numbers(text) - numbers(known) or any(not _stands(name, known, claims, library) for name, _ in names(text)):
        return None
    if links(text, [each.quote for claim in claims for each in claim.citations]) is not None:
        return None
    shared = words & content_words(known)
    if len(shared) < _LEAD_WORDS * len(words) or (negated(text) and not negated(known)):
        return None
    return " ".join(text.split())


def _stands(name: str, known: str, claims: Sequence[Claim], library: Library) -> bool:
    found = library.actor(name)
    if found is not None and any(found.name in set(library.party(claim.actor)) for claim in claims):
        return True
    return all(word.casefold().removesuffix("s") in known.casefold() for word in name.split())


def cite(evidence: Evidence, library: Library) -> Citation | None:
    """The exact slice that the evidence means, or `None` where the file has no such words there."""
    article = library.articles.get(evidence.source)
    if article is None:
        return None
    span = locate(evidence.quote, article.text, Span(evidence.start, evidence.end))
    if span is None:
        return None
    return Citation(source=evidence.source, quote=span.of(article.text), start=span.start, end=span.end)


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
