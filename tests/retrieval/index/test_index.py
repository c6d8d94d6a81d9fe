from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings

from retrieval.articles.folder import read_articles
from retrieval.articles.passages import passages
from retrieval.entities.actors import Registry
from retrieval.entities.evidence import Evidence
from retrieval.entities.overrides import Entry
from retrieval.errors import ArticlesError, IndexFolderError
from retrieval.index import updating
from retrieval.index.embedding import OnnxEmbedder, Vectors
from retrieval.index.index import Index, unread
from retrieval.index.updating import collections_of
from retrieval.index.vectors import VectorSpace
from retrieval.progress import silent
from retrieval.records.opening import open_ledger
from retrieval.types import Article, Passage, Span
from tests.fuzzing import examples
from tests.retrieval.texts import wild_text

Opened = Callable[..., Index]

OPEN = """
import sys
from pathlib import Path
from retrieval.index.index import Index
index = Index.open(Path(sys.argv[1]), Path(sys.argv[2]), lambda *step: print(*step, flush=True))
print("opened", *index.store.count(), index.store.vectors.count_placed(), flush=True)
"""


class Told:
    """A progress that remembers."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, int, int]] = []

    def __call__(self, what: str, done: int, total: int) -> None:
        self.steps.append((what, done, total))

    def total(self, what: str) -> int:
        return max((total for step, _, total in self.steps if step == what), default=0)


@pytest.fixture
def opened() -> Iterator[Opened]:
    """`Index.open`, and every index closed at the end."""
    with ExitStack() as stack:
        yield lambda *given, **named: stack.enter_context(closing(Index.open(*given, **named)))


def found(index: Index, question: str, k: int = 3) -> list[str]:
    return [hit.passage.text for hit in index.search(question, k)]


def write_many(folder: Path, count: int) -> int:
    """`count` articles of nine short sentences; gives the number of sentences."""
    folder.mkdir()
    chosen = random.Random(0)
    for number in range(count):
        words = [
            f"The {chosen.choice(['dam', 'treaty', 'fish'])} of town {chosen.randrange(9_999)} stands."
            for _ in range(9)
        ]
        (folder / f"{number}.txt").write_text("\n".join(words))
    return count * 9


def start(articles: Path, data: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OPEN, str(articles), str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_answering_sentence_comes_first_and_is_a_slice(articles: Path, tmp_path: Path, opened: Opened) -> None:
    index = opened(articles, tmp_path / "data")
    assert found(index, "How much does herring cost?")[0] == "Herring cost 40 crowns in Porto Sull."
    assert "rejected the dam" in found(index, "What is Ilva Marn's position on the Olt dam?")[0]
    for hit in index.search("dam treaty herring Share", 50):
        passage = hit.passage
        assert index.articles[passage.source].text[passage.start : passage.end] == passage.text
        assert passage.text != "Share"


def test_what_was_let_go_of_is_opened_again(articles: Path, tmp_path: Path, opened: Opened) -> None:
    index = opened(articles, tmp_path / "data")
    index.rest()
    before = index.search("What does Moscow demand?", 4)
    index.rest()  # while questions are asked nothing is let go of
    assert index.search("What does Moscow demand?", 4) == before != []


def test_echoes_stay_in_and_ties_have_an_order(articles: Path, tmp_path: Path, opened: Opened) -> None:
    index = opened(articles, tmp_path / "data")
    hits = index.search("What is Ilva Marn's position on the Olt dam?", 8)
    echoes = [hit.passage.source for hit in hits if "prime minister of Velland" in hit.passage.text]
    assert sorted(echoes) == ["dam.txt", "echo.txt"]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert hits == index.search("What is Ilva Marn's position on the Olt dam?", 8)
    again = opened(articles, tmp_path / "other")
    assert [hit.passage for hit in again.search("What is Ilva Marn's position on the Olt dam?", 8)] == [
        h.passage for h in hits
    ]


def test_questions_without_words_find_nothing(articles: Path, tmp_path: Path, opened: Opened) -> None:
    index = opened(articles, tmp_path / "data")
    assert [index.search(question, 5) for question in ("", "  \n", "🙂🙂", "?!", '"')] == [[]] * 5
    assert index.search("dam", 0) == []
    assert len(index.search("dam " * 2_500, 2)) == 2
    assert index.search('dam" OR NEAR( * ^ title : {', 2)


def test_only_what_changed_is_indexed_again(articles: Path, tmp_path: Path, opened: Opened) -> None:
    opened(articles, tmp_path / "data").close()
    told = Told()
    opened(articles, tmp_path / "data", told).close()
    assert told.steps == []

    (articles / "fish.md").unlink()
    (articles / "treaty.txt").write_text("Sull withdraws the treaty\n\nIt was withdrawn on Friday.\n")
    (articles / "new.txt").write_text("Snow in Velland\n")
    index = opened(articles, tmp_path / "data", told)
    assert told.total("indexing articles") == 2
    assert told.total("embedding passages") == 3
    assert "Herring" not in "".join(found(index, "How much does herring cost?", 20))
    assert found(index, "Was the treaty withdrawn?")[0].startswith(("Sull withdraws", "It was withdrawn"))
    assert index.store.vectors.count_placed() == index.store.count()[1]


def test_each_articles_folder_has_its_own_index(articles: Path, tmp_path: Path, opened: Opened) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("The moon is far.")
    first, second = opened(articles, tmp_path / "data"), opened(other, tmp_path / "data")
    assert len(found(first, "dam moon", 50)) > 1
    assert found(second, "dam moon", 50) == ["The moon is far."]


def test_an_empty_folder_is_an_empty_index(tmp_path: Path, opened: Opened) -> None:
    (tmp_path / "articles").mkdir()
    index = opened(tmp_path / "articles", tmp_path / "data")
    assert index.search("dam", 5) == []
    assert dict(index.articles) == {}
    with pytest.raises(ArticlesError):
        opened(tmp_path / "none", tmp_path / "data")


@pytest.mark.parametrize("moment", ["indexing articles", "embedding passages"])
def test_what_a_killed_process_left_is_completed(tmp_path: Path, moment: str, opened: Opened) -> None:
    sentences = write_many(tmp_path / "articles", 66)
    with start(tmp_path / "articles", tmp_path / "data") as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith(moment):
                break
        process.kill()
    told = Told()
    index = opened(tmp_path / "articles", tmp_path / "data", told)
    assert told.total("indexing articles") < 66
    if moment == "embedding passages":
        assert 0 < told.total("embedding passages") < sentences
    assert index.store.count() == (66, sentences)
    assert index.store.vectors.count_placed() == sentences
    assert len(index.search("the dam of the town", 5)) == 5


def test_two_processes_at_once_make_one_index(tmp_path: Path) -> None:
    sentences = write_many(tmp_path / "articles", 10)
    processes = [start(tmp_path / "articles", tmp_path / "data") for _ in range(2)]
    for process in processes:
        out, err = process.communicate(timeout=240)
        assert process.returncode == 0, err
        assert out.splitlines()[-1] == f"opened 10 {sentences} {sentences}"


def test_the_second_process_waits_and_says_so(articles: Path, tmp_path: Path, opened: Opened) -> None:
    index = opened(articles, tmp_path / "data")
    lock = FileLock(index.folder / "lock")
    lock.acquire()
    (articles / "new.txt").write_text("Snow in Velland\n")  # who finds nothing to do need not wait
    with start(articles, tmp_path / "data") as process:
        try:
            assert process.stdout is not None
            assert "waiting for another process" in process.stdout.readline()
        finally:
            lock.release()
        assert "opened 5" in process.communicate()[0]


@pytest.mark.parametrize("damage", ["garbage", "cut", "emptied"])
def test_a_broken_index_is_kept_aside_and_made_again(
    articles: Path, tmp_path: Path, damage: str, opened: Opened
) -> None:
    index = opened(articles, tmp_path / "data")
    passages, path = index.store.count()[1], index.folder / "index.sqlite"
    index.close()
    raw = path.read_bytes()
    path.write_bytes({"garbage": b"garbage " * 9_000, "cut": raw[: len(raw) // 2], "emptied": b""}[damage])
    told = Told()
    again = opened(articles, tmp_path / "data", told)
    if damage != "emptied":
        assert any("made again" in what for what, *_ in told.steps)
        assert (index.folder / "index.sqlite.broken").exists()
    assert again.store.vectors.count_placed() == passages
    assert found(again, "How much does herring cost?")[0] == "Herring cost 40 crowns in Porto Sull."


@pytest.mark.parametrize("damage", ["garbage", "deleted"])
def test_broken_vectors_are_filled_again_without_embedding(
    articles: Path, tmp_path: Path, damage: str, opened: Opened
) -> None:
    opened(articles, tmp_path / "data").close()
    for path in sorted((tmp_path / "data").rglob("vectors/**/*"), reverse=True):
        if path.is_file():
            path.unlink() if damage == "deleted" else path.write_bytes(b"garbage " * 9_000)
    told = Told()
    # another process, because Chroma keeps what it has opened
    code = OPEN + "print(index.search('How much does herring cost?', 1)[0].passage.text)"
    done = subprocess.run(
        [sys.executable, "-c", code, str(articles), str(tmp_path / "data")], capture_output=True, text=True, check=True
    )
    assert "embedding" not in done.stdout
    assert done.stdout.splitlines()[-1] == "Herring cost 40 crowns in Porto Sull."
    opened(articles, tmp_path / "data", told).close()
    assert told.steps == []


def test_what_chroma_wrote_when_it_was_killed_is_not_used(articles: Path, tmp_path: Path, opened: Opened) -> None:
    """Half a file of its can stop the program that reads it."""
    index = opened(articles, tmp_path / "data")
    before, hits = index.store.meta("space"), found(index, "How much does herring cost?")
    index.store.set_meta(updating.PLACING, "")
    index.close()
    again = opened(articles, tmp_path / "data")
    assert again.store.meta("space") != before
    assert found(again, "How much does herring cost?") == hits


def test_a_folder_that_cannot_be_used_is_named_with_a_remedy(articles: Path, tmp_path: Path, opened: Opened) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexFolderError, match=r"cannot be used.*--data DIR"):
        opened(articles, tmp_path / "file")
    if Path("/proc/self").is_dir():  # where nobody may make a folder, root neither
        with pytest.raises(IndexFolderError, match=r"--data DIR"):
            opened(articles, Path("/proc/self/positions"))


def test_a_chroma_server_in_place_of_the_embedded_one(
    articles: Path, tmp_path: Path, chroma_url: str, opened: Opened
) -> None:
    index = opened(articles, tmp_path / "data", chroma_url=chroma_url)
    assert found(index, "How much does herring cost?")[0] == "Herring cost 40 crowns in Porto Sull."
    assert not (index.folder / "vectors").exists()
    index.close()
    told = Told()
    back = opened(articles, tmp_path / "data", told)
    assert told.total("embedding passages") == 0
    assert found(back, "How much does herring cost?")[0] == "Herring cost 40 crowns in Porto Sull."


def test_two_bots_on_one_chroma_server_leave_each_other_alone(
    articles: Path, tmp_path: Path, chroma_url: str, opened: Opened
) -> None:
    """Two machines with one path to their articles: what differs is only where each keeps its index."""
    first = opened(articles, tmp_path / "one", chroma_url=chroma_url)
    second = opened(articles, tmp_path / "two", chroma_url=chroma_url)
    for index in (first, second, first):
        assert found(index, "How much does herring cost?")[0] == "Herring cost 40 crowns in Porto Sull."
    told = Told()
    (articles / "new.txt").write_text("Snow in Velland\n")
    again = opened(articles, tmp_path / "one", told, chroma_url=chroma_url)
    assert told.total("storing vectors") == 1
    assert found(again, "herring")
    assert found(second, "herring")


def test_vectors_that_a_server_lost_are_stored_again(
    articles: Path, tmp_path: Path, chroma_url: str, opened: Opened
) -> None:
    index = opened(articles, tmp_path / "data", chroma_url=chroma_url)
    assert found(index, "herring")
    with closing(VectorSpace(tmp_path, "positions-none-of-those", chroma_url)) as space:
        space.drop_others(collections_of(index.store))
    assert found(index, "How much does herring cost?")[0] == "Herring cost 40 crowns in Porto Sull."


def test_a_search_over_articles_that_changed_meanwhile_shows_no_wrong_slice(
    articles: Path, tmp_path: Path, opened: Opened
) -> None:
    index = opened(articles, tmp_path / "data")
    (articles / "fish.md").write_text("Something else. Herring cost nothing at all any more, said nobody.\n")
    opened(articles, tmp_path / "data").close()
    for hit in index.search("How much does herring cost?", 20):
        passage = hit.passage
        assert index.articles[passage.source].text[passage.start : passage.end] == passage.text


def test_readings_are_made_once_per_content_and_version(articles: Path, tmp_path: Path, opened: Opened) -> None:
    calls: list[str] = []

    def read(given: Sequence[Article]) -> Iterable[tuple[str, str]]:
        for article in given:
            calls.append(article.source)
            yield article.source, f'"{len(article.text)}"'

    index = opened(articles, tmp_path / "data")
    assert set(index.readings("length", "1", read)) == set(index.articles)
    index.readings("length", "1", read)
    assert len(calls) == 4
    (articles / "treaty.txt").write_text("Shorter.")
    index = opened(articles, tmp_path / "data")
    assert index.readings("length", "1", read)["treaty.txt"] == '"8"'
    assert calls[4:] == ["treaty.txt"]
    index.readings("length", "2", read)
    assert len(calls) == 9


def test_a_reader_that_fails_keeps_what_it_read(articles: Path, tmp_path: Path, opened: Opened) -> None:
    def failing(given: Sequence[Article]) -> Iterable[tuple[str, str]]:
        yield given[0].source, "1"
        raise ZeroDivisionError

    index = opened(articles, tmp_path / "data")
    with pytest.raises(ZeroDivisionError):
        index.readings("failing", "1", failing)
    digests = {source: article.digest for source, article in index.articles.items()}
    assert len(index.store.readings.of("failing", "1", digests)) == 1


def test_a_reading_never_lands_on_another_content(articles: Path, tmp_path: Path, opened: Opened) -> None:
    """One program goes on reading what it had opened while another has seen the file change."""

    def read(given: Sequence[Article]) -> Iterable[tuple[str, str]]:
        return [(article.source, article.text[:20]) for article in given]

    early = opened(articles, tmp_path / "data")
    (articles / "treaty.txt").write_text("Sull withdraws the treaty\n\nIt was withdrawn on Friday.\n")
    late = opened(articles, tmp_path / "data")
    for index in (early, late, early, opened(articles, tmp_path / "data")):
        kept = index.readings("starts", "1", read)
        assert {source: article.text[:20] for source, article in index.articles.items()} == kept


@pytest.fixture
def unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks for the furniture of an article about fish falls over."""
    from retrieval.articles import details
    from retrieval.statements import transcripts

    def furniture(text: str) -> tuple[Span, ...]:
        if "Herring" in text:
            raise OverflowError("date value out of range")
        return ()

    for reader in (details, transcripts):
        monkeypatch.setattr(reader, "furniture", furniture)


def test_an_article_that_cannot_be_read_is_named_and_the_others_are_read(
    articles: Path, tmp_path: Path, opened: Opened, unreadable: None
) -> None:
    for _ in range(2):  # it fails again at the next start, and the others' ledger is kept
        index = opened(articles, tmp_path / "data")
        ledger = open_ledger(index, articles)
        (skipped,) = index.skipped
        assert skipped.source == "fish.md"
        assert "OverflowError" in skipped.reason
        assert set(index.articles) == set(ledger.details) == {"dam.txt", "echo.txt", "treaty.txt"}
        assert "Ilva Marn" in {row.holder for row in ledger.statements}
        assert unread(read_articles(articles).articles, index.folder) == [skipped]
        assert index.search("herring", 5) == [] or "fish.md" not in {h.passage.source for h in index.search("fish", 9)}


def test_an_article_that_could_not_be_read_is_tried_again(
    articles: Path, tmp_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch, unreadable: None
) -> None:
    open_ledger(opened(articles, tmp_path / "data"), articles)
    monkeypatch.undo()
    index = opened(articles, tmp_path / "data")
    assert set(open_ledger(index, articles).details) == set(index.articles) == {
        "dam.txt", "echo.txt", "fish.md", "treaty.txt"
    }  # fmt: skip
    assert index.skipped == ()
    assert unread(index.articles.values(), index.folder) == []


def test_an_article_that_cannot_be_cut_is_named_too(
    articles: Path, tmp_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(article: Article) -> list[Passage]:
        if article.source == "fish.md":
            raise RecursionError
        return passages(article)

    with monkeypatch.context() as patched:
        patched.setattr(updating, "passages", cut)
        index = opened(articles, tmp_path / "data")
        assert [each.source for each in index.skipped] == ["fish.md"]
        assert found(index, "herring", 9)
        assert "fish.md" not in index.articles
    index = opened(articles, tmp_path / "data")
    assert index.skipped == ()
    assert found(index, "How much does herring cost?")[0] == "Herring cost 40 crowns in Porto Sull."


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wild_text, wild_text)
def test_every_hit_is_a_slice_of_any_text(tmp_path: Path, text: str, question: str) -> None:
    folder = tmp_path / "wild"
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_bytes(text.encode("utf-8", "replace"))
    index = Index.open(folder, tmp_path / "data")
    for hit in index.search(question, 10):
        passage = hit.passage
        assert index.articles[passage.source].text[passage.start : passage.end] == passage.text
    index.close()


def test_an_article_that_breaks_the_merge_is_named_and_tried_again(
    articles: Path, tmp_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = Registry.build

    def breaks(evidence: Mapping[str, Evidence], overrides: Sequence[Entry] = ()) -> Registry:
        if "fish.md" in evidence:
            raise IndexError("list index out of range")
        return build(evidence, overrides)

    monkeypatch.setattr(Registry, "build", breaks)
    for _ in range(2):
        index = opened(articles, tmp_path / "data")
        assert set(open_ledger(index, articles).details) == set(index.articles) == {"dam.txt", "echo.txt", "treaty.txt"}
        assert [(one.source, "IndexError" in one.reason) for one in index.skipped] == [("fish.md", True)]
        assert unread(read_articles(articles).articles, index.folder) == list(index.skipped)
    monkeypatch.undo()
    index = opened(articles, tmp_path / "data")
    assert "fish.md" in open_ledger(index, articles).details
    assert index.skipped == ()


def test_an_article_that_cannot_be_embedded_is_named_and_the_others_are_found(articles: Path, tmp_path: Path) -> None:
    class Fussy(OnnxEmbedder):
        def embed(self, texts: Sequence[str], progress: Callable[[int], None] = lambda _: None) -> Vectors:
            if any("herring" in text.lower() for text in texts):
                raise OverflowError
            return super().embed(texts, progress)

    engine = updating.Engine(tmp_path)
    engine.embedder = Fussy()
    read = {article.source: article for article in read_articles(articles).articles}
    store, failed = updating.open_updated(read, engine, silent)
    with closing(store), closing(engine):
        assert {source: one.why for source, one in failed.items()} == {"fish.md": "OverflowError"}
        assert set(store.digests()) == {"dam.txt", "echo.txt", "treaty.txt"}
        assert not store.without_vector(9)
