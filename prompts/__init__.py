"""The words said to a chat model: one `.md` file per task, with typed `$placeholders`.

A file has three parts, parted by lines of `---`: the variables with their kinds, the system message, the user's. A
line `@NAME` stands for the text of `NAME.md`, so that what several tasks need is written once. A prompt knows no other
room. Its digest is kept with each answer, so that an answer can be traced to its wording.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

KINDS = ("line", "text")  # a line is folded into one, so that it cannot add lines of its own to a message
_HERE = Path(__file__).parent
_PARTED = re.compile(r"^---$\n?", re.MULTILINE)
_INCLUDED = re.compile(r"^@(\w+)$", re.MULTILINE)


@dataclass(frozen=True)
class Said:
    """A prompt with its values: what a model is sent."""

    task: str
    system: str
    user: str
    digest: str

    @property
    def messages(self) -> list[tuple[str, str]]:
        return [("system", self.system), ("user", self.user)]


@dataclass(frozen=True)
class Prompt:
    name: str
    variables: Mapping[str, str]  # each name with its kind
    system: str
    user: str

    @property
    def digest(self) -> str:
        """The first twelve hexadecimal digits of the texts' SHA-256."""
        return hashlib.sha256(f"{self.system}\0{self.user}".encode()).hexdigest()[:12]

    def fill(self, **values: str) -> Said:
        """The messages with every variable filled. One that is missing, unknown or no text is a programmer's error."""
        if missing := self.variables.keys() - values.keys():
            raise KeyError(f"the prompt {self.name} needs {', '.join(sorted(missing))}")
        if extra := values.keys() - self.variables.keys():
            raise KeyError(f"the prompt {self.name} has no variable {', '.join(sorted(extra))}")
        filled = {}
        for name, value in values.items():
            if not isinstance(value, str):
                raise TypeError(f"the prompt {self.name} takes text for {name}, not {type(value).__name__}")
            filled[name] = " ".join(value.split()) if self.variables[name] == "line" else value
        system, user = (Template(part).substitute(filled).strip() for part in (self.system, self.user))
        return Said(self.name, system, user, self.digest)


@cache
def load(name: str) -> Prompt:
    """The prompt in `prompts/NAME.md`. A variable that its texts do not use, or do not declare, is an error."""
    head, system, user = _PARTED.split(_read(name))
    variables = {
        key.strip(): kind.strip() for key, _, kind in (line.partition(":") for line in head.split("\n") if line)
    }
    used = {each for part in (system, user) for each in Template(part).get_identifiers()}
    if used != variables.keys():
        raise KeyError(f"the prompt {name} does not use what it declares: {', '.join(sorted(used ^ variables.keys()))}")
    if strange := set(variables.values()) - set(KINDS):
        raise KeyError(f"the prompt {name} has a variable of kind {', '.join(sorted(strange))}")
    return Prompt(name, variables, system, user)


def _read(name: str) -> str:
    text = (_HERE / f"{name}.md").read_text(encoding="utf-8")
    return _INCLUDED.sub(lambda found: _read(found[1]).strip(), text)
