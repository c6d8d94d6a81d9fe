"""What the product shows for the labelled questions of the clusters that the weights are learnt on.

    python -m tests.benchmarks.shown FOLDER [--cases FILE] [CLUSTER ...]

FOLDER is `learn_matching`'s. The exam counts facts with their holders; here the labels are sentences, ten times as many
questions, and single cases may be looked at (`--cases`: a line of JSON for each question). So this is where a change of
what is done around the cross-encoder (reading a question, what is left out, the bars) is tried.
"answers" and "a part" are shares of the claims shown by the sentences that they cite; "found" is the share of answering
sentences that are cited. Whether the holder is right is not counted.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from bot.answering import answer
from bot.types import Answer, Citation, Nearest
from bot.writers.extractive import ExtractiveWriter
from retrieval.workers import spread
from tests.benchmarks.learn_matching import open_cluster
from tests.benchmarks.matching_data import Place, clusters, lay, parts, questions


def asked(folder: Path, cluster: str) -> list[dict[str, Any]]:
    """Each question of a cluster with what was shown."""
    library, writer = open_cluster(folder, cluster), ExtractiveWriter()
    found = []
    for one in questions()[cluster]:
        given = answer(one.question, library, writer, writer, date.today())
        found.append(_seen(cluster, given, one.answers, one.partly))
    library.index.close()
    return found


def _seen(cluster: str, given: Answer, answers: Sequence[Place], partly: Sequence[Place]) -> dict[str, Any]:
    cited = [each for claim in given.claims for each in claim.citations]
    kinds = [part.understood.kind for part in given.parts or (given,) if part.understood]
    return {
        "cluster": cluster,
        "question": given.question,
        "kind": str(kinds[0]) if kinds else "",
        "answerable": bool(answers),
        "places": len(answers),
        "found": sum(any(_cites(each, [place]) for each in cited) for place in answers),
        "shown": [
            [
                _worth(claim.citations, answers, partly),
                claim.actor,
                claim.text,
                claim.confidence,
                claim.citations[0].source,
            ]
            for claim in given.claims
        ],
        "closest": [[_worth([each], answers, partly), each.text] for each in given.closest],
    }


def _worth(citations: Sequence[Citation | Nearest], answers: Sequence[Place], partly: Sequence[Place]) -> float:
    if any(_cites(each, answers) for each in citations):
        return 1.0
    return 0.4 if any(_cites(each, partly) for each in citations) else 0.0


def _cites(cited: Citation | Nearest, places: Sequence[Place]) -> bool:
    number = int(cited.source[:2])
    return any(number == n and cited.start < end and start < cited.end for n, start, end in places)


def figures(seen: Sequence[dict[str, Any]]) -> str:
    answerable = [one for one in seen if one["answerable"]]
    others = [one for one in seen if not one["answerable"]]
    claims = [worth for one in seen for worth, *_ in one["shown"]]
    first = [one["shown"][0][0] for one in seen if one["shown"]]
    silent = [one for one in answerable if not one["shown"]]
    return "  ".join(
        (
            f"questions {len(seen):4}",
            f"answered {_share([bool(one['shown']) for one in answerable])}",
            f"silent {_share([not one['shown'] for one in others])}",
            f"claims {len(claims):4}",
            f"answers {_share([worth == 1 for worth in claims])}",
            f"a part {_share([0 < worth < 1 for worth in claims])}",
            f"first {_share([worth == 1 for worth in first])}",
            f"found {sum(one['found'] for one in answerable) / max(1, sum(one['places'] for one in answerable)):.3f}",
            f"silence over an answer {sum(any(w == 1 for w, _ in one['closest']) for one in silent)} of {len(silent)}",
        )
    )


def _share(those: Sequence[bool]) -> str:
    return f"{sum(those) / max(1, len(those)):.3f}"


def _kinds(seen: Sequence[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in seen:
        by_kind[one["kind"]].append(one)
    yield from sorted(by_kind.items(), key=lambda each: -len(each[1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("clusters", nargs="*")
    parser.add_argument("--cases", type=Path)
    given = parser.parse_args()
    ids = clusters()
    wanted = given.clusters or [each for each in parts()["weights"] if each in ids]
    lay(given.folder / "articles", {each: ids[each] for each in wanted})
    seen = [one for those in spread(partial(asked, given.folder), wanted, few=1) for one in those]
    if given.cases:
        given.cases.write_text("".join(json.dumps(one) + "\n" for one in seen))
    for kind, those in _kinds(seen):
        print(f"{kind:12}{figures(those)}")
    print(f"{'all':12}{figures(seen)}")


if __name__ == "__main__":
    main()
