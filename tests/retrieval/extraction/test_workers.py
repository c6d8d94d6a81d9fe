"""Extraction in processes of their own: what a hostile file can do, and what it cannot."""

from __future__ import annotations

from pathlib import Path

from retrieval.extraction.kept import Kept, Outcome, key_of
from retrieval.extraction.workers import extract_many, work
from tests.retrieval.extraction import written
from tests.retrieval.extraction.outlets import BODY, OUTLETS


def test_files_are_extracted_in_order_and_none_stops_the_others() -> None:
    jobs = [
        ("page", OUTLETS["live"].encode(), ".html"),
        ("locked", written.locked(written.pdf([["a"]])), ".pdf"),
        ("bomb", written.bomb(), ".docx"),
        ("deep", b"<div>" * 200_000 + b"words", ".html"),
        ("rows", b'{"text": "One."}\n{"text": "Two."}', ".jsonl"),
    ]
    found = dict(extract_many(jobs))
    assert list(found) == [key for key, *_ in jobs]
    assert BODY[0] in found["page"].articles[0].text
    assert "password" in str(found["locked"].reason)
    assert "unpacks" in str(found["bomb"].reason)
    assert [article.part for article in found["rows"].articles] == [1, 2]


def test_what_is_extracted_here_is_what_is_extracted_there() -> None:
    raw = OUTLETS["tabloid"].encode()
    ((_, there),) = extract_many([("key", raw, ".html")])
    assert there == work(raw, ".html")


def test_what_is_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    outcome = work(written.pdf([["Tarn rejects the plan", written.LEAD], ["More of it on a page of its own."]]), ".pdf")
    assert outcome.articles[0].given.pages
    kept = Kept(tmp_path / "texts")
    assert kept.get("a") is None
    kept.put("a", outcome)
    kept.put("b", Outcome(reason="no text"))
    assert kept.get("a") == outcome
    assert kept.get("b") == Outcome(reason="no text")
    (tmp_path / "texts" / "a.json").write_text("{")
    assert kept.get("a") is None
    kept.forget_others({"a"})
    assert [path.name for path in (tmp_path / "texts").iterdir()] == ["a.json"]


def test_a_content_is_its_bytes_and_its_extractor() -> None:
    assert key_of(b"a", ".pdf") != key_of(b"b", ".pdf")
    assert key_of(b"a", ".pdf") != key_of(b"a", ".docx")
    assert key_of(b"a", ".html") == key_of(b"a", ".htm")
