"""Canvases: markdown in sections, which are found by their headings or words and changed one at a time."""

from __future__ import annotations

import re

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.workspace.items import Canvas
from bot.mock_slack.workspace.records import Json
from bot.mock_slack.workspace.state import Workspace

MAX_MARKDOWN = 100_000  # characters of one canvas
_HEADING = re.compile(r"(#{1,3}) ")


def create(workspace: Workspace, user: str, title: str, markdown: str, channel: str = "") -> Canvas:
    canvas = Canvas(workspace.ids.new("F"), user, title, channel, sections_of(workspace, markdown))
    workspace.canvases[canvas.id] = canvas
    return canvas


def sections_of(workspace: Workspace, markdown: str) -> list[Json]:
    """A section is what stands between empty lines, and a heading is one by itself."""
    sections = []
    for part in re.split(r"\n\s*\n|\n(?=#{1,3} )", markdown.strip()):
        heading, rest = part, ""
        if _HEADING.match(part):
            heading, _, rest = part.partition("\n")
        sections += [{"id": f"temp:C:{workspace.ids.new('')}", "markdown": one} for one in (heading, rest) if one]
    return sections


def find(canvas: Canvas, kinds: list[str], words: str) -> list[Json]:
    """The sections that are headings of these kinds (any section when there are none) and hold the words."""
    found = []
    for section in canvas.sections:
        heading = _HEADING.match(section["markdown"])
        kind = f"h{len(heading[1])}" if heading else ""
        fits = not kinds or kind in kinds or (bool(kind) and "any_header" in kinds)
        if fits and words.casefold() in section["markdown"].casefold():
            found.append(section)
    return found


def edit(workspace: Workspace, canvas: Canvas, operation: str, section: str, markdown: str) -> None:
    """Raises `canvas_editing_failed`, with what is wrong in `detail`."""
    new = sections_of(workspace, markdown)
    old, size = canvas.sections, sum(len(one["markdown"]) for one in canvas.sections) + len(markdown)
    if size > MAX_MARKDOWN:
        raise SlackError("canvas_editing_failed", detail="the canvas would be too long")
    if operation == "rename":
        canvas.title = markdown
        return
    place = next((number for number, one in enumerate(old) if one["id"] == section), None)
    if section and place is None:
        raise SlackError("canvas_editing_failed", detail=f"there is no section {section}")
    if place is None and operation in {"insert_after", "insert_before", "delete"}:
        raise SlackError("canvas_editing_failed", detail="missing section_id")
    if operation == "replace" and place is None:
        canvas.sections = new
        return
    at = place or 0
    start, end = {
        "insert_at_start": (0, 0),
        "insert_at_end": (len(old), len(old)),
        "insert_before": (at, at),
        "insert_after": (at + 1, at + 1),
        "replace": (at, at + 1),
        "delete": (at, at + 1),
    }[operation]
    canvas.sections = [*old[:start], *([] if operation == "delete" else new), *old[end:]]
