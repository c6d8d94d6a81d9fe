"""What a few changed articles change: found by two small merges, and done to the rows that differ.

The articles that share names with the changed ones are merged twice, once beside what the changed ones said before and
once beside what they say now. Where the two agree, the stored rows stand, whoever made them; where they differ, the
change is the reason, and its outcome is written. So the cost is that of a few dozen articles, however many there are.

A small merge sees less than a large one. What it says of an entity that most articles elsewhere name is therefore left
alone until all articles are merged again (`opening`), which also undoes what a small merge got wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from sqlalchemy import delete

from retrieval.attempts import Failed, merge
from retrieval.database.tables import retired
from retrieval.index.index import Index
from retrieval.records.changing.entity_changes import EntityChanges
from retrieval.records.changing.merges import Merges
from retrieval.records.changing.neighbours import neighbours
from retrieval.records.changing.origins import regroup
from retrieval.records.changing.statement_changes import StatementChanges
from retrieval.statements.accounts import Account
from retrieval.statements.ledger import Ledger, build
from retrieval.statements.transcripts import Transcript
from retrieval.types import Article


@dataclass(frozen=True)
class Content:
    """What an article said before it was changed or removed."""

    source: str
    digest: str
    transcript: Transcript
    account: Account


def change(
    index: Index,
    folder: Path | None,
    before: Mapping[str, Content],
    new: Sequence[str],
    transcripts: Mapping[str, Transcript],
    accounts: Mapping[str, Account],
) -> Mapping[str, Failed]:
    """Bring the rows up to date with the articles `new`, and without what was said `before`. Gives what failed."""
    store, database = index.store, index.store.database
    known = [content.account.evidence for content in before.values()] + [accounts[s].evidence for s in new]
    near = [s for s in neighbours(store, known, {*before, *new}) if s in index.articles]
    index.articles.read((*near, *new))
    transcripts = {source: transcripts[source] for source in (*near, *new)}  # both merges ask for them
    accounts = {source: accounts[source] for source in (*near, *new)}

    def merged(old: Mapping[str, Content], some: Sequence[str]) -> Ledger:
        texts: dict[str, Article] = {source: index.articles[source] for source in (*near, *some)}
        for source, content in old.items():
            kept = store.text(content.digest)
            texts[source] = Article(source, kept.text if kept else "", content.digest)
        return build(
            texts,
            {s: old[s].transcript if s in old else transcripts[s] for s in texts},
            {s: old[s].account if s in old else accounts[s] for s in texts},
            folder,
        )

    there = {source: content for source, content in before.items() if store.text(content.digest) is not None}
    old = merged(there, [])
    now, failed = merge(partial(merged, {}), list(new)) if new else (merged({}, []), {})
    with store.transaction():
        read = [source for source in new if source not in failed]
        merges = Merges(database, old, now, near, read)
        entities, statements = EntityChanges(merges), StatementChanges(merges, index.vectors, folder)
        entities.drop_aliases(list(before))
        entities.tell()
        for source in read:
            statements.anew(source)
        for source in near:
            statements.beside(source)
        entities.forget_unnamed()
        told = {s: replace(accounts[s], details=now.details[s]) for s in read}
        regroup(database, index.articles, told, list(before))
        database.ask(delete(retired).where(retired.c.source.in_(before)))  # a program that is killed weighs it once
    return failed
