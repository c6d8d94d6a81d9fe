"""The hand-written answers as the product reads them: a claim counts where its quote stands in the reading."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bot.library import Library
from bot.models.replies import ModelClaim
from bot.quotes import locate
from bot.types import Claim, Proposal
from bot.verification import Checked, Judge, checked
from bot.writers.chat import proposal
from tests.benchmarks.handmodel.requests import HERE, Request


def answers() -> dict[str, list[dict[str, str | None]]]:
    """The claims by question, as `answers.json` has them."""
    table = json.loads((HERE / "answers.json").read_text(encoding="utf-8"))
    return {question: answer["claims"] for question, answer in table.items()}


def sent(request: Request, library: Library, table: dict[str, list[dict[str, str | None]]]) -> Iterator[ModelClaim]:
    """The claims of a request whose quotes the model was given, each with its passage's number."""
    for claim in table.get(request.question.text, []):
        for number, each in enumerate(request.given, 1):
            if locate(claim["quote"] or "", library.articles[each.source].text, each.span) is not None:
                yield ModelClaim.model_validate({**claim, "passage": number})
                break


def proposed(claim: ModelClaim, request: Request, library: Library) -> Proposal:
    return proposal(claim, request.question, request.given, library)


def through(claim: ModelClaim, request: Request, library: Library, judge: Judge | None = None) -> Checked:
    """What the checks make of one claim."""
    return checked([proposed(claim, request, library)], library, judge)[0]


def sources(claim: Claim) -> set[str]:
    return {each.source for each in claim.citations}
