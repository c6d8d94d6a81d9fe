"""Learns of what kind a name is: `names/labels.jsonl` → `retrieval/mentions/kinds.json`.

    python -m tests.benchmarks.learn_names            # learn, and print the figures
    python -m tests.benchmarks.learn_names --figures  # print them only: learnt on four fifths, read on the others

1,280 articles of the public news; in each, people wrote down of what kind the names are that the product finds in it,
from the words around them. None of these articles is in a cluster that the exam asks about, nor among the unseen sides.

A logistic regression over the features of `retrieval/mentions/kinds.py`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from retrieval.entities.evidence import read
from retrieval.layout.normal_form import as_read
from retrieval.mentions import kinds
from retrieval.mentions.words import words
from retrieval.types import Article
from tests.benchmarks.matching_data import lay

LABELS = Path(__file__).with_name("names") / "labels.jsonl"
MADE = Path(kinds.__file__).with_name("kinds.json")
STRENGTH = 0.7  # how far the weights may follow the examples
RARE = 4  # a feature that fewer names have counts as nothing
LEAST = 0.25  # so does one whose weights are all smaller
SCALE = 50  # weights are kept as whole numbers of this part of one
FOLD = 5  # every fifth article is read, not learnt from, for the figures

Example = tuple[str, str, set[str], str]  # article, name, features, kind


def examples() -> list[Example]:
    """Every labelled name with its features."""
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    found: list[Example] = []
    with tempfile.TemporaryDirectory() as folder:
        lay(Path(folder), {row["article"]: [row["article"]] for row in rows})
        for row in rows:
            (path,) = (Path(folder) / row["article"]).iterdir()
            text = as_read(Article("", path.read_bytes().decode("utf-8"), "")).text
            told = read(text)
            seen = kinds.features(told.names, told.facts, words(text))
            for kind in kinds.Chances._fields:
                found += [(row["article"], name, seen[name], kind) for name in row[kind] if name in seen]
    return found


def learn(known: Sequence[Example]) -> dict[str, object]:
    """The table, as it is kept."""
    often = Counter(feature for _, _, features, _ in known for feature in features)
    rows = [{each: 1.0 for each in sorted(features) if often[each] >= RARE} for _, _, features, _ in known]
    vectorizer, model = DictVectorizer(), LogisticRegression(C=STRENGTH, max_iter=400)
    model.fit(vectorizer.fit_transform(rows), [kind for *_, kind in known])
    order = [list(model.classes_).index(kind) for kind in kinds.Chances._fields]
    weights = {}
    for name, column in sorted(vectorizer.vocabulary_.items()):
        row = [float(model.coef_[i][column]) for i in order]
        if max(map(abs, row)) >= LEAST:
            weights[name] = [round(SCALE * each) for each in row]
    return {"scale": SCALE, "bias": [round(SCALE * float(model.intercept_[i])) for i in order], "weights": weights}


def figures(made: dict[str, object], known: Sequence[Example], asked: Sequence[Example]) -> str:
    """How often the likeliest kind is right, for names that were not learnt from."""
    table = kinds.made(made)
    met = {name for _, name, _, _ in known}
    new = [example for example in asked if example[1] not in met]
    lines = []
    for what, part in (("names", asked), ("names that no article learnt from has", new)):
        guesses = [
            max(zip(table.chances(features), kinds.Chances._fields, strict=True))[1] for _, _, features, _ in part
        ]
        right = [kind for *_, kind in part]
        lines.append(f"{len(part)} {what}: kind right {_share(sum(map(str.__eq__, guesses, right)), len(part))}")
        for kind in kinds.Chances._fields:
            both = sum(guess == kind == told for guess, told in zip(guesses, right, strict=True))
            lines.append(
                f"  {kind:7} precision {_share(both, guesses.count(kind))}  recall {_share(both, right.count(kind))}"
                f"  of {right.count(kind)}"
            )
    return "\n".join(lines)


def _share(a: int, b: int) -> str:
    return f"{a / max(1, b):.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", action="store_true", help="print the figures, write nothing")
    only = parser.parse_args().figures
    known = examples()
    articles = sorted({article for article, *_ in known})
    apart = set(articles[::FOLD])
    part = [example for example in known if example[0] not in apart]
    print(figures(learn(part), part, [example for example in known if example[0] in apart]))
    if not only:
        made = learn(known)
        rows = [f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(row)}" for key, row in made["weights"].items()]  # type: ignore[attr-defined]
        head = f'"scale": {made["scale"]}, "bias": {json.dumps(made["bias"])}, "weights": {{\n'
        MADE.write_text("{" + head + ",\n".join(rows) + "\n}}\n", encoding="utf-8")
        print(f"{len(rows)} weights, {MADE.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
