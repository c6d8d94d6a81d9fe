"""Who may know whom: the rooms' arrows, read out of the import statements."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "retrieval", "prompts")

# The core of the bot: it knows neither Slack, nor a chat model, nor a database.
EDGES = {"slack", "mock_slack", "cli", "writers", "models", "settings", "wiring", "__main__"}

# Each heavy library has one door (two rooms may each have theirs).
DOORS = {
    "chromadb": {"retrieval/index/vectors.py"},
    "spacy": {"retrieval/grammar/model.py", "retrieval/grammar/parsing.py"},
    "onnxruntime": {"retrieval/index/networks.py", "retrieval/index/models.py"},
    "alembic": {
        "retrieval/database/database.py",
        "retrieval/database/migrations/env.py",
        "retrieval/database/migrations/versions/r0001_rows.py",
        "retrieval/database/migrations/versions/r0002_reporters.py",
    },
    "trafilatura": {"retrieval/extraction/pages.py"},
    "pypdf": {"retrieval/extraction/pdf.py"},
    "docx": {"retrieval/extraction/word.py"},
    "lxml": {
        "retrieval/extraction/books.py",
        "retrieval/extraction/word.py",
        "retrieval/extraction/pages.py",
        "retrieval/extraction/markup/beside.py",
        "retrieval/extraction/markup/layout_tables.py",
        "retrieval/extraction/markup/metadata.py",
    },
    "feedparser": {"retrieval/web/feeds.py"},
    "protego": {"retrieval/web/robots.py"},
    "langchain": {"bot/models/chat_model.py", "retrieval/index/providers.py"},
    "langchain_core": {
        "bot/models/chat_model.py",
        "bot/writers/chat.py",
        "bot/writers/retrieving.py",
        "retrieval/matching/retriever.py",
        "retrieval/index/providers.py",
    },
    "sqlite3": {
        "retrieval/index/rows/seals.py",
        "bot/models/record.py",
        "bot/inbox/database.py",
    },  # the first for its errors
}


def files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def top(module: str) -> str:
    return module.split(".")[0]


def test_the_rooms_are_there() -> None:
    assert all(len(files(room)) for room in ROOMS)


@pytest.mark.parametrize(("room", "strangers"), [("retrieval", {"bot", "prompts"}), ("prompts", {"bot", "retrieval"})])
def test_rooms_do_not_know_those_above(room: str, strangers: set[str]) -> None:
    for path in files(room):
        known = {top(module) for module in imports(path)}
        assert not known & (strangers | {"slack_bolt", "slack_sdk"}), path


def test_retrieval_knows_no_chat_model() -> None:
    for path in files("retrieval"):
        assert "langchain.chat_models" not in set(imports(path)), path


def test_slack_is_known_at_its_edges_only() -> None:
    for path in files("bot"):
        if path.relative_to(ROOT / "bot").parts[0] in {"slack", "mock_slack"}:
            continue
        assert not {top(module) for module in imports(path)} & {"slack_bolt", "slack_sdk"}, path


def test_the_mock_workspace_knows_nothing_of_the_bot() -> None:
    for path in files("bot/mock_slack"):
        for module in imports(path):
            assert top(module) not in {"retrieval", "prompts", "slack_sdk", "slack_bolt"}, path
            assert not module.startswith("bot.") or module.startswith("bot.mock_slack"), (path, module)


def test_the_core_knows_no_edge() -> None:
    """Of the writers it knows what they promise, and the one that needs no chat model with the proposals it makes."""
    writers = {"bot.writers", "bot.writers.extractive", "bot.writers.proposals"}
    for path in files("bot"):
        if path.relative_to(ROOT / "bot").parts[0].removesuffix(".py") in EDGES:
            continue
        for module in imports(path):
            inside = module.split(".")[1] if module.startswith("bot.") else ""
            assert inside not in EDGES or module in writers, (path, module)


def arrows(room: str) -> dict[str, set[str]]:
    """Of each room inside `room` those it imports from. In a folder that holds rooms a file stands for itself."""
    found = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in files(room)
    }
    holding = {path.parent.parent for path in found.values()}
    home = {module: str(path if path.parent in holding else path.parent) for module, path in found.items()}
    known: dict[str, set[str]] = {each: set() for each in home.values()}
    for module, path in found.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                named = {f"{node.module}.{name.name}" for name in node.names}
                modules = {each if each in home else str(node.module) for each in named}
                known[home[module]] |= {home[each] for each in modules & home.keys()} - {home[module]}
    return known


# Not of `retrieval`, whose articles and entities still know each other.
@pytest.mark.parametrize("room", ["bot", "prompts"])
def test_no_rooms_know_each_other_in_a_circle(room: str) -> None:
    TopologicalSorter(arrows(room)).prepare()  # CycleError names the circle


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_has_more_than_a_dozen_files(room: str) -> None:
    counts = Counter(path.parent for path in files(room) if path.name != "__init__.py")
    assert {str(folder.relative_to(ROOT)): count for folder, count in counts.items() if count > 12} == {}


@pytest.mark.parametrize("library", sorted(DOORS))
def test_heavy_libraries_have_one_door(library: str) -> None:
    users = {
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in files(room)
        if library in {top(module) for module in imports(path)}
    }
    assert users <= DOORS[library]


def test_nothing_knows_the_seeds() -> None:
    """No file name of a seed article stands in the code."""
    names = [path.stem for path in (ROOT / "seeds").iterdir()]
    assert names
    for room in ROOMS:
        for path in files(room):
            text = path.read_text(encoding="utf-8")
            assert not [name for name in names if name in text], path
