"""Every construction that the reader must know, on invented people and states."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.articles.sentences import sentences
from retrieval.attribution.judging import judged
from retrieval.attribution.reading import attributions, holders_given, read, rows, scene
from retrieval.attribution.weights import weights
from retrieval.grammar.parsing import Parser
from retrieval.types import Act, Attribution, Form, Polarity, Role, Span
from tests.benchmarks.attribution import as_polnear, outermost
from tests.fuzzing import examples
from tests.retrieval.attribution.conftest import Read


def shown(text: str, rows: tuple[Attribution, ...]) -> list[tuple[str, str, str]]:
    return [
        (row.holder.of(text) if row.holder else "", row.cue.of(text) if row.cue else "", row.quote.of(text))
        for row in rows
    ]


@pytest.mark.parametrize(
    ("text", "holder", "cue", "quote", "form"),
    [
        # direct speech: the speaker after, before, in the middle; every kind of quotation mark
        (
            "“We will not withdraw,” President Mira Okoro said on Monday.",
            "President Mira Okoro",
            "said",
            "We will not withdraw",
            Form.DIRECT,
        ),
        (
            "“We will not withdraw,” said Mira Okoro, the president of Tarn.",
            "Mira Okoro",
            "said",
            "We will not withdraw",
            Form.DIRECT,
        ),
        ("Okoro said: “We will not withdraw.”", "Okoro", "said", "We will not withdraw", Form.DIRECT),
        ('"We will not withdraw," Okoro said.', "Okoro", "said", "We will not withdraw", Form.DIRECT),
        ("''We will not withdraw,'' Okoro said.", "Okoro", "said", "We will not withdraw", Form.DIRECT),
        ("«We will not withdraw,» Okoro said.", "Okoro", "said", "We will not withdraw", Form.DIRECT),
        ("Okoro was furious. “We will not withdraw,” she said.", "she", "said", "We will not withdraw", Form.DIRECT),
        # over several sentences
        (
            "“We will not withdraw. Our border is not for sale,” Okoro said.",
            "Okoro",
            "said",
            "We will not withdraw. Our border is not for sale",
            Form.DIRECT,
        ),
        # indirect speech
        (
            "Okoro said that Tarn would never withdraw from the valley.",
            "Okoro",
            "said",
            "Tarn would never withdraw from the valley",
            Form.INDIRECT,
        ),
        ("Okoro said the talks had failed.", "Okoro", "said", "the talks had failed", Form.INDIRECT),
        ("The talks have failed, Okoro said.", "Okoro", "said", "The talks have failed", Form.INDIRECT),
        (
            "In her letter, Okoro stresses that the valley belongs to Tarn.",
            "Okoro",
            "stresses",
            "the valley belongs to Tarn",
            Form.INDIRECT,
        ),
        (
            "Tarn maintains that joining the pact is essential to any peace plan.",
            "Tarn",
            "maintains",
            "joining the pact is essential to any peace plan",
            Form.INDIRECT,
        ),
        (
            "The minister, who said the talks had failed, left Vesk on Friday.",
            "who",
            "said",
            "the talks had failed",
            Form.INDIRECT,
        ),
        # according to
        (
            "According to Vesk officials, the talks had failed.",
            "Vesk officials",
            "According to",
            "the talks had failed",
            Form.INDIRECT,
        ),
        (
            "The talks had failed, according to the foreign ministry of Tarn.",
            "the foreign ministry of Tarn",
            "according to",
            "The talks had failed",
            Form.INDIRECT,
        ),
        # passive
        (
            "It was announced by the Tarnish government that the talks would resume in May.",
            "the Tarnish government",
            "was announced",
            "the talks would resume in May",
            Form.INDIRECT,
        ),
        ("The plan was rejected by Tarn.", "Tarn", "was rejected", "The plan", Form.INDIRECT),
        ("Vesk was urged by Tarn to leave the valley.", "Tarn", "was urged", "to leave the valley", Form.INDIRECT),
        # positions: a noun phrase or an infinitive is the content
        ("Tarn called for an immediate ceasefire.", "Tarn", "called for", "an immediate ceasefire", Form.INDIRECT),
        (
            "Tarn urged the alliance to send observers.",
            "Tarn",
            "urged",
            "the alliance to send observers",
            Form.INDIRECT,
        ),
        ("Tarn wants Vesk to leave the valley.", "Tarn", "wants", "Vesk to leave the valley", Form.INDIRECT),
        ("Tarn opposes the plan.", "Tarn", "opposes", "the plan", Form.INDIRECT),
        ("Tarn is open to talks with Vesk.", "Tarn", "is open to", "talks with Vesk", Form.INDIRECT),
        (
            "Okoro made it clear that Tarn would not withdraw.",
            "Okoro",
            "made it clear",
            "Tarn would not withdraw",
            Form.INDIRECT,
        ),
        (
            "Tarn's call for an immediate ceasefire was ignored in Vesk.",
            "Tarn",
            "call for",
            "an immediate ceasefire",
            Form.INDIRECT,
        ),
        # both
        (
            "Okoro called the treaty “a betrayal of our people”.",
            "Okoro",
            "called",
            "the treaty “a betrayal of our people",
            Form.MIXED,
        ),
    ],
)
def test_who_says_what(read: Read, text: str, holder: str, cue: str, quote: str, form: Form) -> None:
    rows = read(text)
    assert shown(text, rows) == [(holder, cue, quote)]
    assert rows[0].form is form


def test_a_quotation_goes_on_after_the_speaker(read: Read) -> None:
    text = "“We will not withdraw,” Okoro said. “Our border is not for sale. The matter is closed.” He left."
    (row,) = read(text)
    assert [part.of(text) for part in row.parts] == [
        "We will not withdraw",
        "Our border is not for sale. The matter is closed",
    ]
    assert row.quote == Span(row.parts[0].start, row.parts[-1].end)


def test_a_quotation_goes_on_in_the_next_paragraph(read: Read) -> None:
    text = "Okoro said: “We will not withdraw.\n\n“Our border is not for sale.”\n\nThe talks resume in May."
    (row,) = read(text)
    assert row.holder is not None
    assert row.holder.of(text) == "Okoro"
    assert "not for sale" in row.quote.of(text)
    assert "May" not in row.quote.of(text)


def test_a_new_paragraph_is_not_the_same_speech(read: Read) -> None:
    text = "“We will not withdraw,” Okoro said.\n\n“That is a lie,” said Ilan Brecht, the foreign minister of Vesk."
    assert [(holder, quote) for holder, _, quote in shown(text, read(text))] == [
        ("Okoro", "We will not withdraw"),
        ("Ilan Brecht", "That is a lie"),
    ]


def test_each_side_of_a_contrast_keeps_its_own_content(read: Read) -> None:
    text = (
        "While Tarn demands the withdrawal of Veskan troops, Vesk insists on neutrality and recognition of its borders."
    )
    rows = read(text)
    assert shown(text, rows) == [
        ("Tarn", "demands", "the withdrawal of Veskan troops"),
        ("Vesk", "insists on", "neutrality and recognition of its borders"),
    ]
    assert {row.act for row in rows} == {Act.DEMAND}


def test_a_participle_is_a_statement_of_its_own(read: Read) -> None:
    text = "Okoro said the talks had failed, adding that Vesk had broken its word."
    assert shown(text, read(text)) == [
        ("Okoro", "said", "the talks had failed"),
        ("Okoro", "adding", "Vesk had broken its word"),
    ]


def test_nested_speech_gives_both_layers(read: Read) -> None:
    text = "Officials in Vesk say that Tarn demands the release of all prisoners."
    outer, inner = read(text)
    assert shown(text, (outer, inner)) == [
        ("Officials in Vesk", "say", "Tarn demands the release of all prisoners"),
        ("Tarn", "demands", "the release of all prisoners"),
    ]
    assert (outer.outer, inner.outer) == (None, 0)
    assert inner.act is Act.DEMAND


@pytest.mark.parametrize(
    ("text", "act", "polarity"),
    [
        ("Tarn demands that Vesk withdraw its troops.", Act.DEMAND, Polarity.FOR),
        ("Tarn has said any peace deal would require the neutrality of Vesk.", Act.DEMAND, Polarity.FOR),
        ("Okoro said that Vesk must withdraw its troops.", Act.DEMAND, Polarity.FOR),
        ("Okoro said that the alliance should send observers.", Act.APPEAL, Polarity.FOR),
        ("Tarn called for an immediate ceasefire.", Act.APPEAL, Polarity.FOR),
        ("Tarn offered to release the prisoners.", Act.OFFER, Polarity.FOR),
        ("Tarn agreed to the exchange of prisoners.", Act.ACCEPT, Polarity.FOR),
        ("Tarn backs the ceasefire.", Act.ACCEPT, Polarity.FOR),
        ("Tarn opposes the plan.", Act.REJECT, Polarity.AGAINST),
        ("Tarn ruled out any concession.", Act.REJECT, Polarity.AGAINST),
        ("Tarn refused to sign the treaty.", Act.REJECT, Polarity.AGAINST),
        ("There can be no talks without a ceasefire, Okoro said.", Act.REJECT, Polarity.AGAINST),
        ("Tarn expressed its strong opposition to the treaty.", Act.REJECT, Polarity.AGAINST),
        ("Tarn threatened to cut the pipeline.", Act.THREATEN, None),
        ("Tarn denied that its troops had crossed the river.", Act.DENY, Polarity.AGAINST),
        ("Okoro said the talks had failed.", Act.STATE, None),
        ("Okoro insisted that the issue remains relevant.", Act.STATE, None),
        ("Okoro called the treaty “a betrayal of our people”.", Act.STATE, None),
        ("Tarn is open to lifting the blockade if Vesk withdraws.", Act.ACCEPT, Polarity.CONDITIONAL),
        ("Tarn would accept the treaty only if Vesk withdraws.", Act.ACCEPT, Polarity.CONDITIONAL),
        # what the words do by themselves
        ("“We will not sign a document that makes us ask for permission,” Okoro said.", Act.REJECT, Polarity.AGAINST),
        ("Tarn said it would not sign the treaty.", Act.REJECT, Polarity.AGAINST),
        ("Okoro said that the blockade was unacceptable.", Act.REJECT, Polarity.AGAINST),
        ("Okoro said that arbitration was “not on the table, not now, not ever”.", Act.REJECT, Polarity.AGAINST),
        ("“A truce without guarantees is out of the question,” Okoro said.", Act.REJECT, Polarity.AGAINST),
        ("Okoro said that joining the pact was essential to peace.", Act.DEMAND, Polarity.FOR),
        ("Okoro said that it was ready for talks.", Act.ACCEPT, Polarity.FOR),
        ("Okoro said his country could live with the text.", Act.ACCEPT, Polarity.FOR),
        ("Okoro warned that his country would leave the pact.", Act.THREATEN, None),
        ("Tarn vowed to block the treaty.", Act.REJECT, Polarity.AGAINST),
        ("Tarn said it would sign the treaty only if the mines were closed.", Act.ACCEPT, Polarity.CONDITIONAL),
        ("“We will leave the pact unless the mines are closed,” Okoro said.", Act.THREATEN, None),
        ("“If you have not paid by May, our crews will blockade the harbour,” Okoro said.", Act.THREATEN, None),
        ("“Sign, or we will set our own quota,” Okoro said.", Act.THREATEN, None),
        ("Okoro said his union would strike if the company did not pay.", Act.THREATEN, None),
        ("Okoro said he was ready to fight.", Act.THREATEN, None),
        ("Okoro said that the plan was reckless.", Act.REJECT, Polarity.AGAINST),
        ("Okoro called the threat “reckless”.", Act.REJECT, Polarity.AGAINST),
        ("Okoro described the offer as unacceptable.", Act.REJECT, Polarity.AGAINST),
        ("Okoro described the deal as acceptable.", Act.ACCEPT, Polarity.FOR),
        ("Okoro repeated his demand for a vote.", Act.DEMAND, Polarity.FOR),
        ("Brel said it would appeal against the cap.", Act.REJECT, Polarity.AGAINST),
        ("Brel will appeal to the Supreme Court.", Act.REJECT, Polarity.AGAINST),
        ("Brel vowed to appeal the ruling.", Act.REJECT, Polarity.AGAINST),
        ("Brel appealed for calm.", Act.APPEAL, Polarity.FOR),
        ("Brel appealed to Vesk to open the road.", Act.APPEAL, Polarity.FOR),
        ("Tarn vowed to vote against the merger.", Act.REJECT, Polarity.AGAINST),
        ("Tarn accepts no changes to the border.", Act.REJECT, Polarity.AGAINST),
        ("Tarn refused to discuss a ceasefire.", Act.REJECT, Polarity.AGAINST),
        ("Tarn is ready to withdraw if Vesk pays.", Act.OFFER, Polarity.CONDITIONAL),
        ("Okoro said his party was willing to pay for the bridge.", Act.OFFER, Polarity.FOR),
        ("Tarn is willing to talk.", Act.ACCEPT, Polarity.FOR),
        ("Brel insists there be observers on the boats.", Act.DEMAND, Polarity.FOR),
        # and what they do not
        ("Okoro said that it would not work.", Act.STATE, None),
        ("Okoro said he could no longer support the merger.", Act.REJECT, Polarity.AGAINST),
        ("Okoro said he would not know.", Act.STATE, None),
        ("Okoro warned that the war would spread.", Act.STATE, None),
        ("Tarn did not promise anything in return.", Act.STATE, None),
        ("Tarn declined to comment on the offer.", Act.STATE, None),
        ("Okoro refused to say whether he would stand.", Act.STATE, None),
        ("Okoro called the offer a start.", Act.STATE, None),
        ("“If it does not rain, we will water the fields,” Okoro said.", Act.STATE, None),
        ("Brel insists she is right.", Act.STATE, None),
    ],
)
def test_acts_and_polarity(read: Read, text: str, act: Act, polarity: Polarity | None) -> None:
    (row,) = [row for row in read(text) if row.outer is None]
    assert (row.act, row.polarity) == (act, polarity)


@pytest.mark.parametrize(
    ("text", "doer", "act"),
    [
        ("Okoro said that Tarn would never accept the border.", "Tarn", Act.REJECT),
        ("Okoro warned that Vesk would leave the pact.", "Vesk", Act.THREATEN),
        ("Okoro said that the board would not sign the pact.", "the board", Act.REJECT),
    ],
)
def test_who_would_do_it_is_kept_for_the_ledger(read: Read, text: str, doer: str, act: Act) -> None:
    (row,) = [row for row in read(text) if row.outer is None]
    assert row.doer is not None
    assert (row.doer.of(text), row.act) == (doer, act)


@pytest.mark.parametrize("text", ["Tarn supports neither side.", "The union endorsed no candidate."])
def test_who_supports_nobody_is_for_nobody(read: Read, text: str) -> None:
    assert [row for row in read(text) if row.polarity is Polarity.FOR] == []


def test_what_others_do_in_a_quotation_is_not_the_speakers_act(read: Read) -> None:
    assert read("“They reject our proposals,” Okoro said.")[0].act is Act.STATE


def test_the_subject_of_the_next_clause_is_no_part_of_the_content(read: Read) -> None:
    text = "Although Tarn has declared that Vesk follows a path to membership, formal dates or terms are still open."
    assert read(text)[0].quote.of(text) == "Vesk follows a path to membership"


def test_a_day_says_nothing(read: Read) -> None:
    text = "The Honey Board demanded a full ban on the spray, its director, Nell Ward, said on Friday."
    assert all("Friday" not in row.holder.of(text) for row in read(text) if row.holder)


def test_a_condition_is_not_cut_off(read: Read) -> None:
    text = "Okoro said her government was ready to discuss a schedule, but only if Vesk dropped its claim."
    row = read(text)[0]
    assert row.quote.of(text).endswith("dropped its claim")
    assert (row.act, row.polarity) == (Act.ACCEPT, Polarity.CONDITIONAL)


def test_what_was_failed_in_is_not_done(read: Read) -> None:
    row = read("Tarn failed to agree on a border.")[0]
    assert (row.act, row.negated) == (Act.REJECT, True)


def test_a_negated_cue_is_not_its_opposite(read: Read) -> None:
    objects = read("Tarn objects to the plan to move the border.")[0]
    does_not = read("Tarn does not object to the plan to move the border.")[0]
    assert (objects.act, objects.polarity, objects.negated) == (Act.REJECT, Polarity.AGAINST, False)
    assert does_not.negated
    assert does_not.hedge
    assert (does_not.act, does_not.polarity) == (Act.ACCEPT, Polarity.FOR)


def test_a_negated_content_is_no_negated_cue(read: Read) -> None:
    (row,) = read("Okoro said that Tarn would not withdraw.")
    assert not row.negated


def test_a_headline_in_title_case_is_read(read: Read) -> None:
    text = "Tarn Demands Withdrawal of Troops\n\nThe withdrawal of all troops is needed, the ministry wrote in May.\n"
    headline = read(text)[0]
    assert headline.holder is not None
    assert (headline.holder.of(text), headline.quote.of(text)) == ("Tarn", "Withdrawal of Troops")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeff",
        "...",
        "“",
        "””””",
        "“\n“\n“",
        "a" * 9000,
        "Okoro said",
        "said said said.",
        "🙂 \u200f“🙂”",
        "It rained in Vesk.",
    ],
)
def test_text_without_statements_is_no_error(read: Read, text: str) -> None:
    assert read(text) == ()


def test_an_apposition_between_commas_is_who_says_it(read: Read) -> None:
    text = (
        "Okoro said in May that he had left. The Vesk Board demanded a ban on the spray, its director, Nell Ward, said."
    )
    rows = {row.quote.of(text): row.holder.of(text) for row in read(text) if row.holder is not None}
    assert rows["The Vesk Board demanded a ban on the spray"].startswith("its director")
    assert rows["a ban on the spray"] == "The Vesk Board"


def test_edges_of_a_holder_are_no_space(read: Read) -> None:
    text = "said said Okoro \x08"
    assert all(row.holder.of(text).strip() == row.holder.of(text) for row in read(text) if row.holder is not None)


_PIECES = [
    "Okoro",
    "said",
    "that",
    "Tarn",
    "demands",
    "talks",
    "“",
    "”",
    '"',
    "''",
    "‘",
    ",",
    ".",
    ":",
    "\n",
    "\r\n",
    "🙂",
    "\u200f",
]


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=6)), max_size=40).map(" ".join))
def test_every_span_is_a_slice_of_the_text(read: Read, text: str) -> None:
    rows = read(text)
    for row in rows:
        for span in (row.quote, row.cue, row.holder, *row.parts):
            assert span is not None
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip() == span.of(text)
        assert row.outer is None or rows[row.outer] is not row
        assert all(row.quote.start <= part.start < part.end <= row.quote.end for part in row.parts)


def test_offsets_are_code_points_of_the_file(read: Read) -> None:
    text = "\ufeff🙂 Weather\r\n\r\nOkoro said\u00a0the talks had failed.\r\n"
    (row,) = read(text)
    assert row.quote.of(text) == "the talks had failed"


def test_a_known_content_finds_its_holder(parser: Parser) -> None:
    text = "Ilan Brecht disagreed. The talks, Okoro told reporters in Vesk, had failed long ago."
    pieces = [Span(text.index(words), text.index(words) + len(words)) for words in ("The talks", "had failed long ago")]
    (holder,) = holders_given(text, sentences(text), parser, [pieces])
    assert holder is not None
    assert holder.of(text) == "Okoro"


def test_mentions_carry_what_tells_who_it_is(parser: Parser) -> None:
    text = "Veskan Foreign Minister Ilan Brecht, the head of the mission, met Tarn's president Mira Okoro."
    found = {mention.head.of(text): mention for mention in read(text, sentences(text), parser).mentions}
    brecht, okoro = found["Brecht"], found["Okoro"]
    assert brecht.name is not None
    assert brecht.name.of(text).endswith("Ilan Brecht")
    assert [span.of(text) for span in brecht.appositions] == ["the head of the mission"]
    assert brecht.role is Role.SUBJECT
    assert okoro.owner is not None
    assert okoro.owner.of(text) == "Tarn"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "The harbour will close, the union told Stahl, but Brel told reporters the board would keep it open.",
            {("the union", "The harbour will close"), ("Brel", "the board would keep it open")},
        ),
        (
            "Tarsia believes the demands would not get enough votes, according to a source in the talks.",
            {
                ("a source in the talks", "Tarsia believes the demands would not get enough votes"),
                ("Tarsia", "the demands would not get enough votes"),
            },
        ),
        (
            "The lake has lost its water, according to the Lake Fund, but it is rising, according to the board.",
            {("the Lake Fund", "The lake has lost its water"), ("the board", "it is rising")},
        ),
        (
            "Every plan has a price, said Ona Brel, analyst with the Union of Allied Nurses’ Lake Program, adding that "
            "the board chose badly.",
            {("Ona Brel", "Every plan has a price"), ("Ona Brel", "the board chose badly")},
        ),
        (
            "“Children were asked to wait,” Brel said during the debate, noting that none of them had complained.",
            {("Brel", "Children were asked to wait"), ("Brel", "none of them had complained")},
        ),
        ("The firm will pay, Brel said, citing the Velmar Post.", {("Brel", "The firm will pay")}),
    ],
)
def test_each_holder_has_its_own_words(read: Read, text: str, held: set[tuple[str, str]]) -> None:
    assert {(row.holder.of(text), row.quote.of(text)) for row in read(text) if row.holder} == held


def test_who_is_named_before_the_holders_is_none_of_them(read: Read) -> None:
    text = "Weeks before the invasion of Korland, Brel and Marn said their countries share a friendship."
    (row,) = read(text)
    assert [span.of(text) for span in row.also] == ["Brel"]


def test_what_the_subject_of_a_cue_holds_needs_less_certainty(parser: Parser) -> None:
    text = "Tarn is open to talks with Vesk."
    seen = scene(text, sentences(text, ()), parser)
    table = weights()
    same = replace(table, direct_threshold=table.threshold, position_threshold=table.threshold)
    found = judged(seen, table)
    assert [row.act for row in rows(seen, found, table)] == [Act.ACCEPT]
    assert rows(seen, found, same) == ()


def test_polnears_convention_adds_its_weights_has_one_bar_and_nests_nothing(parser: Parser) -> None:
    text = "Okoro said that Vesk wants a vote. Brel mulls a ban."
    seen, table = scene(text, sentences(text, ()), parser), weights()
    ours = attributions(seen)
    assert {("Okoro", "said"), ("Vesk", "wants")} == {(holder, cue) for holder, cue, _ in shown(text, ours)}
    theirs = outermost(attributions(seen, as_polnear(table, {"lemma=mull/VB": 9.0}, table.threshold)))
    assert [(holder, cue) for holder, cue, _ in shown(text, tuple(theirs))] == [("Okoro", "said"), ("Brel", "mulls")]
    assert not attributions(seen, as_polnear(table, {}, 1.0))


@pytest.mark.parametrize(
    "text",
    [
        "“We will destroy it,” Sim Penn, echoing the talk often found in local papers, told The Vesk Courier.\n",
        "After telling riders Friday that the meeting is back on, Penn said, “we will not sign anything.”\n",
    ],
)
def test_whoever_is_told_says_nothing(read: Read, text: str) -> None:
    assert {holder for holder, *_ in shown(text, read(text))} <= {"Penn", "Sim Penn"}
