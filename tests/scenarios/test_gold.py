"""The levels below which a change may not take the answers, on the seeds and on the invented corpus.

They are floors, set a little under what was measured (tests/benchmarks/RESULTS.md), so that a real loss fails.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.desks.reading_desk import ReadingDesk
from bot.evaluation import Score, read_gold, score_desk
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
        citation_precision=0.65,
        citation_recall=0.78,
        holder_accuracy=0.93,
        status_accuracy=0.80,
        abstention_f1=0.70,
    )


def test_the_invented_corpus(irrin: ReadingDesk) -> None:
    floors(
        score_desk(read_gold(CORPORA / "irrin.yaml"), irrin),
        citation_precision=0.37,
        citation_recall=0.58,
        holder_accuracy=0.85,
        status_accuracy=0.75,
        abstention_f1=0.58,
    )


def swapped(text: str) -> str:
    return re.sub(r"\b\w+\b", lambda word: SWAP.get(word.group(), word.group()), text)


Held = dict[str, set[tuple[str, str | None]]]


def told(answer: Answer) -> Held:
    """Each text that an answer shows, with who holds and who reports it."""
    found: Held = {}
    for claim in answer.claims:
        found.setdefault(claim.text, set()).add((claim.actor, claim.reported_by))
    return found


def back(answer: Answer) -> Held:
    """What the mirror tells, in the names of this world."""
    return {
        swapped(text): {(swapped(actor), swapped(reporter) if reporter else None) for actor, reporter in holders}
        for text, holders in told(answer).items()
    }


@pytest.fixture(scope="module")
def mirror(tmp_path_factory: pytest.TempPathFactory) -> ReadingDesk:
    """The invented corpus with the two sides' names exchanged."""
    folder = tmp_path_factory.mktemp("mirror")
    for path in (CORPORA / "irrin").iterdir():
        (folder / path.name).write_text(swapped(path.read_text(encoding="utf-8")), encoding="utf-8")
    return open_desk(read_settings(None, articles=folder, data=tmp_path_factory.mktemp("mirror_index")))


QUESTIONS = [case.question for case in read_gold(CORPORA / "irrin.yaml")]


@pytest.fixture(scope="module")
def answers(irrin: ReadingDesk) -> dict[str, Answer]:
    return {question: irrin.ask(question) for question in QUESTIONS}


def test_swapping_the_two_sides_swaps_every_holder(answers: dict[str, Answer], mirror: ReadingDesk) -> None:
    """What both worlds show is held by the other side in the other world, without exception.

    Names are read by the models that rank, so that a sentence on the edge may be shown in one world only.
    """
    every = shared = agreed = 0
    for question, one in answers.items():
        other = mirror.ask(swapped(question))
        here, there = told(one), back(other)
        both = here.keys() & there.keys()
        assert {text: here[text] for text in both} == {text: there[text] for text in both}, question
        every, shared = every + len(here.keys() | there.keys()), shared + len(both)
        agreed += one.status == other.status
    assert shared >= 0.7 * every
    assert agreed >= 0.9 * len(QUESTIONS)


def test_every_citation_is_a_slice_of_its_file(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        for citation in (each for claim in answer.claims for each in claim.citations):
            text = (CORPORA / "irrin" / citation.source).read_bytes().decode("utf-8")
            assert text[citation.start : citation.end] == citation.quote
