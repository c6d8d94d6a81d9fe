"""The grammar of words that no index holds, by the parser that reads the articles: one for all libraries of a process,
loaded for the first article that changes or the first claim that a chat model words.
"""

from __future__ import annotations

from functools import lru_cache

from bot.running.stopwatch import uncounted
from retrieval.articles.sentences import sentences
from retrieval.grammar.parsing import Parse, own_parser
from retrieval.grammar.words import english


@lru_cache(maxsize=4096)
def grammar(text: str) -> tuple[Parse, ...]:
    """The parse of each sentence of a text; offsets are the text's. Safe to use from several threads."""
    with uncounted():
        parser = own_parser()
    return tuple(parser.parse(text, sentences(text, ())))


@lru_cache(maxsize=4096)
def is_word(word: str) -> bool:
    """Whether a word is one of the English language, whatever the articles have."""
    with uncounted():
        known = english()
    return known.knows(word)
