"""Answers and reports as a person reads them in a terminal. Control characters of an article never reach it."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Sequence

from bot.cli.printing.terminal import visible
from bot.reports import Cell, Comparison, ConflictKind, IssueList, SourceEntry, Sources, Summary, Timeline
from bot.sentences.leading import difference
from bot.sentences.wording import (
    CELLS,
    CLOSEST,
    CONFLICTS,
    FLAGS,
    MOST_CLOSEST,
    SHIFT,
    Numbers,
    by_article,
    count,
    coverage,
    dated,
    day_of,
    described,
    dropped,
    each_left_out,
    line,
    marks,
    nearest_claim,
    numbered,
    only_others_say,
    page,
    published,
    why_silent,
)
from bot.types import Answer, Claim, Reason

Details = Callable[[str], SourceEntry]
_WIDEST = 100  # columns: longer lines are hard to read
_MOST_ISSUES = 15


def bare(source: str) -> SourceEntry:
    """An article of which nothing is known but its file."""
    return SourceEntry(source=source, title="", origin=source)


def message(found: Answer, details: Details = bare, examples: Sequence[str] = ()) -> str:
    """An answer, or several under the questions of one message."""
    if not found.parts:
        return answer(found, details, examples)
    parts = [
        visible(f"{number}. {part.question}") + f"\n\n{answer(part, details)}"
        for number, part in enumerate(found.parts, 1)
    ]
    return "\n\n".join([*parts, *([visible(found.note)] if found.note else [])])


def answer(found: Answer, details: Details = bare, examples: Sequence[str] = ()) -> str:
    if found.status == "answered" and not found.claims:  # about the bot itself
        return visible(found.note or "")
    if not found.claims:
        return _shown(_silence(found, details, examples))
    numbers = numbered(found.claims)
    lines = [_wrapped(found.lead), ""] if found.lead else []
    if found.reason is Reason.ONLY_OTHERS_SAY:
        lines += [_wrapped(only_others_say(found)), ""]
    lines += [_claim(claim, numbers) for claim in found.claims]
    lines += ["", *_sources(found.claims, numbers, details), ""]
    lines += [_wrapped(f"{part.rstrip('.')}.") for part in _foot(found) if part]
    lines += [_wrapped(f"Left out: {each.actor}: “{each.text}” ({each.why}).") for each in found.left_out]
    return _shown(lines)


def comparison(found: Comparison, details: Details = bare) -> str:
    lines = [f"No article mentions “{name}”." for name in found.unknown]
    claims = [claim for conflict in found.conflicts for claim in conflict.claims]
    claims += [claim for cell in found.cells for claim in cell.claims]
    numbers = numbered(claims)
    opened = next((each for each in found.conflicts if each.kind is ConflictKind.BETWEEN_ACTORS), None)
    if opened is not None:
        lines += [f"They disagree most on {opened.issue}:", *(_claim(claim, numbers) for claim in opened.claims), ""]
    elif found.issues:
        lines += [_wrapped(difference(found)), ""]
    for issue in found.issues:
        lines.append(issue.upper())
        for cell in (cell for cell in found.cells if cell.issue == issue):
            lines += _cell(cell, numbers)
        lines.append("")
    for conflict in found.conflicts:
        if conflict is not opened:
            lines.append(f"{CONFLICTS[conflict.kind]}, on {conflict.issue}:")
            lines += [*(_claim(claim, numbers) for claim in conflict.claims), ""]
    if claims:
        lines += [*_sources(claims, numbers, details), ""]
    if found.left_out:
        named = f": {', '.join(found.left_out_issues)}" if found.left_out_issues else ""
        lines.append(_wrapped(f"{count(found.left_out, 'more issue')}{named}. Name one with --on ISSUE."))
    return _shown(lines) or "The articles have no positions of these actors to compare."


def summary(found: Summary, details: Details = bare) -> str:
    claims = [claim for each in found.issues for claim in each.claims]
    numbers = numbered(claims)
    lines = [found.actor, ""]
    for each in found.issues:
        lines += [each.issue.upper(), *(_claim(claim, numbers) for claim in each.claims), ""]
    if not found.issues:
        lines.append("No position of this actor is in the articles.")
    lines += [*_sources(claims, numbers, details), ""]
    if found.left_out:
        more = f"{count(found.left_out, 'more position')}; “positions timeline” and --on ISSUE show more."
        lines.append(_wrapped(more))
    return _shown(lines)


def timeline(found: Timeline, details: Details = bare) -> str:
    claims = [claim for entry in found.entries for claim in entry.claims]
    numbers = numbered(claims)
    lines = [found.actor + (f" on {found.issue}" if found.issue else ""), ""]
    for entry in found.entries:
        day = day_of(entry)
        lines.append(f"{day[:1].upper()}{day[1:]}{f' – {SHIFT}' if entry.shift else ''}")
        lines += [*(_claim(claim, numbers, with_day=False) for claim in entry.claims), ""]
    if not found.entries:
        lines.append("Nothing that this actor said is in the articles.")
    return _shown([*lines, *_sources(claims, numbers, details)])


def issues(found: IssueList) -> str:
    wide = max((len(entry.issue) for entry in found.issues[:_MOST_ISSUES]), default=0)
    lines = []
    for entry in found.issues[:_MOST_ISSUES]:
        told = f"{count(entry.statements, 'statement')}{', contested' if entry.contested else ''}"
        lines.append(f"{entry.issue:<{wide}}  {told}: {', '.join(entry.actors) or 'nobody named'}")
    if len(found.issues) > _MOST_ISSUES:
        lines.append(f"{count(len(found.issues) - _MOST_ISSUES, 'more issue')}; --json lists them all.")
    return visible("\n".join(lines) or "The statements have no issue that several sides speak of.")


def sources(found: Sources) -> str:
    lines = []
    for entry in found.articles:
        facts = [entry.publisher, published(entry), *(FLAGS.get(flag, flag) for flag in entry.flags)]
        lines += [entry.source, f"    {entry.title}", f"    {', '.join(fact for fact in facts if fact)}".rstrip()]
        if entry.speakers:
            lines.append(_wrapped(f"quoted: {', '.join(entry.speakers)}", "    ", "      "))
    shown = [_shown([text for text in lines if text]) or "There are no articles."]
    if found.skipped:
        shown.append(_shown([_wrapped(told, "", "  ") for told in each_left_out(found.skipped)]))
    return "\n\n".join(shown)


def _silence(found: Answer, details: Details, examples: Sequence[str]) -> list[str]:
    closest = [nearest_claim(near) for near in found.closest[:MOST_CLOSEST]]
    why = CLOSEST if closest else why_silent(found)
    lines = [_wrapped(why)]
    if closest:
        numbers = numbered(closest)
        lines += ["", *(_claim(claim, numbers) for claim in closest), "", *_sources(closest, numbers, details)]
    if found.note and found.note != why:
        lines += ["", _wrapped(found.note)]
    if found.dropped:
        lines += ["", f"{dropped(found.dropped)}."]
    if examples:
        lines += ["", "You could ask:", *(_wrapped(asked, "  ", "  ") for asked in examples)]
    return lines


def _foot(found: Answer) -> list[str]:
    return [coverage(found.coverage), dropped(found.dropped), found.note or ""]


def _claim(claim: Claim, numbers: Numbers, *, with_day: bool = True) -> str:
    text = "".join(line(claim))
    day = dated(claim) if with_day else ""
    return _wrapped(f"{text}{f' ({day})' if day else ''} {marks(claim.citations, numbers)}", "  ", "    ")


def _cell(cell: Cell, numbers: Numbers) -> list[str]:
    """What an actor holds on an issue, or why nothing is shown; the name stands in each of its lines."""
    lines = [f"  {cell.actor}: {CELLS[cell.kind]}"] if cell.kind in CELLS else []
    return [*lines, *(_claim(claim, numbers) for claim in cell.claims)]


def _sources(claims: Iterable[Claim], numbers: Numbers, details: Details) -> list[str]:
    """Each article once: its numbers, title, outlet and day, and its file."""
    cited = sorted({each for claim in claims for each in claim.citations}, key=lambda each: numbers[each])
    lines = []
    for source, citations in by_article(cited).items():
        entry = details(source)
        about, where = described(entry), page(entry, citations)
        lines.append(_wrapped(f"{marks(citations, numbers)} {about}{f', {where}' if where else ''}", "  ", "    "))
        if about != source:
            lines.append(f"      {source}")
    return ["Sources", *lines] if lines else []


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        " ".join(text.split()),
        _width(),
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _width() -> int:
    """The terminal's; a file or a pipe gets the same lines everywhere."""
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDEST
    return max(40, min(columns, _WIDEST))


def _shown(lines: Sequence[str]) -> str:
    return visible("\n".join(lines).strip())
