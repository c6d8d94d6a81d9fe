from __future__ import annotations

from pathlib import Path

import pytest

import prompts

NAMES = [path.stem for path in Path(prompts.__file__).parent.glob("*.md") if path.stem != "README"]


@pytest.mark.parametrize("name", NAMES)
def test_every_prompt_loads_and_has_a_digest_of_its_text(name: str) -> None:
    prompt = prompts.load(name)
    assert prompt.text.strip()
    assert prompt.digest == prompts.Prompt("other", prompt.text).digest
    assert prompt.digest != prompts.Prompt(name, prompt.text + " ").digest


def test_what_is_filled_in_is_not_read_as_a_placeholder() -> None:
    filled = prompts.load("claims_question").fill(passages="costs $5 and $question", question="Why?", focus="")
    assert "costs $5 and $question" in filled


def test_a_placeholder_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        prompts.load("claims_question").fill(passages="", question="", focus="", colour="red")
    with pytest.raises(KeyError):
        prompts.load("claims_question").fill(passages="")


def test_every_prompt_is_in_the_readme() -> None:
    readme = (Path(prompts.__file__).parent / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}.md`" in readme for name in NAMES)
