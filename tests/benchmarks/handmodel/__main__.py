"""The exam with a chat model: what the checks let through of right claims, and what of lies.

    python -m tests.benchmarks.handmodel [CLUSTER …] [--detail]

The right claims are `answers.json`: 112 requests of the product's own on the four clusters that are learnt on, answered
by hand from the request alone. The lies are made from them by `lies.py`.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.library import Library
from bot.types import Claim
from bot.verification import Dropped
from tests.benchmarks.handmodel.lies import FREE, PLAIN, Lie, Told, lies
from tests.benchmarks.handmodel.replay import answers, proposed, sent, sources, through
from tests.benchmarks.handmodel.requests import CLUSTERS, Request, open_cluster, requests
from tests.benchmarks.real_news import _held, _matches, _named


def main(wanted: Sequence[str], detail: bool, home: Path) -> None:
    table, count = answers(), Counter[str]()
    told: list[Told] = []
    libraries: dict[str, Library] = {}
    why: Counter[str] = Counter()
    for cluster in wanted or CLUSTERS:
        library, asked = prepared(cluster, home)
        libraries[cluster] = library
        for request in asked:
            count["questions"] += 1
            written = table.get(request.question.text, [])
            count["written"] += len(written)
            given = list(sent(request, library, table))
            count["given"] += len(given)
            shown: list[Claim] = []
            claimed: list[Claim] = []
            for claim in given:
                found = through(claim, request, library)
                bare = Claim(
                    text=claim.text,
                    actor=claim.actor,
                    citations=(_citation(claim, request, library),),
                )
                claimed.append(bare)
                told.append((request, claim, bare.citations[0].source))
                if isinstance(found, Dropped):
                    why[_kind(found.why)] += 1
                    if detail:
                        print(f"LOST [{cluster}] {claim.actor}: {claim.text}\n     {found.why}\n     “{claim.quote}”")
                else:
                    shown.append(found)
                    count["shown"] += 1
                    count["marked"] += found.free
            _score(request, claimed, shown, count)
    sent_on = count["given"]
    print(f"questions {count['questions']}, claims written {count['written']}, their quotes in the reading {sent_on}")
    print(f"right claims shown                 {share(count['shown'], sent_on)}")
    print(f"of those, marked as worded freely  {share(count['marked'], count['shown'])}")
    print(f"gold facts carried by the model    {share(count['carried'], count['facts'])}")
    print(f"of those, carried by what is shown {share(count['met'], count['carried'])}")
    print(f"lost by: {dict(why.most_common())}")
    report(list(lies(told, libraries)), libraries, detail)


def prepared(cluster: str, home: Path) -> tuple[Library, list[Request]]:
    library = open_cluster(cluster, home)
    return library, list(requests(cluster, library))


def report(made: Sequence[Lie], libraries: Mapping[str, Library], detail: bool) -> None:
    caught: dict[str, Counter[str]] = defaultdict(Counter)
    for lie in made:
        library = libraries[lie.request.cluster]
        found = through(lie.claim, lie.request, library)
        fate = "dropped" if isinstance(found, Dropped) else "corrected" if _corrected(lie, found, library) else ""
        if isinstance(found, Claim) and not fate:
            fate = "marked" if found.free else "shown"
        caught[lie.kind][fate] += 1
        if detail and fate in ("shown", "marked"):
            print(f"LIE {lie.kind} {fate} [{lie.request.cluster}] {lie.claim.actor}: {lie.claim.text}")
            print(f"     “{lie.claim.quote}”")
    columns = ("dropped", "corrected", "marked", "shown")
    print(f"{'lies':<20}{'count':>8}" + "".join(f"{name:>11}" for name in columns) + f"{'caught':>9}")
    for kind in (*PLAIN, *FREE):
        n, total = caught[kind], caught[kind].total()
        stopped = n["dropped"] + n["corrected"] + (n["marked"] if kind in FREE else 0)
        cells = "".join(f"{n[name]:>11}" for name in columns)
        print(f"{kind:<20}{total:>8}{cells}{stopped / max(1, total):>9.2f}")
    for name, kinds in (("plain lies", PLAIN), ("of the other kinds", FREE)):
        total = sum(caught[kind].total() for kind in kinds)
        stopped = sum(caught[k]["dropped"] + caught[k]["corrected"] for k in kinds)
        marked = sum(caught[kind]["marked"] for kind in kinds)
        print(f"{name}: {total}, caught {share(stopped, total)}, caught or marked {share(stopped + marked, total)}")


def _corrected(lie: Lie, found: Claim, library: Library) -> bool:
    """Whether what is shown is not the lie any more: the citation's own file, the true reporter."""
    if lie.kind == "file":
        return sources(found) == {lie.source}
    return lie.kind == "speaker" and found.reported_by is not None


def _citation(claim: Any, request: Request, library: Library) -> Any:
    from bot.verification import cite

    found = cite(proposed(claim, request, library).evidence[0], library)
    assert found is not None
    return found


def _score(request: Request, claimed: Sequence[Claim], shown: Sequence[Claim], count: Counter[str]) -> None:
    for fact in (request.case or {}).get("facts") or ():
        count["facts"] += 1
        carried = [each for each in claimed if _matches(fact, each.citations[0]) and _held(fact, each)]
        met = [
            each for each in shown if any(_matches(fact, cited) for cited in each.citations) and _is_held(fact, each)
        ]
        count["carried"] += bool(carried)
        count["met"] += bool(carried) and bool(met)


def _is_held(fact: Mapping[str, Any], claim: Claim) -> bool:
    return _held(fact, claim) or _named(claim.speaker, fact.get("actor", ()))


def _kind(why: str) -> str:
    return re.sub(r"“[^”]*”|\b[A-Z0-9][\w’'.,-]*(?: [A-Z][\w’'.-]*)*", "…", why)[:60]


def share(part: int, whole: int) -> str:
    return f"{part / max(1, whole):.2f} ({part} of {whole})"


if __name__ == "__main__":
    names = [each for each in sys.argv[1:] if not each.startswith("--")]
    kept = next((each.removeprefix("--home=") for each in sys.argv if each.startswith("--home=")), None)
    if kept:
        main(names, "--detail" in sys.argv, Path(kept))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(names, "--detail" in sys.argv, Path(temporary))
