"""LangChain's retrievers: what the chat writer reads as one, for chains of other programs, and others in its place.

retriever = ReadingRetriever(library=library, tokens=6_000)
chain = {"context": retriever, "question": RunnablePassthrough()} | prompt | model
ChatWriter(model, retriever=own_retriever)     # reads what another retriever finds, as far as it stands in a file
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from bot.library import Library
from bot.questions import read_one
from bot.writers.reading import Extract, extracts
from retrieval.types import Span


class ReadingRetriever(BaseRetriever):
    """What a question is answered from. Each document's metadata say `source`, `start` and `end`, so that
    `library.articles[source].text[start:end] == page_content`."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Any  # a `Library`, whose protocol pydantic cannot check
    tokens: int = 6_000

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002 - LangChain's interface
        question = read_one(query, self.library, date.today())
        return [document(each, self.library) for each in extracts(question, self.library, self.tokens)]


def document(each: Extract, library: Library) -> Document:
    details = library.details(each.source)
    metadata: dict[str, object] = {
        "source": each.source,
        "start": each.span.start,
        "end": each.span.end,
        "title": details.title,
        "holders": list(dict.fromkeys(row.holder for row in each.rows)),
    }
    return Document(page_content=each.span.of(library.articles[each.source].text), metadata=metadata)


def read(documents: Sequence[Document], library: Library) -> tuple[Extract, ...]:
    """The documents as reading matter, without those that are no slice of a file: nothing in them could be cited."""
    found = []
    for each in documents:
        article = library.articles.get(str(each.metadata.get("source", "")))
        start = each.metadata.get("start", -1)
        if article is None or not isinstance(start, int) or start < 0:
            continue
        span = Span(start, start + len(each.page_content))
        if span.of(article.text) == each.page_content and each.page_content.strip():
            found.append(Extract(article.source, span, tuple(library.statements_at(article.source, span))))
    return tuple(found)
