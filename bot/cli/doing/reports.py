"""`compare`, `of`, `timeline`, `issues`, `sources`: what is made of many claims."""

from __future__ import annotations

from functools import partial

from pydantic import BaseModel

from bot.cli.arguments import Call
from bot.cli.printing import plain
from bot.cli.printing.output import line, show
from bot.cli.printing.progress import ProgressLine
from bot.cli.printing.terminal import complain, visible
from bot.cli.printing.titles import details_of
from bot.errors import CallError, UnknownActorError
from bot.reports import Comparison, Summary, Timeline
from bot.settings import Settings
from bot.wiring import open_desk


def compare(call: Call, settings: Settings) -> int:
    if len(call.actors) < 2:
        raise CallError("A comparison needs two actors or more.", 'Write: positions compare "A" "B" [--on ISSUE].')
    with ProgressLine() as progress:
        desk = open_desk(settings, progress)
    actors = tuple(call.actors)
    try:
        found = desk.compare(actors, call.on)
    except UnknownActorError as error:
        return _unknown(error, Comparison(actors=actors, issues=(), cells=(), unknown=actors), call)
    show(found, call.json, partial(plain.comparison, details=details_of(desk)))
    return 0


def of(call: Call, settings: Settings) -> int:
    with ProgressLine() as progress:
        desk = open_desk(settings, progress)
    try:
        found = desk.of(call.actor, call.on)
    except UnknownActorError as error:
        return _unknown(error, Summary(actor=call.actor, issues=()), call)
    show(found, call.json, partial(plain.summary, details=details_of(desk)))
    return 0


def timeline(call: Call, settings: Settings) -> int:
    with ProgressLine() as progress:
        desk = open_desk(settings, progress)
    try:
        found = desk.timeline(call.actor, call.on)
    except UnknownActorError as error:
        return _unknown(error, Timeline(actor=call.actor, issue=call.on, entries=()), call)
    show(found, call.json, partial(plain.timeline, details=details_of(desk)))
    return 0


def issues(call: Call, settings: Settings) -> int:
    with ProgressLine() as progress:
        desk = open_desk(settings, progress)
    found = desk.issues()
    if call.json:
        for entry in found.issues:
            line(entry.model_dump(mode="json"))
    else:
        print(plain.issues(found))
    return 0


def sources(call: Call, settings: Settings) -> int:
    with ProgressLine() as progress:
        desk = open_desk(settings, progress)
    show(desk.sources(), call.json, plain.sources)
    return 0


def _unknown(error: UnknownActorError, empty: BaseModel, call: Call) -> int:
    """An actor that nobody mentions is an abstention, not a failure: an empty report, and the sentence beside it."""
    if call.json:
        line(empty.model_dump(mode="json"))
        complain(error)
    else:
        print(visible(str(error)))
    return 0
