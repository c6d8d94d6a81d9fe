"""The page's own files: nothing of them reads markup, calls another host, or is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bot.mock_slack

PAGE = Path(bot.mock_slack.__file__).parent / "page"
SCRIPTS = sorted(PAGE.rglob("*.js"))
STYLES = sorted(PAGE.rglob("*.css"))
MARKUP = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc|DOMParser")
HOST = re.compile(r"(?:src|href|url|import|fetch)\s*[=(:]\s*[\"'`]?\s*(?:https?:)?//(?!www\.w3\.org)")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_reads_no_markup_and_imports_what_is_there(path: Path) -> None:
    text = path.read_text()
    assert MARKUP.search(text) is None
    assert HOST.search(text) is None
    for name in re.findall(r"""from ["']([^"']+)["']|import\(["']([^"']+)["']\)""", text):
        assert (path.parent / "".join(name)).is_file(), name
    assert len(text.splitlines()) <= 300


@pytest.mark.parametrize("path", [*STYLES, PAGE / "index.html"], ids=lambda path: path.name)
def test_nothing_is_taken_from_another_host(path: Path) -> None:
    text = path.read_text()
    assert HOST.search(text) is None
    assert "@import" not in text
    assert "style=" not in text


def test_the_page_names_all_its_style_sheets() -> None:
    named = re.findall(r'href="/page/(styles/[^"]+)"', (PAGE / "index.html").read_text())
    assert sorted(named) == [str(path.relative_to(PAGE)) for path in STYLES]
