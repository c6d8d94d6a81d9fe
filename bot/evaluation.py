"""Scoring answers against a file of cases, so that a team can hold the bot to its own articles.

A gold file is a YAML list of cases:

    - question: What does Moscow demand?
      status: answered                      # or abstained
      reason: only_others_say               # optional
      facts:                                # what the answer must hold; the quotes are regular expressions
        - quote: neutrality.*annexations
          sources: [a.txt, b.txt]           # any of them will do
          actor: Russia
          reported_by: null
      enough: 1                             # how many of the facts will do; all by default
      forbidden:                            # what no claim may say; a sentence cited may hold others' words
        - actor: Russia
          quote: full withdrawal
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field, TypeAdapter, ValidationError, field_validator

from bot.desk import Desk
from bot.errors import CallError
from bot.types import Answer, Claim, Frozen, Reason
from retrieval.progress import Progress, silent


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from error
    return value


class Fact(Frozen):
    quote: str
    sources: tuple[str, ...] = ()
    actor: str | None = None
    reported_by: str | None = None

    _check = field_validator("quote")(_pattern)


class Forbidden(Frozen):
    quote: str
    actor: str | None = None

    _check = field_validator("quote")(_pattern)


class Case(Frozen):
    question: str
    status: Literal["answered", "abstained"] = "answered"
    reason: Reason | None = None
    facts: tuple[Fact, ...] = ()
    enough: Annotated[int, Field(ge=1)] | None = None  # an answer is short; of many facts, some will do
    forbidden: tuple[Forbidden, ...] = ()

    @property
    def wanted(self) -> int:
        return min(self.enough or len(self.facts), len(self.facts))


class Miss(Frozen):
    """A case that did not come out as it should, and how."""

    question: str
    what: str


class Score(Frozen):
    """Shares are of 1; a share of nothing is `None`. `citation_precision` counts citations of cases that list facts."""

    cases: int
    citation_precision: float | None
    citation_recall: float | None
    holder_accuracy: float | None
    status_accuracy: float | None
    abstention_f1: float | None
    forbidden: int
    latency_ms_median: Annotated[float, Field(ge=0)]
    latency_ms_p95: Annotated[float, Field(ge=0)]
    misses: tuple[Miss, ...] = ()

    def __str__(self) -> str:
        lines = [
            f"cases                {self.cases}",
            f"citation precision   {_share(self.citation_precision)}",
            f"citation recall      {_share(self.citation_recall)}",
            f"holder accuracy      {_share(self.holder_accuracy)}",
            f"status as it should  {_share(self.status_accuracy)}",
            f"abstention F1        {_share(self.abstention_f1)}",
            f"forbidden claims     {self.forbidden}",
            f"latency              median {self.latency_ms_median:.0f} ms, p95 {self.latency_ms_p95:.0f} ms",
        ]
        return "\n".join(lines + [f"  missed: {miss.question} — {miss.what}" for miss in self.misses])


def read_gold(path: Path) -> tuple[Case, ...]:
    """The cases of a gold file; one that cannot be read raises `CallError`, naming the place."""
    try:
        cases = TypeAdapter(tuple[Case, ...]).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise CallError(f"{path} cannot be read ({error.strerror}).", "Name a YAML file of cases.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        first = str(error).splitlines()[0]
        raise CallError(f"{path} is not YAML ({first}).", "bot/evaluation.py shows the format.") from error
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in wrong["loc"]) or "the file"
        raise CallError(f"{path}: {where}: {wrong['msg']}.", "bot/evaluation.py shows the format.") from error
    if not cases:
        raise CallError(f"{path} holds no case.", "bot/evaluation.py shows the format.")
    return cases


def score_desk(cases: Sequence[Case], desk: Desk, progress: Progress = silent) -> Score:
    """Ask every case and count."""
    answers = []
    for number, case in enumerate(cases, 1):
        answers.append(desk.ask(case.question))
        progress("asking", number, len(cases))
    pairs = list(zip(cases, answers, strict=True))
    with_facts = [(case, answer) for case, answer in pairs if case.facts]
    citations = [_is_wanted(claim, source, case) for case, answer in with_facts for claim, source in _cited(answer)]
    found = [place < _found(case, answer) for case, answer in with_facts for place in range(case.wanted)]
    held = [right for case, answer in with_facts for right in _holders(case, answer)]
    latencies = sorted(answer.elapsed_ms for answer in answers)
    return Score(
        cases=len(cases),
        citation_precision=_mean(citations),
        citation_recall=_mean(found),
        holder_accuracy=_mean(held),
        status_accuracy=_mean([_status_is_right(case, answer) for case, answer in pairs]),
        abstention_f1=_abstention_f1(pairs),
        forbidden=sum(_is_forbidden(claim, case) for case, answer in pairs for claim in answer.claims),
        latency_ms_median=statistics.median(latencies),
        latency_ms_p95=latencies[min(len(latencies) - 1, int(len(latencies) * 0.95))],
        misses=tuple(miss for case, answer in pairs for miss in _misses(case, answer)),
    )


def _cited(answer: Answer) -> list[tuple[Claim, str]]:
    return [(claim, citation.source) for claim in answer.claims for citation in claim.citations]


def _says(pattern: str, claim: Claim, source: str | None = None) -> bool:
    quotes = [each.quote for each in claim.citations if source is None or each.source == source]
    return any(re.search(pattern, quote, re.IGNORECASE | re.DOTALL) for quote in quotes)


def _fits(fact: Fact, claim: Claim, source: str) -> bool:
    return _says(fact.quote, claim, source) and (not fact.sources or source in fact.sources)


def _has_holder(fact: Fact, claim: Claim) -> bool:
    return fact.actor in {None, claim.actor} and fact.reported_by == claim.reported_by


def _is_wanted(claim: Claim, source: str, case: Case) -> bool:
    return any(_fits(fact, claim, source) and _has_holder(fact, claim) for fact in case.facts)


def _is_found(fact: Fact, answer: Answer) -> bool:
    return any(_fits(fact, claim, source) and _has_holder(fact, claim) for claim, source in _cited(answer))


def _found(case: Case, answer: Answer) -> int:
    return sum(_is_found(fact, answer) for fact in case.facts)


def _holders(case: Case, answer: Answer) -> list[bool]:
    """For each claim that rests on the words of some fact: whether it names the holder and reporter of one of them."""
    found = []
    for claim in answer.claims:
        rests_on = [fact for fact in case.facts if any(_fits(fact, claim, each.source) for each in claim.citations)]
        if rests_on:
            found.append(any(_has_holder(fact, claim) for fact in rests_on))
    return found


def _is_forbidden(claim: Claim, case: Case) -> bool:
    """By what the claim says: the sentence that it cites may hold others' words beside it."""
    return any(
        re.search(each.quote, claim.text, re.IGNORECASE | re.DOTALL) and each.actor in {None, claim.actor}
        for each in case.forbidden
    )


def _status_is_right(case: Case, answer: Answer) -> bool:
    return case.status == answer.status and case.reason in {None, answer.reason}


def _abstention_f1(pairs: Sequence[tuple[Case, Answer]]) -> float | None:
    right = sum(case.status == answer.status == "abstained" for case, answer in pairs)
    either = sum((case.status == "abstained") + (answer.status == "abstained") for case, answer in pairs)
    return round(2 * right / either, 3) if either else None


def _misses(case: Case, answer: Answer) -> list[Miss]:
    found = []
    if not _status_is_right(case, answer):
        wanted = f"{case.status}{f' ({case.reason})' if case.reason else ''}"
        got = f"{answer.status}{f' ({answer.reason})' if answer.reason else ''}"
        found.append(f"should be {wanted}, is {got}")
    elif _found(case, answer) < case.wanted:
        found += [f"lacks “{fact.quote}” by {fact.actor}" for fact in case.facts if not _is_found(fact, answer)]
    found += [f"forbidden: {claim.actor}: {claim.text}" for claim in answer.claims if _is_forbidden(claim, case)]
    return [Miss(question=case.question, what=what) for what in found]


def _mean(values: Sequence[bool]) -> float | None:
    return round(sum(values) / len(values), 3) if values else None


def _share(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"
