"""Which statements answer a question: by holder, act, topic and date. Equal budgets per actor, newest first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.deeds import does, sets_condition
from bot.leanings import leaning
from bot.library import Library
from bot.questions.acts import acts_named, asks_conditions, asks_yes_or_no
from bot.refusals import is_aside, is_refusal
from bot.relevance import Scored, in_context, in_foreground, on_topic
from bot.types import Kind, Question, Reason
from bot.verification import negated
from bot.voices import also_by_name, voiced
from bot.words import content_words
from retrieval.types import Act, Polarity, Span, Statement

MOST = 5  # claims in an answer
PER_CELL = 2  # claims of one actor on one issue, in a comparison

# A questioner's "demand" takes in softer asking; a refusal shows in polarity as well as in the verb.
_KIN = {
    Act.DEMAND: {Act.DEMAND, Act.APPEAL},
    Act.APPEAL: {Act.DEMAND, Act.APPEAL},
    Act.REJECT: {Act.REJECT, Act.DENY},
    Act.DENY: {Act.DENY, Act.REJECT},
}
_ADDRESSED = re.compile(
    r"\b(?:offer|promis|ask|urg|warn|threaten|demand\w* (?:of|from)|appeal\w* to)\w*"
    r"\s+(?:the\s+)?([a-z]+s|[a-z]*men)\s*\??$",
    re.IGNORECASE,
)
FILED = 0.6  # score of a row that is filed under an issue without naming it

_LEANING = {Act.REJECT: Polarity.AGAINST, Act.ACCEPT: Polarity.FOR}
_ASKING = frozenset((Act.DEMAND, Act.APPEAL, Act.OFFER, Act.THREATEN))
_ANSWERING = frozenset((Act.ACCEPT, Act.OFFER, Act.REJECT, Act.DENY))  # what answers "Did A accept?"


@dataclass(frozen=True)
class Share:
    """Rows that compete for the same places in an answer, best first, each with the actor named as its holder."""

    rows: tuple[tuple[str, Scored], ...]
    most: int


@dataclass(frozen=True)
class Selection:
    """What may be shown, a share for each actor asked about; `reason` where there is nothing, or only others speak."""

    shares: tuple[Share, ...] = ()
    reason: Reason | None = None


def select(question: Question, library: Library, most: int = MOST) -> Selection:
    """Rows for a question about positions. Every actor has as many places, however much it says."""
    found = _select(question, library, most)
    if not found.shares and _is_addressed(question):
        return _select(question.model_copy(update={"topic": "", "issue": None}), library, most)
    return found


def _is_addressed(question: Question) -> bool:
    """Whether the topic is only to whom the act was done: "What did they offer the fishermen?"."""
    match = _ADDRESSED.search(question.text)
    return bool(match and question.acts and content_words(question.topic) <= content_words(match[1]))


def _select(question: Question, library: Library, most: int) -> Selection:
    if question.kind is Kind.WHO or not question.actors:
        return _holders(question, library, most)
    places = PER_CELL if question.kind is Kind.COMPARISON else max(1, most // len(question.actors))
    shares: list[Share] = []
    reasons: list[Reason | None] = []
    for actor in question.actors:
        rows, reason = _of_actor(question, actor, library)
        shares.append(Share(tuple((actor, each) for each in rows[: places * 4]), places))
        reasons.append(reason)
    if not any(share.rows for share in shares):
        return Selection(reason=Reason.NO_EVIDENCE)
    every_one_by_others = all(reason is Reason.ONLY_OTHERS_SAY for reason in reasons)
    return Selection(tuple(shares), Reason.ONLY_OTHERS_SAY if every_one_by_others else None)


def newest_first(rows: Sequence[Scored]) -> list[Scored]:
    """By the day it was said, else printed; undated last; the better one first within a day."""
    return sorted(rows, key=lambda each: (day_of(each.row) or "", each.score), reverse=True)


def day_of(row: Statement) -> str | None:
    day = row.said or row.published
    return day.iso if day else None


def within(question: Question, rows: Sequence[Statement]) -> list[Statement]:
    """The rows in the question's dates. A row without a date cannot be known to lie in them."""
    if not question.since and not question.until:
        return list(rows)
    return [row for row in rows if (day := day_of(row)) and (question.since or "") <= day <= (question.until or "9999")]


def own_and_reported(actor: str, library: Library) -> tuple[list[Statement], list[Statement]]:
    """What an actor is quoted with, and what only others say of it; headlines only where no body says anything."""
    party = frozenset(library.party(actor))
    rows = [row for row in library.said_by(actor) if not is_aside(row)]
    body = [row for row in rows if not row.headline] or rows
    own = [row for row in body if row.reporter is None or row.reporter in party]
    return own, [row for row in body if row.reporter is not None and row.reporter not in party]


def _of_actor(question: Question, actor: str, library: Library) -> tuple[list[Scored], Reason | None]:
    own, reported = own_and_reported(actor, library)
    silent = [row for row in own if is_refusal(row, library)]
    if said := _fitting(question, [row for row in own if row not in silent], library):
        return said, None
    if others := _fitting(question, reported, library):
        return others, Reason.ONLY_OTHERS_SAY
    # Who will not say whether it sells the port denies nothing; asked about the port, it has not said.
    rows = on_topic(question, within(question, silent), library) if question.topic or not question.acts else []
    return rows, None if rows else Reason.NO_EVIDENCE


def _holders(question: Question, library: Library, most: int) -> Selection:
    """Who holds something: the best statement of each holder before anybody's second one."""
    everybody = voiced(question.voice, library) if question.voice else library.statements
    own = [row for row in everybody if row.reporter is None and not is_refusal(row, library)]
    body = [row for row in own if not row.headline]
    if (lean := leaning_asked(question)) is not None:
        fitting = _leaning(question, lean, body, library)
    else:
        fitting = _fitting(question, body, library)
    if not fitting and question.voice:  # a headline calls by their office whom the body calls by name
        named = [row for row in also_by_name(everybody, library) if not row.headline and row.reporter is None]
        fitting = _fitting(question, own, library) or _fitting(question, named, library)
    seen: dict[str, int] = {}
    ranked: list[tuple[int, Scored]] = []
    for each in fitting:
        ranked.append((seen.get(each.row.holder, 0), each))
        seen[each.row.holder] = seen.get(each.row.holder, 0) + 1
    ranked.sort(key=lambda pair: (pair[0], -pair[1].score))
    best = tuple((each.row.holder, each) for _, each in ranked[: most * 4])
    return Selection((Share(best, most),), None) if best else Selection(reason=Reason.NO_EVIDENCE)


def about(issue: str, rows: Sequence[Statement], library: Library) -> list[Scored]:
    """The rows on an issue, best first: those that speak of it, and those that are filed under it."""
    spoken = {each.row: each.score for each in on_topic(topical(issue, library), rows, library)}
    filed = {row: max(spoken.get(row, 0.0), FILED) for row in rows if row.issue == issue}
    scored = [Scored(row, score) for row, score in (spoken | filed).items()]
    return sorted(scored, key=lambda each: (-each.score, each.row.source, each.row.quote_span))


def topical(issue: str, library: Library) -> Question:
    """The question that an issue by itself is."""
    found, _ = library.actors_in(issue)
    names = tuple(dict.fromkeys(actor.name for actor, _ in found))
    return Question(text=issue, kind=Kind.POSITION, topic=issue, about=names)


def leaning_asked(question: Question) -> Polarity | None:
    """Which way the holders lean that a "Who supports X?" asks for."""
    if question.kind is not Kind.WHO or not question.topic or len(question.acts) != 1:
        return None
    return _LEANING.get(question.acts[0])


def _leaning(question: Question, lean: Polarity, rows: Sequence[Statement], library: Library) -> list[Scored]:
    """The rows that lean so on the topic: whose words say so, and else whose act does, on the topic itself."""
    dated = within(question, rows)
    leans = {row: leaning(_with_holder(row, library), question.topic) for row in dated}
    acting = [
        row
        for row in dated
        if leans[row] is None
        and (row.polarity == lean or _acts(row, question.acts))
        and in_foreground(question, _with_holder(row, library))
        and _there(row, lean, question)
    ]
    saying = [row for row in dated if leans[row] == lean]
    return on_topic(question, saying, library) + on_topic(question, acting, library)


def _there(row: Statement, lean: Polarity, question: Question) -> bool:
    """In a quotation of several sentences: whether it says yes, or no, where it speaks of the topic."""
    parts = [part for part in re.split(r"(?<=[.!?])[”\"'’]*\s+", row.quote) if part.strip()]
    words = content_words(question.topic)
    spoken = [part for part in parts if words & content_words(part)]
    return len(parts) < 2 or not spoken or any(negated(part) == (lean is Polarity.AGAINST) for part in spoken)


def _fitting(question: Question, rows: Sequence[Statement], library: Library) -> list[Scored]:
    dated = within(question, rows)
    if question.kind is Kind.COMPARISON and (issue := question.issue or question.topic):
        return about(issue, dated, library)
    if asks_conditions(question.text):
        dated = [row for row in dated if sets_condition(_clause(row, library))] or dated
    if not question.acts:
        found = on_topic(question, dated, library)
        if found and question.kind is Kind.TIMELINE and question.topic:  # "In May she had asked for nine"
            shown = {each.row for each in found}
            found += [each for each in in_context(question, dated, library) if each.row not in shown]
        if not found and question.kind is Kind.TIMELINE and question.issue:
            found = about(question.issue, dated, library)
        if not found and asks_conditions(question.text):
            asked = content_words(question.topic)
            return [Scored(row, FILED) for row in dated if asked & content_words(row.quote)]
        return found or _beside(question, dated, library)
    asked = content_words(question.text) - content_words(question.topic)
    named = [row for row in dated if _cue_words(row, library) & asked]
    exact = [row for row in dated if row.act in question.acts or row in named]
    kin = [row for row in dated if row not in exact and _acts(row, question.acts)]
    found = on_topic(question, exact, library)
    if not found or question.acts != (Act.DENY,):  # who denies one thing and refuses another denies one thing
        found += on_topic(question, kin, library)
    if found:
        return found
    doing = [row for row in dated if any(does(act, _clause(row, library)) for act in question.acts)]
    if found := on_topic(question, doing, library):
        return found
    # With a topic, what the actor says of it by another act still answers; each claim shows its act.
    return (on_topic(question, dated, library) or _beside(question, dated, library)) if question.topic else []


def _beside(question: Question, rows: Sequence[Statement], library: Library) -> list[Scored]:
    """Where no row speaks of the topic by itself: what points to it from the next sentence, or answers a bare verb."""
    if not question.topic:
        return []
    verbs = acts_named(question.topic) & _ANSWERING if asks_yes_or_no(question.text) else frozenset()
    bare = question.model_copy(update={"topic": "", "about": ()})
    return in_context(question, rows, library) or on_topic(
        bare, [row for row in rows if row.act in verbs and verbs], library
    )


def _clause(row: Statement, library: Library) -> str:
    """The row from its cue to the end of what is said."""
    span = row.quote_span
    if row.cue_span and row.cue_span.end <= span.start:
        span = Span(row.cue_span.start, span.end)
    return span.of(library.articles[row.source].text)


def _with_holder(row: Statement, library: Library) -> str:
    """The row from whichever stands first of holder, cue and content to whichever stands last."""
    parts = [span for span in (row.quote_span, row.cue_span, row.holder_span) if span]
    text = library.articles[row.source].text
    return Span(min(span.start for span in parts), max(span.end for span in parts)).of(text)


def _cue_words(row: Statement, library: Library) -> frozenset[str]:
    """The verb that the article uses: to "What does A insist on?" A's insisting answers, whatever act it counts as."""
    return content_words(row.cue_span.of(library.articles[row.source].text)) if row.cue_span else frozenset()


def _acts(row: Statement, acts: Sequence[Act]) -> bool:
    bargains = row.polarity is Polarity.CONDITIONAL and Act.DEMAND in acts  # "we will talk, but only if they leave"
    leans = any(row.polarity and _LEANING.get(act) == row.polarity for act in acts)
    leans = leans and (row.polarity is Polarity.AGAINST or row.act not in _ASKING)  # to ask for more accepts nothing
    return bargains or leans or any(row.act in _KIN.get(act, {act}) for act in acts)
