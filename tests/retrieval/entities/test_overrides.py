from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.entities.overrides import read_overrides
from retrieval.errors import ArticlesError
from retrieval.types import ActorKind


def written(folder: Path, text: str) -> Path:
    (folder / "actors.yaml").write_text(text, encoding="utf-8")
    return folder


def test_no_file_no_overrides(tmp_path: Path) -> None:
    assert read_overrides(tmp_path) == ()
    assert read_overrides(written(tmp_path, "")) == ()


def test_overrides_are_read(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        "- name: Tarsia\n  aliases: [Velmar]\n- {name: Ona Brel, kind: person, speaks_for: Tarsia, role: minister}\n",
    )
    state, person = read_overrides(folder)
    assert (state.kind, state.aliases) == (ActorKind.STATE, ("Velmar",))
    assert (person.kind, person.speaks_for, person.role) == (ActorKind.PERSON, "Tarsia", "minister")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- name: [", "YAML"),
        ("name: Tarsia", "no list of actors"),
        ("- aliases: [Velmar]", "no list of actors"),
        ("- {name: Tarsia, colour: red}", "no list of actors"),
        ("- {name: Tarsia, kind: planet}", "no list of actors"),
        ("- {name: A, aliases: [X]}\n- {name: B, aliases: [x]}", "both A and B"),
    ],
)
def test_a_wrong_file_gives_one_sentence_and_a_remedy(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ArticlesError, match=says) as caught:
        read_overrides(written(tmp_path, text))
    assert caught.value.remedy
    assert "\n" not in str(caught.value)
