"""A question to a verified answer: understand, look, write, verify."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date

from bot.errors import WriterError
from bot.library import Library
from bot.questions import LONGEST, is_blank, is_english, read_one
from bot.stopwatch import Stopwatch
from bot.types import Answer, Draft, Question, Reason
from bot.verification import verify
from bot.words import content_words
from bot.writers import Writer

_LOOKED_AT = 20  # passages, before a question is said to be off the subject
_IN_ENGLISH = "Questions are read in English; of this one only names and words could be looked up."
_CUT = f"Only the first {LONGEST:,} characters of the question were read."

log = logging.getLogger(__name__)


def answer(text: str, library: Library, writer: Writer, fallback: Writer, today: date) -> Answer:
    """The answer to one question. `fallback` writes where `writer` fails, and the answer says so."""
    watch = Stopwatch()
    found = _answer(text, library, writer, fallback, today)
    note = found.note if is_blank(text) or is_english(text) else _IN_ENGLISH
    if len(text) > LONGEST:
        note = f"{note} {_CUT}" if note else _CUT
    return found.model_copy(update={"question": text, "note": note, "elapsed_ms": watch.milliseconds()})


def _answer(text: str, library: Library, writer: Writer, fallback: Writer, today: date) -> Answer:
    if is_blank(text):
        return verify(Draft(question=Question(text=text), reason=Reason.EMPTY_QUESTION, writer=writer.name), library)
    question = read_one(text, library, today)
    unwritten = _unwritten(question, library)
    if (reason := _hopeless(question, unwritten, library)) is not None:
        note = f"No article mentions “{unwritten[0]}”." if unwritten else None
        return verify(Draft(question=question, reason=reason, writer=writer.name, note=note), library)
    found, failure = _written(question, library, writer)
    if writer is not fallback and not found.claims:
        dropped = found.dropped
        found, _ = _written(question, library, fallback)
        note = f"{failure} The articles' own words are shown instead." if found.claims else failure
        found = found.model_copy(update={"note": note, "dropped": found.dropped + dropped})
    return _with_typed_silence(found, question, library)


def _written(question: Question, library: Library, writer: Writer) -> tuple[Answer, str]:
    """What is left of a writer's draft, and one sentence on why nothing is, for where nothing is."""
    try:
        draft = writer.write(question, library)
    except WriterError as error:
        log.warning("the writer %s failed: %s", writer.name, error.sentence)
        return verify(Draft(question=question, reason=Reason.NO_EVIDENCE, writer=writer.name), library), error.sentence
    found = verify(draft, library)
    if found.dropped:
        return found, f"None of the claims of {writer.name} could be verified."
    return found, f"{writer.name} found nothing."


def _unwritten(question: Question, library: Library) -> list[str]:
    """The unknown names that stand in no article; who wrote one stands in its byline, though nobody quotes the name."""
    texts = [article.text.casefold() for article in library.articles.values()] if question.unknown else []
    return [name for name in question.unknown if not any(name.casefold() in text for text in texts)]


def _hopeless(question: Question, unwritten: Sequence[str], library: Library) -> Reason | None:
    """Why no article can answer, where that is plain before looking."""
    if not library.articles:
        return Reason.NO_ARTICLES
    if unwritten:
        return Reason.NO_EVIDENCE if question.actors else Reason.UNKNOWN_ACTOR
    return None


def _with_typed_silence(found: Answer, question: Question, library: Library) -> Answer:
    """Off the subject is a question whose words the articles hardly use and that names nobody whom they know."""
    if found.claims or found.reason is not Reason.NO_EVIDENCE or question.actors or question.about:
        return found
    if question.unknown:
        return found.model_copy(update={"note": f"No article quotes “{question.unknown[0]}”."})
    if question.voice or _is_theirs(question, library):
        return found
    return found.model_copy(update={"reason": Reason.OFF_TOPIC})


def _is_theirs(question: Question, library: Library) -> bool:
    """Whether the passages nearest to a question, with what stands around them, use most of its words."""
    asked = content_words(question.topic) or content_words(question.text)
    used: set[str] = set()
    for hit in library.search(question.text, _LOOKED_AT):
        source = hit.passage.source
        used |= content_words(library.neighbourhood(source, hit.passage.span).of(library.articles[source].text))
    return bool(asked) and len(asked & used) > len(asked) / 2
