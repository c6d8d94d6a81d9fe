"""Everything that can be set, from the environment or `.env`; `.env.example` says what each is for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.desks.corpora import read_folders
from bot.errors import SettingsError

HOME = Path(__file__).parent.parent


class Settings(BaseSettings):
    """Empty values in `.env` count as unset. Secrets never show in a repr, a log or an error."""

    model_config = SettingsConfigDict(env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True, frozen=True)

    articles: Path = HOME / "seeds"
    data: Path = Path(".positions")

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str | None = None

    may_add: str | None = None

    model: str | None = None
    model_base_url: str | None = None
    model_timeout_seconds: Annotated[float, Field(gt=0, le=600)] = 60.0
    model_context: Annotated[int, Field(ge=500, le=200_000)] = 6_000
    judge: str | None = None
    reader: Literal["model"] | None = None
    reader_tokens_a_day: Annotated[int, Field(ge=0)] | None = None
    model_tokens_a_day: Annotated[int, Field(ge=0)] | None = None
    model_tokens_a_day_of_workspace: Annotated[int, Field(ge=0)] | None = None
    model_tokens_a_day_of_user: Annotated[int, Field(ge=0)] | None = None
    model_money_a_day: Annotated[float, Field(ge=0)] | None = None
    model_price_in: Annotated[float, Field(ge=0)] = 0.0
    model_price_out: Annotated[float, Field(ge=0)] = 0.0
    embeddings: str | None = None
    chroma_url: str | None = None
    database_url: str | None = None
    channels: str | None = None

    inbox_url: str | None = None

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 3000
    health_port: Annotated[int, Field(ge=0, le=65535)] | None = None

    @field_validator("may_add")
    @classmethod
    def _is_who(cls, value: str | None) -> str | None:
        people = re.split(r"[\s,]+", value.strip()) if value else []
        if people in (["everybody"], ["nobody"]) or all(re.fullmatch(r"[UW][A-Z0-9]{2,20}", one) for one in people):
            return ",".join(people) or None
        raise ValueError("write everybody, nobody, or Slack user ids apart by commas, such as U0123ABCD")

    @field_validator("channels")
    @classmethod
    def _are_channels(cls, value: str | None) -> str | None:
        read_folders(value)
        return value

    @property
    def folders(self) -> dict[str, str]:
        """The folder of the articles that a channel is answered from, by channel."""
        return read_folders(self.channels)

    def base_url_of(self, model: str) -> str | None:
        """The server of a model: MODEL_BASE_URL is that of MODEL, and of a judge of the same provider."""
        same = self.model is not None and self.model.split(":")[0] == model.split(":")[0]
        return self.model_base_url if same else None

    @field_validator("slack_bot_token")
    @classmethod
    def _is_bot_token(cls, value: SecretStr | None) -> SecretStr | None:
        return _prefixed(value, "xoxb-", "SLACK_BOT_TOKEN", "OAuth & Permissions")

    @field_validator("slack_app_token")
    @classmethod
    def _is_app_token(cls, value: SecretStr | None) -> SecretStr | None:
        return _prefixed(value, "xapp-", "SLACK_APP_TOKEN", "Basic Information, App-Level Tokens")


def read_settings(env_file: str | None = ".env", **named: Any) -> Settings:
    """The settings, those that are named here before all others.

    A value that cannot be used raises `SettingsError`, which names it without repeating it: it may be a secret.
    """
    try:
        return Settings(_env_file=env_file, **named)  # type: ignore[call-arg]  # pydantic-settings' own argument
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(
            f"{name} cannot be used: {first['msg'].removeprefix('Value error, ')}.",
            "Correct it in .env or the environment; .env.example shows what it looks like.",
        ) from None


def _prefixed(value: SecretStr | None, prefix: str, name: str, page: str) -> SecretStr | None:
    if value is not None and not value.get_secret_value().startswith(prefix):
        raise ValueError(f"a {name} begins with {prefix} (Slack shows it under {page})")
    return value
