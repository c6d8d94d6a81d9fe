"""What a chat model reads: within its budget, each origin once, each side of a comparison in its turn; two looks."""

from __future__ import annotations

from datetime import date

from bot.answering import answer
from bot.models import Reply
from bot.questions import read_one
from bot.writers.chat import ChatWriter
from bot.writers.extractive import ExtractiveWriter
from bot.writers.reading import TOKEN, extracts
from prompts import Said
from tests.bot.written_library import WrittenLibrary

DAY = date(2031, 6, 1)
MANY = "\n\n".join(f"Arvia demands the harbour at pier {number}, and the ferries of it." for number in range(40))
ONE = "Belmark demands the lighthouse at the harbour."


def library(texts: dict[str, str]) -> WrittenLibrary:
    written = WrittenLibrary(texts)
    written.know("Arvia")
    written.know("Belmark")
    for source, text in texts.items():
        for sentence in written.sentences(source):
            words = sentence.of(text)
            written.say(source, words.split()[0], words.split(" ", 1)[1].rstrip("."))
    return written


def test_it_fits_the_budget() -> None:
    written = library({"a.txt": MANY})
    question = read_one("What does Arvia demand of the harbour?", written, DAY)
    sizes = []
    for tokens in (500, 1_000):
        given = extracts(question, written, tokens)
        sizes.append(sum(each.span.end - each.span.start for each in given))
        rows = sum(len(row.quote) + len(row.holder) for each in given for row in each.rows)
        assert sizes[-1] + rows <= tokens * TOKEN
    assert 0 < sizes[0] < sizes[1]


def test_what_another_file_of_one_origin_has_is_left_out() -> None:
    written = library({"a.txt": ONE, "b.txt": ONE})
    question = read_one("What does Belmark demand?", written, DAY)
    assert len(extracts(question, written, 6_000)) == 2
    written.origins = {"a.txt": "a.txt", "b.txt": "a.txt"}
    assert len(extracts(question, written, 6_000)) == 1


def test_each_side_of_a_comparison_is_read() -> None:
    written = library({"a.txt": MANY, "b.txt": ONE})
    question = read_one("How do Arvia and Belmark differ on the harbour?", written, DAY)
    assert ONE in [each.span.of(written.articles[each.source].text) for each in extracts(question, written, 500)]


def test_a_model_that_finds_nothing_may_look_once_more() -> None:
    heard: list[str] = []

    class Looking:
        name = "openai:looking"

        def ask(self, said: Said, schema: type[Reply]) -> Reply:
            heard.append(said.user)
            return schema.model_validate({"claims": [], "search": ["signal buoys", "a", "b"]})

    written = library({"a.txt": MANY, "b.txt": "Belmark demands signal buoys."})
    answer("What does Arvia demand of the harbour?", written, ChatWriter(Looking(), 500), ExtractiveWriter(), DAY)
    assert ["signal buoys" in each for each in heard] == [False, True]
