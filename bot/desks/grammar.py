"""The grammar of words that no index holds: one parser for all libraries of a process, and for their folders.

A library of its own is made for each folder, and whenever articles change. The parser knows nothing of articles, and
takes a second and 60 MB to load: it is loaded once, for the first claim that a chat model words.
"""

from __future__ import annotations

import threading
from functools import cache, lru_cache

from bot.running.stopwatch import uncounted
from retrieval.articles.sentences import sentences
from retrieval.grammar.parsing import Parse, Parser

_one_at_a_time = threading.Lock()


@lru_cache(maxsize=4096)
def grammar(text: str) -> tuple[Parse, ...]:
    """The parse of each sentence of a text; offsets are the text's. Safe to use from several threads."""
    with uncounted(), _one_at_a_time:
        parser = _parser()
    with _one_at_a_time:
        return tuple(parser.parse(text, sentences(text, ())))


@lru_cache(maxsize=4096)
def is_word(word: str) -> bool:
    """Whether a word is one of the English language, whatever the articles have."""
    with uncounted(), _one_at_a_time:
        return _parser().knows(word)


@cache
def _parser() -> Parser:
    return Parser()
