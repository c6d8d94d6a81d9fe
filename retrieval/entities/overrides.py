"""`actors.yaml`: what a user knows better than the articles. It lies in the articles folder and comes before all else.

- name: Tarsia
  kind: state                     # state, organisation, person or group; state where nothing is said
  aliases: [Velmar, Hall of Reeds]
- name: Ona Brel
  kind: person
  speaks_for: Tarsia              # an empty value says that the person speaks for nobody: `speaks_for: ""`
  role: foreign minister
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from retrieval.errors import ArticlesError
from retrieval.types import ActorKind

FILE = "actors.yaml"


class Entry(BaseModel):
    """One actor as the user describes it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: str = Field(min_length=1)
    kind: ActorKind = ActorKind.STATE
    aliases: tuple[str, ...] = ()
    speaks_for: str | None = None
    role: str | None = None


def read_overrides(folder: Path) -> tuple[Entry, ...]:
    """The actors of `folder/actors.yaml`, none where there is no such file. Raises `ArticlesError`."""
    path = folder / FILE
    if not path.is_file():
        return ()
    import yaml

    try:
        loaded = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        where = getattr(error, "problem_mark", None)
        raise ArticlesError(
            f"{path} cannot be read as YAML" + (f" (line {where.line + 1})." if where else "."),
            "Correct it, or move it away to go on without it.",
        ) from error
    return parse_overrides(loaded, str(path))


def parse_overrides(loaded: object, path: str = FILE) -> tuple[Entry, ...]:
    """The same from what the YAML holds; `path` is named in errors."""
    try:
        entries = TypeAdapter(tuple[Entry, ...]).validate_python(loaded or ())
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
        raise ArticlesError(
            f"{path} is no list of actors: {first['msg'].lower()} (entry {at or 1}).",
            "Each entry has a name, and may have kind, aliases, speaks_for and role.",
        ) from error
    _check_names(entries, path)
    return entries


def _check_names(entries: Sequence[Entry], path: str) -> None:
    owner: dict[str, str] = {}
    for entry in entries:
        for word in (entry.name, *entry.aliases):
            taken = owner.setdefault(word.casefold(), entry.name)
            if taken != entry.name:
                raise ArticlesError(
                    f"{path} gives the name {word!r} to both {taken} and {entry.name}.", "Leave it with one of them."
                )
