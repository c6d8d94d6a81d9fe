"""Claims are told of one by one, each checked; what another retriever finds is read as far as it stands in a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from bot.answering import answer
from bot.errors import WriterError
from bot.models import Reply
from bot.models.chat_model import Usage, open_model
from bot.models.replies import ModelClaims
from bot.questions import read_one
from bot.types import NO_CONTEXT
from bot.verifying.watching import watching
from bot.writers.chat import ChatWriter, asked, quoted_message
from bot.writers.extractive import ExtractiveWriter
from bot.writers.reading import extracts
from bot.writers.retrieving import ReadingRetriever, read
from prompts import Said
from retrieval.types import Act
from tests.bot.writers.lying_model import LETTERS, LyingModel
from tests.bot.written_library import WrittenLibrary

TEXT = "Arvia demands the harbour. Belmark insists on a neutral lighthouse."
DAY = date(2031, 6, 1)
SAID = Said("answer", "system", "user", "digest")


def library() -> WrittenLibrary:
    written = WrittenLibrary({"a.txt": TEXT})
    for name, quote in (("Arvia", "the harbour"), ("Belmark", "a neutral lighthouse")):
        written.know(name)
        written.say("a.txt", name, quote, act=Act.DEMAND)
    return written


def claim(actor: str, quote: str) -> dict[str, Any]:
    return {"text": quote, "actor": actor, "passage": 1, "quote": quote}


CLAIMS = [
    claim("Belmark", "Belmark insists on a neutral lighthouse"),
    claim("Belmark", "Belmark surrenders"),  # in no file
    claim("Arvia", "Arvia demands the harbour"),
]


class Streaming:
    name = "openai:streaming"

    def __init__(self) -> None:
        self.told: list[str] = []
        self.before: list[int] = []

    def ask(self, said: Said, schema: type[Reply]) -> Reply:
        return schema.model_validate({"claims": []})

    def stream(self, said: Said, schema: type[Reply]) -> Iterator[Reply]:
        for count in range(len(CLAIMS) + 1):
            self.before.append(len(self.told))
            yield schema.model_validate({"claims": CLAIMS[:count]})


def test_each_claim_is_told_of_when_it_is_checked_and_no_other() -> None:
    model = Streaming()
    writer = ChatWriter(model)
    with watching(lambda each: model.told.append(each.text)):
        found = answer("What does Belmark demand?", library(), writer, ExtractiveWriter(), DAY)
    assert model.told == [CLAIMS[0]["text"], CLAIMS[2]["text"]]
    assert model.before == [0, 0, 1, 1]  # the first was told of before the model had gone on
    assert [each.text for each in found.claims] == model.told
    assert found.dropped == 1


class Own(BaseRetriever):
    found: list[Document]

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return self.found


def test_the_reading_is_a_retriever_and_another_one_can_take_its_place() -> None:
    written = library()
    documents = ReadingRetriever(library=written).invoke("What does Belmark demand?")
    assert [TEXT[each.metadata["start"] : each.metadata["end"]] for each in documents] == [
        each.page_content for each in documents
    ]
    assert [each.span.of(TEXT) for each in read(documents, written)] == [each.page_content for each in documents]
    invented = Document(page_content="Belmark surrenders.", metadata={"source": "a.txt", "start": 0})
    assert read([invented, Document(page_content="x", metadata={})], written) == ()

    heard: list[str] = []

    class Listening(Streaming):
        def ask(self, said: Said, schema: type[Reply]) -> Reply:
            heard.append(said.user)
            return schema.model_validate(ModelClaims(claims=[]).model_dump())

    own = Own(found=[Document(page_content="Arvia demands the harbour.", metadata={"source": "a.txt", "start": 0})])
    answer("What does Belmark demand?", written, ChatWriter(Listening(), retriever=own), ExtractiveWriter(), DAY)
    assert "Arvia demands the harbour." in heard[0]
    assert "lighthouse" not in heard[0]


def test_a_conversation_is_summed_up_with_a_model_and_without() -> None:
    written = library()
    extractive = ExtractiveWriter()
    context = NO_CONTEXT
    for each in ("What does Arvia demand?", "What does Belmark demand?"):
        context = context.then(each, answer(each, written, extractive, extractive, DAY, context))
    plain = answer("Sum up this thread", written, extractive, extractive, DAY, context)
    assert {each.actor for each in plain.claims} >= {"Arvia", "Belmark"}

    class Summing(Streaming):
        def ask(self, said: Said, schema: type[Reply]) -> Reply:
            assert said.task == "thread_summary"
            return schema.model_validate({"claims": CLAIMS})

    found = answer("Sum up this thread", written, ChatWriter(Summing()), extractive, DAY, context)
    assert (found.writer, len(found.claims), found.dropped) == ("openai:streaming", 2, 1)


def test_a_colleagues_message_is_checked() -> None:
    written = library()
    question = read_one("Who holds this position: “The lighthouse must stay neutral for ever”?", written, DAY)
    assert quoted_message(question) == "The lighthouse must stay neutral for ever"
    given = extracts(question, written, 6_000)
    assert asked(question, given, written).task == "message_check"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[LyingModel]:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-none")
    with LyingModel() as model:
        model.say([])
        warm = open_model("openai:liar", base_url=model.url, seconds=300)  # its client is loaded with the first call
        list(warm.stream(SAID, ModelClaims))
        warm.close()
        model.asked.clear()
        yield model


def test_a_provider_is_read_while_it_writes(server: LyingModel) -> None:
    server.say(CLAIMS)
    spent: list[Usage] = []
    model = open_model("openai:liar", base_url=server.url, seconds=120, spent=spent.append)
    counts = [len(each.claims) for each in model.stream(SAID, ModelClaims)]
    assert counts[-1] == 3
    assert {1, 2} <= set(counts)
    assert counts == sorted(counts)
    assert [each["streamed"] for each in server.asked] == [True]
    assert spent == [Usage(1, 1)]
    model.close()


def test_a_stream_that_hangs_ends_in_what_it_has_given(server: LyingModel) -> None:
    whole = json.dumps({"claims": CLAIMS})
    server.say(CLAIMS, most=whole.index("surrenders") // LETTERS)
    model = open_model("openai:liar", base_url=server.url, seconds=5)
    assert [len(each.claims) for each in model.stream(SAID, ModelClaims)][-1] == 1
    server.say(CLAIMS, most=1)
    with pytest.raises(WriterError, match="did not answer in time"):
        list(model.stream(SAID, ModelClaims))
    model.close()


def test_a_provider_that_fails_while_it_streams_is_asked_for_the_whole(server: LyingModel) -> None:
    server.say(text="no JSON at all")
    model = open_model("openai:liar", base_url=server.url, seconds=120)
    with pytest.raises(WriterError, match="could not be read"):
        list(model.stream(SAID, ModelClaims))
    assert [each["streamed"] for each in server.asked] == [True, False, False]
    model.close()
