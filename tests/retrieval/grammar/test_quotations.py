import pytest

from retrieval.grammar.quotations import quotations


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("She said “we go” and left.", ["we go"]),
        ('She said "we go" and left.', ["we go"]),
        ("She said ''we go'' and left.", ["we go"]),
        ("She said «we go» and left.", ["we go"]),
        ("She said „we go“ and left.", ["we go"]),
        ("Okoro: talks ‘possible’", ["possible"]),
        ("Tarn’s ministers don’t know", []),
        ("the ministers' plan, the states' plan", []),
        ("“We go. »", ["We go."]),  # marks of two kinds
        ("“He told me ‘stay’ and “go” again.” Rain.", ["He told me ‘stay’ and “go” again."]),
        ('a 6" pipe and a 5" pipe', []),
        ("never closed “we go", []),
        ("“never closed, but a paragraph of its own", ["never closed, but a paragraph of its own"]),
        ("“one\n\ntwo”", ["one"]),
    ],
)
def test_pairs(text: str, inner: list[str]) -> None:
    assert [quote.inner.of(text) for quote in quotations(text)] == inner


def test_a_speech_of_two_paragraphs_is_carried() -> None:
    text = "“We stay.\n\n“We wait.”"
    first, second = quotations(text)
    assert (first.carried, second.carried) == (True, False)
