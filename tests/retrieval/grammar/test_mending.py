from __future__ import annotations

import pytest

from retrieval.grammar.mending import mended
from retrieval.grammar.parsing import Parser
from retrieval.types import Span


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The board demanded a ban on the spray, its director, Nell Ward, said on Friday.", "director"),
        ("The Mill Union rejected the offer, its leader, Tom Hale, told reporters on Monday.", "leader"),
        ("The board would not accept a ban, its director, Nell Ward, said.", "director"),
    ],
)
def test_whoever_is_set_between_commas_before_the_verb_is_its_subject(parser: Parser, text: str, speaker: str) -> None:
    (parse,) = parser.parse(text, [Span(0, len(text))])
    verb = next(t for t, word in enumerate(parse.words) if word in ("said", "told"))
    assert [parse.words[c] for c in parse.children[verb] if parse.deps[c] == "nsubj"] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Nell Ward, its director, said the board wanted a ban.",
        "The board demanded a ban on the spray, a poison, and said so.",
        "They met Nell Ward, its director, who said it would rain.",
    ],
)
def test_what_has_a_subject_is_left_alone(parser: Parser, text: str) -> None:
    (parse,) = parser.parse(text, [Span(0, len(text))])
    assert mended(parse.words, parse.lemmas, parse.tags, parse.deps, parse.heads) == (parse.deps, parse.heads)
    assert sum(dep == "nsubj" for dep in parse.deps) >= 1
    assert not [t for t, dep in enumerate(parse.deps) if dep == "nsubj" and parse.words[t] in ("director", "poison")]


@pytest.mark.parametrize(
    ("text", "verb", "partner"),
    [
        ("Okoro said the plan was a waste and urged a vote.", "urged", "said"),
        ("Okoro says the law is unfair and calls for a vote.", "calls", "says"),
        ("Tarn said it would stay but ruled out talks.", "ruled", "said"),
        ("Tarn said prices are high but promised help and demanded talks.", "demanded", "said"),
        ("Okoro told the board that Brel had lied and accused him of theft.", "accused", "told"),
        ("Tarn is ready to stay if Vesk drops its claim and agrees to talks.", "agrees", "drops"),
        # and what stays where it is
        ("Okoro said that Tarn rejected the plan and demanded talks.", "demanded", "rejected"),
        ("Witnesses said he was drunk and refused to leave.", "refused", "was"),
        ("Okoro said the man was drunk and denied the charge.", "denied", "was"),
        ("If Vesk drops its claim, Tarn stays and agrees to talks.", "agrees", "stays"),
    ],
)
def test_a_verb_goes_on_from_its_like(parser: Parser, text: str, verb: str, partner: str) -> None:
    (parse,) = parser.parse(text, [Span(0, len(text))])
    above = parse.heads[parse.words.index(verb)]
    while parse.deps[above] == "conj" and parse.words[above] != partner:
        above = parse.heads[above]
    assert parse.words[above] == partner


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The resolution, Okoro said, was co-sponsored by three dozen members.", "sponsored"),
        ("One of the mistakes, Okoro said, was making promises.", "making"),
    ],
)
def test_what_is_hung_on_an_auxiliary_belongs_to_its_verb(parser: Parser, text: str, verb: str) -> None:
    (parse,) = parser.parse(text, [Span(0, len(text))])
    assert parse.words[parse.heads[parse.words.index("said")]] == verb


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Okoro would not confirm reports that Tarn is coming to the hall, saying she had no idea.", "confirm"),
        ("Okoro has insisted the house is checking the mayor, not his son, claiming Tarn is in it.", "insisted"),
        # and what stays where it is
        ("Okoro said that Tarn had called the plan a waste, adding that it was late.", "called"),
        ("Okoro called the plan a waste, adding that it was late.", "called"),
    ],
)
def test_who_says_something_behind_a_comma_is_whose_sentence_it_is(parser: Parser, text: str, verb: str) -> None:
    (parse,) = parser.parse(text, [Span(0, len(text))])
    participle = next(t for t, tag in enumerate(parse.tags) if tag == "VBG" and parse.words[t - 1] == ",")
    assert parse.words[parse.heads[participle]] == verb
