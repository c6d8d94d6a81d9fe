from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from retrieval.articles.folder import MAX_BYTES, Reading, read_articles
from retrieval.errors import ArticlesError


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
