import pytest

from bot.slack.inquiry.incoming import asks, mentioned, question


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<@U012ABCDEF> What does Ruritania demand?", "What does Ruritania demand?"),
        ("<@U012ABCDEF|positions>What now?", "What now?"),
        ("<@U012ABCDEF>", ""),
        (":tada: :+1::skin-tone-2:", ""),
        ("at 10:30:45 and a:b:c", "at 10:30:45 and a:b:c"),
        ("see <https://a.example/x|the talks> and <https://b.example>", "see the talks and https://b.example"),
        ("in <#C012ABCDEF|talks> <!here>", "in #talks"),
        ("5 &lt; 6 &amp;amp; 7", "5 < 6 &amp; 7"),
        ("two \n\n  lines", "two\nlines"),
        ("half \ud83d surrogate", "half surrogate"),
    ],
)
def test_question(text: str, expected: str) -> None:
    assert question(text) == expected


def test_mentioned() -> None:
    assert mentioned("<@U012ABCDEF> and <@W1|x>, not <!here>") == {"U012ABCDEF", "W1"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("And Borduria?", True),
        ("and Borduria", True),
        ("why", True),
        ("And we agreed.", False),
        ("And Borduria? :thinking_face:", True),
        ("Thanks.", False),
        ("", False),
    ],
)
def test_asks(text: str, expected: bool) -> None:
    assert asks(text) is expected
