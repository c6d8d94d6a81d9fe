"""Block Kit, checked as Slack checks it: what is wrong is said in Slack's words, with a pointer to where it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.mock_slack.blocks.checks import Problems, anything, boolean, by_type, items, one_of, problem, shape, string
from bot.mock_slack.blocks.kinds import KINDS, MAX_MARKDOWN, MAX_TABLE_TEXT
from bot.mock_slack.blocks.objects import plain

Block = dict[str, Any]
LIMITS = {"message": 50, "modal": 100, "home": 100}  # blocks
MAX_CHARTS = 2
# The fields whose strings a person reads; Slack's total counts these.
_READ = ("text", "title", "caption", "alt_text")


def check_blocks(blocks: list[Block], pointer: str, surface: str = "message") -> list[str]:
    """What is wrong with the blocks of a message or a view; nothing when all is well."""
    found: Problems = []
    allowed = {kind: check for kind, (surfaces, check) in KINDS.items() if surface in surfaces}
    items(by_type(allowed), LIMITS[surface])(blocks, pointer, found)
    if not found:
        _unique(blocks, pointer, found)
        _sums(blocks, pointer, found)
    return found


def check_view(view: Block, kinds: tuple[str, ...]) -> list[str]:
    """What is wrong with a view payload; `kinds` are the types that are welcome here."""
    found: Problems = []
    if view.get("type") not in kinds:
        problem(found, f"unsupported type: {str(view.get('type'))[:100]}", "/view/type")
        return found
    required = {"type": one_of(*kinds), "blocks": items(anything)}
    optional = {"private_metadata": string(3000), "callback_id": string(255), "external_id": string(255)}
    if view["type"] == "modal":
        modal = {"close": plain(24), "submit": plain(24)}
        flags = {"clear_on_close": boolean, "notify_on_close": boolean, "submit_disabled": boolean}
        shape({**required, "title": plain(24)}, {**optional, **modal, **flags})(view, "/view", found)
    else:
        # the SDKs send a modal's empty fields with a Home tab too; Slack lets them be
        ignored = dict.fromkeys(("title", "close", "submit", "clear_on_close", "notify_on_close"), anything)
        shape(required, {**optional, **ignored})(view, "/view", found)
    if not found:
        found += check_blocks(view["blocks"], "/view/blocks", view["type"])
        has_input = any(block.get("type") == "input" for block in view["blocks"] if isinstance(block, dict))
        if not found and view["type"] == "modal" and has_input and view.get("submit") is None:
            problem(found, "missing required field: submit", "/view")
    return found


def total_length(blocks: list[Block]) -> int:
    """The characters of all texts in the blocks together."""
    return sum(len(text) for text in _texts(blocks))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, one in value.items():
            if isinstance(one, str):
                if name in _READ:
                    yield one
            else:
                yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _unique(blocks: list[Block], pointer: str, found: Problems) -> None:
    """Block ids are unique in a message, action ids in a block."""
    seen: set[str] = set()
    for place, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id:
            if block_id in seen:
                problem(found, f"block_id `{block_id}` already exists", f"{pointer}/{place}/block_id")
            seen.add(block_id)
        actions: set[str] = set()
        for number, element in enumerate(block.get("elements") or []):
            action_id = element.get("action_id") if isinstance(element, dict) else None
            if action_id:
                if action_id in actions:
                    where = f"{pointer}/{place}/elements/{number}/action_id"
                    problem(found, f"action_id `{action_id}` already exists", where)
                actions.add(action_id)


def _sums(blocks: list[Block], pointer: str, found: Problems) -> None:
    """Limits on several blocks together: markdown, tables' texts, charts."""
    markdown = table = charts = 0
    for place, block in enumerate(blocks):
        if block["type"] == "markdown":
            markdown += len(block["text"])
            if markdown > MAX_MARKDOWN:
                problem(
                    found, f"all markdown must be less than {MAX_MARKDOWN + 1} characters", f"{pointer}/{place}/text"
                )
        elif block["type"] in {"table", "data_table"}:
            table += sum(len(text) for text in _texts(block["rows"]))
            if table > MAX_TABLE_TEXT:
                problem(
                    found, f"all cells must be less than {MAX_TABLE_TEXT + 1} characters", f"{pointer}/{place}/rows"
                )
        elif block["type"] == "data_visualization":
            charts += 1
            if charts > MAX_CHARTS:
                problem(found, f"no more than {MAX_CHARTS} data_visualization blocks allowed", f"{pointer}/{place}")
