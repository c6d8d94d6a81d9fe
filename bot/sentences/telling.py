"""Answers that need no claim: what the bot can be asked, which articles it reads, what they are about."""

from __future__ import annotations

from collections.abc import Sequence

from bot.library import Library
from bot.sentences.wording import day
from bot.types import Answer, Coverage, Kind, Question
from retrieval.types import ActorKind

MOST = 12  # lines of a list
WHO = 4  # actors named beside an issue


def told(question: Question, library: Library, examples: Sequence[str]) -> Answer:
    """A note of a sentence, and of a line each for what it lists; the status is answered, and there are no claims."""
    lines = {Kind.SOURCES: _articles, Kind.ISSUES: _issues, Kind.THANKS: _thanks}.get(question.kind, _help)
    return Answer(
        question=question.text,
        status="answered",
        note="\n".join(lines(library, examples)),
        coverage=Coverage(articles=len(library.articles)),
        understood=question,
    )


def _help(library: Library, examples: Sequence[str]) -> list[str]:
    read = f"I have read {_count(len(library.articles), 'article')} and say who holds which position in them"
    first = f"{read}, each with the sentence that shows it."
    asked = examples or ("What does ACTOR say about TOPIC?", "How do ACTOR and ACTOR differ?")
    others = ("Which articles do you have?", "What are the issues?")
    return [f"{first} You could ask:", *asked, *others, "Afterwards go on: “why?”, “and ACTOR?”, “more”."]


def _thanks(_library: Library, _examples: Sequence[str]) -> list[str]:
    return ["You're welcome."]


def _articles(library: Library, _examples: Sequence[str]) -> list[str]:
    lines = []
    for source in list(library.articles)[:MOST]:
        known = library.details(source)
        published = day(known.published.iso) if known.published else None
        lines.append(", ".join(part for part in (" ".join(known.title.split()), known.publisher, published) if part))
    return _list(f"I have read {_count(len(library.articles), 'article')}:", lines, len(library.articles))


def _issues(library: Library, _examples: Sequence[str]) -> list[str]:
    lines = []
    for issue in library.issues[:MOST]:
        held = [row.holder for row in library.on(issue) if _has_name(row.holder, library)]
        who = sorted(dict.fromkeys(held), key=lambda name: -held.count(name))[:WHO]
        lines.append(f"{issue}: {', '.join(who)}" if who else issue)
    if not lines:
        return ["The articles quote nobody on anything yet."]
    return _list("What the articles quote people on:", lines, len(library.issues))


def _has_name(holder: str, library: Library) -> bool:
    """Whether a holder is somebody: not "a source", "several lawmakers"."""
    actor = library.actor(holder)
    return actor is not None and actor.kind is not ActorKind.GROUP


def _list(first: str, lines: Sequence[str], count: int) -> list[str]:
    more = [f"and {count - len(lines)} more"] if count > len(lines) else []
    return [first, *lines, *more]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
