from __future__ import annotations

from retrieval.statements.headlines import repeated
from retrieval.types import Act, Form, Span, Statement


def row(quote: str, *, headline: bool = False, source: str = "a.txt") -> Statement:
    span = Span(0, len(quote))
    return Statement(
        source=source, holder="Tarsia", holder_span=None, reporter=None, cue_span=None, quote_span=span, quote=quote,
        form=Form.INDIRECT, act=Act.STATE, polarity=None, hedge=False, issue=None, said=None, published=None,
        headline=headline,
    )  # fmt: skip


def test_a_headline_that_the_body_repeats_is_not_counted_twice() -> None:
    rows = [row("flow from the dam", headline=True), row("at least half of the summer flow from the Kessar Dam")]
    assert repeated(rows) == {0}


def test_a_headline_that_says_more_is_counted() -> None:
    rows = [row("to leave the customs union", headline=True), row("half of the summer flow")]
    assert repeated(rows) == frozenset()


def test_two_headlines_that_say_one_thing_count_once() -> None:
    assert repeated([row("the summer flow", headline=True), row("summer flow", headline=True)]) == {1}


def test_articles_do_not_mix() -> None:
    assert repeated([row("the flow", headline=True), row("the flow", source="b.txt")]) == frozenset()
