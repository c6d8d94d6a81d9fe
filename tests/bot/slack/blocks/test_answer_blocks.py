from typing import Any

from bot.slack.blocks.answer_blocks import answer_reply
from bot.slack.layout.parts import button, buttons
from bot.slack.layout.replies import Frame
from bot.types import Citation, Claim, Coverage, Nearest, Reason
from retrieval.types import Act
from tests.bot.slack.fake_desk import DEMAND, REFUSAL, abstained, answered, citation, claim, details
from tests.bot.slack.showing import bold, check, elements, seen

FRAME = Frame()


def shown(*claims: Claim, **rest: Any) -> str:
    return seen(answer_reply(answered(*claims, **rest), FRAME, details).blocks)


def test_the_answer_in_one_sentence_comes_first_and_stands_out() -> None:
    reply = answer_reply(answered(DEMAND, REFUSAL, lead="Ruritania wants to pass."), FRAME, details)
    assert seen(reply.blocks).startswith("Ruritania wants to pass.\n")
    assert bold(reply.blocks)[0] == "Ruritania wants to pass."
    assert reply.text.startswith("Ruritania wants to pass.\n")


def test_an_evidence_line_is_who_the_words_the_day_and_the_number() -> None:
    assert shown(REFUSAL).startswith("Ruritania – We will not pay the toll (2 May 2031) [1]\n")


def test_a_sentence_that_begins_with_its_holder_is_not_given_the_name_twice() -> None:
    reply = answer_reply(answered(DEMAND, REFUSAL), FRAME, details)
    assert seen(reply.blocks).startswith("Ruritania demands free passage through the strait (2 May 2031) [1]")
    assert bold(reply.blocks) == ["Ruritania", "Ruritania"]


def test_quotation_marks_stand_only_where_the_article_has_them() -> None:
    assert "“no toll”" not in shown(claim("no toll"))
    assert "Ruritania – “no toll” [1]" in shown(claim("no toll", quoted=True))
    assert "Ruritania – “No toll,” he said" in shown(claim("“No toll,” he said"))


def test_what_is_displayed_may_differ_from_the_slice() -> None:
    assert "Ruritania – He [Count Zenda] said no" in shown(claim("he said no", display="He [Count Zenda] said no"))


def test_no_label_says_what_the_words_say_themselves() -> None:
    text = shown(claim("no toll", act=Act.OFFER))
    assert "offers" not in text
    assert "says" not in text


def test_what_others_say_is_said_to_be_theirs() -> None:
    text = shown(claim("free passage", "Ruritania", act=Act.DEMAND, reported_by="Borduria"))
    assert text.startswith("Ruritania, according to Borduria – free passage [1]")


def test_an_article_that_speaks_for_itself_is_no_name() -> None:
    assert shown(claim("it rains", "strait.txt")).startswith("The article – it rains [1]")
    assert "Ruritania, according to the article – it rains" in shown(claim("it rains", reported_by="strait.txt"))


def test_a_person_who_speaks_for_the_actor_is_named_once() -> None:
    assert shown(claim("no toll", speaker="Count Zenda")).startswith("Ruritania (Count Zenda) – no toll")
    assert shown(claim("Zenda refuses", speaker="Count Zenda")).startswith("Ruritania – Zenda refuses")


def test_the_article_of_a_day_is_not_passed_off_as_the_day_of_saying() -> None:
    assert "(article of 3 May 2031)" in shown(claim("no toll", published="2031-05-03"))


def test_a_source_names_title_outlet_and_day_and_no_file() -> None:
    text = shown(DEMAND)
    assert "[1] Border talks stall – The Daily Strelsau, 3 May 2031" in text
    assert "strait.txt" not in text


def test_a_day_that_was_inferred_is_about_that_day() -> None:
    entry = details("strait.txt").model_copy(update={"flags": ("date_inferred",)})
    assert "about 3 May 2031" in seen(answer_reply(answered(DEMAND), FRAME, lambda _: entry).blocks)


def test_each_article_stands_once_with_all_its_numbers() -> None:
    both = Claim(
        text="free passage",
        actor="Ruritania",
        citations=(citation("free passage"), citation("passage, free", "copy.txt")),
    )
    text = shown(both, REFUSAL)
    assert "free passage [1][2]" in text
    assert "\n[1][3] Border talks stall – The Daily Strelsau, 3 May 2031" in text
    assert "\n[2] Talks on the border stall" in text
    assert text.count("Border talks stall") == 1


def test_each_article_has_one_button_for_all_that_is_cited_of_it() -> None:
    reply = answer_reply(answered(DEMAND, REFUSAL), FRAME, details)
    assert [each["action_id"] for each in elements(reply.blocks, "button")] == ["show_in_context", "wrong_speaker"]


def test_a_claim_in_other_words_has_the_articles_words_below() -> None:
    text = shown(claim("free passage through the strait", text="Ruritania wants to sail freely"))
    assert text.startswith("Ruritania wants to sail freely [1]")
    assert "The article says: free passage through the strait" in text


def test_the_foot_counts_articles_reprints_and_what_was_dropped() -> None:
    text = shown(DEMAND, dropped=1, note="The chat model did not answer; these are the articles' own words.")
    assert text.endswith(
        "From 2 of 5 articles · 1 claim was left out because its quote could not be verified"
        " · The chat model did not answer; these are the articles' own words"
    )
    assert "From 1 of 1 article" in shown(DEMAND, coverage=Coverage(articles=1, cited=1, origins=1))
    some = Coverage(articles=9, cited=4, origins=2)
    assert "From 4 of 9 articles: 2 different stories, the others are reprints" in shown(DEMAND, coverage=some)
    assert "3 claims were left out because their quotes" in shown(DEMAND, dropped=3)


def test_only_others_say_is_said_first() -> None:
    text = shown(claim("free passage", reported_by="Borduria"), reason=Reason.ONLY_OTHERS_SAY)
    assert text.startswith("This is what others say, not Ruritania.")


def test_what_does_not_fit_is_cut_with_its_sources_and_the_buttons_stay() -> None:
    long = [claim(f"{n} " + "so it goes on " * 45, text=f"Ruritania goes on, {n}") for n in range(30)]
    frame = Frame(end=(buttons(button("Share to channel", "share", "x")),))
    blocks = answer_reply(answered(*long, lead="It goes on."), frame, details).blocks
    check(blocks)
    kept = seen(blocks).count("Ruritania goes on")
    assert 3 < kept < 30
    assert f"{30 - kept} more claims were left out to fit into one message." in seen(blocks)
    assert "It goes on." in seen(blocks)
    assert "From 2 of 5 articles" in seen(blocks)
    assert elements(blocks, "button")[-1]["action_id"] == "share"


def test_the_top_level_text_says_the_same() -> None:
    reply = answer_reply(answered(claim("5 < 6 & <!here>")), FRAME, details)
    assert "5 &lt; 6 &amp; &lt;" in reply.text
    assert "Border talks stall" in reply.text
    assert "From 2 of 5 articles" in reply.text


def test_an_abstention_says_why_and_what_one_can_ask() -> None:
    reply = answer_reply(abstained(Reason.NO_EVIDENCE), FRAME, details, ("Ruritania", "Borduria"), ("What now?",))
    text = seen(reply.blocks)
    assert text.startswith("I found nobody in the articles who is quoted on that.")
    assert "Ruritania and Borduria" in text
    assert [each["value"] for each in elements(reply.blocks, "button")] == ["What now?"]
    assert "no_evidence" not in text + reply.text


def test_every_reason_has_its_sentence() -> None:
    sentences = {seen(answer_reply(abstained(reason), FRAME, details).blocks) for reason in Reason}
    assert len(sentences) == len(Reason)
    assert not any("_" in sentence or "reason" in sentence for sentence in sentences)


def test_what_comes_closest_is_shown_as_no_answer_and_can_be_looked_up() -> None:
    near = tuple(
        Nearest(source="strait.txt", start=n, end=n + 8, text=f"Passage {n}", score=0.1, actor=actor)
        for n, actor in enumerate(("Ruritania", None, "Borduria", "Syldavia"))
    )
    reply = answer_reply(abstained(Reason.NO_EVIDENCE, closest=near), FRAME, details, ("Ruritania",))
    lines = seen(reply.blocks).splitlines()
    assert lines[0].startswith("I found no sure answer to exactly that. Closest in the articles:")
    assert lines[1:4] == ["Ruritania – Passage 0 [1]", "The article – Passage 1 [2]", "Borduria – Passage 2 [3]"]
    assert lines[4] == "[1][2][3] Border talks stall – The Daily Strelsau, 3 May 2031"
    assert "Syldavia" not in seen(reply.blocks)
    assert elements(reply.blocks, "button")[0]["action_id"] == "show_in_context"


def test_a_long_suggestion_is_cut_on_its_button_and_asked_whole() -> None:
    long = "What " + "does everybody say about it " * 9 + "?"
    pressed = elements(answer_reply(abstained(Reason.OFF_TOPIC), FRAME, details, (), (long,)).blocks, "button")[0]
    assert len(pressed["text"]["text"]) <= 75
    assert pressed["value"] == " ".join(long.split())


def test_a_quote_of_two_paragraphs_stays_one_source() -> None:
    quote = "one\r\n\r\n\r\ntwo"
    cited = Citation(source="strait.txt", quote=quote, start=0, end=len(quote))
    assert "says: one\ntwo" in shown(Claim(text="Ruritania counts", actor="Ruritania", citations=(cited,)))
