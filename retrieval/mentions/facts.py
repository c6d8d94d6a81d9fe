"""A piece of evidence of who is who, as one article gives it. `actors` weighs them over all articles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from retrieval.types import Span


class Sort(StrEnum):
    OFFICE = "office"  # `name` holds an office of `of`
    ALIAS = "alias"  # `name` is short for `of`
    CAPITAL = "capital"  # `name` is the capital or the seat of `of`
    STATE = "state"  # `name` is spoken of as states are
    BODY = "body"  # `name` is a demonym or a state before a body of its government: "Tarsian officials"
    OWNED = "owned"  # `name` is a body that belongs to `of`: "South Korea's Defense Ministry"
    PART = "part"  # `name` may belong to `of`, by the words around it: "Tarsia's weather agency, AMET"
    GROUP = "group"  # `name` is called a group, a company or the like


@dataclass(frozen=True, slots=True)
class Fact:
    """One piece of evidence: the words `span` covers say it. `speaks` is False for the former and the opposing."""

    sort: Sort
    name: str
    of: str | None
    role: str | None
    speaks: bool
    span: Span
