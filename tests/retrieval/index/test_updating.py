from __future__ import annotations

from contextlib import closing, nullcontext
from pathlib import Path

from retrieval.articles.folder import read_articles
from retrieval.index.updating import Engine, open_nearest, open_updated, update
from retrieval.progress import silent


def test_in_a_large_folder_only_the_first_passages_get_a_vector(articles: Path, tmp_path: Path) -> None:
    read = {article.source: article for article in read_articles(articles).articles}
    engine = Engine(tmp_path, most_vectors=8)
    with closing(open_updated(read, engine, silent)[0]) as store, closing(engine):
        assert store.vectors.count_placed() == 8
        for source in read:
            assert [place for place, _ in store.vectors.of([source])[source]] == [0, 1]


def test_a_deleted_article_is_forgotten_by_chroma_too(articles: Path, tmp_path: Path) -> None:
    read = {article.source: article for article in read_articles(articles).articles}
    engine = Engine(tmp_path)
    with closing(open_updated(read, engine, silent)[0]) as store, closing(engine):
        del read["dam.txt"], read["echo.txt"]
        update(store, read, engine, silent)
        nearest = open_nearest(store, engine, nullcontext)
        numbers = nearest(engine.embedder.embed_question("Marn rejects the dam"), 50)
        assert set(store.sources_of(numbers).values()) == {"fish.md", "treaty.txt"}
        assert len(numbers) == store.count()[1] == engine.space(store).count()
        assert store.vectors.gone() == []
