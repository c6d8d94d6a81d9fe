from typing import Any

from bot.slack.answer_blocks import answer_reply
from bot.slack.parts import button, buttons
from bot.slack.replies import Frame
from bot.types import Citation, Claim, Coverage, Reason
from retrieval.types import Act, Polarity
from tests.bot.slack.fake_desk import DEMAND, REFUSAL, abstained, answered, citation, claim, details
from tests.bot.slack.showing import bold, elements, seen

FRAME = Frame()


def shown(*claims: Claim, **rest: Any) -> str:
    return seen(answer_reply(answered(*claims, **rest), FRAME, details).blocks)


def test_a_claim_begins_with_its_holder_and_what_they_do() -> None:
    text = shown(DEMAND)
    assert text.startswith(
        "Ruritania demands: “Ruritania demands free passage through the strait” (said 2031-05-02) [1]"
    )


def test_the_holder_is_bold() -> None:
    reply = answer_reply(answered(DEMAND, REFUSAL), FRAME, details)
    assert bold(reply.blocks) == ["Ruritania", "Ruritania"]


def test_a_paraphrase_that_names_its_holder_is_not_named_twice_and_the_quote_stands_below() -> None:
    text = shown(claim("free passage through the strait", text="Ruritania wants to sail freely", act=Act.DEMAND))
    assert text.startswith("Ruritania wants to sail freely [1]")
    assert "“free passage through the strait”" in text


def test_what_others_say_is_said_to_be_theirs() -> None:
    text = shown(claim("free passage", "Ruritania", act=Act.DEMAND, reported_by="Borduria"))
    assert text.startswith("Borduria says that Ruritania demands: “free passage” — Ruritania has not confirmed [1]")


def test_a_person_who_speaks_for_the_actor_is_named() -> None:
    assert shown(claim("no toll", speaker="Count Zenda", act=Act.REJECT)).startswith("Ruritania (Count Zenda) rejects:")


def test_polarity_comes_last_and_hedged_and_only_where_the_act_does_not_tell() -> None:
    assert "(reads as against)" in shown(claim("no toll", polarity=Polarity.AGAINST))
    assert "reads as" not in shown(claim("no toll", act=Act.REJECT, polarity=Polarity.AGAINST))
    assert "(reads as conditional)" in shown(claim("no toll", act=Act.OFFER, polarity=Polarity.CONDITIONAL))


def test_a_quote_that_begins_with_its_own_marks_gets_no_others() -> None:
    assert shown(claim("“No toll,” he said")).startswith("Ruritania says: “No toll,” he said [1]")


def test_a_day_that_was_inferred_says_so() -> None:
    entry = details("strait.txt").model_copy(update={"flags": ("date_inferred",)})
    assert "2031-05-03 (inferred)" in seen(answer_reply(answered(DEMAND), FRAME, lambda _: entry).blocks)


def test_the_day_of_printing_is_not_passed_off_as_the_day_of_saying() -> None:
    assert "(printed 2031-05-03)" in shown(claim("no toll", published="2031-05-03"))


def test_the_footnote_names_title_publisher_date_and_file() -> None:
    assert "[1] Border talks stall — The Daily Strelsau, 2031-05-03 · strait.txt" in shown(DEMAND)


def test_two_files_that_say_it_are_two_footnotes_of_one_claim() -> None:
    both = Claim(
        text="free passage",
        actor="Ruritania",
        citations=(citation("free passage"), citation("passage, free", "copy.txt")),
    )
    text = shown(both, REFUSAL)
    assert "[1][2]" in text
    assert "[1] Border talks stall — The Daily Strelsau, 2031-05-03 · strait.txt" in text
    assert "[2] Talks on the border stall · copy.txt\n“passage, free”" in text
    assert "[3] strait.txt" in text  # described above already


def test_each_citation_has_a_button_for_its_context() -> None:
    reply = answer_reply(answered(DEMAND, REFUSAL), FRAME, details)
    assert [each["action_id"] for each in elements(reply.blocks, "button")] == ["show_in_context"] * 2


def test_the_foot_counts_articles_origins_and_what_was_dropped() -> None:
    text = shown(DEMAND, dropped=1, note="The chat model did not answer; these are the articles' own words.")
    assert text.endswith(
        "2 of 5 articles, 2 origins · 1 claim was left out because its quote could not be verified"
        " · The chat model did not answer; these are the articles' own words"
    )
    assert "1 of 1 article, 1 origin" in shown(DEMAND, coverage=Coverage(articles=1, cited=1, origins=1))
    assert "3 claims were left out because their quotes" in shown(DEMAND, dropped=3)


def test_only_others_say_is_said_first() -> None:
    text = shown(claim("free passage", reported_by="Borduria"), reason=Reason.ONLY_OTHERS_SAY)
    assert text.startswith("Nothing here comes from Ruritania: this is what others say.")


def test_what_does_not_fit_is_cut_with_its_sources_and_the_buttons_stay() -> None:
    long = [claim(f"{n} " + "so it goes on " * 45, text=f"Ruritania goes on, {n}") for n in range(30)]
    frame = Frame(end=(buttons(button("Share to channel", "share", "x")),))
    blocks = answer_reply(answered(*long), frame, details).blocks
    kept = seen(blocks).count("Ruritania goes on")
    assert 3 < kept < 30
    assert f"{30 - kept} more claims were left out to fit into one message." in seen(blocks)
    assert len(elements(blocks, "section")) == kept
    assert "2 of 5 articles" in seen(blocks)
    assert elements(blocks, "button")[-1]["action_id"] == "share"


def test_the_top_level_text_says_the_same() -> None:
    reply = answer_reply(answered(claim("5 < 6 & <!here>")), FRAME, details)
    assert "5 &lt; 6 &amp; &lt;" in reply.text
    assert "strait.txt" in reply.text
    assert "2 of 5 articles, 2 origins" in reply.text


def test_an_abstention_says_why_and_what_one_can_ask() -> None:
    reply = answer_reply(abstained(Reason.NO_EVIDENCE), FRAME, details, ("Ruritania", "Borduria"), ("What now?",))
    text = seen(reply.blocks)
    assert "The articles do not answer that" in text
    assert "Ruritania and Borduria" in text
    assert "What now?" in text
    assert "reason: no_evidence" in text
    assert "no_evidence" in reply.text


def test_every_reason_has_its_sentence() -> None:
    for reason in Reason:
        reply = answer_reply(abstained(reason), FRAME, details)
        assert f"reason: {reason.value}" in seen(reply.blocks)


def test_a_quote_of_two_paragraphs_stays_one_footnote() -> None:
    quote = "one\r\n\r\n\r\ntwo"
    cited = Citation(source="strait.txt", quote=quote, start=0, end=len(quote))
    assert "“one\ntwo”" in shown(Claim(text="Ruritania counts", actor="Ruritania", citations=(cited,)))
