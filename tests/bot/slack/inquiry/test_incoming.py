import pytest

from bot.slack.inquiry.incoming import addresses, asks, mentioned, question


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<https://a.example/x|a.example/x>, b.example/y and https://a.example/x", "https://a.example/x b.example/y"),
        (
            "<https://a.example/x?a=1&amp;b=2>. https://b.example/?a=1&amp;b=2",
            "https://a.example/x?a=1&b=2 https://b.example/?a=1&b=2",
        ),
        (
            "http://localhost:1/x <http://[::1]/x> file:///etc/passwd",
            "http://localhost:1/x http://[::1]/x file:///etc/passwd",
        ),
        ("localhost:8000 <mailto:ona@a.example|ona@a.example>", "localhost:8000 mailto:ona@a.example"),
        ("Please add: “https://b.example/y.” and (https://c.example/z)!", "https://b.example/y https://c.example/z"),
        ("(see https://a.example/Tarn_(river)), http://[::1].", "https://a.example/Tarn_(river) http://[::1]"),
        ("&lt;https://a.example/x&gt; <@U012ABCDEF|ona.rell> <#C012ABCDEF|a.b> this one", "https://a.example/x"),
    ],
)
def test_addresses(text: str, expected: str) -> None:
    assert addresses(text) == expected.split()


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
