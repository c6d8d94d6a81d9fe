"""The search as a LangChain retriever, for chains and agents of other programs. The bot itself does not need it."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from retrieval.index.index import Index


class PositionsRetriever(BaseRetriever):
    """`k` passages a question, best first. Each document's metadata say `source`, `start`, `end` and `score`, so that
    `index.articles[source].text[start:end] == page_content`."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Index
    k: int = 8

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002 - LangChain's interface
        return [
            Document(
                page_content=hit.passage.text,
                metadata={
                    "source": hit.passage.source,
                    "start": hit.passage.start,
                    "end": hit.passage.end,
                    "score": hit.score,
                },
            )
            for hit in self.index.search(query, self.k)
        ]
