"""A chat model as a second reader: only slices of the article, only holders that it names, within a budget."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.errors import SettingsError
from bot.models import Reply
from bot.models.budget import Prices
from bot.models.replies import ModelStatement
from bot.settings import Settings, read_settings
from bot.wiring import open_library
from bot.writers.article_reader import PART, ModelReader, parts, placed
from prompts import Said
from retrieval.types import Act, Article, Span
from tests.bot.writers.lying_model import LyingModel

TEXT = (
    "Arvia and Belmark met in Korsun.\n\n"
    "Oda Lind of Arvia spoke first. For Per Tamm, she said, the lighthouse is “a matter of pride”.\n"
)
WHOLE = Span(0, len(TEXT))


def statement(holder: str, quote: str, **more: Any) -> ModelStatement:
    return ModelStatement.model_validate({"holder": holder, "quote": quote, **more})


def test_a_statement_is_kept_as_slices_of_the_article() -> None:
    found = placed(
        statement("Mr. Per Tamm", 'the lighthouse is "a matter of  pride', reported_by="Oda Lind"), TEXT, WHOLE
    )
    assert found is not None
    assert found.quote.of(TEXT) == "the lighthouse is “a matter of pride"
    assert found.holder.of(TEXT) == "Per Tamm"
    assert found.reporter is not None
    assert found.reporter.of(TEXT) == "Oda Lind"
    sided = placed(statement("Oda Lind", "the lighthouse", speaks_for="Arvia", act="demand"), TEXT, WHOLE)
    assert sided is not None
    assert (sided.side and sided.side.of(TEXT), sided.act) == ("Arvia", Act.DEMAND)
    unknown: list[Any] = ["condemn", None, ["demand"], {}]
    for act in unknown:
        assert statement("Oda Lind", "x", act=act).act is Act.STATE


@pytest.mark.parametrize(
    ("holder", "quote"),
    [("Per Tamm", "the lighthouse is lost"), ("Ena Holt", "a matter of pride"), ("", "Arvia"), ("…", "")],
)
def test_what_does_not_stand_there_is_nothing(holder: str, quote: str) -> None:
    assert placed(statement(holder, quote), TEXT, WHOLE) is None


def test_a_long_article_is_read_in_parts() -> None:
    text = "\n".join(["A line of some words."] * 1_500) + "x" * 2 * PART
    found = list(parts(text))
    assert "".join(each.of(text) for each in found) == text
    assert all(each.end - each.start <= PART for each in found)
    asked: list[Said] = []

    class Silent:
        name = "openai:silent"

        def ask(self, said: Said, schema: type[Reply]) -> Reply:
            asked.append(said)
            return schema.model_validate({"statements": []})

    reader = ModelReader(Silent(), Prices(1.0, 2.0))
    assert reader.read(Article("a.txt", text, "d")) == []
    assert len(asked) == len(found)
    assert "openai:silent reads 1 article: about" in reader.about([Article("a.txt", text, "d")])


def settings(tmp_path: Path, url: str, **more: Any) -> Settings:
    given = {"articles": tmp_path / "articles", "data": tmp_path / "data", "model": "openai:liar", "reader": "model"}
    return read_settings(None, **{**given, "model_base_url": url, "model_timeout_seconds": 5, **more})


def test_it_reads_what_the_settings_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-none")
    (tmp_path / "articles").mkdir()
    for name in ("a", "b"):
        (tmp_path / "articles" / f"{name}.txt").write_text(f"{name}\n\n{TEXT}", encoding="utf-8")
    reply = '{"statements": [{"holder": "Per Tamm", "quote": "a matter of pride", "act": "accept"}]}'
    with LyingModel() as model:
        model.say(text=reply)
        library = open_library(settings(tmp_path, model.url, reader_tokens_a_day=2))
        count = len(model.asked)
        assert "Per Tamm" in {row.holder for row in library.statements if "a matter of pride" in row.quote}
        library.index.close()
        model.say(status=500)
        library = open_library(settings(tmp_path, model.url))  # what is left fails, and the bot opens all the same
        library.index.close()
        assert count <= 2
    with pytest.raises(SettingsError, match="READER=model needs a chat model"):
        open_library(settings(tmp_path, "", model=None))


def test_how_many_statements_do_not_stand_in_the_articles_is_told() -> None:
    class Half:
        name = "openai:half"

        def ask(self, said: Said, schema: type[Reply]) -> Reply:
            true, false = statement("Per Tamm", "a matter of pride"), statement("Per Tamm", "the lighthouse is lost")
            return schema.model_validate({"statements": [true.model_dump(), false.model_dump()]})

    reader = ModelReader(Half())
    assert reader.left_out() == ""
    assert len(reader.read(Article("a.txt", TEXT, "d"))) == 1
    assert reader.left_out().startswith("1 of 2 statements of openai:half are left out")
