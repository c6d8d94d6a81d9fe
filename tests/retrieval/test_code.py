"""What is kept is made again when the code that made it changes."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

import pytest

import retrieval
from retrieval.code import digest
from retrieval.records import opening
from retrieval.statements import accounts, transcripts

ROOM = Path(retrieval.__file__).parent


def imported(name: str) -> set[str]:
    """The files of the room that a file imports, those included that it imports inside a function, and theirs."""
    found: set[str] = set()
    left = [name]
    while left:
        file = left.pop()
        if file in found:
            continue
        found.add(file)
        for node in ast.walk(ast.parse((ROOM / file).read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "retrieval":
                below = "/".join((node.module or "").split(".")[1:])
                for path in (f"{below}.py", *(f"{below}/{alias.name}.py".lstrip("/") for alias in node.names)):
                    if (ROOM / path).is_file():
                        left.append(path)
    return found


@pytest.mark.parametrize(
    ("made", "patterns"),
    [("statements/transcripts.py", transcripts.MADE_BY), ("statements/accounts.py", accounts.MADE_BY)],
)
def test_everything_that_a_reading_depends_on_is_in_its_digest(made: str, patterns: Iterable[str]) -> None:
    needed = {
        file
        for file in imported(made)
        if file not in {"errors.py", "lean.py", "memory.py", "progress.py", "workers.py"}
    }
    assert {file for file in needed if not any(fnmatch(file, pattern) for pattern in patterns)} == set()


def test_tables_beside_the_code_that_merges_are_in_its_digest() -> None:
    rooms = {pattern.rpartition("/")[0] for pattern in opening.MADE_BY if pattern.endswith("*.py")}
    files = (file.relative_to(ROOM).as_posix() for room in rooms for file in (ROOM / room).iterdir() if file.is_file())
    assert {file for file in files if not file.endswith((".py", ".md"))} <= set(opening.MADE_BY)


def test_a_digest_is_of_the_files_that_it_names() -> None:
    assert digest("types.py") != digest("code.py")
    assert digest("attribution/*.py") != digest("attribution/weights.json")
    assert digest("no-such-file.py") == digest("neither.py")
