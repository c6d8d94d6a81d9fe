"""The public development data as folders of article files, laid out as a user would lay them."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.public import read


def lay_positions(folder: Path) -> dict[str, tuple[str, int, int]]:
    """One file a document: its title, then a sentence a line. Says where each sentence stands: source, start, end."""
    texts: dict[str, str] = {}
    places: dict[str, tuple[str, int, int]] = {}
    for sentence in read("positions/sentences.jsonl.gz"):
        source = f"{sentence['doc']}.txt"
        text = texts.setdefault(source, f"{' '.join(sentence['title'].split())}\n\n")
        words = " ".join(sentence["text"].split())
        places[sentence["sid"]] = (source, len(text), len(text) + len(words))
        texts[source] = f"{text}{words}\n"
    _write(folder, texts)
    return places


def lay_news(folder: Path) -> None:
    """One file an article, `<id>.txt`: its title, then its text."""
    articles = read("news/articles.jsonl.gz")
    _write(folder, {f"{article['id']}.txt": f"{article['title']}\n\n{article['text']}\n" for article in articles})


def _write(folder: Path, texts: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for source, text in texts.items():
        path = folder / source
        raw = text.encode("utf-8", "replace")
        if not path.exists() or path.read_bytes() != raw:
            path.write_bytes(raw)
