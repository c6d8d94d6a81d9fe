"""The words that are said to a chat model: one `.md` file per prompt, with `$placeholders`.

A prompt knows no other room. Its digest is logged with each answer, so that an answer can be traced to its wording.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template


@dataclass(frozen=True)
class Prompt:
    name: str
    text: str

    @property
    def digest(self) -> str:
        """The first twelve hexadecimal digits of the text's SHA-256."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]

    def fill(self, **values: str) -> str:
        """The text with every placeholder filled. A missing or unknown name is a programmer's error: `KeyError`."""
        template = Template(self.text)
        if extra := values.keys() - set(template.get_identifiers()):
            raise KeyError(f"the prompt {self.name} has no placeholder {', '.join(sorted(extra))}")
        return template.substitute(values)


@cache
def load(name: str) -> Prompt:
    """The prompt in `prompts/NAME.md`."""
    return Prompt(name, (Path(__file__).parent / f"{name}.md").read_text(encoding="utf-8"))
