from __future__ import annotations

import pytest

from bot.questions.splitting import questions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What does Arvia want? And what does Belmark say?", ["What does Arvia want?", "And what does Belmark say?"]),
        (
            "What does Arvia want and how does Belmark answer?",
            ["What does Arvia want?", "how does Belmark answer?"],
        ),
        ("1. What does Arvia want?\n2. Who is against it?", ["What does Arvia want?", "Who is against it?"]),
        ("- who wants the dam\n- who does not", ["who wants the dam", "who does not"]),
        ("What does Arvia want, and does Belmark agree?", ["What does Arvia want?", "does Belmark agree?"]),
        ("Who wants the dam, and who opposes the strike?", ["Who wants the dam?", "who opposes the strike?"]),
        (
            "When will it be over, and how long until the quay is ready?",
            ["When will it be over?", "how long until the quay is ready?"],
        ),
        # both sides of one question, of which neither half is one
        ("Who wants the dam and who is against it?", ["Who wants the dam and who is against it?"]),
        ("Who is for and who is against the dam?", ["Who is for and who is against the dam?"]),
        ("What does Arvia want, and how much?", ["What does Arvia want, and how much?"]),
        ("What did Arvia want and did not get?", ["What did Arvia want and did not get?"]),
        ("What did A say about B and why?", ["What did A say about B and why?"]),
        ("Who said what and when?", ["Who said what and when?"]),
        ("I'm writing about the harbour. What does Arvia want?", ["What does Arvia want?"]),
        ("Arvia has closed the harbour. Why?", ["Arvia has closed the harbour. Why?"]),
        ("Lind spoke yesterday. What did she say?", ["Lind spoke yesterday. What did she say?"]),
        ("What does Sen. Lind want?", ["What does Sen. Lind want?"]),
        ("Arvia harbour", ["Arvia harbour"]),
        ("", [""]),
    ],
)
def test_the_questions_of_a_message(text: str, found: list[str]) -> None:
    assert questions(text) == found
