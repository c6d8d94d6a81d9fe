"""A message to a verified answer: read its questions, look, write, verify, each in the light of what went before."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import date

from bot.conversation import follow, is_summary, recall, unseen
from bot.conversation.rephrasing import Rephraser, parted
from bot.conversation.rephrasing import told as told_turns
from bot.errors import WriterError
from bot.library import Library
from bot.questions import LONGEST, MOST, is_blank, questions_in
from bot.questions.acts import asks_why
from bot.questions.kinds import OF_THE_BOT
from bot.questions.languages import is_english
from bot.running import tracing
from bot.running.stopwatch import Stopwatch
from bot.running.tracing import count, span
from bot.sentences.telling import told
from bot.types import NO_CONTEXT, Answer, Claim, Context, Coverage, Draft, Kind, Proposal, Question, Reason
from bot.verifying.verification import Checked, Dropped, Judge, answer_of, check, checked, verify
from bot.verifying.watching import watcher
from bot.words import listed
from bot.writers import Repairing, Streaming, Summarising, Writer
from retrieval.entities.lexicon import lexicon

_IN_ENGLISH = "Questions are read in English; of this one only names and words could be looked up."
_CUT = f"Only the first {LONGEST:,} characters of the question were read."
_NO_MORE = "That was all that the articles have on it."

log = logging.getLogger(__name__)


def answer(
    text: str,
    library: Library,
    writer: Writer,
    fallback: Writer,
    today: date,
    context: Context = NO_CONTEXT,
    examples: Callable[[], Sequence[str]] = tuple,
    judge: Judge | None = None,
    rephraser: Rephraser | None = None,
) -> Answer:
    """The answer to one message. `fallback` writes where `writer` fails, and the answer says so; `judge` reads what
    `writer` worded freely.

    `context` is the conversation before it; `examples` are questions to propose to whoever asks what can be asked.
    """
    watch = Stopwatch()
    asked = questions_in(text)
    if rephraser is not None and len(asked) == 1:
        asked = parted(text, rephraser) or asked
    parts: list[Answer] = []
    for each in asked[:MOST]:
        with span("answer", writer=writer.name, question=tracing.text(each)):
            found = _answer(each, context, library, writer, fallback, today, examples, judge, rephraser)
        _counted(found)
        found = found.model_copy(update={"question": each, "note": _noted(each, found)})
        context = context.then(each, found)
        parts.append(found)
    notes = [f"Only the first {MOST} of {len(asked)} questions are answered."] if len(asked) > MOST else []
    notes += [_CUT] if len(text) > LONGEST else []
    whole = parts[0] if len(parts) == 1 else _together(parts)
    note = " ".join([*([whole.note] if whole.note else []), *notes]) or None
    return whole.model_copy(update={"question": text, "note": note, "elapsed_ms": watch.milliseconds()})


def _counted(found: Answer) -> None:
    count("claims.shown", len(found.claims), writer=found.writer)
    for each in found.left_out:
        count("claims.dropped", reason=each.kind)
    if not found.claims and found.reason is not None:
        count("abstentions", reason=found.reason)


def _together(parts: Sequence[Answer]) -> Answer:
    """Several answers as one: answered where one of them is, with the claims of all."""
    seen = [part.coverage for part in parts]
    answered = any(part.status == "answered" for part in parts)
    return Answer(
        question="",
        status="answered" if answered else "abstained",
        reason=None if answered else parts[0].reason,
        claims=tuple(claim for part in parts for claim in part.claims),
        coverage=Coverage(
            articles=max(each.articles for each in seen),
            mentioning=max(each.mentioning for each in seen),
            cited=len({citation.source for part in parts for claim in part.claims for citation in claim.citations}),
            origins=max(each.origins for each in seen),
        ),
        dropped=sum(part.dropped for part in parts),
        left_out=tuple(each for part in parts for each in part.left_out),
        prompt=parts[0].prompt,
        writer=parts[0].writer,
        understood=parts[0].understood,
        parts=tuple(parts),
    )


def _noted(text: str, found: Answer) -> str | None:
    """The answer's note behind what must be said of how the question was read."""
    corrected = found.understood.corrected if found.understood else ()
    notes = [f"I read “{written}” as {meant}." for written, meant in corrected]
    notes += [_IN_ENGLISH] if not is_blank(text) and not is_english(text) else []
    return " ".join([*notes, *([found.note] if found.note else [])]) or None


def _answer(
    text: str,
    context: Context,
    library: Library,
    writer: Writer,
    fallback: Writer,
    today: date,
    examples: Callable[[], Sequence[str]],
    judge: Judge | None,
    rephraser: Rephraser | None,
) -> Answer:
    if is_blank(text):
        return verify(Draft(question=Question(text=text), reason=Reason.EMPTY_QUESTION, writer=writer.name), library)
    if (again := recall(text, context)) is not None:
        summed = _summed_up(again, context, library, writer, judge) if is_summary(text) else None
        return summed or again
    question = follow(text, context, library, today, rephraser)
    if question.kind in OF_THE_BOT:
        return told(question, library, examples())
    unwritten = _unwritten(question, library)
    if (reason := _hopeless(question, unwritten, library)) is not None:
        note = _unmentioned(unwritten) if unwritten else None
        return verify(Draft(question=question, reason=reason, writer=writer.name, note=note), library)
    found, failure = _written(question, library, writer, judge)
    if writer is not fallback and not found.claims:
        dropped, left_out = found.dropped, found.left_out
        found, _ = _written(question, library, fallback, None)
        note = f"{failure} The articles' own words are shown instead." if found.claims else failure
        left_out = (*left_out, *found.left_out)
        found = found.model_copy(update={"note": note, "dropped": found.dropped + dropped, "left_out": left_out})
    if (
        _asks_for_more(question, context)
        and not found.claims
        and (not found.closest or context.turns[-1].answer.claims)
    ):
        return found.model_copy(update={"note": _NO_MORE, "closest": ()})
    if found.claims and unwritten and found.note is None:  # "How do A and B differ?" where no article mentions B
        return found.model_copy(update={"note": _unmentioned(unwritten)})
    return _with_typed_silence(found, question, library)


def _asks_for_more(question: Question, context: Context) -> bool:
    """ "more", "who else?"; not "why?", nor "and who opposes it?"."""
    before = context.turns[-1].answer.understood if context.turns else None
    turned = before is not None and question.kind is Kind.WHO and question.lean != before.lean
    return bool(question.shown) and not asks_why(question.focus) and not turned


def _summed_up(again: Answer, context: Context, library: Library, writer: Writer, judge: Judge | None) -> Answer | None:
    """What a writer makes of all that the conversation has shown, where it can and something of it stands."""
    if not isinstance(writer, Summarising) or again.understood is None:
        return None
    try:
        draft = writer.summarise(again.understood, again.claims, told_turns(context), library)
    except WriterError as error:
        log.info("nothing was summed up: %s", error.sentence)
        return None
    found = answer_of(draft, checked(draft.proposals, library, judge), library)
    return found if found.claims else None


def _written(question: Question, library: Library, writer: Writer, judge: Judge | None) -> tuple[Answer, str]:
    """What is left of a writer's draft, and one sentence on why nothing is, for where nothing is."""
    try:
        draft = _draft(question, library, writer, judge)
    except WriterError as error:
        log.warning("the writer %s failed: %s", writer.name, error.sentence)
        return verify(Draft(question=question, reason=Reason.NO_EVIDENCE, writer=writer.name), library), error.sentence
    passed = _repaired(draft, checked(draft.proposals, library, judge), library, writer, judge)
    found = _without_shown(answer_of(draft, passed, library), draft.question)
    if found.dropped:
        return found, f"None of the claims of {writer.name} could be verified."
    return found, f"{writer.name} found nothing."


def _draft(question: Question, library: Library, writer: Writer, judge: Judge | None) -> Draft:
    """The writer's draft; who watches is told of each claim as soon as it has passed the checks."""
    told = watcher()
    if told is None or judge is not None or not isinstance(writer, Streaming):
        return writer.write(question, library)

    def tell(proposal: Proposal) -> None:
        claim = check(proposal, library)
        if isinstance(claim, Claim):
            told(claim)

    return writer.write(question, library, tell)


def _repaired(
    draft: Draft, found: Sequence[Checked], library: Library, writer: Writer, judge: Judge | None
) -> Sequence[Checked]:
    """The claims, those that failed asked for once more with what is wrong with them, where a writer can be asked."""
    dropped = [each for each in found if isinstance(each, Dropped)]
    if not dropped or not isinstance(writer, Repairing):
        return found
    try:
        again = writer.repair(draft, dropped, library)
    except WriterError as error:
        log.warning("the writer %s mended nothing: %s", writer.name, error.sentence)
        return found
    good = [each for each in found if isinstance(each, Claim)]
    shown = {each.citations for each in good}
    mended = [each for each in checked(again.proposals, library, judge) if isinstance(each, Claim)]
    mended = [each for each in mended if each.citations not in shown]
    return [*good, *mended[: len(dropped)], *dropped[len(mended) :]]


def _without_shown(found: Answer, question: Question) -> Answer:
    """To "more", a writer that shows the same again has found nothing."""
    claims = unseen(found.claims, question) if question.shown else found.claims
    if len(claims) == len(found.claims):
        return found
    left = {"status": "answered" if claims else "abstained", "reason": found.reason if claims else Reason.NO_EVIDENCE}
    return found.model_copy(update={"claims": claims, **left})


def _unwritten(question: Question, library: Library) -> list[str]:
    """The unknown names that stand in no article; who wrote one stands in its byline, though nobody quotes the name."""
    return [name for name in question.unknown if not library.writes(name)]


def _unmentioned(names: Sequence[str]) -> str:
    return f"No article mentions {listed([f'“{name}”' for name in names], 'or')}."


def _hopeless(question: Question, unwritten: Sequence[str], library: Library) -> Reason | None:
    """Why no article can answer, where that is plain before looking: nobody calls a state by another name."""
    if not library.articles:
        return Reason.NO_ARTICLES
    if unwritten and lexicon().look(unwritten[0]) is not None:
        return Reason.NO_EVIDENCE if question.actors else Reason.UNKNOWN_ACTOR
    return None


def _with_typed_silence(found: Answer, question: Question, library: Library) -> Answer:
    """Off the subject is a question to which nothing comes near and that names nobody whom the articles know."""
    if found.claims or found.reason is not Reason.NO_EVIDENCE:
        return found
    unwritten = _unwritten(question, library)
    if question.actors or question.about:
        return found.model_copy(update={"note": found.note or (_unmentioned(unwritten) if unwritten else None)})
    if unwritten:
        return found.model_copy(update={"reason": Reason.UNKNOWN_ACTOR, "note": _unmentioned(unwritten)})
    if question.unknown:
        return found.model_copy(update={"note": f"No article quotes “{question.unknown[0]}”."})
    near = found.closest or question.follows  # a thread goes on about what it was about
    return found if near else found.model_copy(update={"reason": Reason.OFF_TOPIC})
