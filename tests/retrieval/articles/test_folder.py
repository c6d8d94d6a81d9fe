from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from retrieval.articles.details import describe
from retrieval.articles.files import MAX_BYTES, STILL, NotAnArticleError
from retrieval.articles.folder import Reading, read_articles
from retrieval.errors import ArticlesError
from tests.retrieval.extraction import written
from tests.retrieval.extraction.outlets import BODY, OUTLETS


def reasons(folder: Path) -> dict[str, str]:
    return {one.source: one.reason for one in read_articles(folder).skipped}


def test_text_is_the_file_decoded_and_never_rewritten(tmp_path: Path) -> None:
    raw = "\ufeffA title\r\n\r\n“Wait\u2028”\u00a0🙂\r".encode()
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "a.md").write_bytes(raw)
    (article,) = read_articles(tmp_path).articles
    assert article.source == "deep/er/a.md"
    assert article.text.encode() == raw
    assert article.digest == hashlib.sha256(raw).hexdigest()


def test_articles_come_sorted_by_source(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "C.TXT"):
        (tmp_path / name).write_text("text")
    assert [article.source for article in read_articles(tmp_path).articles] == ["C.TXT", "a.txt", "b.txt"]


def test_an_empty_folder_is_an_empty_reading(tmp_path: Path) -> None:
    assert read_articles(tmp_path).articles == ()


def test_what_is_no_article_is_named_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("text")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "noise.txt").write_bytes(bytes(range(1, 256)))
    (tmp_path / "binary.txt").write_bytes(b"a\0b")
    (tmp_path / "empty.md").write_bytes(b"\xef\xbb\xbf\r\n")
    os.mkfifo(tmp_path / "pipe.txt")
    assert [article.source for article in read_articles(tmp_path).articles] == ["good.txt"]
    found = reasons(tmp_path)
    assert set(found) == {"picture.png", "noise.txt", "binary.txt", "empty.md", "pipe.txt"}
    assert "UTF-8" in found["noise.txt"]
    assert "binary" in found["binary.txt"]
    assert "regular" in found["pipe.txt"]


def test_whatever_is_left_out_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "binary.txt").write_bytes(b"a\0b")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "empty.csv").write_bytes(b"text\n\n")
    (tmp_path / "empty.docx").write_bytes(written.word([]))
    (tmp_path / "dead.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "far.txt").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "pipe.txt")
    found = reasons(tmp_path)
    assert len(found) == 8
    assert [each for each in found.values() if not all(each.partition("; "))] == []


def test_a_file_that_is_read_in_part_is_not_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Vesk says no\nDate: 3 May 3000\n\nVesk said no to the plan.\n")
    (tmp_path / "b.csv").write_text("text,date\nVesk said no.,3000-01-01\n")
    (tmp_path / "c.txt").write_text("")
    assert [(each.source, each.read) for each in read_articles(tmp_path).skipped] == [
        ("a.txt", True), ("b.csv#1", True), ("c.txt", False)
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["Date: 3 May 3000", "3000-05-03", "Updated: 3 May 3000"])
def test_a_text_of_the_year_3000_is_read_without_its_day(tmp_path: Path, head: str) -> None:
    (tmp_path / "a.txt").write_text(f"Vesk says no\n{head}\n\nVesk said no to the plan for the year 3000.\n")
    (article,) = read_articles(tmp_path).articles
    assert describe(article.text, article.source).published is None
    assert "3000" in reasons(tmp_path)["a.txt"]
    assert "correct it in the file" in reasons(tmp_path)["a.txt"]


def test_what_other_readers_read_is_not_reported(tmp_path: Path) -> None:
    (tmp_path / "actors.yaml").write_text("[]")
    (tmp_path / ".hidden.txt").write_text("text")
    assert read_articles(tmp_path) == Reading((), ())


def test_a_file_of_50_megabytes_is_named_and_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    assert f"larger than {MAX_BYTES // 1_000_000} MB" in reasons(tmp_path)["huge.txt"]


def test_links_are_followed_only_inside_the_folder(tmp_path: Path) -> None:
    inside, outside = tmp_path / "articles", tmp_path / "secret.txt"
    inside.mkdir()
    outside.write_text("secret")
    (inside / "real.txt").write_text("text")
    (inside / "near.txt").symlink_to(inside / "real.txt")
    (inside / "far.txt").symlink_to(outside)
    (inside / "dead.txt").symlink_to(tmp_path / "nowhere.txt")
    (inside / "loop").symlink_to(inside, target_is_directory=True)
    (inside / "round.txt").symlink_to(inside / "about.txt")
    (inside / "about.txt").symlink_to(inside / "round.txt")
    assert [article.source for article in read_articles(inside).articles] == ["near.txt", "real.txt"]
    assert set(reasons(inside)) == {"far.txt", "dead.txt", "round.txt", "about.txt"}
    assert "circle" in reasons(inside)["round.txt"]


def test_a_name_that_is_no_utf8_is_named_all_the_same(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("text")
    (skipped,) = read_articles(tmp_path).skipped
    str(skipped).encode()
    assert "rename" in skipped.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "closed.txt").write_text("text")
    (tmp_path / "closed.txt").chmod(0)
    assert "cannot be read" in reasons(tmp_path)["closed.txt"]


def test_a_missing_folder_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(ArticlesError, match=r"does not exist.*--articles"):
        read_articles(tmp_path / "nowhere")
    (tmp_path / "file").write_text("text")
    with pytest.raises(ArticlesError, match="not a folder"):
        read_articles(tmp_path / "file")


def test_files_of_any_kind_and_the_same_texts_again(tmp_path: Path) -> None:
    articles, kept = tmp_path / "articles", tmp_path / "texts"
    articles.mkdir()
    (articles / "a.txt").write_text("A text.")
    (articles / "b.html").write_text(OUTLETS["wordpress"])
    (articles / "b_files").mkdir()
    (articles / "b_files" / "advert.html").write_text(OUTLETS["live"])  # what a browser saves beside a page
    (articles / "copy.htm").write_text(OUTLETS["wordpress"])
    (articles / "c.pdf").write_bytes(written.pdf([["Tarn rejects the plan", written.LEAD]]))
    (articles / "d.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    (articles / "locked.pdf").write_bytes(written.locked(written.pdf([["a"]])))
    (articles / "scan.pdf").write_bytes(written.pdf([[]]))
    first = read_articles(articles, kept)
    assert [one.source for one in first.articles] == [
        "a.txt", "b.html", "c.pdf", "copy.htm", "d.jsonl#1", "d.jsonl#2"
    ]  # fmt: skip
    assert BODY[0] in first.articles[1].text
    assert first.articles[1].given.publisher == "Velmar Notes"
    assert [one.source for one in first.skipped] == ["locked.pdf", "scan.pdf"]
    before = {path.name: path.read_bytes() for path in kept.iterdir()}
    assert read_articles(articles, kept) == first
    for path in kept.iterdir():
        path.unlink()
    assert read_articles(articles, kept) == first
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == before


def test_a_row_more_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\nOne.\n")
    (one,) = read_articles(tmp_path).articles
    (tmp_path / "a.csv").write_text("text\nOne.\nTwo.\n")
    assert read_articles(tmp_path).articles[0] == one


def test_a_page_of_30_megabytes_is_named(tmp_path: Path) -> None:
    (tmp_path / "huge.html").write_bytes(b"<html><p>" + b"words " * 5_000_000)
    assert "larger than 10 MB" in reasons(tmp_path)["huge.html"]


def test_a_file_that_changes_while_it_is_read_is_left_for_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is larger each time that somebody looks at it."""
    (tmp_path / "log.txt").write_text("line\n")
    real = os.fstat

    def grown(descriptor: int) -> os.stat_result:
        with (tmp_path / "log.txt").open("a") as file:
            file.write("another line\n")
        return real(descriptor)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fstat", grown)
        found = read_articles(tmp_path)
    assert not found.articles
    assert "changes while it is read" in found.skipped[0].reason
    assert len(read_articles(tmp_path).articles) == 1


def test_what_stood_still_is_not_read_again(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{name} says no.\n")
        aged(tmp_path / name)
    first = read_articles(tmp_path, again=True)
    assert [article.source for article in first.articles] == ["a.txt", "b.txt"]
    again = read_articles(tmp_path, again=True)
    assert again.articles == ()
    assert [each.article() for each in again.seen] == list(first.articles)
    assert read_articles(tmp_path).articles == first.articles  # nobody is given less who does not ask for it

    (tmp_path / "a.txt").write_text("a.txt says on.\n")  # as long as before
    changed = read_articles(tmp_path, again=True)
    assert [article.text for article in changed.articles] == ["a.txt says on.\n"]
    assert [each.source for each in changed.seen] == ["b.txt"]


def test_what_changed_just_now_is_read_each_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Marn says no.\n")
    for _ in range(2):
        assert len(read_articles(tmp_path, again=True).articles) == 1


def test_a_file_that_changes_between_two_looks_is_not_taken_for_what_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Marn says no.\n")
    aged(tmp_path / "a.txt")
    read_articles(tmp_path, again=True)
    (seen,) = read_articles(tmp_path, again=True).seen
    (tmp_path / "a.txt").write_text("Marn says on.\n")
    with pytest.raises(NotAnArticleError):
        seen.article()


def aged(path: Path) -> None:
    """It has stood still: the time that the system notes by itself cannot be set, so the clock is waited for."""
    os.utime(path, (1, 1))
    while time.time_ns() - path.stat().st_ctime_ns < STILL:
        time.sleep(0.05)
