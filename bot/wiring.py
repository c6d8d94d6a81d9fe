"""The composition root: the only place where things are built. Nothing is built on import."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.read_library import ReadLibrary
from bot.reading_desk import ReadingDesk
from bot.settings import Settings
from bot.stopwatch import uncounted
from bot.writers.extractive import ExtractiveWriter
from retrieval.index.index import Index
from retrieval.matching.statement_vectors import StatementVectors
from retrieval.progress import Progress, silent
from retrieval.statements.ledger import Ledger

if TYPE_CHECKING:
    from bot.writers.chat import ChatWriter


def open_index(settings: Settings, progress: Progress = silent) -> Index:
    """The index, brought up to date. Raises `ArticlesError`, `IndexFolderError`, `ModelError`."""
    return Index.open(
        settings.articles, settings.data, progress, embeddings=settings.embeddings, chroma_url=settings.chroma_url
    )


def open_library(settings: Settings, progress: Progress = silent) -> ReadLibrary:
    """The index and everything that is read out of the articles, brought up to date."""
    index = open_index(settings, progress)
    ledger = Ledger.open(index, settings.articles, progress)
    vectors = StatementVectors.open(index, ledger, progress)
    return ReadLibrary(index, ledger, vectors, _LazyReranker())


def open_desk(settings: Settings, progress: Progress = silent) -> ReadingDesk:
    """The desk that Slack and the command line ask. Raises also `SettingsError`, where MODEL cannot be used."""
    extractive = ExtractiveWriter()
    chat = _open_writer(settings)
    library = open_library(settings, progress)
    skipped = tuple(map(str, library.index.skipped))

    def close() -> None:
        library.index.close()
        if chat is not None:
            chat.close()

    return ReadingDesk(library, chat or extractive, extractive, skipped=skipped, close=close)


def _open_writer(settings: Settings) -> ChatWriter | None:
    if not settings.model:
        return None
    from bot.writers.chat import open_chat_writer  # LangChain, which only a chat model needs

    return open_chat_writer(
        settings.model, timeout_seconds=settings.model_timeout_seconds, base_url=settings.model_base_url
    )


class _LazyReranker:
    """The reranker, loaded when the first question needs it."""

    def __call__(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        from retrieval.matching.reranking import default_reranker

        with uncounted():
            reranker = default_reranker()
        scores: Sequence[float] = reranker.score(question, texts).tolist()
        return scores
