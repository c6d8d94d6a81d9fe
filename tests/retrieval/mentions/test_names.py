from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.mentions.names import names
from retrieval.mentions.uses import Use
from retrieval.mentions.words import words


def found(text: str) -> list[str]:
    return [name.text for name in names(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("While Velmar insists, Hallen waits.", ["Velmar", "Hallen"]),
        ("Tarsian Foreign Minister Ona Brel spoke.", ["Tarsian", "Ona Brel"]),
        ("Tarsia's President Ilse Marn left on Tuesday.", ["Tarsia", "Ilse Marn"]),
        ("The Ministry of Water Affairs in Velmar.", ["Ministry of Water Affairs", "Velmar"]),
        ("Ursula von der Marn arrived.", ["Ursula von der Marn"]),
        ("A NATO-style pact with the U.S. and the EU.", ["U.S.", "EU"]),
        ("Mr. Brel met Dr. Vale in May.", ["Brel", "Vale", "May"]),
        ("Mr Justice Vale and Lady Marn met.", ["Vale", "Marn"]),
        ("Vale and Marn, the law firm, left. Vale and Marn won.", ["Vale and Marn", "Vale and Marn"]),
        ("The law firm Vale and Marn is here. Vale and Marn won.", ["Vale and Marn", "Vale and Marn"]),
        ("A deal between the militia Harak and Fatan failed.", ["Harak", "Fatan"]),
        ("The company Korvo and Epran met.", ["Korvo", "Epran"]),
        ("They met Korvo and Epran, the games company, today. Korvo lost.", ["Korvo", "Epran", "Korvo"]),
        ("They met Korvo and Epran, the games company, today. We met Epran.", ["Korvo", "Epran", "Epran"]),
        ("It was of Ona Brel and Fatan, the militia, alone.", ["Ona Brel", "Fatan"]),
        ("Then Harak, Korvo and Epran, the company, met.", ["Harak", "Korvo", "Epran"]),
        ("A deal between Korvo and Epran, the games company, failed.", ["Korvo", "Epran"]),
        ("No Labels met. The group No Labels left.", ["No Labels", "No Labels"]),
        ("They met no Liberals. No Liberals left.", ["Liberals", "Liberals"]),
        ("Members of Not in Our Town left. Not in Our Town met.", ["Members", "Not in Our Town", "Not in Our Town"]),
        ("Vale and Marn, the company said, met.", ["Vale", "Marn"]),
        ("The Farmers' List and the Fishermen's List met.", ["Farmers' List", "Fishermen's List"]),
        ("The Department of Justice waited.", ["Department of Justice"]),
        ("Sir Ivo Lind spoke. “No,” Sir Ivo said.", ["Ivo Lind", "Sir Ivo"]),
        ("They met former Secretary-General Ona Brel.", ["Ona Brel"]),
        ("At Vesk General Hospital, Attorney General Ona Brel spoke.", ["Vesk General Hospital", "Ona Brel"]),
        ("Staff of Vesk General left.", ["Staff", "Vesk General"]),
        ("It is the Vesk and District Water Board.", ["Vesk and District Water Board"]),
        ("Tarsia and the Korland Board met Lund & Marr.", ["Tarsia", "Korland Board", "Lund & Marr"]),
        ("A strike at St Ida's Hospital and Tarsia's Bank.", ["St Ida's Hospital", "Tarsia", "Bank"]),
        ("He said so. Talks failed, and talks resumed.", []),
        ("line one Velmar\nHallen line two", ["Velmar", "Hallen"]),
        ("", []),
    ],
)
def test_names_are_runs_of_capitals_without_titles(text: str, expected: list[str]) -> None:
    assert [n for n in found(text) if n not in {"Dr."}] == expected


def test_how_a_name_stands_is_kept() -> None:
    uses = {
        name.text: name.use
        for name in names("Officials in Velmar met. They met in Hallen. The Irrin's water. Sael rejects it.")
    }
    assert Use.AGENT in uses["Velmar"]
    assert Use.PLACE in uses["Hallen"]
    assert Use.ARTICLE in uses["Irrin"]
    assert Use.AGENT in uses["Sael"]


def test_a_headline_in_title_case_is_loud() -> None:
    assert all(Use.LOUD in name.use for name in names("Tarsia Rejects River Plan As Talks Fail\n"))


def test_a_possessive_ends_a_name_and_is_no_part_of_it() -> None:
    assert [(w.text, w.owns) for w in words("Brel's and the allies’ plan")][:2] == [("Brel", True), ("and", False)]
    assert ("allies", True) in [(w.text, w.owns) for w in words("the allies’ plan")]


@given(st.text(max_size=300))
def test_every_name_is_a_slice_of_its_text(text: str) -> None:
    last = 0
    for name in names(text):
        assert name.span.of(text) == name.text
        assert name.span.start >= last
        last = name.span.end


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Bakers' Guild wants flour.", ["Bakers' Guild"]),
        ("The People's Party met the Farmers’ Trade Union.", ["People's Party", "Farmers’ Trade Union"]),
        ("Tarsia's Parliament voted.", ["Tarsia", "Parliament"]),
        ("Democrats' anger grew.", ["Democrats"]),
    ],
)
def test_a_possessive_inside_a_bodys_name(text: str, wanted: list[str]) -> None:
    assert [name.text for name in names(text)] == wanted


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("Mr. Brel left.", Use.HE),
        ("Ona Brel, his former wife, left.", Use.SHE),
        ("Brel said he would wait.", Use.HE),
        ("Brel met Dahl, and she left.", Use.PLAIN),
        ("Brel left.\nShe came back.", Use.PLAIN),
    ],
)
def test_the_words_beside_a_name_show_a_sex(text: str, sex: Use) -> None:
    assert names(text)[0].use & (Use.HE | Use.SHE) == sex


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Then Ona “Fox” Brel won.", ["Ona “Fox” Brel"]),
        ('Odo "Prince Pen" Penn left.', ['Odo "Prince Pen" Penn']),
        ("Per Odo “Sund” de Brel spoke.", ["Per Odo “Sund” de Brel"]),
        ("We saw “Meet the Press” Sunday.", ["Meet", "Press"]),
        ("Tarsia's “Fox” Brel", ["Tarsia", "Fox", "Brel"]),
        ("He called Brel “a mad fox” on Sund.", ["Brel", "Sund"]),
    ],
)
def test_a_nickname_in_quotation_marks_is_part_of_a_name(text: str, found: list[str]) -> None:
    assert [name.text for name in names(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Yesterday the Food and Drug Administration said so.", ["Food and Drug Administration"]),
        ("The Pensions and Lifetime Savings Association said so.", ["Pensions and Lifetime Savings Association"]),
        ("They asked the Pentagon and State Department.", ["Pentagon", "State Department"]),
        ("They asked the White House and Justice Department.", ["White House", "Justice Department"]),
        ("The Treasury and the Federal Reserve Board met.", ["Treasury", "Federal Reserve Board"]),
        ("The Ministry and Sund Trust met.", ["Ministry", "Sund Trust"]),
    ],
)
def test_one_body_may_have_an_and_in_its_name(text: str, found: list[str]) -> None:
    assert [name.text for name in names(text)] == found
