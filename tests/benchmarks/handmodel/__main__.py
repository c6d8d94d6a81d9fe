"""The exam with a chat model: what the checks let through of right claims, and what of lies.

    python -m tests.benchmarks.handmodel [CLUSTER …] [--detail] [--home=FOLDER]
    python -m tests.benchmarks.handmodel --set=unseen | open | fresh | later | clean

The indexes are kept in `--home`. `judging` says how the judge is played by hand.

The right claims are `answers.json`: 112 requests of the product's own on the four clusters that are learnt on, answered
by hand from the request alone. The lies are made from them by `lies.py`. `unseen` is the same on twelve other clusters,
on whose claims and lies the checks were not shaped; `open`, `fresh`, `later` and `clean` on three, two, two and four
more, worded more freely.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.library import Library
from bot.types import Claim
from bot.verifying.verification import Checked, Dropped, Judged, cite, shown_to_judge, verbatim
from tests.benchmarks.handmodel.judging import KeptJudge, judged, read_verdicts, write_requests
from tests.benchmarks.handmodel.lies import FORCED, FREE, PLAIN, Lie, Told, lies
from tests.benchmarks.handmodel.replay import answers, proposed, sent, sources, through
from tests.benchmarks.handmodel.requests import CLUSTERS, OFFSETS, Request, open_cluster, requests
from tests.benchmarks.real_news import _held, _matches, _named


def main(wanted: Sequence[str], detail: bool, home: Path, ask_judge: Path | None = None) -> dict[str, str]:
    """Prints it all; the figures of the exam's table by their names."""
    table, count, judge = answers(), Counter[str](), KeptJudge()
    told: list[Told] = []
    asked_of_judge: list[Judged] = []
    libraries: dict[str, Library] = {}
    why: Counter[str] = Counter()
    for cluster in wanted:
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
                if ask_judge and (shown_so := judged(proposed(claim, request, library), found, library)):
                    asked_of_judge.append(shown_so)
                if isinstance(found, Dropped):
                    why[_kind(found.why)] += 1
                    if detail:
                        print(f"LOST [{cluster}] {claim.actor}: {claim.text}\n     {found.why}\n     “{claim.quote}”")
                else:
                    shown.append(found)
                    count["shown"] += 1
                    count["marked"] += found.free
                    fault = refused(found, library, judge)
                    count["refused"] += fault
                    if detail and fault:
                        print(f"REFUSED [{cluster}] {claim.actor}: {claim.text}\n     “{claim.quote}”")
            _score(request, claimed, shown, count)
    sent_on = count["given"]
    print(f"questions {count['questions']}, claims written {count['written']}, their quotes in the reading {sent_on}")
    print(f"right claims shown                 {share(count['shown'], sent_on)}")
    print(f"of those, marked as worded freely  {share(count['marked'], count['shown'])}")
    print(f"right claims shown with a judge    {share(count['shown'] - count['refused'], sent_on)}")
    print(f"gold facts carried by the model    {share(count['carried'], count['facts'])}")
    print(f"of those, carried by what is shown {share(count['met'], count['carried'])}")
    print(f"lost by: {dict(why.most_common())}")
    told_of_lies, for_judge = report(list(lies(told, libraries)), libraries, detail, judge)
    asked_of_judge += for_judge
    if judge.unknown:
        print(f"{judge.unknown} claims that the judge was to read have no verdict; they count as let through")
    if ask_judge:
        print(f"{write_requests(asked_of_judge, ask_judge)} requests in {ask_judge}")
    return {
        "right claims shown": share(count["shown"], sent_on),
        "gold facts carried, of those it wrote": share(count["met"], count["carried"]),
        "gold facts carried, of all": share(count["carried"], count["facts"]),
        **told_of_lies,
    }


def prepared(cluster: str, home: Path) -> tuple[Library, list[Request]]:
    library = open_cluster(cluster, home)
    return library, list(requests(cluster, library))


def report(
    made: Sequence[Lie], libraries: Mapping[str, Library], detail: bool, judge: KeptJudge
) -> tuple[dict[str, str], Sequence[Judged]]:
    """Prints what becomes of the lies; the figures of the exam's table, and what a judge should read of them: all that
    passes, and a third of the rest.

    Nobody has judged those with a forced verb, which came later."""
    caught: dict[str, Counter[str]] = defaultdict(Counter)
    for_judge: list[Judged] = []
    for number, lie in enumerate(made):
        library = libraries[lie.request.cluster]
        found = through(lie.claim, lie.request, library)
        fate = "dropped" if isinstance(found, Dropped) else "corrected" if _corrected(lie, found, library) else ""
        if isinstance(found, Claim) and not fate:
            fate = "marked" if found.free else "shown"
            if lie.kind not in FORCED:
                caught[lie.kind]["judged"] += refused(found, library, judge)
        shown_so = None if lie.kind in FORCED else judged(proposed(lie.claim, lie.request, library), found, library)
        if shown_so is not None and (fate in ("marked", "shown") or number % 3 == 0):
            for_judge.append(shown_so)
        caught[lie.kind][fate] += 1
        if detail and fate in ("shown", "marked"):
            print(f"LIE {lie.kind} {fate} [{lie.request.cluster}] {lie.claim.actor}: {lie.claim.text}")
            print(f"     “{lie.claim.quote}”")
    columns = ("dropped", "corrected", "marked", "shown")
    heads = "".join(f"{name:>11}" for name in columns)
    print(f"{'lies':<20}{'count':>8}{heads}{'caught':>9}{'with a judge':>14}")
    for kind in (*PLAIN, *FREE, *FORCED):
        n, total = caught[kind], _count(caught[kind])
        stopped = n["dropped"] + n["corrected"]
        alone = stopped + (0 if kind in PLAIN else n["marked"])
        cells = "".join(f"{n[name]:>11}" for name in columns)
        judge_s = "–" if kind in FORCED else f"{(stopped + n['judged']) / max(1, total):.2f}"
        print(f"{kind:<20}{total:>8}{cells}{alone / max(1, total):>9.2f}{judge_s:>14}")
    figures: dict[str, str] = {}
    for name, kinds in (("plain lies", PLAIN), ("of the other kinds", FREE), ("with a forced verb", FORCED)):
        total = sum(_count(caught[kind]) for kind in kinds)
        stopped = sum(caught[k]["dropped"] + caught[k]["corrected"] for k in kinds)
        marked = sum(caught[kind]["marked"] for kind in kinds)
        by_judge = sum(caught[kind]["judged"] for kind in kinds)
        with_judge = "" if kinds is FORCED else f", caught with a judge {share(stopped + by_judge, total)}"
        figures[name] = share(stopped + (0 if kinds is PLAIN else marked), total)
        print(
            f"{name}: {total}, caught {share(stopped, total)}, caught or marked"
            f" {share(stopped + marked, total)}{with_judge}"
        )
    return figures, for_judge


def refused(found: Checked, library: Library, judge: KeptJudge) -> bool:
    """Whether the judge refuses what the checks let through; verbatim words are not asked about."""
    if not isinstance(found, Claim) or verbatim(found):
        return False
    return judge.judge([shown_to_judge(found, library)])[0] is not None


def _count(fates: Counter[str]) -> int:
    return fates.total() - fates["judged"]


def _corrected(lie: Lie, found: Claim, library: Library) -> bool:
    """Whether what is shown is not the lie any more: the citation's own file, the true reporter."""
    if lie.kind == "file":
        return sources(found) == {lie.source}
    return lie.kind == "speaker" and found.reported_by is not None


def _citation(claim: Any, request: Request, library: Library) -> Any:
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
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.handmodel")
    parser.add_argument("clusters", nargs="*")
    parser.add_argument("--detail", action="store_true")
    parser.add_argument("--set", choices=tuple(OFFSETS), help="on the clusters of that file, such as unseen.json")
    parser.add_argument("--home", type=Path, help="where the indexes are kept")
    parser.add_argument("--requests", type=Path, help="write what a judge is to read into this folder")
    parser.add_argument("--verdicts", type=Path, help="keep the verdicts that lie in this folder")
    given = parser.parse_args()
    if given.verdicts:
        print(f"{read_verdicts(given.verdicts)} verdicts kept")
    else:
        with tempfile.TemporaryDirectory() as temporary:
            wanted = given.clusters or (tuple(OFFSETS[given.set]) if given.set else CLUSTERS)
            main(wanted, given.detail, given.home or Path(temporary), given.requests)
