"""The doctor finds what would fail later, and says what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.cli.doing import doctor
from bot.cli.doing.doctor import Finding, examine
from bot.mock_slack import MockWorkspace
from bot.settings import Settings, read_settings
from tests.bot.writers.lying_model import LyingModel
from tests.retrieval.conftest import chroma_url  # noqa: F401


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(
        "Arvia wants the harbour\n\nArvia wants it, Oda Lind said on Monday.\n"
    )
    return read_settings(None, articles=tmp_path / "articles", data=tmp_path / "index")


@pytest.fixture(scope="module")
def slack() -> Iterator[MockWorkspace]:
    with MockWorkspace() as workspace:
        yield workspace


def found(settings: Settings, name: str, **changed: object) -> list[Finding]:
    return [each for each in examine(settings.model_copy(update=changed)) if each.check.startswith(name)]


def test_a_fresh_folder_is_well(settings: Settings) -> None:
    assert all(each.ok for each in examine(settings))


def test_a_chroma_server_that_answers_is_well(settings: Settings, chroma_url: str) -> None:  # noqa: F811
    (finding,) = found(settings, "chroma", chroma_url=chroma_url)
    assert finding.ok, finding
    assert chroma_url in finding.found
    (finding,) = found(settings, "chroma", chroma_url="http://127.0.0.1:9")
    assert not finding.ok
    assert "CHROMA_URL" in finding.remedy


def test_embeddings_that_nobody_provides_are_named(settings: Settings) -> None:
    (finding,) = found(settings, "embeddings", embeddings="nobody:model")
    assert not finding.ok
    assert "EMBEDDINGS" in finding.remedy


def test_both_tokens_are_tried(settings: Settings, slack: MockWorkspace) -> None:
    bot, app = SecretStr(slack.bot_token), SecretStr(slack.app_token)
    right = {"slack_api_url": slack.api_url, "slack_bot_token": bot, "slack_app_token": app}
    (finding,) = found(settings, "slack", **right)
    assert finding.ok, finding
    (finding,) = found(settings, "slack", **{**right, "slack_app_token": SecretStr("xapp-of-nobody")})
    assert not finding.ok
    assert "SLACK_APP_TOKEN" in finding.found
    assert "of-nobody" not in finding.found + finding.remedy


def test_a_chat_model_and_its_judge_are_asked_once(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    with LyingModel() as model:
        both = {"model": "openai:one", "judge": "openai:other", "model_base_url": model.url}
        model.say(text='{"questions": ["What does Arvia want?"], "verdicts": []}', refuses=("json_schema",))
        (writer,) = found(settings, "writer", **both)
        assert "openai:one answers by function_calling (2 tokens for this test), about 6,600 tokens" in writer.found
        (judge,) = found(settings, "judge", **both)
        assert "openai:other answers by function_calling" in judge.found
        model.say(status=401)
        (judge,) = found(settings, "judge", **both)
    assert not judge.ok
    assert "did not accept its key" in judge.found


def test_a_judge_without_a_model_judges_nothing(settings: Settings) -> None:
    (finding,) = found(settings, "judge", judge="openai:any")
    assert not finding.ok
    assert "MODEL" in finding.remedy


def test_an_article_that_could_not_be_read_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.wiring import open_library
    from retrieval.articles import details

    def fails(text: str) -> None:
        raise OverflowError

    (settings.articles / "b.txt").write_text("Belmark is quiet\n\nNothing was said.\n")
    with monkeypatch.context() as patched:
        patched.setattr(details, "furniture", lambda text: fails(text) if "quiet" in text else ())
        library = open_library(settings)
        library.index.close()
    assert set(library.articles) == {"a.txt"}
    (finding,) = found(settings, "article skipped")
    assert finding.found.startswith("b.txt: skipped, reading it failed (OverflowError)")


def test_its_checks_have_names(settings: Settings) -> None:
    assert len({check.__name__ for check in doctor._CHECKS}) == len(doctor._CHECKS)
