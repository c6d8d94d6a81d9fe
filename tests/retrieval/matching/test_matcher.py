"""A question against statements and sentences: the order, the two probabilities, and what the cross-encoder reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from retrieval.index.index import Index
from retrieval.matching.evidence import Match, Wanted
from retrieval.matching.matcher import Matcher
from retrieval.matching.reranking import OnnxReranker
from retrieval.matching.statement_vectors import StatementVectors
from retrieval.records.opening import open_ledger
from tests.retrieval.matching.conftest import TEXTS, Newsroom, write

Rerank = Callable[[str, Sequence[str]], Sequence[float]]
ON = "What does Ilva Marn say about the dam on the Olt?"
OFF = "Who won the chess tournament of the miners?"


def likes(word: str) -> Rerank:
    return lambda question, texts: [8.0 if word in text else -8.0 for text in texts]


def matcher(room: Newsroom, rerank: Rerank) -> Matcher:
    return Matcher(room.index, room.ledger, room.vectors, room.sentences, rerank)


@pytest.fixture
def real(newsroom: Newsroom, reranker: OnnxReranker) -> Matcher:
    return matcher(newsroom, lambda question, texts: reranker.score(question, texts).tolist())


def test_the_likeliest_comes_first_and_probabilities_are_probabilities(newsroom: Newsroom, real: Matcher) -> None:
    match = real(Wanted(ON, (newsroom.side("Ilva Marn"),)))
    first = match.evidence[0]
    assert (first.source, first.rows[0].holder, first.day) == (
        "dam.txt",
        "Ilva Marn",
        "2031-03-31",
    )  # the Monday before
    found = [each.probability for each in match.evidence]
    assert found == sorted(found, reverse=True)
    assert all(0 <= each <= 1 for each in (*found, match.probability))
    assert real(Wanted(ON, (newsroom.side("Ilva Marn"),))) == match


def test_an_answer_does_not_depend_on_how_its_index_came_about(
    newsroom: Newsroom, reranker: OnnxReranker, real: Matcher, tmp_path: Path
) -> None:
    """All articles read at once, or one after the other, the last first, each weighed beside what was there."""

    def told(match: Match) -> object:
        seen = [
            (each.source, each.span, each.probability, [row.holder for row in each.rows]) for each in match.evidence
        ]
        return seen, match.probability

    for name in reversed(TEXTS):
        write(tmp_path / "articles", {name: TEXTS[name]})
        with closing(Index.open(tmp_path / "articles", tmp_path / "index")) as index:
            ledger = open_ledger(index, few=0, share=9.0)
            with closing(StatementVectors.open(index, ledger)) as vectors:
                if name == next(iter(TEXTS)):
                    room = Newsroom(index, ledger, vectors)
                    other = matcher(room, lambda question, texts: reranker.score(question, texts).tolist())
                    for question in (ON, OFF, "Who wants Tarsia to pay?"):
                        assert told(other(Wanted(question))) == told(real(Wanted(question)))


def test_what_the_articles_do_not_speak_of_is_less_probable(newsroom: Newsroom, real: Matcher) -> None:
    on, off = real(Wanted(ON, (newsroom.side("Ilva Marn"),))), real(Wanted(OFF))
    assert off.probability < on.probability
    assert off.evidence[0].probability < on.evidence[0].probability


def test_somebody_whom_nobody_mentions_makes_an_answer_less_probable(real: Matcher) -> None:
    assert real(Wanted(ON), unknown=True).probability < real(Wanted(ON)).probability


def test_a_clear_answer_of_others_comes_before_the_sides_own(newsroom: Newsroom) -> None:
    match = matcher(newsroom, likes("generous"))(Wanted("What is the treaty like?", (newsroom.side("Ilva Marn"),)))
    assert match.evidence[0].rows[0].holder == "Oren Bask"


def test_of_equals_the_side_asked_about_comes_first(newsroom: Newsroom) -> None:
    for name in ("Tarsia", "Korland"):
        side = newsroom.side(name)
        match = matcher(newsroom, likes("fishing treaty"))(Wanted("What about the fishing treaty?", (side,)))
        assert match.evidence[0].rows[0].holder in side


def test_the_cross_encoder_reads_whose_words_they_are(newsroom: Newsroom) -> None:
    read: list[str] = []

    def note(question: str, texts: Sequence[str]) -> Sequence[float]:
        read.extend(texts)
        return [0.0] * len(texts)

    matcher(newsroom, note)(Wanted("villages"))
    hers = "prime minister Ilva Marn, Tarsia: She said that it would drown eleven villages. [Marn rejects the Olt dam"
    assert any(text.startswith(f"{hers}, Mar 2031]") for text in read)
    assert any(text.startswith("The weather was mild. [") for text in read)


def test_a_blank_question_matches_nothing(newsroom: Newsroom) -> None:
    assert matcher(newsroom, likes("x"))(Wanted(" \n")) == Match()


@pytest.mark.parametrize("text", ["?", "🙂", "\u200b", "the of"])
def test_a_question_without_a_word_fails_nowhere(text: str, newsroom: Newsroom) -> None:
    assert 0 <= matcher(newsroom, likes("x"))(Wanted(text)).probability <= 1


def test_a_question_of_any_length_is_matched(real: Matcher) -> None:
    assert real(Wanted("the dam on the Olt " * 2_000)).evidence


def test_without_articles_there_is_no_match(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    with closing(Index.open(folder, tmp_path / "index")) as index:
        ledger = open_ledger(index)
        room = Newsroom(index, ledger, StatementVectors.open(index, ledger))
        assert matcher(room, likes("x"))(Wanted(ON)) == Match()
