"""Answers and reports as a person reads them in a terminal. Control characters of an article never reach it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.cli.terminal import visible
from bot.reports import Comparison, IssueList, Sources, Summary, Timeline
from bot.types import Answer, Claim, Reason
from bot.wording import CELLS, does, says

_SILENCE = {
    Reason.NO_EVIDENCE: "The articles have nothing on that.",
    Reason.UNKNOWN_ACTOR: "No article mentions whom you asked about.",
    Reason.OFF_TOPIC: "That is not what these articles are about.",
    Reason.EMPTY_QUESTION: "There is no question in that. Ask in English, such as: What does ACTOR demand?",
    Reason.NO_ARTICLES: "There are no articles yet. Put .txt or .md files into the articles folder.",
    Reason.FAILED: "That question could not be answered.",
    Reason.ONLY_OTHERS_SAY: "Only others speak of it; the actor itself is not quoted.",
}
_MOST_ISSUES = 15


def answer(found: Answer) -> str:
    lines = [] if found.note is None else [found.note, ""]
    if found.reason is not None and not (found.note and found.reason is Reason.UNKNOWN_ACTOR):
        lines += [_SILENCE[found.reason], ""]
    for number, claim in enumerate(found.claims, 1):
        lines += _claim(number, claim)
    if found.claims:
        seen = found.coverage
        lines.append(f"{seen.cited} of {seen.articles} articles, {_count(seen.origins, 'origin')}.")
    if found.dropped:
        lines.append(f"{_count(found.dropped, 'claim')} left out: not verified against the files.")
    return visible("\n".join(lines).strip())


def comparison(found: Comparison) -> str:
    lines = [f"No article mentions “{name}”." for name in found.unknown]
    for issue in found.issues:
        lines += ["", issue.upper()]
        for cell in (cell for cell in found.cells if cell.issue == issue):
            lines.append(f"  {cell.actor}: {CELLS.get(cell.kind, '')}".rstrip(": ") + (":" if cell.claims else ""))
            lines += _indented(cell.claims)
    for conflict in found.conflicts:
        lines += ["", f"{conflict.kind.replace('_', ' ').capitalize()}, on {conflict.issue}:"]
        lines += _indented(conflict.claims, with_actor=True)
    if found.left_out:
        lines += ["", f"Left out: {', '.join(found.left_out_issues)}. Name one with --on ISSUE."]
    return visible("\n".join(lines).strip() or "The articles have no positions of these actors to compare.")


def summary(found: Summary) -> str:
    lines = [found.actor]
    for each in found.issues:
        lines += ["", each.issue.upper(), *_indented(each.claims)]
    if not found.issues:
        lines.append("No position of this actor is in the articles.")
    if found.left_out:
        lines += ["", f"{_count(found.left_out, 'position')} left out; “positions timeline” and --on ISSUE show more."]
    return visible("\n".join(lines))


def timeline(found: Timeline) -> str:
    lines = [found.actor + (f" on {found.issue}" if found.issue else "")]
    for entry in found.entries:
        said = f"said {entry.said}" if entry.said else "said on an unknown day"
        printed = f", printed {entry.published}" if entry.published else ""
        lines += ["", said + printed + ("  ← a shift" if entry.shift else ""), *_indented(entry.claims)]
    if not found.entries:
        lines.append("Nothing that this actor said is in the articles.")
    return visible("\n".join(lines))


def issues(found: IssueList) -> str:
    wide = max((len(entry.issue) for entry in found.issues[:_MOST_ISSUES]), default=0)
    lines = []
    for entry in found.issues[:_MOST_ISSUES]:
        count = f"{_count(entry.statements, 'statement')}{', contested' if entry.contested else ''}"
        lines.append(f"{entry.issue:<{wide}}  {count}: {', '.join(entry.actors) or 'nobody named'}")
    if len(found.issues) > _MOST_ISSUES:
        lines.append(f"{_count(len(found.issues) - _MOST_ISSUES, 'more issue')}; --json lists them all.")
    return visible("\n".join(lines) or "The statements have no issue that several sides speak of.")


def sources(found: Sources) -> str:
    lines = []
    for entry in found.articles:
        facts = [entry.publisher, entry.published, *(flag.replace("_", " ") for flag in entry.flags)]
        lines += [entry.source, f"    {entry.title}", f"    {', '.join(fact for fact in facts if fact) or 'no date'}"]
        if entry.speakers:
            lines.append(f"    quoted: {', '.join(entry.speakers)}")
    return visible("\n".join(lines) or "There are no articles.")


def _claim(number: int, claim: Claim) -> list[str]:
    actor = _named(claim.actor, claim)
    who = actor if claim.speaker is None else f"{actor} ({claim.speaker})"
    head = f"{_told(claim)} of {who}" if claim.reported_by else f"{who} {does(claim.act, claim.speaker or claim.actor)}"
    when = claim.said or (f"printed {claim.published}" if claim.published else "")
    day = f" ({when})" if when else ""
    lines = [f"[{number}] {head}{day}: {claim.text}"]
    return [*lines, *(f"      {each.source}:{each.start}-{each.end}" for each in claim.citations), ""]


def _indented(claims: Iterable[Claim], with_actor: bool = False) -> list[str]:
    lines = []
    for claim in claims:
        teller = f"{_told(claim)}: " if claim.reported_by else ""
        who = f"{_named(claim.actor, claim)}: " if with_actor else teller
        where = ", ".join(f"{each.source}:{each.start}-{each.end}" for each in claim.citations)
        when = claim.said or (f"printed {claim.published}" if claim.published else "undated")
        lines += [f"    {who}{claim.text}", f"        {when} · {where}"]
    return lines


def _told(claim: Claim) -> str:
    """Who tells it, with the verb: "Tarsia says"."""
    reporter = claim.reported_by or ""
    return f"{_named(reporter, claim)} {says(reporter)}"


def _named(name: str, claim: Claim) -> str:
    """A name as a reader knows it: an article that speaks for itself goes by its file, which is nobody's name."""
    return f"the article ({name})" if any(name == each.source for each in claim.citations) else name


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
