"""The levels below which a change may not take the answers, on the seeds and on the invented corpus.

They are floors, set a little under what was measured (tests/benchmarks/RESULTS.md), so that a real loss fails.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.evaluation import Score, read_gold, score_desk
from bot.reading_desk import ReadingDesk
from bot.settings import HOME, read_settings
from bot.types import Answer
from bot.wiring import open_desk

CORPORA = Path(__file__).parent.parent / "corpora"
SEEDS_GOLD = Path(__file__).parent.parent / "benchmarks" / "seeds.yaml"

# The two sides of the invented corpus, under every name that they bear.
SIDES = {"Velmora": "Drosk", "Velmoran": "Droskan", "Velmorans": "Droskans", "Asterin": "Hallenburg"}
_LOUD = {one.upper(): other.upper() for one, other in SIDES.items()}  # in datelines
_THERE = {**SIDES, **_LOUD}
SWAP = {**_THERE, **{other: one for one, other in _THERE.items()}}


@pytest.fixture(scope="module")
def irrin(tmp_path_factory: pytest.TempPathFactory) -> ReadingDesk:
    return open_desk(read_settings(None, articles=CORPORA / "irrin", data=tmp_path_factory.mktemp("irrin")))


def floors(score: Score, **at_least: float) -> None:
    short = {name: getattr(score, name) for name, floor in at_least.items() if getattr(score, name) < floor}
    assert not short, f"{score}"
    assert score.forbidden == 0, f"{score}"


def test_the_seeds(tmp_path: Path) -> None:
    desk = open_desk(read_settings(None, articles=HOME / "seeds", data=tmp_path))
    floors(
        score_desk(read_gold(SEEDS_GOLD), desk),
        citation_precision=0.82,
        citation_recall=0.95,
        holder_accuracy=0.92,
        status_accuracy=0.93,
        abstention_f1=0.92,
    )


def test_the_invented_corpus(irrin: ReadingDesk) -> None:
    floors(
        score_desk(read_gold(CORPORA / "irrin.yaml"), irrin),
        citation_precision=0.90,
        citation_recall=0.95,
        holder_accuracy=0.95,
        status_accuracy=0.92,
        abstention_f1=0.92,
    )


def swapped(text: str) -> str:
    return re.sub(r"\b\w+\b", lambda word: SWAP.get(word.group(), word.group()), text)


def told(answer: Answer) -> list[tuple[str, str | None, str]]:
    return [(claim.actor, claim.reported_by, claim.text) for claim in answer.claims]


def back(answer: Answer) -> list[tuple[str, str | None, str]]:
    """What the mirror tells, in the names of this world."""
    return [
        (swapped(actor), swapped(reporter) if reporter else None, swapped(text))
        for actor, reporter, text in told(answer)
    ]


@pytest.fixture(scope="module")
def mirror(tmp_path_factory: pytest.TempPathFactory) -> ReadingDesk:
    """The invented corpus with the two sides' names exchanged."""
    folder = tmp_path_factory.mktemp("mirror")
    for path in (CORPORA / "irrin").iterdir():
        (folder / path.name).write_text(swapped(path.read_text(encoding="utf-8")), encoding="utf-8")
    return open_desk(read_settings(None, articles=folder, data=tmp_path_factory.mktemp("mirror_index")))


QUESTIONS = [case.question for case in read_gold(CORPORA / "irrin.yaml")]


@pytest.mark.parametrize("question", QUESTIONS)
def test_swapping_the_two_sides_swaps_every_answer(question: str, irrin: ReadingDesk, mirror: ReadingDesk) -> None:
    """Whatever is said in one world is said in the other by the other side, word for word; silence stays silence."""
    here, there = irrin.ask(question), mirror.ask(swapped(question))
    assert there.status == here.status
    assert back(there) == told(here)
