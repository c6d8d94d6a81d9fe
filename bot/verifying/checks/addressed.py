"""Sentences that tell a reader, or a program, what to do: nobody's position.

By the grammar: an imperative, or a question, outside quotation marks and said by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.library import Library
from bot.types import Citation
from retrieval.grammar.orders import is_imperative
from retrieval.grammar.parsing import Parse
from retrieval.grammar.quotations import is_quoted, quotations
from retrieval.types import Span

_LINK = re.compile(r"https?://|www\.|\b[\w.-]+@[\w.-]+\.\w|<[@!#]|@(?:channel|here|everyone)\b|^\s*/\w", re.IGNORECASE)


def unheld(citation: Citation, library: Library) -> str | None:
    """Whether what is cited is only an order or a question of the article's own, which nobody holds."""
    span = Span(citation.start, citation.end)
    if library.statements_at(citation.source, span):
        return None
    text = library.articles[citation.source].text
    touched = [each for each in library.sentences(citation.source) if each.overlaps(span)]
    if touched and all(_is_addressed(each, text, library) for each in touched):
        return "it is an order or a question of the article, and nobody's position"
    return None


def links(claim: str, quotes: Sequence[str]) -> str | None:
    """A link, a mention or a command that a claim has and its quotes have not."""
    for found in _LINK.finditer(claim):
        if not any(found.group().strip() in quote for quote in quotes):
            return "it holds a link or a mention that the quote does not have"
    return None


def is_addressed(source: str, sentence: Span, library: Library) -> bool:
    """Whether a sentence is an order or a question of the article's own."""
    return not library.statements_at(source, sentence) and _is_addressed(
        sentence, library.articles[source].text, library
    )


def _is_addressed(sentence: Span, text: str, library: Library) -> bool:
    words = sentence.of(text)
    if is_quoted(Span(0, len(words)), quotations(words)):
        return False
    parses = library.parse(words)
    if words.rstrip().endswith("?"):
        return not any(_is_asked(parse) for parse in parses)
    return any(is_imperative(parse) for parse in parses)


def _is_asked(parse: Parse) -> bool:
    """Whether somebody asks the question: "Why, the judge asked, did they not sue?"."""
    return any(
        parse.lemmas[at] == "ask" and any(parse.deps[child] == "nsubj" for child in parse.children[at])
        for at in range(len(parse))
    )
