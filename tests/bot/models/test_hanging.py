"""A provider that hangs, drips or never ends, over the wire: each call ends in one sentence, and others go on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from langchain_core.runnables import RunnableLambda

from bot.errors import WriterError
from bot.models.chat_model import ABANDONED, ChatModel, open_model
from bot.models.replies import ModelClaims
from prompts import Said
from tests.bot.writers.lying_model import LyingModel

SAID = Said("answer", "system", "user", "digest")
NEVER = 300.0  # seconds; far beyond any limit here


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[LyingModel]:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-none")
    with LyingModel() as model:
        model.say([])
        warm = open_model("openai:liar", base_url=model.url, seconds=NEVER)  # its client is loaded with the first call
        warm.ask(SAID, ModelClaims)
        warm.close()
        yield model


def asked(model: ChatModel) -> Any:
    return model.ask(SAID, ModelClaims)


def streamed(model: ChatModel) -> Any:
    return list(model.stream(SAID, ModelClaims))


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "hangs": ({"claims": [], "delay": NEVER}, "did not answer in time"),
    "drips": ({"text": "x" * 400, "pause": 1.0}, "did not answer in time"),
    "asks for a long pause": ({"status": 429, "headers": {"Retry-After": "55"}}, "is over its rate limit"),
}


@pytest.mark.parametrize("ask", [asked, streamed])
@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_a_call_ends_with_its_time(fault: str, ask: Callable[[ChatModel], Any], server: LyingModel) -> None:
    says, sentence = FAULTS[fault]
    server.say(**says)
    model = open_model("openai:liar", base_url=server.url, seconds=6 if "pause" in fault else 2)
    with pytest.raises(WriterError, match=sentence) as error:
        ask(model)
    assert "unset MODEL" in str(error.value)
    model.close()


@pytest.mark.parametrize("ask", [asked, streamed])
def test_a_reply_without_an_end_is_broken_off(ask: Callable[[ChatModel], Any], server: LyingModel) -> None:
    server.say([{"text": "a", "actor": "b", "passage": 1, "quote": "c"}] * 40, endless=True)
    model = open_model("openai:liar", base_url=server.url, seconds=NEVER)
    if ask is asked:
        with pytest.raises(WriterError, match="could not be read"):
            asked(model)
    else:
        assert streamed(model)[-1].claims  # what could be read of it
    model.close()


def test_others_are_answered_while_one_hangs(server: LyingModel) -> None:
    server.say([], delay=NEVER)
    hanging = open_model("openai:liar", base_url=server.url, seconds=NEVER)
    threading.Thread(target=partial(_forgotten, hanging), daemon=True).start()
    server.reached(2)  # with the warm one
    server.say([])
    assert asked(hanging).claims == []
    other = open_model("openai:other", base_url=server.url, seconds=NEVER)
    assert asked(other).claims == []
    hanging.close()
    other.close()


def _forgotten(model: ChatModel) -> None:
    with suppress(WriterError):
        asked(model)


def test_after_some_that_hang_no_more_are_begun() -> None:
    held = threading.Event()

    def hang(_: object) -> str:
        held.wait(NEVER)
        return ""

    model = ChatModel("openai:holding", RunnableLambda(hang), 0.05, methods=("plain",))  # keeps no limit at all
    try:
        for _ in range(ABANDONED):
            with pytest.raises(WriterError, match="did not answer in time"):
                asked(model)
        with pytest.raises(WriterError, match="hangs"):
            asked(model)
    finally:
        held.set()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_one_that_was_busy_is_asked_again(status: int, server: LyingModel) -> None:
    server.say([], status=status, failing=1)
    model = open_model("openai:liar", base_url=server.url, seconds=NEVER)
    assert asked(model).claims == []
    assert len(server.asked) == 3  # with the warm one
    model.close()


@pytest.mark.parametrize(
    ("refused", "way"),
    [(("json_schema",), "function_calling"), (("json_schema", "function_calling", "json_object"), "plain")],
)
def test_a_way_of_answering_that_is_refused_is_not_the_last(
    refused: tuple[str, ...], way: str, server: LyingModel
) -> None:
    server.say([], refuses=refused)
    model = open_model("openai:liar", base_url=server.url, seconds=NEVER)
    assert model.probe(SAID, ModelClaims) == way
    model.close()
