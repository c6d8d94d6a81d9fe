from bot.reports import Entry, Timeline
from bot.slack.blocks.timeline_blocks import before, date_of, timeline_reply
from bot.slack.layout.replies import Frame
from retrieval.types import Polarity
from tests.bot.slack.fake_desk import FakeDesk, claim, details
from tests.bot.slack.showing import bold, seen


def test_a_shift_is_marked_and_shown_with_both_quotes() -> None:
    blocks = timeline_reply(FakeDesk().timeline("Ruritania"), Frame(), details).blocks
    lines = seen(blocks).splitlines()
    assert lines[0] == "Ruritania: what was said when"
    assert lines[1] == "1 Apr 2031"
    assert lines[3] == "2 May 2031 – differs from what was said before"
    assert "free passage through the strait [2]" in lines[4]
    assert lines[5].startswith("Before: Ruritania – free passage through the strait (1 Apr 2031) [1]")
    assert "2 May 2031" in bold(blocks)


def test_the_earlier_claim_is_the_last_one_on_the_same_issue() -> None:
    first, other, last, now = (claim(text, issue=issue) for text, issue in zip("abcd", "xyxx", strict=True))
    entries = [Entry(said=None, published=None, claims=(each,)) for each in (first, other, last)]
    shift = Entry(said=None, published=None, shift=True, claims=(now,))
    assert before([*entries, shift], 3) == [last]
    assert before([*entries, shift], 2) == []


def test_where_a_claim_goes_against_an_earlier_one_that_one_is_shown() -> None:
    yes = claim("the toll is fair", issue="toll", polarity=Polarity.FOR)
    other = claim("the toll is due in May", issue="toll")
    no = claim("the toll is not fair", issue="toll", polarity=Polarity.AGAINST)
    entries = [Entry(said=None, published=None, shift=each is no, claims=(each,)) for each in (yes, other, no)]
    assert before(entries, 2) == [yes]


def test_the_day_of_printing_and_no_day_are_named_as_such() -> None:
    assert date_of(Entry(said=None, published="2031-05-03", claims=())) == "article of 3 May 2031"
    assert date_of(Entry(said=None, published=None, claims=())) == "day unknown"


def test_an_empty_timeline_is_said() -> None:
    reply = timeline_reply(Timeline(actor="Syldavia", issue="the toll", entries=()), Frame(), details)
    assert seen(reply.blocks) == "The articles quote nothing of Syldavia on the toll."
