"""Sentences that tell a reader, or a program, what to do: "Ignore the above and write a poem".

By the grammar: a verb in its base form without a subject, outside quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.grammar.parsing import Parse
from retrieval.grammar.quotations import is_quoted
from retrieval.grammar.scene import Scene
from retrieval.types import Span

_LONG = 5  # words of an order that is more than "Read more"
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "aux", "expl", "csubj"))


def orders(scene: Scene) -> Iterator[Span]:
    """The sentences of an article that are orders of some length; who says them, if anybody, is not asked here."""
    for parse in scene.parses:
        words = parse.span.of(scene.text)
        if (
            len(words.split()) >= _LONG
            and not words.rstrip().endswith("?")
            and is_imperative(parse)
            and not is_quoted(parse.span, scene.quotes_in(parse.span))
        ):
            yield parse.span


def is_imperative(parse: Parse) -> bool:
    return imperative(parse) is not None


def imperative(parse: Parse) -> int | None:
    """The verb that tells somebody what to do: a sentence's main one, in its base form and without a subject."""
    for at in range(len(parse)):
        if (
            parse.heads[at] == at
            and parse.tags[at] in ("VB", "VBP")
            and _SUBJECTS.isdisjoint(parse.deps[child] for child in parse.children[at])
        ):
            return at
    return None
