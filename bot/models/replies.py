"""What a chat model is asked to return, as data. Whatever else it writes is left out."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from retrieval.types import Act


class FromModel(BaseModel):
    model_config = ConfigDict(extra="ignore")


class ModelClaim(FromModel):
    """One claim. `passage` counts from 1 in the order in which the passages were given."""

    text: str = Field(description="one short sentence")
    actor: str = Field(description="who holds the position")
    passage: int = Field(description="number of the passage")
    quote: str = Field(description="words copied from that passage")
    reported_by: str | None = Field(default=None, description="who says that the actor holds it, if not the article")


class ModelClaims(FromModel):
    """What the model found; an empty list where nothing in the passages answers."""

    claims: list[ModelClaim]
    lead: str | None = Field(default=None, description="one sentence that answers, made of the claims alone")
    search: list[str] = Field(default_factory=list, description="queries for what the passages lack")


class Verdict(FromModel):
    number: int = Field(description="number of the claim")
    verdict: Literal["supported", "not_supported"]
    reason: str = Field(default="", description="a few words")


class Verdicts(FromModel):
    verdicts: list[Verdict]


class Rewritten(FromModel):
    question: str = Field(description="the message as one question that can be understood alone")


class Parted(FromModel):
    questions: list[str] = Field(description="each question that the message asks")


def _act(value: Any) -> Any:
    """An act that is none of ours is no reason to lose the statement."""
    return value if isinstance(value, str) and value in set(Act) else Act.STATE


class ModelStatement(FromModel):
    """One statement of an article."""

    holder: str = Field(description="who holds it, as the article names them")
    reported_by: str | None = Field(default=None, description="who says so, if not the article")
    speaks_for: str | None = Field(default=None, description="for whom the holder officially speaks")
    quote: str = Field(description="what is said, copied from the article")
    act: Annotated[Act, BeforeValidator(_act)] = Act.STATE


class ModelStatements(FromModel):
    statements: list[ModelStatement]
