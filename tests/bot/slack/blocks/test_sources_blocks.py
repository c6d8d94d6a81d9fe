from bot.reports import SkippedFile, Sources
from bot.slack.blocks.sources_blocks import sources_reply
from bot.slack.layout.replies import Frame
from tests.bot.slack.fake_desk import ARTICLES
from tests.bot.slack.showing import seen


def shown(wanted: str = "", articles: Sources = Sources(articles=ARTICLES)) -> str:  # noqa: B008 - frozen
    return seen(sources_reply(articles, wanted, Frame()).blocks)


def test_reprints_stand_with_what_they_reprint() -> None:
    lines = shown().splitlines()
    assert lines[0] == "3 articles, 2 different stories"
    assert lines[1].startswith("Border talks stall – The Daily Strelsau, 3 May 2031 · strait.txt")
    assert lines[1].endswith("1 reprint: Talks on the border stall · copy.txt")
    assert "quotes Ruritania and Borduria" in lines[1]
    assert lines[2] == "A good harvest · harvest.md"


def test_one_file_shows_what_is_known_of_it() -> None:
    text = shown("strait.txt")
    assert text.splitlines()[0] == "Border talks stall"
    assert "Publisher: The Daily Strelsau" in text
    assert "Published: 3 May 2031" in text
    assert "Story: the same as in copy.txt" in text
    assert "Quotes: Ruritania and Borduria" in text
    assert "Publisher: unknown" in shown("harvest.md")


def test_part_of_a_name_is_enough_where_it_is_the_only_one() -> None:
    assert "File: harvest.md" in shown("HARVEST")
    assert shown("border").startswith("2 articles match “border”: strait.txt; copy.txt.")
    assert shown("nothing") == "No article is called “nothing”. Use /sources to list them all."


def test_files_left_out_end_the_list() -> None:
    skipped = tuple(SkippedFile(source=f"{n}.png", reason="skipped, empty; delete it") for n in range(7))
    lines = shown(articles=Sources(articles=ARTICLES, skipped=skipped)).splitlines()
    assert lines[-6:] == [
        *(f"Left out: {n}.png: empty; delete it." for n in range(5)),
        "… and 2 more: “positions doctor” names them all.",
    ]
    nothing = Sources(articles=(), skipped=skipped[:1])
    assert shown(articles=nothing).endswith("I read them. Left out: 0.png: empty; delete it.")
    assert shown("3.PNG", Sources(articles=ARTICLES, skipped=skipped)) == "Left out: 3.png: empty; delete it."


def test_no_articles() -> None:
    assert "There are no articles yet" in shown(articles=Sources(articles=()))
