"""What a message asks: its questions, each with its kind, its actors, its dates and its focus. The entrance is `read`.

Only what has to be settled before looking is read here: who is meant, which view is asked for, from when to when, and
for or against. The rest is left to matching by meaning, which reads the `focus`. Questions are read in English; names
are found in any language.
"""

from __future__ import annotations

import unicodedata
from datetime import date

from bot.library import Library
from bot.questions import acts, topics
from bot.questions.cleaning import without_courtesy, without_markup
from bot.questions.dates import Period, period
from bot.questions.kinds import OF_THE_BOT, kind_of
from bot.questions.limits import Dated, dated
from bot.questions.names import Named, named
from bot.questions.offices import asks_an_office
from bot.questions.splitting import is_asking, questions
from bot.types import Kind, Question

LONGEST = 2_000  # code points; a longer question is an article
MOST = 5  # questions of one message that are answered


def read(text: str, library: Library, today: date) -> tuple[Question, ...]:
    """The questions of a message: at least one. `today` anchors "last week"; days come out as ISO."""
    return tuple(read_one(each, library, today) for each in questions_in(text))


def questions_in(text: str) -> tuple[str, ...]:
    """The questions of a message as they stand there, without the markup of a chat."""
    lines = [without_markup(line) for line in text[:LONGEST].splitlines()]
    return tuple(questions("\n".join(line for line in lines if line)))


def read_one(text: str, library: Library, today: date) -> Question:
    """A text that asks one thing."""
    asked = " ".join(text.split())[:LONGEST]
    who, when, dates = who_and_when(asked, library, today)
    focus = who.text
    kind = kind_of(focus, who.spans, when.span if when else None)
    if not is_asking(asked) and kind_of(asked, [span for _, span in who.actors]) is Kind.THANKS:
        kind = Kind.THANKS  # "thanks a lot", of which "a lot" is not left
    if kind is Kind.FACT:  # "how many came since October?" dates what happened, which may be told on any day
        when = None
    if kind in OF_THE_BOT:
        return Question(text=asked, kind=kind, focus=focus)
    of_nobody = kind is Kind.WHO or asks_an_office(focus, [span for _, span in who.actors], library)
    whom = [] if of_nobody else topics.subjects(focus, who.actors, kind is Kind.COMPARISON)
    actors = tuple(dict.fromkeys(actor.name for actor, _ in whom))
    if kind is Kind.COMPARISON and len(actors) < 2:
        kind = Kind.POSITION
    sides = acts.two_sides(focus)
    said = acts.meanings(focus, [span for _, span in whom])
    taken = [span for span in (*(span for _, span in whom), when.span if when else None) if span]
    verbs = 0 if acts.asks_by_side(focus) else len(said)
    topic = topics.topic(focus, taken, verbs)
    if sides:  # "Who wants the dam and who doesn't?" is about the dam
        half = next(filter(acts.says_of_what, sides), sides[0])
        topic = topics.topic(acts.without_who(half), (), len(acts.meanings(half, ())))
    if acts.asks_yes_or_no(focus):  # "Does A accept X?" is about X, "Is A going to appeal?" about appealing
        topic = topics.topic(focus, taken, 1) or topic
    return Question(
        text=asked if not who.corrected else focus,
        kind=kind,
        actors=actors,
        unknown=who.unknown,
        corrected=who.corrected,
        lean=acts.lean(said),
        focus=focus,
        acts=() if kind is Kind.COMPARISON else tuple(act for act, _ in said),
        issue=library.issue_in(topic) if topic else None,
        topic=topic,
        about=tuple(dict.fromkeys(actor.name for actor, _ in who.actors if actor.name not in actors)),
        since=when.since if when else None,
        until=when.until if when else None,
        perhaps=when is not None and dates is Dated.EITHER,
    )


def who_and_when(asked: str, library: Library, today: date) -> tuple[Named, Period | None, Dated]:
    """Whom a question names, and the days of the saying: what is settled before its kind is read."""
    who = named(without_courtesy(asked), library)
    # In "Does A agree that it runs until May?" the date is of what is said, not of the saying.
    when = None if acts.asks_yes_or_no(who.text) else period(who.text, today, library)
    dates = dated(when.span, library.parse(who.text)) if when else Dated.SAYING
    return who, None if dates is Dated.TOPIC else when, dates


def is_blank(text: str) -> bool:
    """Whether nothing in a text could be a question: no letter and no digit in any script."""
    return not any(unicodedata.category(character)[0] in "LN" for character in text)
