"""Whether any public article stops anything: all news and all attribution training texts, read and merged in chunks.

    python -m tests.benchmarks.soak [--limit N] [--chunk N]     # `make soak`; some 8,500 texts take half an hour

Prints each text that failed, with its error, and ends with status 1 if one did. `--limit` takes so many texts, spread
evenly over both corpora.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from retrieval.articles.passages import passages
from retrieval.attempts import Failed, attempt, merge
from retrieval.statements.accounts import Account, read_accounts
from retrieval.statements.ledger import Ledger, build
from retrieval.statements.transcripts import Transcript, read_transcripts
from retrieval.types import Article
from tests.benchmarks.public import FOLDER

CHUNK = 200


def corpus() -> Iterator[Article]:
    """Every text once, named by its corpus and number."""
    for name in ("news/articles.jsonl.gz", "attribution/train.jsonl.gz"):
        path = FOLDER / name
        if not path.is_file():
            print(f"skipped: {path} is not there (set BENCHMARKS to the folder of the benchmarks)")
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                row = json.loads(line)
                text = f"{row['title']}\n\n{row['text']}\n" if "title" in row else row["text"]
                yield Article(f"{name.split('/')[0]}-{number:05}.txt", text, sha256(line.encode()).hexdigest())


def soak(articles: Sequence[Article]) -> Mapping[str, Failed]:
    """What failed of a chunk, by source."""
    failed: dict[str, Failed] = {}
    grammar, accounts = dict(read_transcripts(articles)), dict(read_accounts(articles))
    kept: dict[str, Article] = {}
    for article in articles:
        parts = (attempt(passages, article), grammar[article.source], accounts[article.source])
        wrong = next((part for part in parts if isinstance(part, Failed)), None)
        if wrong is not None:
            failed[article.source] = wrong
        else:
            kept[article.source] = article

    def merged(sources: Sequence[str]) -> Ledger:
        return build(
            {source: kept[source] for source in sources},
            {source: Transcript.load(str(grammar[source])) for source in sources},
            {source: Account.load(str(accounts[source])) for source in sources},
        )

    ledger, broken = merge(merged, list(kept))
    for row in ledger.statements:
        if row.quote_span.of(kept[row.source].text) != row.quote:
            failed[row.source] = Failed("SliceError", f"{row.quote!r} is not at {row.quote_span}")
    return {**failed, **broken}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--limit", type=int, default=0, help="so many texts instead of all")
    parser.add_argument("--chunk", type=int, default=CHUNK, help="so many texts are merged at once")
    given = parser.parse_args()
    articles = list(corpus())
    if given.limit:
        articles = articles[:: max(1, len(articles) // given.limit)][: given.limit]
    began, count = time.perf_counter(), 0
    for at in range(0, len(articles), given.chunk):
        failed = soak(articles[at : at + given.chunk])
        count += len(failed)
        for source, why in failed.items():
            print(f"{source}: {why.why}\n{why.trace}", flush=True)
        done = min(at + given.chunk, len(articles))
        print(f"{done} of {len(articles)} texts, {count} failed, {time.perf_counter() - began:.0f} s", flush=True)
    sys.exit(1 if count else 0)


if __name__ == "__main__":
    main()
