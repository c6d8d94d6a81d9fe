from __future__ import annotations

import pytest

from retrieval.mending import mended
from retrieval.parsing import Parser
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
