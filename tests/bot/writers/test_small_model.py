"""The chat-model path against a real model: small, unreliable, run here. It tests the checks, not the model's wit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from bot.answering import answer
from bot.models.chat_model import open_model
from bot.writers.chat import ChatWriter
from bot.writers.extractive import ExtractiveWriter
from retrieval.types import Act
from tests.bot.writers.served_model import served, smollm2
from tests.bot.written_library import WrittenLibrary


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(smollm2()) as url:
        yield url


def test_a_real_small_model_gets_nothing_false_past_the_checks(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    text = "While Arvia demands the full withdrawal of 300 soldiers, Belmark insists on a neutral harbour."
    library = WrittenLibrary({"a.txt": text})
    library.know("Arvia")
    library.know("Belmark")
    library.say("a.txt", "Arvia", "the full withdrawal of 300 soldiers", act=Act.DEMAND)
    library.say("a.txt", "Belmark", "a neutral harbour", act=Act.DEMAND)
    model = open_model("openai:small", base_url=f"{address}/v1", seconds=240)

    found = answer("What does Belmark demand?", library, ChatWriter(model), ExtractiveWriter(), date(2031, 6, 1))
    model.close()

    assert found.status == "answered"  # by the model, or by the extractive writer after it
    assert found.writer in {"openai:small", "extractive"}
    assert found.writer == "openai:small" or found.note
    for claim in found.claims:
        assert claim.actor == "Belmark"
        for citation in claim.citations:
            assert text[citation.start : citation.end] == citation.quote
        assert "withdrawal" not in claim.text
