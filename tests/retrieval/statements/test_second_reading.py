"""A second reader's statements beside the grammar's: agreed, corrected, added, disputed."""

from __future__ import annotations

import pytest

from retrieval.statements.accounts import account
from retrieval.statements.ledger import Ledger, build
from retrieval.statements.second_reading import DISPUTED, SURE, Told, dump, load, merged, with_sides
from retrieval.statements.transcripts import Transcript, read_transcripts
from retrieval.types import Act, Article, Form, Span

TEXT = (
    "Harbour talks\n\n"
    "Arvia and Belmark met in Korsun on Monday.\n\n"
    "Foreign Minister Oda Lind said that Arvia would keep the lighthouse open. "
    "For her colleague Per Tamm the lighthouse is a matter of pride.\n\n"
    "The ferry, she added, must sail again by May. Belmark's office had heard from Tamm that the harbour is lost."
)
ARTICLE = Article("a.txt", TEXT, "digest")


def at(words: str, start: int = 0) -> Span:
    place = TEXT.index(words, start)
    return Span(place, place + len(words))


@pytest.fixture(scope="module")
def grammar() -> Transcript:
    return Transcript.load(str(dict(read_transcripts([ARTICLE], processes=1))["a.txt"]))


def ledger(transcript: Transcript, told: tuple[Told, ...] = ()) -> Ledger:
    known = account(ARTICLE)
    known = type(known)(with_sides(TEXT, known.evidence, told), known.details, known.signature)
    return build({"a.txt": ARTICLE}, {"a.txt": merged(TEXT, transcript, told)}, {"a.txt": known})


def test_both_say_the_same(grammar: Transcript) -> None:
    told = Told(at("Arvia would keep the lighthouse open"), at("Oda Lind"))
    before = next(each for each in grammar.rows if "lighthouse open" in each.attribution.quote.of(TEXT)).attribution
    found = next(
        each for each in merged(TEXT, grammar, [told]).rows if "lighthouse open" in each.attribution.quote.of(TEXT)
    ).attribution
    assert (found.holder, found.cue, found.quote) == (before.holder, before.cue, before.quote)
    assert found.confidence > max(before.confidence, SURE)
    assert len(merged(TEXT, grammar, [told]).rows) == len(grammar.rows)


def test_a_name_takes_a_pronouns_place_and_another_name_is_disputed(grammar: Transcript) -> None:
    she = next(each for each in grammar.rows if "sail again" in each.attribution.quote.of(TEXT)).attribution
    told = Told(she.quote, at("Oda Lind"))
    found = next(each for each in merged(TEXT, grammar, [told]).rows if each.attribution.quote == told.quote)
    assert found.attribution.holder == told.holder
    assert found.attribution.confidence > she.confidence
    told = Told(at("Arvia would keep the lighthouse open"), at("Per Tamm"))
    found = next(e for e in merged(TEXT, grammar, [told]).rows if "lighthouse open" in e.attribution.quote.of(TEXT))
    assert (found.attribution.holder, found.attribution.confidence) == (told.holder, DISPUTED)


def test_what_only_one_has_is_kept_as_less_sure(grammar: Transcript) -> None:
    told = Told(at("the lighthouse is a matter of pride"), at("Per Tamm"), act=Act.ACCEPT)
    found = merged(TEXT, grammar, [told])
    new = next(each for each in found.rows if each.attribution.quote == told.quote)
    assert (new.attribution.form, new.attribution.act, new.attribution.confidence) == (Form.INDIRECT, Act.ACCEPT, SURE)
    old = {each.attribution.quote: each.attribution.confidence for each in grammar.rows}
    for each in found.rows:
        if each.attribution.quote in old:
            assert each.attribution.confidence < old[each.attribution.quote]


def test_outer_rows_keep_their_place_and_reporters_are_named(grammar: Transcript) -> None:
    told = (
        Told(at("the lighthouse is a matter of pride"), at("Per Tamm")),
        Told(
            at("the harbour is lost"),
            at("Tamm", TEXT.index("heard")),
            at("Belmark", TEXT.index("open.")),
            act=Act.STATE,
        ),
    )
    found = merged(TEXT, grammar, told)
    for each in found.rows:
        if each.attribution.outer is not None:
            outer = found.rows[each.attribution.outer].attribution.quote
            assert outer.start <= each.attribution.quote.start
            assert each.attribution.quote.end <= outer.end
    made = ledger(grammar, told)
    for statement in made.statements:
        assert TEXT[statement.quote_span.start : statement.quote_span.end] == statement.quote
    pride = next(each for each in made.statements if each.quote == "the lighthouse is a matter of pride")
    assert pride.holder == "Per Tamm"
    lost = next(each for each in made.statements if "harbour is lost" in each.quote)
    assert (lost.holder, lost.reporter) == ("Per Tamm", "Belmark")


def test_a_side_that_is_named_counts_like_the_articles_own(grammar: Transcript) -> None:
    told = (Told(at("the lighthouse is a matter of pride"), at("Per Tamm"), side=at("Belmark")),)
    actor = next(each for each in ledger(grammar, told).actors if each.name == "Per Tamm")
    assert actor.speaks_for == "Belmark"


def test_it_is_kept_as_json() -> None:
    told = (Told(at("Belmark"), at("Arvia"), at("Korsun"), at("Monday"), Act.DENY), Told(at("met"), at("Arvia")))
    assert load(dump(told)) == told


def test_nothing_told_changes_no_holder(grammar: Transcript) -> None:
    before, after = (
        ledger(grammar),
        build({"a.txt": ARTICLE}, {"a.txt": merged(TEXT, grammar, ())}, {"a.txt": account(ARTICLE)}),
    )
    assert [(e.holder, e.quote) for e in before.statements] == [(e.holder, e.quote) for e in after.statements]
