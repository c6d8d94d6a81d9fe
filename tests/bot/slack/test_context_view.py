from bot.slack.context_view import context_view
from tests.bot.slack.fake_desk import ARTICLES, FakeDesk, citation
from tests.bot.slack.showing import bold, check, seen


def test_the_quote_alone_is_bold_in_its_paragraph() -> None:
    cited = citation("We will not pay the toll")
    blocks = context_view(cited, FakeDesk().paragraph(cited), ARTICLES[0])["blocks"]
    check(blocks)
    assert bold(blocks) == ["We will not pay the toll"]
    assert "its minister said. “We will not pay the toll,” he added." in seen(blocks)
    assert f"strait.txt, characters {cited.start} to {cited.end}" in seen(blocks)


def test_a_long_paragraph_is_cut_around_the_quote() -> None:
    cited = citation("We will not pay the toll")
    blocks = context_view(cited, ("a" * 9000, cited.quote, "b" * 9000), ARTICLES[0])["blocks"]
    check(blocks)
    assert "…aaa" in seen(blocks)
    assert "bbb…" in seen(blocks)
