"""Mentions come out of their packing as they went in."""

from __future__ import annotations

import pytest

from retrieval.entities.lexicon import Sort
from retrieval.entities.packed.links import LinkedMention, Links
from retrieval.mentions.uses import Use
from retrieval.types import Span


def mention(at: int, sort: Sort = Sort.NAME, use: Use = Use.PLAIN) -> LinkedMention:
    return LinkedMention(Span(at, at + 5), "Brel ", f"Ona Brel {at}", sort, use)


def test_every_way_to_be_named_is_kept() -> None:
    links = Links()
    seen = (*(mention(n, sort, Use.AGENT | Use.SHE) for n, sort in enumerate(Sort)), mention(70_000))
    links.put("a.txt", seen)
    assert links["a.txt"] == seen
    assert links.ends("a.txt") == [one.span.end for one in seen]


def test_what_is_put_again_takes_the_place_of_what_was_there() -> None:
    links = Links()
    links.put("a.txt", [mention(1)])
    assert links["a.txt"] == (mention(1),)
    links.put("a.txt", [mention(2)])
    assert links["a.txt"] == (mention(2),)
    assert links.ends("a.txt") == [7]


def test_a_copy_stands_alone() -> None:
    links = Links()
    links.put("a.txt", [mention(1)])
    other = links.copy()
    other.put("a.txt", [mention(2)])
    other.put("b.txt", [])
    assert dict(links) == {"a.txt": (mention(1),)}
    links.take("b.txt", other)
    assert dict(links) == {"a.txt": (mention(1),), "b.txt": ()}


def test_many_articles_in_turn() -> None:
    links = Links()
    for number in range(100):
        links.put(f"{number}.txt", [mention(number)])
    for _ in range(2):
        assert [seen for number in range(100) for seen in links[f"{number}.txt"]] == [mention(n) for n in range(100)]


def test_no_article_of_that_name() -> None:
    links = Links()
    assert links.get("a.txt", ()) == ()
    assert list(links.ends("a.txt")) == []
    with pytest.raises(KeyError):
        links["a.txt"]
