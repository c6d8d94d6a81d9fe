"""A ledger that was kept is the very ledger that was built, and no longer kept when anything it is made of changes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from retrieval.articles.folder import read_articles
from retrieval.index.index import Index
from retrieval.statements import snapshot as shelf
from retrieval.statements.accounts import account
from retrieval.statements.ledger import Ledger, build
from retrieval.statements.transcripts import Transcript, read_transcripts
from retrieval.types import Article

IRRIN = Path(__file__).parents[2] / "corpora" / "irrin"
OVERRIDES = "- {name: Ona Brel, kind: person, speaks_for: Tarsia, role: foreign minister}\n"
TEXT = "Korland wants the lake\n\nTarsian officials say that Korland wants the lake. Ona Brel said that it may not.\n"


@cache
def articles() -> dict[str, Article]:
    return {a.source: a for a in read_articles(IRRIN).articles}


@cache
def built() -> Ledger:
    known = articles()
    read = read_transcripts(list(known.values()), processes=1)
    transcripts = {source: Transcript.load(kept) for source, kept in read if isinstance(kept, str)}
    return build(known, transcripts, {s: account(a) for s, a in known.items()})


@cache
def loaded() -> Ledger:
    return shelf.load(shelf.dump(built()), articles())


def test_what_is_loaded_is_what_was_built() -> None:
    old, new = built(), loaded()
    assert len(old.statements) > 50
    assert new.statements == old.statements
    assert new.counted == old.counted
    assert new.issues == old.issues
    assert new.details == old.details
    assert new.origins == old.origins


def test_the_cast_is_the_same() -> None:
    old, new = built().registry, loaded().registry
    assert list(new.actors.items()) == list(old.actors.items())
    assert dict(new.linked) == dict(old.linked)
    assert new.mentions == old.mentions
    assert new.nobody == old.nobody
    for source, seen in old.linked.items():
        for spot in seen:
            assert new.named(spot.text, source, spot.span.start) == old.named(spot.text, source, spot.span.start)
            assert new.named(spot.text) == old.named(spot.text)
            assert new.find(f"What does {spot.text} want?") == old.find(f"What does {spot.text} want?")
    with pytest.raises(KeyError):
        new.linked["nowhere.txt"]


def test_dumping_again_gives_the_same_text() -> None:
    assert shelf.dump(loaded()) == shelf.dump(built())


def test_every_input_counts(tmp_path: Path) -> None:
    def key(*, digest: str = "1", version: str = "1") -> str:
        return shelf.key_of([Article("a.txt", TEXT, digest)], (version,), tmp_path)

    plain = key()
    assert key() == plain
    assert key(digest="2") != plain
    assert key(version="2") != plain
    for name in ("actors.yaml", "issues.yaml"):
        before = key()
        (tmp_path / name).write_text(OVERRIDES)
        written = key()
        (tmp_path / name).write_text(OVERRIDES + " ")
        assert len({before, written, key()}) == 3


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "a.txt").write_text(TEXT)
    yield made
    shutil.rmtree(made)


def opened(folder: Path) -> tuple[Ledger, str | None]:
    """The ledger of a folder, and what its index keeps by then."""
    index = Index.open(folder, folder.parent / "data")
    try:
        return Ledger.open(index, folder), index.store.meta("ledger")
    finally:
        index.close()


def test_a_changed_file_or_override_makes_it_again(folder: Path) -> None:
    first, kept = opened(folder)
    again, still = opened(folder)
    assert first.statements == again.statements
    assert kept is not None
    assert kept == still
    (folder / "actors.yaml").write_text(OVERRIDES)
    told, other = opened(folder)
    assert told.registry.actors["Ona Brel"].speaks_for == "Tarsia"
    assert other != kept
    (folder / "a.txt").write_text(TEXT + "Korland denied that it wants the lake.\n")
    changed, last = opened(folder)
    assert len(changed.statements) > len(told.statements)
    assert last != other
