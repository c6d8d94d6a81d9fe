"""The composition root: the only place where things are built. Nothing is built on import."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.conversation.rephrasing import Rephraser
from bot.desks.read_library import ReadLibrary
from bot.desks.reading_desk import ReadingDesk
from bot.errors import SettingsError
from bot.models.breaker import Breaker
from bot.models.budget import Budget, Prices
from bot.models.guarded import GuardedModel
from bot.models.record import Record
from bot.running import tracing
from bot.running.stopwatch import uncounted
from bot.settings import Settings
from bot.verifying.verification import Judge
from bot.writers import Writer
from bot.writers.extractive import ExtractiveWriter
from retrieval.errors import DamagedIndexError, ModelError
from retrieval.index.embedding import default_embedder
from retrieval.index.index import Index, folder_of, texts_of
from retrieval.index.vectors import load_chroma
from retrieval.matching.statement_vectors import StatementVectors
from retrieval.progress import Progress, silent
from retrieval.records.opening import open_ledger
from retrieval.records.second import SecondReader

if TYPE_CHECKING:
    from bot.models.chat_model import ChatModel
    from retrieval.web.adding import Adder, Outcome, Tell
    from retrieval.web.fetching import Fetcher


def open_index(settings: Settings, progress: Progress = silent) -> Index:
    """The index, brought up to date. Raises `ArticlesError`, `IndexFolderError`, `ModelError`."""
    return Index.open(
        settings.articles,
        settings.data,
        progress,
        embeddings=settings.embeddings,
        chroma_url=settings.chroma_url,
        database_url=settings.database_url,
    )


def open_library(
    settings: Settings, progress: Progress = silent, ray: str | None = None, *, anew: bool = False
) -> ReadLibrary:
    """The index and everything that is read out of the articles, brought up to date; on the Ray cluster at `ray`.

    `anew`: who is who is decided again over all articles.
    """
    try:
        return _read(settings, progress, ray, anew=anew)
    except DamagedIndexError:  # what was damaged is forgotten or put aside by now, and made again
        return _read(settings, progress, ray, anew=anew)


def _read(settings: Settings, progress: Progress, ray: str | None, *, anew: bool) -> ReadLibrary:
    index = open_index(settings, progress)
    with _second_reader(settings) as second:
        if ray is None:
            ledger = open_ledger(index, settings.articles, progress, anew=anew, second=second)
        else:
            from retrieval.index.cluster import cluster

            with cluster(ray) as over:
                ledger = open_ledger(index, settings.articles, progress, over=over, anew=anew, second=second)
    vectors = StatementVectors.open(index, ledger, progress)
    return ReadLibrary(index, ledger, vectors, _LazyReader())


def open_desk(settings: Settings, progress: Progress = silent) -> ReadingDesk:
    """The desk that Slack and the command line ask. Raises also `SettingsError`, where MODEL cannot be used."""
    tracing.start()
    extractive = ExtractiveWriter()
    models = _open_models(settings)
    library = open_library(settings, progress)

    def close() -> None:
        library.index.close()
        if models:
            models.close()

    return ReadingDesk(
        library,
        models.writer if models else extractive,
        extractive,
        skipped=library.index.skipped,
        close=close,
        judge=models.judge if models else None,
        rephraser=models.rephraser if models else None,
        check_current=library.check_current,
    )


def load_readers(settings: Settings) -> None:
    """What an article that changes is read with, a second before it is needed."""
    from retrieval.grammar.parsing import own_parser

    load_chroma()
    with suppress(ModelError):  # whoever reads it will say so
        own_parser()
        if settings.embeddings is None:
            default_embedder()


def open_adder(settings: Settings, fetcher: Callable[[], Fetcher] | None = None) -> Adder:
    """What fetches articles into the folder. `fetcher` is a test's, whose site is on loopback."""
    from retrieval.web import adding  # aiohttp, which is a sixth of what else is imported here
    from retrieval.web.fetching import Fetcher

    texts = texts_of(folder_of(settings.articles, settings.data))

    def add(urls: Sequence[str], tell: Tell, progress: Progress = silent) -> list[Outcome]:
        return adding.add(urls, settings.articles, texts, tell, progress, fetcher or Fetcher)

    return add


@dataclass(frozen=True)
class Models:
    """What is done by a chat model, and what lets go of it."""

    writer: Writer
    judge: Judge | None
    rephraser: Rephraser
    close: Callable[[], None]


def _open_models(settings: Settings) -> Models | None:
    if not settings.model:
        return None
    from bot.writers.chat import ChatWriter  # LangChain, which only a chat model needs
    from bot.writers.judge import ModelJudge
    from bot.writers.rephraser import ModelRephraser

    opened = _Opened(settings)
    try:
        model = opened.guarded(settings.model, budget_of(settings))
        judge = ModelJudge(opened.guarded(settings.judge, budget_of(settings))) if settings.judge else None
    except SettingsError:
        opened.close()
        raise
    return Models(ChatWriter(model, settings.model_context), judge, ModelRephraser(model), opened.close)


@contextmanager
def _second_reader(settings: Settings) -> Iterator[SecondReader | None]:
    """What reads articles beside the grammar, within a budget of its own. Raises `SettingsError`."""
    if settings.reader is None:
        yield None
        return
    if not settings.model:
        raise SettingsError("READER=model needs a chat model.", "Set MODEL=provider:name, or leave READER empty.")
    from bot.writers.article_reader import ModelReader

    opened, budget = _Opened(settings), budget_of(settings)
    try:
        model = opened.guarded(settings.model, replace(budget, tokens_of_workspace=settings.reader_tokens_a_day))
        yield ModelReader(model, budget.prices)
    finally:
        opened.close()


class _Opened:
    """Chat models, and what they have used and replied."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._record = Record(settings.data / "models.db")
        self._models: list[ChatModel] = []

    def guarded(self, name: str, budget: Budget) -> GuardedModel:
        from bot.models.chat_model import Usage, open_model  # LangChain, which only a chat model needs

        prices = budget.prices

        def spent(usage: Usage) -> None:
            self._record.spend(name, usage.tokens_in, usage.tokens_out)
            tracing.count("tokens.in", usage.tokens_in, model=name)
            tracing.count("tokens.out", usage.tokens_out, model=name)
            tracing.count("cost", prices.of(usage.tokens_in, usage.tokens_out), model=name)

        seconds, url = self._settings.model_timeout_seconds, self._settings.base_url_of(name)
        self._models.append(open_model(name, seconds=seconds, base_url=url, spent=spent))
        return GuardedModel(self._models[-1], self._record, budget, Breaker(name))

    def close(self) -> None:
        for each in self._models:
            each.close()
        self._record.close()


def budget_of(settings: Settings) -> Budget:
    return Budget(
        settings.model_tokens_a_day,
        settings.model_tokens_a_day_of_workspace,
        settings.model_tokens_a_day_of_user,
        settings.model_money_a_day,
        Prices(settings.model_price_in, settings.model_price_out),
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
