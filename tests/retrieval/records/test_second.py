"""A second reader over an index: read once by content, gone on with where it stopped, merged when it has read."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from retrieval.errors import PositionsError
from retrieval.index.index import Index
from retrieval.records.opening import open_ledger
from retrieval.statements.second_reading import Told
from retrieval.types import Article, Span

QUOTE = "a matter of pride"


class Second:
    """Reads `most` articles; then it says that it can read no more."""

    def __init__(self, most: int = 9, version: str = "model 1") -> None:
        self.most, self.version, self.seen = most, version, list[str]()

    def about(self, articles: Sequence[Article]) -> str:
        return f"{len(articles)} articles to read"

    def read(self, article: Article) -> Sequence[Told]:
        if len(self.seen) >= self.most:
            raise PositionsError("The tokens of today are used up.", "Wait.")
        self.seen.append(article.source)
        quote, holder = article.text.index(QUOTE), article.text.index("Per Tamm")
        return [Told(Span(quote, quote + len(QUOTE)), Span(holder, holder + 8))]

    def left_out(self) -> str:
        return f"1 of {len(self.seen)} is left out"


def write(folder: Path, count: int) -> Path:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        text = f"For Per Tamm the lighthouse of pier {number} is {QUOTE}.\n\nOda Lind said that it rains.\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def opened(articles: Path, data: Path, second: Second | None, told: list[str] | None = None) -> list[tuple[str, str]]:
    with closing(Index.open(articles, data)) as index:
        said = told if told is not None else []
        ledger = open_ledger(index, articles, lambda what, *_: said.append(what), second=second)
        return [(row.source, row.holder) for row in ledger.statements if row.quote == QUOTE]


def test_what_was_read_is_not_read_again_and_the_rest_another_time(tmp_path: Path) -> None:
    articles, data = write(tmp_path / "articles", 5), tmp_path / "data"
    assert opened(articles, data, None) == []
    first, said = Second(most=2), list[str]()
    found = opened(articles, data, first, said)
    assert sorted(found) == sorted((source, "Per Tamm") for source in first.seen)
    assert said[0] == "5 articles to read"
    assert "1 of 2 is left out" in said
    assert any("3 of 5 articles are left for another time: The tokens of today" in each for each in said)
    second = Second()
    assert len(opened(articles, data, second)) == 5
    assert sorted(first.seen + second.seen) == [f"{number}.txt" for number in range(5)]
    nothing = Second()
    assert len(opened(articles, data, nothing)) == 5
    assert nothing.seen == []


def test_one_that_failed_between_others_is_told_too(tmp_path: Path) -> None:
    class Failing(Second):
        def read(self, article: Article) -> Sequence[Told]:
            if article.source == "0.txt":
                raise PositionsError("The answer was no JSON.", "Try again.")
            return super().read(article)

    said: list[str] = []
    assert len(opened(write(tmp_path / "articles", 3), tmp_path / "data", Failing(), said)) == 2
    assert any("1 of 3 articles are left for another time: The answer was no JSON" in each for each in said)


def test_another_model_or_prompt_reads_again_and_without_one_the_grammar_stands_alone(tmp_path: Path) -> None:
    articles, data = write(tmp_path / "articles", 2), tmp_path / "data"
    assert len(opened(articles, data, Second())) == 2
    assert opened(articles, data, None) == []
    other = Second(version="model 2")
    assert len(opened(articles, data, other)) == 2
    assert len(other.seen) == 2
    write(articles, 3)
    assert len(opened(articles, data, other)) == 3
    assert len(other.seen) == 3
