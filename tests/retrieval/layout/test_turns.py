from __future__ import annotations

import pytest

from retrieval.layout.normal_form import normal_form

TRANSCRIPT = """MARA DELL, HOST: Good evening. Will you close the mine?

TOVE LINDAHL, ENERGY MINISTER OF NORRA: We will. They call it "a gift".

And we will pay.

(CROSSTALK)

DELL (voice-over): The miners wait.

LINDAHL: The railway stays open.
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in normal_form(text).text.split("\n") if line.strip()]


def test_turns_of_a_transcript_are_speech() -> None:
    assert lines(TRANSCRIPT) == [
        "Good evening. Will you close the mine?",
        "Tove Lindahl, Energy Minister of Norra, said: “We will. They call it ‘a gift’.",
        "“And we will pay.”",
        "Dell said: “The miners wait.”",
        "Lindahl said: “The railway stays open.”",
    ]


def test_an_interview_of_an_outlet_in_capitals_whose_answers_are_long() -> None:
    more = "\n\n".join(f"The wall has {count} gates, and each of them wants a keeper." for count in range(3, 30))
    text = (
        f"NDR: Will it hold?\n\nDr. Ona F. Rell: It will hold.\n\n{more}\n\n"
        f"NDR: And the dam?\n\nRell: The dam too.\n\n{more}\n"
    )
    read = lines(text)
    assert read[:3] == ["Will it hold?", "Dr. Ona F. Rell said: “It will hold.", f"“{more.split(chr(10))[0]}"]
    assert read[-28] == "Rell said: “The dam too."


def test_labels_of_a_list_are_no_interview() -> None:
    event = "WHEN: Friday.\nOna Rell: songs.\n"
    assert "said" not in normal_form(event * 4).text


def test_turns_under_names_in_ordinary_case() -> None:
    text = "Ona Rell: Will it hold?\nOdo Penn: It will hold.\nRell: And the dam?\nPenn: The dam too.\n"
    assert lines(text)[1::2] == ["Odo Penn said: “It will hold.”", "Penn said: “The dam too.”"]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Mr. HALE. I rise in opposition.", "Mr. Hale said: “I rise in opposition.”"),
        ("Ms. ORTEGA of Velm. I support it.", "Ms. Ortega of Velm said: “I support it.”"),
        (
            "• Runa Haas (Harbour Party): “No citizen should pay.”",
            "• Runa Haas (Harbour Party) said: “No citizen should pay.”",
        ),
        (
            "Jens Mork, head of Green Bank: “Lorries break the quay.”",
            "Jens Mork, head of Green Bank, said: “Lorries break the quay.”",
        ),
    ],
)
def test_a_line_of_speech(line: str, read: str) -> None:
    assert lines(f"The toll\n\n{line}\n")[1] == read


@pytest.mark.parametrize(
    "text",
    [
        "Date: 3 April 2031\nTitle: “Tarn must wait for the toll”\n",
        "Tarn, who leads the list, said: “We will not pay the toll.”",
        "Expectations: “We want to win the whole of it.”",
        "Best Picture: “The Long Night of Tarn”",
        "MORE: Tarn must wait\nRELATED: Brel too\nMORE: The toll\nA long story follows here.\nAnd another.\n",
        "Tarn: The dam broke.\nBrel: A fair was held.\nSund: The ferry sank.\n",
    ],
)
def test_other_colons_are_no_turns(text: str) -> None:
    assert normal_form(text).text == text
