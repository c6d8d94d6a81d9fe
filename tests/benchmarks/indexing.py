"""Passages a second of the whole indexing, beside the bare model's on the same texts in the same run.

    python -m tests.benchmarks.indexing [PASSAGES]

The bare model: the same network and tokenizer, the texts sorted by length and cut into batches of 32, nothing stored.
Texts are the attribution corpus's news articles where it is at hand, else the seeds, repeated.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from retrieval.articles.folder import read_articles
from retrieval.articles.passages import passages
from retrieval.index.index import Index
from retrieval.index.models import EMBEDDER, load_network, load_tokenizer
from retrieval.matching.search import with_title
from retrieval.types import Article
from tests.benchmarks.public import FOLDER, read

PASSAGES = 3_000
SEEDS = Path(__file__).parents[2] / "seeds"


def figures(count: int = PASSAGES) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "articles"
        texts = _write(folder, count)
        bare = _bare(texts)
        began = time.perf_counter()
        index = Index.open(folder, Path(temporary) / "data")
        seconds = time.perf_counter() - began
        index.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024) / 1024
    return {
        "passages": len(texts),
        "passages a second, bare model": len(texts) / bare,
        "passages a second, indexing": len(texts) / seconds,
        "indexing / bare model": bare / seconds,
        "peak memory in GB": memory,
    }


def _write(folder: Path, count: int) -> list[str]:
    """Enough articles for `count` passages; gives the texts that are embedded."""
    folder.mkdir()
    if (FOLDER / "attribution/dev.jsonl.gz").exists():
        sources = [str(row["text"]) for row in read("attribution/dev.jsonl.gz")]
    else:
        sources = [article.text for article in read_articles(SEEDS).articles]
    texts: list[str] = []
    number = 0
    while len(texts) < count:
        text = sources[number % len(sources)]
        (folder / f"{number}.txt").write_bytes(text.encode())
        found = passages(Article(f"{number}.txt", text, ""))
        texts += [with_title(found[0].text, passage.text) for passage in found]
        number += 1
    return texts


def _bare(texts: list[str]) -> float:
    tokenizer, network = load_tokenizer(EMBEDDER.tokenizer, 256), load_network(EMBEDDER.network)
    tokenizer.enable_padding()
    began = time.perf_counter()
    ordered = sorted(texts, key=len)
    for at in range(0, len(ordered), 32):
        batch = tokenizer.encode_batch(ordered[at : at + 32])
        ids = np.array([one.ids for one in batch], dtype=np.int64)
        mask = np.array([one.attention_mask for one in batch], dtype=np.int64)
        network.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)})
    return time.perf_counter() - began


def main() -> None:
    for name, value in figures(int(sys.argv[1]) if len(sys.argv) > 1 else PASSAGES).items():
        print(f"{name:40} {value:.3f}")


if __name__ == "__main__":
    main()
