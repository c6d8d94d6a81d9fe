"""The judge, played by hand: what it is asked, and the verdicts that somebody gave who saw nothing else.

    python -m tests.benchmarks.handmodel --requests=FOLDER     # requests-1.jsonl …, for somebody to answer
    python -m tests.benchmarks.handmodel --verdicts=FOLDER     # answers-1.jsonl … are kept in verdicts.json

What is asked is what the product asks: claim, holder, quote and paragraph, and nothing of whether it is a lie. Kept are
a digest of that and the verdict, no text of an article.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.library import Library
from bot.types import Claim, Proposal
from bot.verifying.verification import Checked, Judged, cite, shown_to_judge

HERE = Path(__file__).parent
_KEPT = HERE / "verdicts.json"
_TOGETHER = 250  # requests of one file


def key_of(each: Judged) -> str:
    told = "\0".join(" ".join(text.split()) for text in (each.text, each.actor, each.quote, each.paragraph))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def judged(proposal: Proposal, found: Checked, library: Library) -> Judged | None:
    """What the judge would be shown of a proposal, dropped ones too; none where its quote stands nowhere."""
    if isinstance(found, Claim):
        return shown_to_judge(found, library)
    citations = [cited for each in proposal.evidence if (cited := cite(each, library)) is not None]
    if len(citations) < max(1, len(proposal.evidence)):
        return None
    fields = proposal.model_dump(exclude={"evidence", "named"})
    return shown_to_judge(Claim(**fields, citations=tuple(citations)), library)


@dataclass
class KeptJudge:
    """`bot.verifying.verification.Judge` by the verdicts that are kept; `unknown` counts what nobody has judged."""

    verdicts: Mapping[str, str] = field(default_factory=lambda: kept())
    unknown: int = 0

    def judge(self, claims: Sequence[Judged]) -> Sequence[str | None]:
        faults: list[str | None] = []
        for each in claims:
            verdict = self.verdicts.get(key_of(each))
            self.unknown += verdict is None
            faults.append(None if verdict in (None, "supported") else "the judge refuses it")
        return faults


def kept() -> dict[str, str]:
    return dict(json.loads(_KEPT.read_text(encoding="utf-8"))) if _KEPT.exists() else {}


def write_requests(asked: Iterable[Judged], folder: Path) -> int:
    """Files of requests that nobody has judged yet, in an order that tells nothing; how many."""
    known, lines = kept(), {}
    for each in asked:
        if (key := key_of(each)) not in known:
            told = {"claim": each.text, "held_by": each.actor, "quote": each.quote, "paragraph": each.paragraph}
            told["article"] = each.article
            lines[key] = json.dumps({"key": key, **told}, ensure_ascii=False)
    parts = max(1, -(-len(lines) // _TOGETHER))
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(parts):
        part = [lines[key] for place, key in enumerate(sorted(lines)) if place % parts == number]
        (folder / f"requests-{number + 1}.jsonl").write_text("".join(f"{line}\n" for line in part), encoding="utf-8")
    return len(lines)


def read_verdicts(folder: Path) -> int:
    """Keep what was answered; how many."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("answers-*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                answer = json.loads(line)
                found[answer["key"]] = "supported" if answer["verdict"] == "supported" else "not_supported"
    table = {**kept(), **found}
    _KEPT.write_text(json.dumps(dict(sorted(table.items())), indent=0) + "\n", encoding="utf-8")
    return len(found)
