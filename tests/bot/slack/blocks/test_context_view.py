from bot.slack.blocks.context_view import context_view
from tests.bot.slack.fake_desk import ARTICLES, FakeDesk, citation
from tests.bot.slack.showing import bold, check, seen


def test_the_quote_alone_is_bold_in_its_paragraph() -> None:
    cited = citation("We will not pay the toll")
    blocks = context_view(ARTICLES[0], [(cited, FakeDesk().paragraph(cited))])["blocks"]
    check(blocks)
    assert bold(blocks) == ["We will not pay the toll"]
    assert "its minister said. “We will not pay the toll,” he added." in seen(blocks)
    assert f"strait.txt, characters {cited.start} to {cited.end}" in seen(blocks)


def test_a_pdf_is_cited_with_its_page() -> None:
    cited = citation("We will not pay the toll")
    entry = ARTICLES[0].model_copy(update={"pages": (0, cited.start, cited.start + 900)})
    blocks = context_view(entry, [(cited, FakeDesk().paragraph(cited))])["blocks"]
    assert f"strait.txt, page 2, characters {cited.start} to {cited.end}" in seen(blocks)


def test_a_long_paragraph_is_cut_around_the_quote() -> None:
    cited = citation("We will not pay the toll")
    blocks = context_view(ARTICLES[0], [(cited, ("a" * 9000, cited.quote, "b" * 9000))])["blocks"]
    check(blocks)
    assert "…aaa" in seen(blocks)
    assert "bbb…" in seen(blocks)


def test_all_that_is_cited_of_an_article_stands_in_one_window() -> None:
    cited = [citation("We will not pay the toll"), citation("free passage"), citation("gone")]
    desk = FakeDesk()
    found = [(each, desk.paragraph(each)) for each in cited[:2]]
    blocks = context_view(ARTICLES[0], [*found, (cited[2], "This has changed.")])["blocks"]
    check(blocks)
    assert bold(blocks) == ["We will not pay the toll", "free passage"]
    assert "This has changed." in seen(blocks)


def test_of_a_pdf_the_page_is_named() -> None:
    cited = citation("We will not pay the toll")
    entry = ARTICLES[0].model_copy(update={"pages": (0, cited.start - 9, cited.end + 9)})
    blocks = context_view(entry, [(cited, FakeDesk().paragraph(cited))])["blocks"]
    assert f"strait.txt, page 2, characters {cited.start} to {cited.end}" in seen(blocks)
