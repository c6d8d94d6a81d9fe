"""A channel that names a folder is answered from it alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.desks.corpora import Corpora, read_folders
from bot.errors import CallError, SettingsError
from bot.settings import read_settings
from bot.wiring import open_desk
from tests.retrieval.matching.conftest import TEXTS


def test_each_channel_has_its_folder(tmp_path: Path) -> None:
    for name, text in TEXTS.items():
        home = tmp_path / "articles" / ("sea" if name in {"fish.txt", "treaty.txt"} else "river")
        home.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    settings = read_settings(None, articles=tmp_path / "articles", data=tmp_path / "data", channels="C1=sea, C2=river")
    desk = open_desk(settings)
    corpora = Corpora(desk, settings.folders)
    everywhere, sea, river = (corpora.of(channel) for channel in ("C9", "C1", "C2"))
    assert {entry.source for entry in sea.sources().articles} == {"sea/fish.txt", "sea/treaty.txt"}
    question = "What does Ilva Marn say about the dam?"
    assert everywhere.ask(question).claims
    assert {each.source for claim in river.ask(question).claims for each in claim.citations} == {"river/dam.txt"}
    assert sea.ask(question).claims == ()
    assert sea.ask("What does Korland demand?").claims == ()
    with pytest.raises(CallError, match="no folder nowhere"):
        desk.within("nowhere")
    desk.close()


def test_the_setting_is_checked() -> None:
    assert read_folders(" C1=a, C2 = b/ ,") == {"C1": "a", "C2": "b"}
    with pytest.raises(SettingsError, match="CHANNELS cannot be used"):
        read_settings(None, channels="C1")
