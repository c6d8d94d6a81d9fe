"""Which sentences are worth reading for a question."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from retrieval.index.index import Index
from retrieval.matching.evidence import Wanted
from retrieval.matching.recall import Candidate, recall
from retrieval.matching.statement_vectors import StatementVectors
from retrieval.records.opening import open_ledger
from tests.retrieval.matching.conftest import Newsroom, write


def found(room: Newsroom, wanted: Wanted, pool: int = 24) -> list[Candidate]:
    return recall(wanted, room.index, room.ledger, room.vectors, room.sentences, pool)


@contextmanager
def room_of(text: str, folder: Path) -> Iterator[Newsroom]:
    """Everything that is read out of one article."""
    with closing(Index.open(write(folder / "articles", {"a.txt": text}), folder / "index")) as index:
        ledger = open_ledger(index)
        with closing(StatementVectors.open(index, ledger)) as vectors:
            yield Newsroom(index, ledger, vectors)


def texts(room: Newsroom, wanted: Wanted, pool: int = 24) -> list[str]:
    return [room.text(one.source, one.span) for one in found(room, wanted, pool)]


def test_no_word_has_to_be_shared(newsroom: Newsroom) -> None:
    assert "Traders blamed the warm sea." in texts(newsroom, Wanted("Is the ocean getting hotter?"), 2)


def test_what_nobody_said_is_found_by_its_words(newsroom: Newsroom) -> None:
    found = texts(newsroom, Wanted("What does herring cost in Porto Sull?"))
    assert "Herring cost 40 crowns in Porto Sull." in found


def test_a_sentence_comes_once_with_its_statements_in_it(newsroom: Newsroom) -> None:
    pool = found(newsroom, Wanted("What does Korland demand of the power station?"))
    assert len({(one.source, one.span) for one in pool}) == len(pool)
    for one in pool:
        assert one.span in newsroom.sentences(one.source)
        assert all(row.source == one.source and row.quote_span.overlaps(one.span) for row in one.rows)
    assert any(one.rows for one in pool)


def test_the_side_asked_about_is_preferred_and_not_required(newsroom: Newsroom) -> None:
    text = "What is said about the fishing treaty?"
    for name, holder in (("Tarsia", "Tarsia"), ("Korland", "Oren Bask")):
        first, *rest = found(newsroom, Wanted(text, (newsroom.side(name),)), 4)
        assert (first.source, first.rows[0].holder, first.side) == ("treaty.txt", holder, True)
        assert any(one.source == "treaty.txt" and not one.side for one in rest)


def test_each_of_two_sides_gets_as_many_places(newsroom: Newsroom) -> None:
    korland, tarsia = newsroom.side("Korland"), newsroom.side("Tarsia")
    pool = found(newsroom, Wanted("What about the power station?", (korland, tarsia)), 4)
    holders = [one.rows[0].holder for one in pool if one.rows]
    assert sum(holder in korland for holder in holders) == sum(holder in tarsia for holder in holders) == 2


def test_days_asked_about_are_kept_to(newsroom: Newsroom) -> None:
    assert {one.source for one in found(newsroom, Wanted("dam", since="2031-05-06"))} == {"fish.txt", "treaty.txt"}
    assert {one.source for one in found(newsroom, Wanted("herring", until="2031-04-30"))} == {"dam.txt"}


def test_what_an_article_tells_of_another_year_is_not_of_its_day(tmp_path: Path) -> None:
    lines = (
        "The pier was built in 1967. On 3 May 2031 the pier was closed. The pier is wet. Tarsia said it is old. "
        "Tarsia said it was blue in 1980."
    )
    with room_of(f"A pier\n\n6 May 2031\n\n{lines}\n", tmp_path) as room:
        told = texts(room, Wanted("What happened to the pier?", since="2031-05-01"))
        before = texts(room, Wanted("What happened to the pier?", until="1999-12-31"))
        side = (room.side("Tarsia"),)
        said = [texts(room, Wanted("What did Tarsia say?", side, since="2031-05-01"))]
        said += [texts(room, Wanted("What did Tarsia say?", side, until="1999-12-31"))]
    assert "The pier was built in 1967." not in told
    assert {"On 3 May 2031 the pier was closed.", "The pier is wet.", "Tarsia said it is old."} <= set(told)
    assert set(before) == {"The pier was built in 1967.", "Tarsia said it was blue in 1980."}
    assert ["Tarsia said it was blue in 1980." in each for each in said] == [True, False]


def test_articles_in_which_nobody_speaks_are_found_too(tmp_path: Path) -> None:
    folder = write(tmp_path / "articles", {"a.txt": "The ferry sails at noon.\n\nThe weather was mild.\n"})
    with closing(Index.open(folder, tmp_path / "index")) as index:
        ledger = open_ledger(index)
        room = Newsroom(index, ledger, StatementVectors.open(index, ledger))
        assert texts(room, Wanted("When does the ferry sail?"))[0] == "The ferry sails at noon."


def test_an_answer_rests_on_sure_words_and_on_every_position(tmp_path: Path) -> None:
    text = "A shed\n\nTarsia said it was ugly. Korland figured the shed was ugly. Tolvia is open to talks on it.\n"
    with room_of(text, tmp_path) as room:
        pool = found(room, Wanted("What is said about the shed?"))
        sure = {row.holder: row.confidence >= 0.55 for row in room.ledger.statements}
    assert sure == {"Tarsia": True, "Korland": False, "Tolvia": False}
    assert {row.holder for one in pool for row in one.rows} == {"Tarsia", "Tolvia"}


def test_whoever_tells_what_another_says_is_kept_however_unsure(tmp_path: Path) -> None:
    text = "The quay\n\nOna Brel met Odo Penn. In a talk Brel spoke of “many things” of which Penn rejects the quay.\n"
    with room_of(text, tmp_path) as room:
        (one,) = [one for one in found(room, Wanted("Who rejects the quay?")) if one.rows]
    outer, inner = one.rows
    assert (outer.holder, inner.holder, inner.reporter) == ("Ona Brel", "Odo Penn", "Ona Brel")
    assert outer.confidence < 0.55 < inner.confidence
