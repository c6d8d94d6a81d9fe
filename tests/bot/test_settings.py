from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import HOME, Settings, read_settings

EXAMPLE = HOME / ".env.example"


def test_without_anything_the_seeds_are_read_and_the_mock_is_used() -> None:
    settings = read_settings(None)
    assert settings.articles == HOME / "seeds"
    assert settings.slack_bot_token is None


def test_what_is_named_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ARTICLES", "elsewhere")
    assert read_settings(None).articles == Path("elsewhere")
    assert read_settings(None, articles=tmp_path).articles == tmp_path


def test_the_example_names_every_setting_and_can_be_used_as_it_is() -> None:
    names = {
        line.split("=")[0]
        for line in EXAMPLE.read_text(encoding="utf-8").splitlines()
        if "=" in line and line[0] != "#"
    }
    assert names == {name.upper() for name in Settings.model_fields}
    assert read_settings(str(EXAMPLE)) == read_settings(None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", "xapp-1-secret"),
        ("SLACK_APP_TOKEN", "xoxb-secret"),
        ("PORT", "99999"),
        ("MODEL_TIMEOUT_SECONDS", "0"),
    ],
)
def test_a_wrong_value_is_named_but_not_repeated(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as error:
        read_settings(None)
    assert name in str(error.value)
    assert "secret" not in str(error.value)


def test_a_token_shows_in_no_repr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    assert "xoxb-secret" not in repr(read_settings(None))


def test_a_judge_of_another_provider_is_not_looked_for_at_the_models_server() -> None:
    settings = read_settings(None, model="openai:one", judge="anthropic:other", model_base_url="http://127.0.0.1:1/v1")
    assert settings.base_url_of("openai:other") == "http://127.0.0.1:1/v1"
    assert settings.base_url_of("anthropic:other") is None
