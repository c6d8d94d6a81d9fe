"""What was sent, held against the JSON schemas of Slack's own types: where they differ, and how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError

Json = dict[str, Any]


class Types:
    """The schemas that schemas.mjs makes of wire.ts, ready to hold things against.

    Events and blocks are unions; their alternatives stand here by their own names too: `event message channel_join`,
    `block section`.
    """

    def __init__(self, schemas: dict[str, Json]) -> None:
        self._validators = {name: Draft7Validator(schema) for name, schema in schemas.items()}
        for union, mark in (("event", "event_ts"), ("block", "block_id")):
            definitions = schemas[union]["definitions"]
            for title, alternative in definitions.items():
                properties = alternative.get("properties", {})
                if mark in properties or title.endswith("Event"):  # the types of some events have no event_ts
                    kinds = [properties.get(field, {}).get("const") for field in ("type", "subtype")]
                    name = " ".join(filter(None, [union, *kinds]))
                    self._validators[name] = Draft7Validator({**alternative, "definitions": definitions})

    def __contains__(self, name: str) -> bool:
        return name in self._validators

    def differences(self, name: str, sent: Json) -> Iterator[str]:
        """Each difference as `NAME /path/*/to/it: what is wrong`; a list's places are all written `*`.

        An event and the blocks in anything are held against their own types.
        """
        if name == "events_api":
            event = sent["event"]
            yield from self.differences(self._closest("event", event), event)
            sent = {**sent, "event": {"type": event["type"]}}
        if not name.startswith("block "):
            for block in blocks(sent):
                yield from self.differences(self._closest("block", block), block)
            sent = without_blocks(sent)
        for error in self._validators[name].iter_errors(sent):
            for innermost in meant(error):
                yield from (f"{name} {line}" for line in described(innermost))

    def _closest(self, union: str, sent: Json) -> str:
        exact = f"{union} {sent.get('type')} {sent.get('subtype')}"
        return exact if exact in self else f"{union} {sent.get('type')}"


def blocks(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        yield from value.get("blocks") or ()
        for one in value.values():
            yield from blocks(one)
    elif isinstance(value, list):
        for one in value:
            yield from blocks(one)


def without_blocks(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: [] if key == "blocks" else without_blocks(one) for key, one in value.items()}
    return [without_blocks(one) for one in value] if isinstance(value, list) else value


def meant(error: ValidationError) -> Iterator[ValidationError]:
    """Of a union's alternatives the one that was meant (of the right `type`, then with the least wrong)."""
    if error.validator not in {"anyOf", "oneOf"}:
        yield error
        return
    alternatives: dict[Any, list[ValidationError]] = {}
    for inner in error.context or ():
        alternatives.setdefault(inner.schema_path[0], []).extend(meant(inner))
    yield from min(alternatives.values(), key=lambda errors: (sum(map(of_another_kind, errors)), len(errors)))


def of_another_kind(error: ValidationError) -> bool:
    """Whether an error says that this alternative is for something else."""
    return (bool(error.path) and error.path[-1] in {"type", "subtype"}) or error.validator == "type"


def described(error: ValidationError) -> Iterator[str]:
    path = "".join(f"/{'*' if isinstance(step, int) else step}" for step in error.absolute_path) or "/"
    match error.validator:
        case "additionalProperties":
            schema: Any = error.schema
            known = schema.get("properties", {})
            unknown = sorted(set(cast("Json", error.instance)) - set(known))
            yield from (f"{path}: unknown {name}" for name in unknown)
        case "required":
            yield f"{path}: lacks {error.message.split(' ')[0].strip(chr(39))}"
        case "type":
            kind = "null" if error.instance is None else type(error.instance).__name__
            yield f"{path}: {kind}, not {error.validator_value}"
        case _:
            yield f"{path}: {error.message[:200]}"
