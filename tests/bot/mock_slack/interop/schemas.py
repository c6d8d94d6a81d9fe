"""What was sent, held against the JSON schemas of Slack's own types: where they differ, and how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError

Json = dict[str, Any]


def differences(schema: Json, sent: Json) -> Iterator[str]:
    """Each difference as `/path/*/to/it: what is wrong`; a list's places are all written `*`."""
    for error in Draft7Validator(schema).iter_errors(sent):
        for innermost in meant(error):
            yield described(innermost)


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


def described(error: ValidationError) -> str:
    path = "".join(f"/{'*' if isinstance(step, int) else step}" for step in error.absolute_path)
    match error.validator:
        case "additionalProperties":
            unknown = sorted(set(error.instance) - set(error.schema.get("properties", {})))
            return f"{path}: unknown {', '.join(unknown)}"
        case "required":
            return f"{path}: {error.message}"
        case "type":
            return f"{path}: {type(error.instance).__name__}, not {error.validator_value}"
    return f"{path}: {error.message[:200]}"
