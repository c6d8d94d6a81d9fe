from __future__ import annotations

from contextlib import closing
from pathlib import Path

from retrieval.index.index import Index
from retrieval.matching.retriever import PositionsRetriever


def test_documents_are_slices_best_first(articles: Path, tmp_path: Path) -> None:
    with closing(Index.open(articles, tmp_path / "data")) as index:
        documents = PositionsRetriever(index=index, k=2).invoke("How much does herring cost?")
        assert len(documents) == 2
        assert documents[0].page_content == "Herring cost 40 crowns in Porto Sull."
        for document in documents:
            found = document.metadata
            assert index.articles[found["source"]].text[found["start"] : found["end"]] == document.page_content
