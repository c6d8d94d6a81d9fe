"""The composition root: the only place where things are built. Nothing is built on import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bot.read_library import ReadLibrary
from bot.reading_desk import ReadingDesk
from bot.settings import Settings
from bot.stopwatch import uncounted
from bot.writers.extractive import ExtractiveWriter
from retrieval.errors import DamagedIndexError
from retrieval.index.index import Index, folder_of, texts_of
from retrieval.matching.statement_vectors import StatementVectors
from retrieval.progress import Progress, silent
from retrieval.statements.ledger import Ledger
from retrieval.web import adding
from retrieval.web.adding import Adder, Outcome, Tell
from retrieval.web.fetching import Fetcher

if TYPE_CHECKING:
    from bot.writers.chat import ChatWriter


def open_index(settings: Settings, progress: Progress = silent) -> Index:
    """The index, brought up to date. Raises `ArticlesError`, `IndexFolderError`, `ModelError`."""
    return Index.open(
        settings.articles, settings.data, progress, embeddings=settings.embeddings, chroma_url=settings.chroma_url
    )


def open_library(settings: Settings, progress: Progress = silent) -> ReadLibrary:
    """The index and everything that is read out of the articles, brought up to date."""
    try:
        return _read(settings, progress)
    except DamagedIndexError:  # it is put aside by now, and made again
        return _read(settings, progress)


def _read(settings: Settings, progress: Progress) -> ReadLibrary:
    index = open_index(settings, progress)
    ledger = Ledger.open(index, settings.articles, progress)
    vectors = StatementVectors.open(index, ledger, progress)
    return ReadLibrary(index, ledger, vectors, _LazyReader())


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


def open_adder(settings: Settings, fetcher: Callable[[], Fetcher] = Fetcher) -> Adder:
    """What fetches articles into the folder. `fetcher` is a test's, whose site is on loopback."""
    texts = texts_of(folder_of(settings.articles, settings.data))

    def add(urls: Sequence[str], tell: Tell, progress: Progress = silent) -> list[Outcome]:
        return adding.add(urls, settings.articles, texts, tell, progress, fetcher)

    return add


def _open_writer(settings: Settings) -> ChatWriter | None:
    if not settings.model:
        return None
    from bot.writers.chat import open_chat_writer  # LangChain, which only a chat model needs

    return open_chat_writer(
        settings.model, timeout_seconds=settings.model_timeout_seconds, base_url=settings.model_base_url
    )


class _LazyReader:
    """The cross-encoder, loaded when the first question needs it."""

    def __call__(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        from retrieval.matching.reranking import default_reader

        with uncounted():
            reader = default_reader()
            reader.warm()
        scores: Sequence[float] = reader.score(question, texts).tolist()
        return scores
