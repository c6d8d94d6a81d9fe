from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.desks.reading_desk import ReadingDesk
from bot.errors import CallError
from bot.evaluation import read_gold, score_desk
from bot.writers.extractive import ExtractiveWriter
from retrieval.types import Act
from tests.bot.written_library import WrittenLibrary

GOLD = """
- question: What does Arvia demand?
  facts: [{quote: harbour, sources: [a.txt], actor: Arvia}]
  forbidden: [{actor: Arvia, quote: lighthouse}]
- question: What does Belmark demand?
  facts: [{quote: harbour, actor: Belmark}, {quote: "light.*", actor: Belmark}]
- {question: "What does Zubrowka demand?", status: abstained, reason: unknown_actor}
- {question: "What does Arvia demand?", status: abstained}
"""


@pytest.fixture
def desk() -> ReadingDesk:
    library = WrittenLibrary({"a.txt": "Arvia demands the harbour. Belmark demands the lighthouse."})
    library.know("Arvia")
    library.know("Belmark")
    library.say("a.txt", "Arvia", "the harbour", act=Act.DEMAND)
    library.say("a.txt", "Belmark", "the lighthouse", act=Act.DEMAND)
    writer = ExtractiveWriter()
    return ReadingDesk(library, writer, writer, lambda: date(2031, 6, 1))


def test_every_figure_is_counted(desk: ReadingDesk, tmp_path: Path) -> None:
    path = tmp_path / "gold.yaml"
    path.write_text(GOLD, encoding="utf-8")
    score = score_desk(read_gold(path), desk)
    assert score.cases == 4
    assert score.citation_precision == 1.0
    assert score.citation_recall == pytest.approx(2 / 3, abs=0.001)
    assert score.holder_accuracy == 1.0
    assert score.status_accuracy == 0.75
    assert score.abstention_f1 == pytest.approx(2 / 3, abs=0.001)
    assert score.forbidden == 0
    assert [miss.question for miss in score.misses] == ["What does Belmark demand?", "What does Arvia demand?"]
    assert "citation recall" in str(score)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "question: alone",
        "- {question: x, status: maybe}",
        "- {question: x, facts: [{quote: '('}]}",
        "- [",
        "\t- x",
    ],
)
def test_a_gold_file_that_cannot_be_read_says_why(content: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CallError) as error:
        read_gold(path)
    assert "gold.yaml" in str(error.value)


def test_a_gold_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(CallError, match=r"none\.yaml"):
        read_gold(tmp_path / "none.yaml")
