"""The hand-written answers as the product reads them: a claim counts where its quote stands in the reading."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.library import Library
from bot.models.replies import ModelClaim
from bot.passages.quotes import locate
from bot.types import Claim, Proposal
from bot.verifying.verification import Checked, Judge, checked
from bot.writers.chat import proposal
from tests.benchmarks.handmodel.requests import HERE, OFFSETS, Request

CUT = " … "
Written = Mapping[str, Any]  # a claim as it was written: a `ModelClaim` but for its passage


def answers() -> dict[str, Sequence[Written]]:
    """The claims by question, as `answers.json` and the other files have them."""
    table = json.loads((HERE / "answers.json").read_text(encoding="utf-8"))
    seen = {question: answer["claims"] for question, answer in table.items()}
    others = [told["answers"] for clusters in OFFSETS.values() for told in clusters.values()]
    return seen | {question: claims for each in others for question, claims in each.items()}


def sent(request: Request, library: Library, table: Mapping[str, Sequence[Written]]) -> Iterator[ModelClaim]:
    """The claims of a request whose quotes the model was given, each with its passage's number."""
    for claim in table.get(request.question.text, []):
        quote = _quote(claim, library)
        for number, each in enumerate(request.given, 1):
            if locate(quote.split(CUT)[0], library.articles[each.source].text, each.span) is not None:
                yield ModelClaim.model_validate({**claim, "quote": quote, "passage": number})
                break


def _quote(claim: Written, library: Library) -> str:
    """Its words, or the slices that stand for them: [number of the article in its cluster, start, end]."""
    if isinstance(claim["quote"], str):
        return claim["quote"]
    slices = claim["quote"] if isinstance(claim["quote"][0], list) else [claim["quote"]]
    texts = [library.articles[source].text for source in sorted(library.articles)]
    return CUT.join(texts[number - 1][start:end] for number, start, end in slices)


def proposed(claim: ModelClaim, request: Request, library: Library) -> Proposal:
    return proposal(claim, request.question, request.given, library)


def through(claim: ModelClaim, request: Request, library: Library, judge: Judge | None = None) -> Checked:
    """What the checks make of one claim."""
    return checked([proposed(claim, request, library)], library, judge)[0]


def sources(claim: Claim) -> set[str]:
    return {each.source for each in claim.citations}
