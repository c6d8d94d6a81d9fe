"""`positions add`, against a small site on loopback; the guard lets this test to it and nobody else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.cli.arguments import parse
from bot.cli.doing.adding import add
from bot.settings import read_settings
from bot.wiring import open_adder
from tests.retrieval.extraction.outlets import TITLE
from tests.retrieval.web.conftest import Site, building, site

__all__ = ["building", "site"]


def run(site: Site, folder: Path, *arguments: str) -> int:
    settings = read_settings(None, articles=folder, data=folder.parent / "index")
    return add(parse(["add", *arguments]), settings, open_adder(settings, site.fetcher()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    return tmp_path / "articles"


def test_a_line_an_address(site: Site, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder.parent / "list.txt").write_text(f"# the story\n\n{site.at('/pages/wordpress')}\n  {site.at('/gone')}\n")
    assert run(site, folder, site.at("/pages/wordpress?fbclid=1"), "--list", str(folder.parent / "list.txt")) == 0
    shown = capsys.readouterr()
    first, second = shown.out.splitlines()
    assert first.startswith("added  web/127.0.0.1/wordpress-")
    assert first.endswith(TITLE)
    assert second.startswith("there already  web/127.0.0.1/wordpress-")
    trouble = [line for line in shown.err.splitlines() if line.startswith("positions:")]  # beside how far it is
    assert trouble == [f"positions: {site.at('/gone')} is not there (HTTP 404). Check the address."]


def test_a_day_that_is_not_believed_is_told_at_once(
    site: Site, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(site, folder, site.at("/heads/far")) == 0
    assert "(read without its date “3000-01-01”, which is no day of an article; correct it" in capsys.readouterr().out


def test_as_json(site: Site, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(site, folder, site.at("/gone"), "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["url"], found["source"], found["new"]) == (site.at("/gone"), None, False)
    assert "HTTP 404" in found["trouble"]
    assert found["remark"] is None


def test_the_command_itself_reaches_no_loopback(site: Site, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--articles", str(folder), "--data", str(folder.parent / "index"), "add", site.at("/other")]) == 1
    assert "is not a public address" in capsys.readouterr().err
    assert site.asked == []


@pytest.mark.parametrize(
    ("arguments", "sentence"), [((), "There is no address."), (("--list", "nowhere"), "cannot be read")]
)
def test_a_wrong_call(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    assert main(["--articles", str(folder), "add", *arguments]) == 2
    assert sentence in capsys.readouterr().err
