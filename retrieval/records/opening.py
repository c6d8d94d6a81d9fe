"""The ledger of an index, brought up to date with its articles: all merged anew, or only what changes touch."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import select, update

from retrieval.attempts import merge
from retrieval.code import digest
from retrieval.database.tables import articles
from retrieval.entities import overrides
from retrieval.index.index import Index, Reader
from retrieval.issues import issues as issues_of
from retrieval.layout.normal_form import as_read
from retrieval.memory import give_back
from retrieval.progress import Progress, silent
from retrieval.records.changing.change import Content, change
from retrieval.records.ledger import StoredLedger
from retrieval.records.rows.whole import CHANGED, is_whole, seal
from retrieval.records.rows.writing import write
from retrieval.records.second import SecondReader, second_readings
from retrieval.statements import accounts as accounts_of
from retrieval.statements import transcripts as transcripts_of
from retrieval.statements.accounts import Account, read_accounts
from retrieval.statements.ledger import Ledger, build
from retrieval.statements.second_reading import Told, load, merged, with_sides
from retrieval.statements.transcripts import Transcript

FEW = 150  # articles: up to here all are merged whenever one changes
SHARE = 0.1  # of the articles have changed since all were merged: then all are merged again
_TOGETHER = 24  # changed articles that are weighed at once
MADE_BY = (  # the files that rows depend on beside readings: when one of them changes, all are merged again
    "*.py articles/*.py entities/*.py entities/kinds/*.py entities/packed/*.py entities/sides.json issues/*.py "
    "layout/*.py matching/statement_vectors.py matching/texts.py mentions/*.py mentions/kinds.json "
    "mentions/things.json statements/antecedents.json statements/given_names.json statements/*.py records/*.py "
    "records/changing/*.py records/rows/*.py"
).split()
_KEY = "ledger"


def open_ledger(
    index: Index,
    folder: Path | None = None,
    progress: Progress = silent,
    *,
    over: Callable[[Reader], Reader] = lambda read: read,
    anew: bool = False,
    few: int = FEW,
    share: float = SHARE,
    second: SecondReader | None = None,
) -> StoredLedger:
    """`folder` may hold actors.yaml and issues.yaml. Only articles that changed are read, `over` a cluster if given;
    `anew` merges all again. Where there is a `second` reader its statements are merged with the grammar's."""
    versions = (digest(*transcripts_of.MADE_BY), digest(*accounts_of.MADE_BY), index.embedded_by)
    told = second_readings(index, second, progress) if second is not None else {}
    key = _key((*versions, *_read_by(second, told, index)), folder)
    store = index.store
    if anew:
        store.set_meta(_KEY, "")
    if _pending(index) or store.retired() or store.meta(_KEY) != key or not is_whole(store.database):
        unread = _pending(index) if store.meta(_KEY) == key else None
        if len(index.articles if unread is None else unread) > FEW:
            index.rest()  # also what their texts and their embedding have left
        transcripts = index.readings(
            "transcripts", versions[0], over(transcripts_of.read_transcripts), progress, unread
        )
        accounts = index.readings("accounts", versions[1], over(read_accounts), progress, unread)
        made = Transcripts(transcripts, Second(index, told)), Accounts(accounts, Second(index, told))
        with index.alone(progress):
            if _is_overtaken(index):
                return StoredLedger(store.database)
            pending, gone = _pending(index), store.retired()
            count = len({*pending, *(source for source, *_ in gone)})
            since = _count(store.meta(CHANGED))
            wrong = store.meta(_KEY) != key or not is_whole(store.database)
            if wrong or len(index.articles) <= few or since + count > share * len(index.articles):
                if count or wrong:  # another process may have done it meanwhile
                    _merge_all(index, folder, key, *made, progress)
            else:
                _change(index, folder, pending, gone, *made, progress)
    return StoredLedger(store.database)


def merged_by(index: Index) -> str | None:
    """What the rows were last merged by: code, settings, the user's corrections. It changes under a program that has
    opened them where another one, with others, merges them anew."""
    return index.store.meta(_KEY)


def _change(
    index: Index,
    folder: Path | None,
    pending: Sequence[str],
    gone: Sequence[tuple[str, str, str, str]],
    transcripts: Transcripts,
    accounts: Accounts,
    progress: Progress,
) -> None:
    store = index.store
    changed = set(json.loads(store.meta(CHANGED) or "[]"))
    contents = {s: Content(s, kept, Transcript.load(t), Account.load(a)) for s, kept, a, t in gone}
    left = sorted({*pending, *contents})
    for at in range(0, len(left), _TOGETHER):
        part = left[at : at + _TOGETHER]
        new = [source for source in part if source in pending]
        failed = change(index, folder, {s: contents[s] for s in part if s in contents}, new, transcripts, accounts)
        if failed:
            index.leave_out(failed)
        progress("weighing what changed", min(at + _TOGETHER, len(left)), len(left))
        changed.update(part)
        store.set_meta(CHANGED, json.dumps(sorted(changed)))
    store.forget_retired()
    seal(store.database)


def _merge_all(
    index: Index, folder: Path | None, key: str, transcripts: Transcripts, accounts: Accounts, progress: Progress
) -> None:
    if len(index.articles) > FEW:  # else it takes neither time nor memory
        progress("merging what was read", 0, 0)
        index.rest()  # also what reading them has left

    def merged(sources: Sequence[str]) -> Ledger:
        return build(
            index.articles.of(sources),
            transcripts.of(sources),
            accounts.of(sources),
            folder,
            index.vectors,
        )

    ledger, failed = merge(merged, list(index.articles), index.failed_before())
    if failed:
        index.leave_out(failed)
    store = index.store
    with store.transaction():
        store.database.ask(update(articles).values(origin=None, details=None, signature=None))
        write(store.database, ledger)
        store.set_meta(CHANGED, "[]")
        store.set_meta(_KEY, key)
        seal(store.database)
    store.forget_retired()
    del ledger
    if len(index.articles) > FEW:
        give_back()


def _count(packed: str | None) -> int:
    try:
        return len(json.loads(packed or "[]"))
    except ValueError:  # damaged; all are merged again
        return 0


def _is_overtaken(index: Index) -> bool:
    """Whether another program has seen articles change since: then their rows are its own to make."""
    there = index.store.digests()
    return any(there.get(source) != digest for source, digest in index.articles.digests.items())


def _pending(index: Index) -> list[str]:
    """The articles that have no statements' rows yet, though they can be read."""
    rows = index.store.database.ask(select(articles.c.source, articles.c.digest).where(articles.c.origin.is_(None)))
    known = index.articles.digests
    return sorted(source for source, digest in rows if known.get(source) == digest)


def _key(versions: Sequence[str], folder: Path | None) -> str:
    """A digest of all that rows are made of, but for the articles: readings, the user's files, this room's code."""
    told = [folder / name for name in (overrides.FILE, issues_of.FILE)] if folder else []
    parts = [
        [digest(*MADE_BY), version("countryinfo"), *versions],
        [hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None for path in told],
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _read_by(second: SecondReader | None, told: Mapping[str, str], index: Index) -> tuple[str, ...]:
    """What rows owe to a second reader: which one, and what it has not read yet, since all are merged when it has."""
    if second is None:
        return ()
    return second.version, *sorted(source for source in index.articles.digests if source not in told)


@dataclass(frozen=True)
class Second:
    """A second reader's statements by article, where it has read it."""

    index: Index
    kept: Mapping[str, str]

    def of(self, source: str) -> tuple[str, tuple[Told, ...]] | None:
        """The article's text as it is read, and the statements."""
        if source not in self.kept:
            return None
        return as_read(self.index.articles[source]).text, load(self.kept[source])


class Transcripts(Mapping[str, Transcript]):
    """Transcripts by source, out of their JSON when they are asked for: few are in memory at a time."""

    def __init__(self, kept: Mapping[str, str], second: Second, sources: Sequence[str] | None = None) -> None:
        self._kept, self._second = kept, second
        self._sources = list(kept) if sources is None else list(sources)

    def of(self, sources: Sequence[str]) -> Transcripts:
        return Transcripts(self._kept, self._second, sources)

    def __getitem__(self, source: str) -> Transcript:
        found, told = Transcript.load(self._kept[source]), self._second.of(source)
        return found if told is None else merged(told[0], found, told[1])

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


class Accounts(Mapping[str, Account]):
    """Accounts by source, out of their JSON when they are asked for."""

    def __init__(self, kept: Mapping[str, str], second: Second, sources: Sequence[str] | None = None) -> None:
        self._kept, self._second = kept, second
        self._sources = list(kept) if sources is None else list(sources)

    def of(self, sources: Sequence[str]) -> Accounts:
        return Accounts(self._kept, self._second, sources)

    def __getitem__(self, source: str) -> Account:
        found, told = Account.load(self._kept[source]), self._second.of(source)
        return found if told is None else replace(found, evidence=with_sides(told[0], found.evidence, told[1]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)
