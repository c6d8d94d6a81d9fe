"""A question read in the light of the turns before it: "and Moscow?", "why?", "what did he say about X?", "more".

`follow` is a pure function: it writes a follow-up out as a full question and reads that one; a question that stands on
its own is left as it is. "Who said that?" asks for nothing new: `recall` answers it from what was shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from bot.conversation import rewriting
from bot.conversation.forms import Form, form_of, led
from bot.conversation.rephrasing import Rephraser, written_out
from bot.library import Library
from bot.questions import read_one
from bot.questions.acts import asks_who, asks_why, asks_yes_or_no
from bot.questions.cleaning import without_courtesy
from bot.questions.dates import period
from bot.questions.kinds import OF_THE_BOT
from bot.questions.names import named
from bot.questions.splitting import is_asking
from bot.sentences.wording import capital, sayer, when
from bot.types import Answer, Citation, Claim, Context, Kind, Question

LONGEST = 15  # words of a follow-up: what is longer stands on its own
_MOST_SPOKEN_OF = 40  # names that a pronoun may mean
_AND = re.compile(r"(?:and|but)\s+the\b", re.IGNORECASE)
_WHAT_ABOUT = re.compile(r"(?:and\s+)?(?:what|how) about\b", re.IGNORECASE)
_ABOUT = re.compile(r"(?:about|on|regarding|concerning)\s+", re.IGNORECASE)
_ELSE = re.compile(r"\b(what|who|anything|anybody|anyone)\s+else\b", re.IGNORECASE)


def follow(text: str, context: Context, library: Library, today: date, rephraser: Rephraser | None = None) -> Question:
    """The question that a text asks after those turns; `follows` says that it could not be read without them.

    A `rephraser` writes it out where it can, else the rules do.
    """
    question = read_one(text, library, today)
    rest = _rest(text)
    last = _last(context, form_of(rest))
    if (
        last is None
        or len(rest.split()) > LONGEST
        or (question.kind in OF_THE_BOT and not _points_back(rest, question))
    ):
        return question
    before, answer = last
    if form_of(rest) is Form.MORE:
        return before.model_copy(update={"follows": True, "shown": _shown(before, answer)})
    if rephraser is not None and (full := written_out(rest, context, rephraser)):
        return read_one(full, library, today).model_copy(update={"follows": True, "corrected": question.corrected})
    full, fixed = _written_out(rest, question, before, answer, context, library, today)
    found = read_one(full, library, today) if full else question
    if _asks_for_others(rest, found, before):
        fixed = {"shown": _shown_claims(before, answer), **fixed}
    if not full and not fixed:
        return question
    return found.model_copy(update={"follows": True, "corrected": question.corrected or found.corrected, **fixed})


def _last(context: Context, form: Form | None) -> tuple[Question, Answer] | None:
    """The turn that a follow-up goes on from: "and Moscow?" behind "why?" asks of Moscow what was asked before that."""
    turns = list(_turns(context))
    if form is None:
        turns = [turn for turn in turns if not (turn[0].follows and turn[0].shown and asks_why(turn[0].focus))] or turns
    return turns[0] if turns else None


def _asks_for_others(rest: str, question: Question, before: Question) -> bool:
    """Whether it is asked who else: "and who opposes it?", to which whoever was shown before is no answer."""
    leads, bare = led(rest)
    asks = question.kind is Kind.WHO and asks_who(bare)
    turned = question.lean is not None and before.lean is not None and question.lean != before.lean
    return asks and (turned or (leads and (before.kind is Kind.WHO or question.lean is not None)))


def is_follow_up(text: str) -> bool:
    """Whether a text is, by its form, the rest of a conversation: it asks, though it does not say about what."""
    rest = _rest(text)
    leads, bare = led(rest)
    return form_of(rest) is not None or (leads and 0 < len(bare.split()) <= LONGEST / 3)


def recall(text: str, context: Context) -> Answer | None:
    """The last claims again, led by who said them and when, or all of the conversation's, where that is asked for."""
    if is_summary(text):
        return _summed_up(text, context)
    form = form_of(_rest(text))
    shown = (turn for turn in _turns(context) if turn[1].claims)
    if form not in (Form.WHO_SAID, Form.WHEN) or (last := next(shown, None)) is None:
        return None
    before, answer = last
    if form is Form.WHEN and _is_of_a_deed(before):
        return None
    lead = _told(answer.claims)
    understood = before.model_copy(update={"follows": True})
    return answer.model_copy(update={"understood": understood, "lead": lead, "note": None, "dropped": 0})


def _is_of_a_deed(question: Question) -> bool:
    """ "Is A leaving?", after which "when?" asks for the day of that, not of what was said."""
    return asks_yes_or_no(question.focus) or question.kind is Kind.FACT


def is_summary(text: str) -> bool:
    return form_of(_rest(text)) is Form.SUMMARY


def _summed_up(text: str, context: Context) -> Answer | None:
    """All that the conversation has shown, once each; `None` where that is nothing."""
    turns = list(_turns(context))[::-1]
    claims = tuple(dict.fromkeys(claim for _, answer in turns for claim in answer.claims))
    if not claims:
        return None
    before, last = turns[-1]
    cited = {each.source for claim in claims for each in claim.citations}
    coverage = last.coverage.model_copy(update={"cited": len(cited)})
    understood = before.model_copy(update={"text": text, "follows": True})
    kept = {
        "status": "answered",
        "reason": None,
        "lead": None,
        "note": None,
        "dropped": 0,
        "left_out": (),
        "closest": (),
    }
    return last.model_copy(
        update={**kept, "claims": claims, "coverage": coverage, "understood": understood, "parts": ()}
    )


def unseen(claims: Sequence[Claim], question: Question) -> tuple[Claim, ...]:
    """The claims of which something was not shown before."""
    return tuple(
        claim
        for claim in claims
        if not all(question.was_shown(each.source, each.start, each.end, each.quote) for each in claim.citations)
    )


def _rest(text: str) -> str:
    return without_courtesy(" ".join(text.split()))


def _turns(context: Context) -> Iterator[tuple[Question, Answer]]:
    """The questions about the articles with their answers, the last one first."""
    for turn in reversed(context.turns):
        for answer in reversed(turn.answer.parts or (turn.answer,)):
            if answer.understood is not None and answer.understood.kind not in OF_THE_BOT:
                yield answer.understood, answer


def _recent(context: Context) -> tuple[str, ...]:
    """Those who were spoken of last: the actors of as many questions as it takes to have two, else of the claims."""
    actors: list[str] = []
    for question, _ in _turns(context):
        if len(actors) < 2:
            actors += [name for name in question.actors if name not in actors]
    if len(actors) < 2:
        actors += [claim.actor for _, answer in _turns(context) for claim in answer.claims]
    return tuple(dict.fromkeys(actors))[:4]


def _spoken_of(context: Context) -> tuple[str, ...]:
    """All who were asked about or quoted, those of the last turns first."""
    names: list[str] = []
    for question, answer in _turns(context):
        quoted = (name for claim in answer.claims for name in (claim.speaker, claim.actor) if name)
        names += [*question.actors, *quoted, *question.about]
    return tuple(dict.fromkeys(names))[:_MOST_SPOKEN_OF]


def _points_back(rest: str, question: Question) -> bool:
    """Whether what would be asked of the bot by itself is, in a conversation, asked of what was said before."""
    if question.kind is Kind.SOURCES:
        return False
    if asks_who(rest) or _ELSE.search(rest) or is_follow_up(rest):
        return True
    return question.kind is not Kind.THANKS and rewriting.points_back(rest)


def _shown(before: Question, answer: Answer) -> tuple[Citation, ...]:
    near = (Citation(source=each.source, quote=each.text, start=each.start, end=each.end) for each in answer.closest)
    return tuple(dict.fromkeys((*_shown_claims(before, answer), *near)))


def _shown_claims(before: Question, answer: Answer) -> tuple[Citation, ...]:
    """What was shown as an answer; a passage that was only close may be one now."""
    return tuple(dict.fromkeys((*before.shown, *(each for claim in answer.claims for each in claim.citations))))


def _written_out(
    rest: str,
    question: Question,
    before: Question,
    answer: Answer,
    context: Context,
    library: Library,
    today: date,
) -> tuple[str, dict[str, Any]]:
    """The full question that a follow-up stands for, and what is known of it; nothing where it stands alone."""
    same = {"actors": before.actors, "about": before.about, "topic": before.topic, "issue": before.issue}
    fact = Kind.FACT if not before.actors else None
    match form_of(rest):
        case Form.WHY if before.kind is Kind.WHO:  # whoever was found is asked about now
            return rewriting.reason(before, answer), {"shown": _shown_claims(before, answer)}
        case Form.WHY:  # what was shown is what is asked about, and no reason for itself
            shown = _shown(before, answer)
            return rewriting.reason(before, answer), {**same, "kind": fact or Kind.POSITION, "shown": shown}
        case Form.WHEN:
            return rewriting.day(before), {**same, "kind": Kind.FACT}
        case Form.SINCE_THEN:
            return rewriting.since_then(before, answer, library, today), {}
        case Form.SINCE_WHEN:
            return rewriting.beginning(before), {**same, "kind": fact or Kind.TIMELINE}
        case Form.COMPARE:
            recent = _recent(context)
            full = rewriting.comparison(recent, before) if len(recent) > 1 else ""
            return full, {**same, "kind": Kind.COMPARISON, "actors": recent}
    leads, bare = led(rest)
    if not is_asking(bare.rstrip("?!. ")) and not rewriting.points_back(bare):
        who = named(bare, library)
        if _ABOUT.match(bare) and before.actors:
            return rewriting.about(_ABOUT.sub("", bare).strip(" ?!.,;:"), before), {}
        if _WHAT_ABOUT.match(rest) and rewriting.is_silent(who, library) and before.actors:
            return rewriting.about(who.text.strip(" ?!.,;:"), before), {}
        many = rewriting.voices(bare, library) if _AND.match(rest) else ""  # "what about the towns?" is a topic
        full, is_same = rewriting.swapped(who, leads, before, library, today, many)
        fixed: dict[str, Any] = {"topic": before.topic, "issue": before.issue} if is_same and before.actors else {}
        if is_same and (when := period(who.text, today, library)):  # "and in May?" asks for what was said then
            fixed |= {"since": when.since, "until": when.until, "perhaps": False}
        return full, fixed
    more = _ELSE.sub(r"\1", bare)
    full = rewriting.resolved(more, leads, question, before, answer, _spoken_of(context), library)
    if rewriting.asks_other_side(more, before):
        return full, {"shown": _shown(before, answer)}
    if more != bare and question.actors in ((), before.actors):  # "what else did he say?"
        return full or more, {"shown": _shown(before, answer)}
    return full, {}


def _told(claims: Sequence[Claim]) -> str:
    """Who said it and when: "Ona Brel said that for Tarsia (2 May 2031); Arvia said that (article of 3 May 2031)."."""
    days: dict[str, list[str]] = {}
    for claim in claims:
        said = f"{claim.speaker} said that for {claim.actor}" if claim.speaker else f"{sayer(claim)} said that"
        if claim.reported_by:
            said = f"{claim.reported_by} said that of {claim.actor}"
        days.setdefault(capital(said), []).append(
            when(claim.said, claim.published, claim.said_between) or "on a day unknown"
        )
    parts = [f"{said} ({', '.join(dict.fromkeys(those))})" for said, those in days.items()]
    return f"{'; '.join(parts)}."
