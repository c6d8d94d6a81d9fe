from bot.reports import Summary
from bot.slack.blocks.summary_blocks import summary_reply
from bot.slack.layout.replies import Frame
from tests.bot.slack.fake_desk import FakeDesk, details
from tests.bot.slack.showing import bold, seen


def test_positions_stand_under_their_issues() -> None:
    reply = summary_reply(FakeDesk().of("Ruritania"), Frame(), details)
    text = seen(reply.blocks)
    assert text.index("the strait") < text.index("Ruritania demands") < text.index("the toll") < text.index("not pay")
    assert {"the strait", "the toll"} <= set(bold(reply.blocks))
    assert text.endswith("1 claim was left out because its quote could not be verified")
    assert "[1][2] Border talks stall" in text


def test_what_the_summary_left_out_is_counted() -> None:
    summary = FakeDesk().of("Ruritania").model_copy(update={"left_out": 5})
    shown = seen(summary_reply(summary, Frame(), details).blocks)
    assert "5 more positions were left out" in shown
    assert "/positions ACTOR on ISSUE" in shown


def test_an_actor_without_positions_is_said_to_have_none() -> None:
    reply = summary_reply(Summary(actor="Syldavia", issues=()), Frame(), details)
    assert seen(reply.blocks) == "The articles quote no position of Syldavia."
