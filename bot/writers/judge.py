"""A chat model as the judge: it is asked once for all claims of an answer, and not told who wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import prompts
from bot.models import Model
from bot.models.replies import Verdicts
from bot.verifying.verification import Judged

UNJUDGED = "the judge says nothing of it"


@dataclass(frozen=True)
class ModelJudge:
    """`bot.verifying.verification.Judge` by a chat model. A claim that it leaves out is not borne out."""

    model: Model

    def judge(self, claims: Sequence[Judged]) -> Sequence[str | None]:
        if not claims:
            return []
        listed = "\n\n".join(_told(number, each) for number, each in enumerate(claims, 1))
        reply = self.model.ask(prompts.load("judge").fill(claims=listed), Verdicts)
        found = {each.number: each for each in reply.verdicts}
        faults: list[str | None] = []
        for number in range(1, len(claims) + 1):
            verdict = found.get(number)
            if verdict is not None and verdict.verdict == "supported":
                faults.append(None)
            else:
                reason = " ".join(verdict.reason.split())[:200] if verdict else ""
                faults.append(
                    f"the judge: {reason}" if reason else UNJUDGED if verdict is None else "the judge refuses it"
                )
        return faults


def _told(number: int, each: Judged) -> str:
    lines = [
        ("Claim", each.text),
        ("Said to be held by", each.actor),
        ("Quote", each.quote),
        ("Paragraph", each.paragraph),
        ("Article", each.article),
    ]
    return "\n".join([f"[{number}]", *(f"{name}: {' '.join(text.split())}" for name, text in lines if text)])
