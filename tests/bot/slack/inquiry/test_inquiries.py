import pytest

from bot.errors import CallError
from bot.slack.inquiry.inquiries import Inquiry, actor_and_issue, actors_and_issue, look_up
from bot.types import NO_CONTEXT, Answer, Context
from tests.bot.slack.fake_desk import FakeDesk


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ruritania", ("Ruritania", None)),
        ("Ruritania on the strait", ("Ruritania", "the strait")),
        ("Ruritania ON sanctions on Borduria?", ("Ruritania", "sanctions on Borduria")),
        ("“Ruritania”", ("Ruritania", None)),
        ("on the strait", ("", "the strait")),
        ("", ("", None)),
    ],
)
def test_actor_and_issue(text: str, expected: tuple[str, str | None]) -> None:
    assert actor_and_issue(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A vs B", (("A", "B"), None)),
        ("A vs. B versus C on the toll", (("A", "B", "C"), "the toll")),
        ("A, B and C", (("A", "B", "C"), None)),
        ("Bosnia and Herzegovina vs Serbia", (("Bosnia and Herzegovina", "Serbia"), None)),
        ("A vs A", (("A",), None)),
        ("", ((), None)),
    ],
)
def test_actors_and_issue(text: str, expected: tuple[tuple[str, ...], str | None]) -> None:
    assert actors_and_issue(text) == expected


def test_each_kind_asks_the_desk_its_own_question() -> None:
    desk = FakeDesk()
    for inquiry in (
        Inquiry("ask", "Who?"),
        Inquiry("positions", "Ruritania on the toll"),
        Inquiry("compare", "Ruritania vs Borduria"),
        Inquiry("timeline", "Borduria"),
        Inquiry("sources", ""),
    ):
        look_up(desk, inquiry)
    assert desk.history == [
        ("ask", "Who?"),
        ("of", "Ruritania", "the toll"),
        ("compare", "Ruritania", "Borduria", ""),
        ("timeline", "Borduria", ""),
        ("sources",),
    ]


@pytest.mark.parametrize("inquiry", [Inquiry("positions", " "), Inquiry("timeline", "on x"), Inquiry("compare", "A")])
def test_too_little_is_answered_with_the_usage(inquiry: Inquiry) -> None:
    with pytest.raises(CallError, match=f"/{inquiry.kind}"):
        look_up(FakeDesk(), inquiry)


def test_half_a_character_is_a_word_like_any_other() -> None:
    asked: list[str] = []

    class Desk(FakeDesk):
        def ask(self, question: str, context: Context = NO_CONTEXT) -> Answer:
            asked.append(question)
            return super().ask(question, context)

    look_up(Desk(), Inquiry("ask", "What does \ud83d Ruritania demand?"))
    assert asked == ["What does ? Ruritania demand?"]
