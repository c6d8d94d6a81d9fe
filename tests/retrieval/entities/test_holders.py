"""Who holds what, the whole way from a few sentences to the ledger: towns, companies and courts that do not exist."""

from __future__ import annotations

import pytest

from retrieval.attribution.reading import read
from retrieval.grammar.parsing import Parser
from retrieval.statements.accounts import account
from retrieval.statements.ledger import Ledger, build
from retrieval.statements.transcripts import body, transcribe
from retrieval.types import Article


def ledger(parser: Parser, *texts: str) -> Ledger:
    articles = {f"{n}.txt": Article(f"{n}.txt", text, "") for n, text in enumerate(texts)}
    spans = {source: body(one.text) for source, one in articles.items()}
    readings = {s: transcribe(one, spans[s], read(one.text, spans[s], parser)) for s, one in articles.items()}
    return build(articles, readings, {source: account(one) for source, one in articles.items()})


def holders(parser: Parser, *texts: str) -> dict[str, str]:
    return {row.quote: row.holder for row in ledger(parser, *texts).statements}


TOWN = (
    "The Vesk and District Ferries Board wants a higher fare. Tilda Moor, the board's regional director, said so "
    "in May. Mr Abara objected.\n\n"
    "A spokeswoman for the board said the boats were old. “The riders know this,” she said. "
    "She accused Mr Abara of misleading them.\n\n"
    "The campaign group Dry Feet welcomed the boats in Vesk. The group said three boats were too few.\n"
)


@pytest.mark.parametrize(
    ("quote", "holder"),
    [
        ("a higher fare", "Vesk and District Ferries Board"),
        ("the boats were old", "Vesk and District Ferries Board"),
        ("The riders know this", "Vesk and District Ferries Board"),
        ("Mr Abara of misleading them", "Vesk and District Ferries Board"),
        ("three boats were too few", "Dry Feet"),
    ],
)
def test_a_spokeswoman_keeps_the_floor_and_a_group_is_what_was_called_so(
    parser: Parser, quote: str, holder: str
) -> None:
    assert holders(parser, TOWN)[quote] == holder


COURT = (
    "In a long judgment, Mr. Justice Okoro found that Tarn Systems had misled its users. "
    "He ordered it to publish the prices. He declined to order a sale.\n"
    "Sir Ivo Lind, Tarn's chairman, said the court was wrong. Sir Ivo demanded a new trial. "
    "Vera Stane QC, for the Prices Authority (PA), asked for more.\n"
)


def test_a_judge_is_he_and_a_company_is_not(parser: Parser) -> None:
    found = holders(parser, COURT)
    assert found["Tarn Systems had misled its users"] == "Okoro"
    assert found["it to publish the prices"] == "Okoro"
    assert found["the court was wrong"] == "Ivo Lind"
    assert found["a new trial"] == "Ivo Lind"


def test_titles_and_letters_behind_a_name_are_no_part_of_it(parser: Parser) -> None:
    actors = ledger(parser, COURT).registry.actors
    assert {"Okoro", "Ivo Lind", "Vera Stane", "Tarn Systems"} <= set(actors)
    assert actors["Ivo Lind"].speaks_for == "Tarn Systems"


def test_whoever_asks_not_to_be_named_is_not_the_last_one_named(parser: Parser) -> None:
    found = holders(
        parser,
        "Tilda Moor, a nurse, left in May. “We would be next,” said one, who asked not to be named. "
        "Nobody asked the patients to leave.\n",
    )
    assert found["We would be next"] == "unnamed person"
    assert "the patients to leave" not in found


def test_a_name_may_begin_with_a_negation(parser: Parser) -> None:
    found = holders(
        parser,
        "The group No Labels. No Labels said that the boats were old. No Liberals said the riders were ill. "
        "Members of the group Not in Our Town left. Not in Our Town said that the port was closed.\n",
    )
    assert found["the boats were old"] == "No Labels"
    assert found["the port was closed"] == "Not in Our Town"
    assert "the riders were ill" not in found


def test_members_want_what_their_union_wants(parser: Parser) -> None:
    found = holders(
        parser,
        "The deal was condemned by the Vesk Rowers' Union. Its chairman, Tor Amsel, said boats would stay. "
        "His members want the port to be closed. Union negotiators rejected the terms.\n",
    )
    assert found["the port to be closed"] == "Vesk Rowers' Union"
    assert found["the terms"] == "Vesk Rowers' Union"


def test_a_branch_speaks_for_the_whole(parser: Parser) -> None:
    found = holders(
        parser, "The Ashen branch of the Vesk Rowers' Union rejected the offer. The Vesk Rowers' Union met.\n"
    )
    assert found["the offer"] == "Vesk Rowers' Union"


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Tarn Systems Inc paid. Tarn Systems left. Tarn said no.", {"Tarn", "Tarn Systems", "Tarn Systems Inc"}),
        ("The Sea Rowers' Union (SRU) met. The Sea Rowers Union left. The Sea Rowers' Union met.",
         {"SRU", "Sea Rowers Union", "Sea Rowers' Union"}),
        ("St Ida's Hospital rejected it. A strike at St Ida's goes on.", {"St Ida's Hospital", "St Ida"}),
    ],
)  # fmt: skip
def test_forms_of_one_organisation(parser: Parser, text: str, forms: set[str]) -> None:
    registry = ledger(parser, text + "\n").registry
    found = {actor.name for form in forms if (hit := registry.named(form)) is not None for actor in [hit[0]]}
    assert len(found) == 1
    assert all(registry.named(form) is not None for form in forms)


def test_two_companies_are_not_one(parser: Parser) -> None:
    registry = ledger(parser, "Tarn Systems paid. Tarn Foods said no. Tarn rejected it.\n").registry
    systems, foods = registry.named("Tarn Systems"), registry.named("Tarn Foods")
    assert systems is not None
    assert foods is not None
    assert systems[0].name != foods[0].name


def test_a_line_that_introduces_a_quotation_is_no_headline(parser: Parser) -> None:
    text = 'The Vesk Trust met.\n\nProfessor Ilse Moor, Director of the Trust, said:\n\n"We want a new boat."\n'
    (row,) = [row for row in ledger(parser, text).statements if row.quote == "We want a new boat"]
    assert (row.holder, row.headline) == ("Ilse Moor", False)


def test_a_companys_second_mention_is_its_first_word(parser: Parser) -> None:
    text = (
        "Aldra Energy wants a decision. Magnus Thorn, the company's chief executive, promised jobs. "
        "Aldra said so in May. The developer denied that it had talked to the town.\n"
    )
    found = ledger(parser, text)
    assert found.registry.actors["Aldra Energy"].kind == "organisation"
    assert found.registry.actors["Magnus Thorn"].speaks_for == "Aldra Energy"
    assert {row.holder for row in found.statements if row.act == "deny"} == {"Aldra Energy"}


def test_whoever_speaks_is_no_he_in_his_own_words(parser: Parser) -> None:
    text = (
        "Ivo Lind answers questions from Ona Pell.\n\n**Why now?**\n\nMr Amsel rang me. "
        "He said he would stay in May.\n\n"
        "**And then?**\n\nWe will see about that.\n\n**Are you leaving?**\n\nI would never leave Vesk.\n"
    )
    found = holders(parser, text)
    assert found["he would stay in May"] == "Amsel"
    assert found["I would never leave Vesk"] == "Ivo Lind"


def test_one_he_is_one_person(parser: Parser) -> None:
    """Who is named in one of the things that "he" says is none of those who say the other."""
    text = (
        "Mr Lind’s lawyer, Mr Amsel, said the fines were high. Mr Lind broke down, and Mr Amsel sat by him.\n\n"
        "He said Lind had been ill since May. After the flood, “he was using the money to get into the rowing club” "
        "and “tried to please everybody”.\n"
    )
    rows = ledger(parser, text).statements
    found = {row.quote: row.holder for row in rows if row.reporter is None}
    assert found["Lind had been ill since May"] == "Amsel"
    assert {holder for quote, holder in found.items() if "rowing club" in quote} == {"Amsel"}


def test_we_is_who_issues_the_release(parser: Parser) -> None:
    text = (
        "PRESS RELEASE\n\nNews from the Vesk Rowers' Union\n\n3 May 2031\n\n"
        "The Vesk Rowers' Union met in Vesk. We call on the town to keep the boats. The boats are old.\n"
    )
    found = {row.quote: row.holder for row in ledger(parser, text).statements}
    assert {holder for quote, holder in found.items() if "keep the boats" in quote} == {"Vesk Rowers' Union"}


def test_both_hold_what_two_demand_together(parser: Parser) -> None:
    found = ledger(
        parser, "Tarsian minister Ona Brel and the Vesk Rowers' Union demanded a new trial. No riders objected.\n"
    )
    assert {row.holder for row in found.statements if "new trial" in row.quote} == {"Ona Brel", "Vesk Rowers' Union"}


def test_words_before_a_quotation_are_not_the_speakers_name(parser: Parser) -> None:
    text = "Carl Lind, a former rower, was glad. Mr Amsel “wants the whole port for himself,” he said.\n"
    rows = [row for row in ledger(parser, text).statements if "whole port" in row.quote]
    assert {row.holder for row in rows if row.reporter is None} == {"Carl Lind"}


def test_the_ministry_is_the_one_that_spoke(parser: Parser) -> None:
    text = (
        "Tarsia fired a rocket. Korland's Defence Ministry condemned Tarsia's test. "
        "The ministry said that the army was ready.\n"
    )
    found = ledger(parser, text)
    (row,) = [row for row in found.statements if "was ready" in row.quote]
    assert found.registry.sides(row.holder) == ("Korland",)


@pytest.mark.parametrize(
    ("body", "sides"),
    [
        ("electoral authority", ("Korland",)),
        ("finance ministry", ("Korland",)),
        ("largest bank", ()),
        ("news agency", ()),
        ("military", ("Korland",)),
    ],
)
def test_whose_a_body_without_a_name_is(parser: Parser, body: str, sides: tuple[str, ...]) -> None:
    text = f"Korland's government met. Korland's {body} said that the vote was quiet.\n"
    found = ledger(parser, text)
    (row,) = [row for row in found.statements if "was quiet" in row.quote]
    assert row.holder == f"Korland's {body}"
    assert found.registry.sides(row.holder) == sides


def test_you_is_nobody(parser: Parser) -> None:
    found = holders(
        parser, "Tilda Moor, a nurse, left. You want the toll to be lower. She says that the port is shut.\n"
    )
    assert set(found.values()) == {"Tilda Moor"}


REPORTERS = [
    (
        "Tarsia's president, Ona Brel, met Odo Penn, Tarsia's finance minister. Brel wants a new harbour, Penn said.\n",
        "a new harbour",
        "Odo Penn",
    ),  # a colleague tells
    (
        "Tarsia's president, Ona Brel, met Odo Penn, a spokesman for Brel. Brel wants a new harbour, Penn said.\n",
        "a new harbour",
        None,
    ),
]


@pytest.mark.parametrize(("text", "quote", "reporter"), REPORTERS)
def test_what_a_colleague_tells_is_told_and_what_a_spokesman_says_is_said(
    parser: Parser, text: str, quote: str, reporter: str | None
) -> None:
    (row,) = [row for row in ledger(parser, text).statements if row.quote == quote]
    assert (row.holder, row.reporter) == ("Ona Brel", reporter)


def test_what_a_letter_says_is_told_where_nobody_else_is_known_to_say_it(parser: Parser) -> None:
    """The letter only tells what somebody says; here "it" inside its words is nobody."""
    text = (
        "The Ashford Rail Union wrote to the owner in May. “It is concerning that the owner of the bridge says nothing "
        "about its age,” the letter said.\n"
    )
    found = holders(parser, text)
    assert any(quote.startswith("It is concerning") for quote in found)


def test_a_voice_has_no_capital_that_only_its_sentence_gives_it(parser: Parser) -> None:
    text = "Officials said the dam holds. Later, officials said the lake is full.\n"
    assert set(holders(parser, text).values()) == {"officials"}


def test_allies_of_a_former_president_are_not_he(parser: Parser) -> None:
    text = (
        "Former President Odo Penn left in May. Reporters were told by allies of former President Odo Penn that he "
        "considers a return.\n"
    )
    assert "Odo Penn" not in [row.holder for row in ledger(parser, text).statements if "considers" in row.quote]


def test_of_many_articles_a_small_word_is_nobodys_name(parser: Parser) -> None:
    """One article has a Joshua Brand and a magazine called Survey: in others the brand and the survey are not they."""
    first = "Joshua Brand, a trader, said the harbour is closed. The magazine Survey said that it sold well.\n"
    second = "The brand said the shoes are safe. The survey said that many doubt it.\n"
    found = [row.holder for row in ledger(parser, first, second).statements if row.source == "1.txt"]
    assert found
    assert not {"Joshua Brand", "Survey"} & set(found)
