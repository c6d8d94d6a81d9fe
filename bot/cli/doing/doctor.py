"""`positions doctor`: what is configured, found and missing, and what to do about each."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.models import Reply
from bot.settings import Settings
from prompts import Said
from retrieval.errors import PositionsError


@dataclass(frozen=True)
class Finding:
    check: str
    ok: bool
    found: str
    remedy: str = ""


def examine(settings: Settings) -> list[Finding]:
    """Every check; one that fails says so and does not stop the others."""
    return [finding for check in _CHECKS for finding in _guarded(check, settings)]


Check = Callable[[Settings], Iterator[Finding]]


def _guarded(check: Check, settings: Settings) -> Iterator[Finding]:
    name = check.__name__.strip("_").replace("_", " ")
    try:
        yield from check(settings)
    except PositionsError as error:
        yield Finding(name, False, error.sentence, error.remedy)
    except Exception as error:  # a doctor that falls ill is of no use
        yield Finding(name, False, f"{type(error).__name__}: {error}", "Report this.")


def _python(_: Settings) -> Iterator[Finding]:
    yield Finding("python", True, platform.python_version())


def _articles(settings: Settings) -> Iterator[Finding]:
    from retrieval.articles.folder import read_articles
    from retrieval.index.index import folder_of, texts_of, unread

    folder = folder_of(settings.articles, settings.data)
    texts = texts_of(folder)
    reading = read_articles(settings.articles, texts if texts.is_dir() else None)
    count = len(reading.articles)
    yield Finding(
        "articles",
        count > 0,
        f"{count} in {settings.articles}",
        "" if count else "Put articles there (.txt, .html, .pdf, …).",
    )
    failed = unread(reading.articles, folder, settings.database_url)
    for skipped in (*reading.skipped, *failed):
        yield Finding("article skipped", True, str(skipped))


def _index_folder(settings: Settings) -> Iterator[Finding]:
    nearest = next(
        folder for folder in (settings.data.absolute(), *settings.data.absolute().parents) if folder.exists()
    )
    writable = nearest.is_dir() and os.access(nearest, os.W_OK)
    remedy = "" if writable else "Name a folder that can be written with --data DIR or DATA."
    yield Finding(
        "index folder", writable, f"{settings.data} ({'writable' if writable else 'cannot be written'})", remedy
    )


def _model_files(_: Settings) -> Iterator[Finding]:
    from retrieval.grammar.parsing import Parser
    from retrieval.index.models import EMBEDDER, RERANKER, load
    from retrieval.matching.reranking import READER

    for model in (EMBEDDER, READER, RERANKER):
        for file in (model.network, model.tokenizer):
            load(file)
        yield Finding("model files", True, f"{model.name}: SHA-256 as pinned")
    Parser()
    yield Finding("grammar", True, "spaCy's English model loads")


def _embeddings(settings: Settings) -> Iterator[Finding]:
    if settings.embeddings:
        from retrieval.index.providers import open_embedder

        open_embedder(settings.embeddings).embed_question("Who wants what?")
    yield Finding("embeddings", True, settings.embeddings or "the packaged model")


def _writer(settings: Settings) -> Iterator[Finding]:
    if not settings.model:
        yield Finding("writer", True, "extractive (no MODEL is set)")
        return
    from bot.models.budget import Prices
    from bot.models.replies import Parted
    from prompts import load

    said = load("split").fill(message="What does Arvia want, and what does Belmark say?")
    way, told = _probed(settings, settings.model, said, Parted)
    price = Prices(settings.model_price_in, settings.model_price_out).of(settings.model_context, 600)
    cost = f", about {price:.4f} a question" if price else ""
    size = f"about {settings.model_context + 600:,} tokens a question{cost}"
    yield Finding("writer", True, f"{settings.model} answers by {way} ({told} tokens for this test), {size}")


def _judge(settings: Settings) -> Iterator[Finding]:
    if not settings.judge:
        yield Finding("judge", True, "none (no JUDGE is set): a chat model's free words are marked")
        return
    if not settings.model:
        yield Finding(
            "judge", False, "there is no chat model whose claims it could judge", "Set MODEL, or unset JUDGE."
        )
        return
    from bot.models.replies import Verdicts
    from prompts import load

    claim = "[1]\nClaim: Arvia wants the harbour.\nSaid to be held by: Arvia\nQuote: Arvia wants the harbour"
    way, told = _probed(settings, settings.judge, load("judge").fill(claims=claim), Verdicts)
    yield Finding("judge", True, f"{settings.judge} answers by {way} ({told} tokens for this test)")


def _probed(settings: Settings, name: str, said: Said, schema: type[Reply]) -> tuple[str, int]:
    """The way of structured output that a model takes, and the tokens that it took to find out."""
    from bot.models.chat_model import Usage, open_model

    used: list[Usage] = []
    seconds, url = settings.model_timeout_seconds, settings.base_url_of(name)
    model = open_model(name, seconds=seconds, base_url=url, spent=used.append)
    try:
        way = model.probe(said, schema)
    finally:
        model.close()
    return way, sum(each.tokens_in + each.tokens_out for each in used)


def _chroma(settings: Settings) -> Iterator[Finding]:
    if settings.chroma_url:
        from retrieval.index.vectors import VectorSpace

        VectorSpace(settings.data, "positions-doctor", settings.chroma_url).reach()
    yield Finding("chroma", True, f"{settings.chroma_url} answers" if settings.chroma_url else "embedded")


def _slack(settings: Settings) -> Iterator[Finding]:
    if settings.slack_bot_token is None:
        stray = settings.slack_app_token or settings.slack_signing_secret
        remedy = "Set SLACK_BOT_TOKEN too, or leave all three empty." if stray else ""
        yield Finding("slack", not stray, "no bot token: the mock workspace is used", remedy)
        return
    from bot.slack.wire.connection import SLACK, check, check_app_token, web_client

    client = web_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url or SLACK)
    user = check(client)
    if settings.slack_app_token is not None:
        check_app_token(client, settings.slack_app_token.get_secret_value())
    how = "Socket Mode" if settings.slack_app_token else "signed HTTP" if settings.slack_signing_secret else ""
    remedy = "" if how else "Set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)."
    yield Finding("slack", bool(how), f"connected as {user}, {how or 'no way for events to arrive'}", remedy)


def _env_file(_: Settings) -> Iterator[Finding]:
    there = Path(".env").is_file()
    yield Finding("settings", True, ".env is read" if there else "no .env here; .env.example shows what can be set")


_CHECKS: tuple[Check, ...] = (
    _python,
    _env_file,
    _articles,
    _index_folder,
    _model_files,
    _embeddings,
    _chroma,
    _writer,
    _judge,
    _slack,
)
