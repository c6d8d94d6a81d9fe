"""Learns for whom somebody speaks: `sides/*.jsonl` → `retrieval/entities/sides.json`.

    python -m tests.benchmarks.learn_sides            # learn, and print the figures
    python -m tests.benchmarks.learn_sides --figures  # print them only

66 articles of the public news; in each, people wrote down who speaks and for whom: `who` and `as` are spans of the
article as `lay` writes it, `side` is the usual name of the side, or null. Those marked "unseen" are never learnt from.
Of those marked "part", only some persons are written down, of offices whose side stands elsewhere or nowhere.

`clusters.jsonl` are folders of some eight articles on one event, read together: for some who had a side, or may have
one, somebody who saw the places where they are named wrote down the right ones. So they show wrong sides, not which are
missing.

A logistic regression over the candidates of `entities/candidates.py`. A body that nobody wrote down belongs to none;
somebody in a parliament who is written down for a party speaks for none, unless he leads it.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from retrieval.entities import evidence, weighing
from retrieval.entities.actors import Registry
from retrieval.entities.candidates import Candidates
from retrieval.entities.lexicon import OFFICES, lexicon
from retrieval.entities.linking import Builder
from retrieval.entities.speakers import resolve
from retrieval.mentions.facts import Fact, Sort
from retrieval.mentions.roles import (
    BELOW,
    DELEGATE,
    HEADS,
    LAWYERS,
    NATIONAL_BODIES,
    PRIVATE,
    SPEAKING,
    SPOKESPERSONS,
    STATE_BODIES,
    head_of,
)
from retrieval.mentions.vocabulary import BODY_WORDS, COMPANY_WORDS, KINDS, ORGANISATION_WORDS
from retrieval.types import Actor, ActorKind, Span
from tests.benchmarks.matching_data import lay

LABELS = Path(__file__).with_name("sides") / "labels.jsonl"
CLUSTERS = LABELS.with_name("clusters.jsonl")
MADE = Path(weighing.__file__).with_name("sides.json")
LEAST = 0.02  # weights below count as nothing, and are not kept
# Of the probability: a wrong side is worse than an open one, and what stands near or is the article's own is oftener
# wrong.
BARS = {
    "all": 0.65,
    "of": 0.5,
    "home": 0.7,
    "near": 0.9,
    "region": 0.85,
    weighing.BODIES: 0.6,
    f"{weighing.BODIES} home": 0.85,
}
LISTED = 0.5  # what the word of a list counts, beside an example
STRENGTH = 4.0  # how far the weights may follow the examples
# What a state calls its own: "the Tarsian weather agency, AMET".
OFFICIAL = frozenset("agency regulator watchdog ministry authority commission bureau department service police".split())
MEMBERS = frozenset(("sen.", "rep.", "senator", "representative", "congressman", "congresswoman", "lawmaker"))


@dataclass(frozen=True)
class Label:
    """Somebody in an article: `sides` are the names of whom he speaks for, the nearest first; none if for nobody."""

    name: str
    at: int
    sides: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Read:
    """An article that was read alone, or some read together, with what people wrote down of them."""

    sources: Sequence[str]
    builder: Builder
    registry: Registry
    labels: Sequence[Label]
    unseen: bool
    part: bool  # only some of its persons are written down, and none of its bodies


def articles() -> list[Read]:
    rows: dict[str, list[dict[str, object]]] = defaultdict(list)
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["article"]].append(row)
    found = []
    with tempfile.TemporaryDirectory() as folder:
        lay(Path(folder), {each: [each] for each in rows})
        for each, labels in rows.items():
            (path,) = (Path(folder) / each).iterdir()
            text = path.read_text(encoding="utf-8")
            builder = Builder({each: evidence.read(text)}, ())
            registry = builder.registry()
            told = _labels(text, labels)
            found.append(Read([each], builder, registry, told, "unseen" in labels[0], "part" in labels[0]))
    return found


def clusters() -> list[Read]:
    rows = [json.loads(line) for line in CLUSTERS.read_text(encoding="utf-8").splitlines()]
    found = []
    with tempfile.TemporaryDirectory() as folder:
        lay(Path(folder), {str(number): row["articles"] for number, row in enumerate(rows)})
        for number, row in enumerate(rows):
            paths = sorted((Path(folder) / str(number)).iterdir())
            builder = Builder({path.name: evidence.read(path.read_text(encoding="utf-8")) for path in paths}, ())
            registry = builder.registry()
            told = [Label(each["name"], 0, tuple(each["sides"]), "") for each in row["told"]]
            found.append(Read([path.name for path in paths], builder, registry, told, "unseen" in row, True))
    return found


def _labels(text: str, rows: Sequence[Mapping[str, object]]) -> list[Label]:
    def words(span: Sequence[int]) -> str:
        return " ".join(text[slice(*span)].split())

    named: dict[str, Mapping[str, object]] = {_fold(words(row["who"])): row for row in rows}  # type: ignore[arg-type]
    found = []
    for row in rows:
        sides: list[str] = []
        whole: Mapping[str, object] | None = row
        for _ in range(4):  # a body of a body of a state
            if whole is None or whole["side"] is None:
                break
            sides += [str(whole["side"]), *map(words, whole["as"])]  # type: ignore[call-overload]
            whole = named.get(_fold(str(whole["side"])))
        who: Sequence[int] = row["who"]  # type: ignore[assignment]
        found.append(Label(words(who), who[0], tuple(sides), str(row["kind"])))
    return found


def _fold(name: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[^\w ]", " ", name.lower())).strip()


def _named(name: str, others: Sequence[str]) -> bool:
    a = f" {_fold(name)} "
    return any(b in a or a in b for other in others if (b := f" {_fold(other)} ").strip())


def same(read: Read, side: str, wanted: Sequence[str]) -> bool:
    """Whether a side is one of those that were written down, under any of its names."""
    bare = [re.sub("^[Tt]he ", "", each) for each in wanted]
    mine = lexicon().look(side)
    if _named(side, bare) or (mine and any((e := lexicon().look(b)) and e.state == mine.state for b in bare)):
        return True
    hits = (read.registry.named(each, source) for each in bare for source in read.sources)
    return any(hit is not None and hit[0].name == side for hit in hits) or any(
        re.fullmatch(rf"{_fold(side).removesuffix('s')}(?:ic)? party", _fold(each)) for each in bare
    )


def meant(read: Read, label: Label) -> list[Actor]:
    """The actors that a label is about."""
    last = _fold(label.name).split()[-1:]
    actors = read.registry.actors.values()
    found = [one for one in actors if _named(one.name, [label.name]) and _fold(one.name).split()[-1:] == last]
    if not found:
        hit = read.registry.named(re.sub("^[Tt]he ", "", label.name), read.sources[0])
        voice = hit[0] if hit else resolve(read.registry, label.name, read.sources[0], label.at)
        found = [voice] if voice is not None else []
    return found


def examples(read: Read) -> Iterator[tuple[list[str], bool]]:
    """The features of every candidate in an article, and whether it is right."""
    candidates = Candidates(read.builder, read.registry)
    told = {one.name: label for label in read.labels for one in meant(read, label)}
    for person in read.registry._persons:
        name = read.registry._person_names[id(person)]
        if name not in told:
            continue
        label = told[name]
        for source, fact in person.offices:
            if weighing.taken_away(fact):
                continue
            for one in candidates.of_office(fact, source):
                member = label.kind == "party" and head_of(fact.role) in MEMBERS
                near = one.how != "near" or any(_fold(one.side) in _fold(each) for each in label.sides)
                if one.side != name:
                    yield weighing.of_office(fact, one), not member and near and same(read, one.side, label.sides)
    for name, actor in read.registry.actors.items():
        if actor.kind is ActorKind.ORGANISATION and (name in told or not read.part):
            sides = told[name].sides if name in told else ()
            for one in candidates.of_body(name):
                if one.side != name:
                    yield weighing.of_body(name, one), same(read, one.side, sides)


def figures(reads: Sequence[Read], *, detail: bool = False) -> str:
    n: Counter[str] = Counter()
    for read in reads:
        for label in read.labels:
            mine = meant(read, label)
            chains = [(one, one.speaks_for and (one.speaks_for, *read.registry.sides(one.speaks_for))) for one in mine]
            given = [(one, chain) for one, chain in chains if chain]
            itself = any(one.kind is not ActorKind.PERSON and same(read, one.name, label.sides) for one in mine)
            right = any(same(read, side, label.sides) for _, chain in given for side in chain) or itself
            n["sided" if label.sides else "null"] += 1
            n["known"] += bool(label.sides and mine)
            n["right"] += bool(label.sides and right)
            n["wrong"] += bool(label.sides and given and not right)
            n["given"] += bool(not label.sides and given)
            if detail and given and not (label.sides and right):
                print(f"  {read.sources[0]} {label.name}: {[chain[0] for _, chain in given]}, not {label.sides[:2]}")
            elif detail and label.sides and not right:
                print(f"  {read.sources[0]} {label.name}: open, {label.sides[:2]}")
    all_given = n["right"] + n["wrong"] + n["given"]
    return (
        f"sides found {n['right']} of {n['sided']} ({n['known']} of them are actors), wrong {n['wrong']}, "
        f"given to nobody's {n['given']} of {n['null']}; precision {n['right'] / max(1, all_given):.3f}"
    )


def listed() -> Iterator[tuple[list[str], bool]]:
    """What the lists of offices and bodies say by themselves, for the words that no article here has."""

    def office(head: str, how: str, kind: str, side: str = "Somewhere") -> tuple[list[str], bool]:
        fact = Fact(Sort.OFFICE, "Somebody", "Somewhere", head, head not in PRIVATE | BELOW, Span(0, 0))
        one = weighing.Candidate(side, how, kind)
        return weighing.of_office(fact, one), weighing.fits(fact, one)

    for head in sorted(HEADS):
        for how in ("of", "called"):
            yield office(head, how, "organisation")
        yield office(head, "of", "state")
        yield office(head, "of", "organisation", "Somewhere University")
        yield office(head, "of", "party")
    for rank in ("", "prime ", "foreign ", "defence ", "deputy prime "):  # of a state that no lexicon knows
        for _ in range(4):
            yield office(f"{rank}minister", "of", "organisation")
    for head in sorted(OFFICES):
        yield office(head, "only", "state")
    yield office(DELEGATE, "member", "party")
    for head in ("gov.", "governor", "mayor", "president", "secretary", "attorney", "commissioner", *sorted(MEMBERS)):
        features, _ = office(head, "member", "party")
        yield features, False
    for head in ("president", "premier", "chancellor"):
        yield office(head, "seat", "state")
    for head in sorted(SPOKESPERSONS | LAWYERS | {DELEGATE}):
        yield office(head, "boss", "person")
    for head in sorted(SPEAKING):
        yield office(head, "boss", "state")
    for word in sorted(STATE_BODIES):
        for body, how in ((f"Somewhere {word}", "name"), (f"Foreign {word}", "owned"), (f"Foreign {word}", "home")):
            yield weighing.of_body(body, weighing.Candidate("Somewhere", how, "state", 1.0)), True
    for word in sorted(NATIONAL_BODIES):
        yield weighing.of_body(f"National {word}", weighing.Candidate("Somewhere", "home", "state", 1.0)), True
    for word in sorted(COMPANY_WORDS):
        yield weighing.of_body(f"Somewhere {word}", weighing.Candidate("Somewhere", "name", "state")), False
    for noun in sorted(KINDS | ORGANISATION_WORDS):
        for word in ("", "state"):
            doubts = (f"noun={noun}", *((f"word={word}",) if word else ()))
            one = weighing.Candidate("Somewhere", "told", "state", doubts=doubts)
            yield weighing.of_body("Somebody", one), bool(word) or noun in OFFICIAL
    for head in ("gov.", "governor", "mayor"):
        fact = Fact(Sort.OFFICE, "Somebody", "Somewhere", head, head != "mayor", Span(0, 0))
        yield weighing.of_office(fact, weighing.Candidate("Somewhere", "new", "organisation", called="place")), True
    for of in sorted(BODY_WORDS):
        for word in ("committee", "subcommittee", "office", "council"):
            if of not in COMPANY_WORDS:
                yield weighing.of_body(f"{of} {word}", weighing.Candidate(of, "part", "organisation")), True
        yield weighing.of_body(f"Somewhere {of}", weighing.Candidate("Somebody", "wing", "organisation")), True


def fit(rows: Sequence[tuple[list[str], bool]]) -> dict[str, float]:
    """The weights learnt from examples, and a little from the lists."""
    lists = list(listed())
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform([dict.fromkeys(features, 1.0) for features, _ in (*rows, *lists)])
    right = [each for _, each in (*rows, *lists)]
    counts = [1.0] * len(rows) + [LISTED] * len(lists)
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(table, right, sample_weight=counts)
    weights = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    kept = {name: round(float(weight), 2) for name, weight in weights if abs(weight) >= LEAST}
    return {"start": round(float(model.intercept_[0]), 2)} | kept


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--figures", action="store_true")
    parser.add_argument("--detail", action="store_true")
    args = parser.parse_args()
    reads = [*articles(), *clusters()]
    for _ in range(0 if args.figures else 2):  # who speaks for whom is told by others' sides, too
        rows = [row for read in reads if not read.unseen for row in examples(read)]
        made = {"bars": BARS, "weights": fit(rows)}
        MADE.write_text(json.dumps(made, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        weighing.table.cache_clear()
        reads = [*articles(), *clusters()]
    alone = [read for read in reads if len(read.sources) == 1]
    together = [read for read in reads if len(read.sources) > 1]
    print("learnt from:", figures([read for read in alone if not read.unseen and not read.part], detail=args.detail))
    print("in part:", figures([read for read in alone if read.part], detail=args.detail))
    print("unseen:", figures([read for read in alone if read.unseen]))
    print("together:", figures([read for read in together if not read.unseen], detail=args.detail))
    print("together, unseen:", figures([read for read in together if read.unseen]))


if __name__ == "__main__":
    main()
