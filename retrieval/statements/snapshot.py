"""The finished ledger as JSON: merging it costs milliseconds an article, and is needed only when something changed.

    key = key_of(articles, versions, folder)      # what the ledger is made of, as one digest
    load(dump(ledger), articles)                  # the very same ledger

Rows name articles and actors by their numbers, and what is a slice of an article is kept as its span. The names in the
articles are most of it, and few are ever asked for: each article's stay JSON until somebody does.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from retrieval.code import digest
from retrieval.entities import overrides
from retrieval.entities.actors import LinkedMention, Registry
from retrieval.entities.lexicon import Entry, Sort
from retrieval.entities.persons import Person
from retrieval.entities.states import Gazetteer
from retrieval.issues import issues as issues_of
from retrieval.issues.issues import Issue, Issues
from retrieval.mentions.facts import Fact
from retrieval.mentions.facts import Sort as About
from retrieval.mentions.names import Use
from retrieval.statements.accounts import pack_day, pack_details, unpack_day, unpack_details
from retrieval.statements.ledger import Ledger
from retrieval.types import Act, Actor, ActorKind, Alias, Article, Details, Form, Polarity, Span, Statement


def key_of(articles: Iterable[Article], versions: Iterable[str], folder: Path | None) -> str:
    """A digest of all that a ledger is made of: the articles, their readings, the user's files, this room's code."""
    told = [folder / name for name in (overrides.FILE, issues_of.FILE)] if folder else []
    parts = [
        [
            digest(
                "*.py",
                "articles/*.py",
                "entities/*.py",
                "issues/*.py",
                "layout/*.py",
                "mentions/*.py",
                "statements/*.py",
            ),
            version("countryinfo"),
            *versions,
        ],
        [[article.source, article.digest] for article in articles],
        [_digest_of(path) for path in told],
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _digest_of(path: Path) -> str | None:
    """Of a file that may be absent. Who reads it says what is wrong with one that cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    except OSError:
        return "unreadable"


def dump(ledger: Ledger) -> str:
    """A ledger as JSON, for `load` with the same articles."""
    names = _Names()
    parts = {
        "details": [[source, *pack_details(details)] for source, details in ledger.details.items()],
        "origins": [*ledger.origins.items()],
        "issues": [[issue.name, [*issue.terms.items()]] for issue in ledger.issues.known],
        "statements": [_pack(row, names) for row in ledger.statements],
        "echoed": sorted(ledger.echoed),
        "acting": sorted(ledger.acting),
        "registry": _pack_registry(ledger.registry, names),
    }
    return json.dumps({**parts, "names": list(names)})


def load(dumped: str, articles: Mapping[str, Article]) -> Ledger:
    """The ledger that `dump` was given."""
    parts = json.loads(dumped)
    names: list[str] = parts["names"]
    details = {source: unpack_details(packed) for source, *packed in parts["details"]}
    return Ledger(
        tuple(_unpack(row, names, articles, details) for row in parts["statements"]),
        _unpack_registry(parts["registry"], names, articles),
        Issues(tuple(Issue(name, {tuple(t): weight for t, weight in terms}) for name, terms in parts["issues"])),
        details,
        dict(parts["origins"]),
        frozenset(parts["echoed"]),
        frozenset(parts["acting"]),
    )


class _Names(dict[str, int]):
    """The number of a name that rows repeat, given out when it is first asked for."""

    def __missing__(self, name: str) -> int:
        self[name] = len(self)
        return self[name]


def _pack(row: Statement, names: _Names) -> list[object]:
    who = [names[row.source], names[row.holder], None if row.reporter is None else names[row.reporter]]
    where = [row.holder_span, row.cue_span, row.quote_span, row.sentence]
    what = [row.form, row.act, row.polarity, row.hedge, None if row.issue is None else names[row.issue]]
    return [*who, *where, *what, pack_day(row.said), row.headline, row.confidence]


def _unpack(
    packed: Sequence[Any], names: Sequence[str], articles: Mapping[str, Article], details: Mapping[str, Details]
) -> Statement:
    source, holder, reporter, by, cue, quote, sentence, form, act, polarity, hedge, issue, said, loud, sure = packed
    article = articles[names[source]]
    return Statement(
        source=article.source,
        holder=names[holder],
        holder_span=Span(*by) if by else None,
        reporter=None if reporter is None else names[reporter],
        cue_span=Span(*cue) if cue else None,
        quote_span=Span(*quote),
        quote=article.text[quote[0] : quote[1]],
        form=Form(form),
        act=Act(act),
        polarity=Polarity(polarity) if polarity else None,
        hedge=hedge,
        issue=None if issue is None else names[issue],
        said=unpack_day(said),
        published=details[article.source].published,
        headline=loud,
        sentence=Span(*sentence),
        confidence=sure,
    )


def _pack_registry(registry: Registry, names: _Names) -> dict[str, object]:
    numbers = {id(person): number for number, person in enumerate(registry._persons)}
    states = registry._states
    return {
        "actors": [
            [a.name, a.kind, [[alias.text, alias.evidence] for alias in a.aliases], a.speaks_for, a.role]
            for a in registry.actors.values()
        ],
        "words": [[word, *known] for word, known in registry._words.items()],
        "learnt": [[word, entry.state, entry.sort, entry.evidence] for word, entry in states.learnt.items()],
        "distrusted": sorted(states.distrusted),
        "elsewhere": [[word, sorted(sources)] for word, sources in states.elsewhere.items()],
        "canonical": registry._canonical,
        "persons": [_pack_person(person, registry._person_names.get(id(person))) for person in registry._persons],
        "surnames": [[word, [numbers[id(one)] for one in same]] for word, same in registry._surnames.items() if same],
        "given": sorted(registry._given),
        "nobody": sorted(registry.nobody),
        "linked": {source: _pack_linked(seen, names) for source, seen in registry.linked.items()},
        "mentions": [[actor, [names[source] for source in sources]] for actor, sources in registry.mentions.items()],
    }


def _unpack_registry(parts: Mapping[str, Any], names: Sequence[str], articles: Mapping[str, Article]) -> Registry:
    persons = [_unpack_person(packed) for packed, _ in parts["persons"]]
    return Registry(
        {row[0]: _unpack_actor(row) for row in parts["actors"]},
        {word: (actor, Sort(sort)) for word, actor, sort in parts["words"]},
        Gazetteer(
            {word: Entry(state, Sort(sort), why) for word, state, sort, why in parts["learnt"]},
            frozenset(parts["distrusted"]),
            {word: frozenset(sources) for word, sources in parts["elsewhere"]},
        ),
        parts["canonical"],
        persons,
        {word: [persons[number] for number in same] for word, same in parts["surnames"]},
        {id(person): name for person, (_, name) in zip(persons, parts["persons"], strict=True) if name is not None},
        frozenset(parts["given"]),
        frozenset(parts["nobody"]),
        _Linked(parts["linked"], names, articles),
        {actor: tuple(names[number] for number in sources) for actor, sources in parts["mentions"]},
    )


def _unpack_actor(packed: Sequence[Any]) -> Actor:
    name, kind, aliases, speaks_for, role = packed
    return Actor(name, ActorKind(kind), tuple(Alias(*alias) for alias in aliases), speaks_for, role)


def _pack_person(person: Person, name: str | None) -> list[object]:
    offices = [[source, f.sort, f.name, f.of, f.role, f.speaks, *f.span] for source, f in person.offices]
    parts = [person.spellings, person.surnames, sorted(person.sounds), person.sources, offices]
    return [parts, name]


def _unpack_person(packed: Sequence[Any]) -> Person:
    spellings, surnames, sounds, sources, offices = packed
    held = [
        (source, Fact(About(sort), name, of, role, speaks, Span(start, end)))
        for source, sort, name, of, role, speaks, start, end in offices
    ]
    return Person(Counter(spellings), Counter(surnames), set(sounds), sources, held)


def _pack_linked(seen: Iterable[LinkedMention], names: _Names) -> str:
    return json.dumps([[*s.span, names[s.actor], s.sort, s.use.value] for s in seen])


class _Linked(Mapping[str, Sequence[LinkedMention]]):
    """The linked of each article, taken out of their JSON when somebody asks for them."""

    def __init__(self, packed: Mapping[str, str], names: Sequence[str], articles: Mapping[str, Article]) -> None:
        self._packed = packed
        self._names = names
        self._articles = articles
        self._seen: dict[str, Sequence[LinkedMention]] = {}

    def __getitem__(self, source: str) -> Sequence[LinkedMention]:
        if source not in self._seen:
            text = self._articles[source].text if source in self._packed else ""
            self._seen[source] = tuple(
                LinkedMention(Span(start, end), text[start:end], self._names[actor], Sort(sort), Use(use))
                for start, end, actor, sort, use in json.loads(self._packed[source])
            )
        return self._seen[source]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)
