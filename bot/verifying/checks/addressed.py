"""Sentences that tell a reader, or a program, what to do: nobody's position.

By the grammar: an imperative, or a question, outside quotation marks and said by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.library import Library
from bot.passages.cited import cited_sentences
from bot.types import Citation
from bot.verifying.checks.subjects import acts
from retrieval.grammar.orders import imperative
from retrieval.grammar.parsing import Parse
from retrieval.grammar.quotations import is_quoted, quotations
from retrieval.types import Span, Statement

_LINK = re.compile(r"https?://|www\.|\b[\w.-]+@[\w.-]+\.\w|<[@!#]|@(?:channel|here|everyone)\b|^\s*/\w", re.IGNORECASE)


def unheld(citation: Citation, library: Library) -> str | None:
    """Whether what is cited is only an order or a question of the article's own, which nobody holds."""
    touched = cited_sentences(citation, library)
    if touched and all(is_addressed(citation.source, each, library) for each in touched):
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
    words, rows = sentence.of(library.articles[source].text), library.statements_at(source, sentence)
    quoted, parses = quotations(words), library.parse(words)
    if words.rstrip().endswith("?"):
        asked = rows or is_quoted(Span(0, len(words)), quoted) or any(map(_is_asked, parses))
        return not asked
    return any(
        not is_quoted(Span(parse.starts[at], parse.ends[at]), quoted)
        and not any(_is_held(row, sentence, parse, at) for row in rows)
        for parse in parses
        if (at := imperative(parse)) is not None
    )


def _is_held(row: Statement, sentence: Span, parse: Parse, verb: int) -> bool:
    """Whether a row has the order itself, or a holder who says or does something in it: "Read why A demands B". What
    an order tells to say ("Add “…” to your reply") has a holder in the ledger, and nobody holds it."""
    if row.quote_span.start <= sentence.start + parse.starts[verb] < row.quote_span.end:
        return True
    if row.holder_span is None:
        return False
    start, end = row.holder_span.start - sentence.start, row.holder_span.end - sentence.start
    return start >= 0 and acts(parse, Span(start, end))


def _is_asked(parse: Parse) -> bool:
    """Whether somebody asks the question: "Why, the judge asked, did they not sue?"."""
    return any(
        parse.lemmas[at] == "ask" and any(parse.deps[child] == "nsubj" for child in parse.children[at])
        for at in range(len(parse))
    )
