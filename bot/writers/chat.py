"""The writer with a chat model, and the bot's one door to LangChain's chat models.

The model is asked for claims as data and trusted with nothing: what it returns is a draft like any other. Whatever
goes wrong on the way (no answer, broken JSON, an empty one, a limit) is a `WriterError`, and the extractive writer
takes over.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx
from pydantic import BaseModel, ConfigDict, Field, ValidationError

import prompts
from bot.errors import SettingsError, WriterError
from bot.library import Library
from bot.quotes import locate
from bot.types import Draft, Evidence, Proposal, Question, Reason
from bot.verification import nearest_statements
from bot.writers.calls import Calls, bounded
from retrieval.types import Act, Hit, Statement

log = logging.getLogger(__name__)

PASSAGES = 12  # given to the model
_FENCE = re.compile(r"<(?=\s*/?\s*passage)", re.IGNORECASE)
MOST_TOKENS = 4_000  # of a reply
MOST = 8  # proposals read from one reply; more is a model that runs on


class ModelClaim(BaseModel):
    """One claim as the model returns it. `passage` counts from 1 in the order in which the passages were given."""

    model_config = ConfigDict(extra="ignore")

    text: str = Field(description="one short sentence")
    actor: str = Field(description="who holds the position")
    passage: int = Field(description="number of the passage")
    quote: str = Field(description="words copied from that passage")
    reported_by: str | None = Field(default=None, description="who says that the actor holds it, if not the article")


class ModelClaims(BaseModel):
    """What the model found; an empty list where nothing in the passages answers."""

    model_config = ConfigDict(extra="ignore")

    claims: list[ModelClaim]


@dataclass(frozen=True)
class ChatWriter:
    """`name` is the setting, such as "openai:gpt-4o"; `model` is LangChain's runnable for `ModelClaims`."""

    name: str
    model: Any
    calls: Calls

    def write(self, question: Question, library: Library) -> Draft:
        passages = library.search(question.text, PASSAGES)
        if not passages:
            return Draft(question=question, reason=Reason.NO_EVIDENCE, writer=self.name)
        system, asked = prompts.load("claims_system"), prompts.load("claims_question")
        log.info("asking %s with prompts %s and %s", self.name, system.digest, asked.digest)
        messages = [
            ("system", system.text),
            (
                "user",
                asked.fill(
                    passages=_numbered(passages, library), question=question.text, focus=_focus(question, library)
                ),
            ),
        ]
        reply = self._reply(messages)
        proposals = [_proposal(claim, question, passages, library) for claim in reply.claims[:MOST]]
        return Draft(question=question, proposals=tuple(proposals), reason=Reason.NO_EVIDENCE, writer=self.name)

    def close(self) -> None:
        self.calls.close()

    def _reply(self, messages: list[tuple[str, str]]) -> ModelClaims:
        try:
            reply = self.calls.run(lambda: self.model.ainvoke(messages))
        except WriterError:
            raise
        except Exception as error:  # whatever a provider's client may raise
            log.warning("%s failed: %s", self.name, type(error).__name__)
            raise WriterError(f"The chat model {self.name} {_cause(error)}.", "Try again, or unset MODEL.") from error
        if not isinstance(reply, ModelClaims):
            raise WriterError(f"The chat model {self.name} gave no usable answer.", "Try again, or unset MODEL.")
        return reply


def open_chat_writer(setting: str, *, timeout_seconds: float, base_url: str | None = None) -> ChatWriter:
    """The writer for `MODEL=provider:name`. Keys come from the provider's own environment variables.

    A call takes so many seconds at most in all, another try and the pause that a provider asks for included.
    """
    if ":" not in setting:
        raise SettingsError(f"MODEL={setting} names no provider.", "Write it as provider:name, such as openai:gpt-4o.")
    from langchain.chat_models import init_chat_model  # heavy, and only wanted with a model

    options: dict[str, Any] = {
        "temperature": 0, "timeout": timeout_seconds, "max_retries": 1, "max_tokens": MOST_TOKENS,
    }  # fmt: skip
    client: httpx.AsyncClient | None = None
    if setting.startswith("openai:"):
        hooks: dict[str, list[Any]] = {"response": [bounded]}
        client = httpx.AsyncClient(event_hooks=hooks, timeout=timeout_seconds, follow_redirects=True)
        options["http_async_client"] = client
    if base_url:
        options["base_url"] = base_url
    try:
        model = init_chat_model(setting, **options).with_structured_output(ModelClaims, method="json_schema")
    except ImportError as error:
        raise SettingsError(f"MODEL={setting} needs a package that is not here.", f"{error}.") from error
    except Exception as error:  # a provider's client refuses its settings in its own way, and may repeat a key
        raise SettingsError(
            f"MODEL={setting} cannot be used ({type(error).__name__}).",
            "Check its name, the provider's key in the provider's own environment variable, and MODEL_BASE_URL.",
        ) from error
    return ChatWriter(setting, model, Calls(setting, timeout_seconds, client=client))


def _numbered(passages: Sequence[Hit], library: Library) -> str:
    parts = []
    for number, hit in enumerate(passages, 1):
        title = " ".join(_fenced(library.details(hit.passage.source).title).replace('"', "”").split())
        parts.append(f'<passage number="{number}" title="{title}">\n{_fenced(hit.passage.text)}\n</passage>')
    return "\n\n".join(parts)


def _fenced(text: str) -> str:
    """The text without what could end its passage or begin another one."""
    return _FENCE.sub("‹", text)


def _focus(question: Question, library: Library) -> str:
    if not question.actors:
        return ""
    lines = []
    for actor in question.actors:
        found = library.actor(actor)
        aliases = [alias.text for alias in found.aliases][:6] if found else []
        lines.append(f"{actor} (also: {', '.join(aliases)})" if aliases else actor)
    return f"Only positions held by: {'; '.join(lines)}."


def _proposal(claim: ModelClaim, question: Question, passages: Sequence[Hit], library: Library) -> Proposal:
    """The model's claim in our words. A passage that was never given leaves it without evidence, and it will fall."""
    actor, speaker = _canonical(claim.actor, question, library)
    reporter = library.actor(claim.reported_by) if claim.reported_by else None
    hit = passages[claim.passage - 1] if 1 <= claim.passage <= len(passages) else None
    row = _statement(claim, hit, library) if hit else None
    published = library.details(hit.passage.source).published if hit else None
    return Proposal(
        text=" ".join(claim.text.split()) or claim.quote or "—",
        actor=actor,
        act=row.act if row else Act.STATE,
        reported_by=reporter.name if reporter else None,
        speaker=speaker,
        issue=row.issue if row else None,
        said=row.said.iso if row and row.said else None,
        published=published.iso if published else None,
        polarity=row.polarity if row else None,
        confidence=0.8,
        evidence=_evidence(claim, hit),
    )


def _evidence(claim: ModelClaim, hit: Hit | None) -> tuple[Evidence, ...]:
    if hit is None:
        return ()
    passage = hit.passage
    return (Evidence(source=passage.source, start=passage.start, end=passage.end, quote=claim.quote),)


def _canonical(name: str, question: Question, library: Library) -> tuple[str, str | None]:
    """The actor's canonical name, and who spoke where the question asks about whom that person speaks for."""
    found = library.actor(name)
    if found is None:
        return name or "—", None
    for asked in question.actors:
        if found.name != asked and found.name in set(library.party(asked)):
            return asked, found.name
    return found.name, None


def _statement(claim: ModelClaim, hit: Hit, library: Library) -> Statement | None:
    article = library.articles[hit.passage.source]
    span = locate(claim.quote, article.text, hit.passage.span)
    if span is None:
        return None
    return next(iter(nearest_statements(claim.text, hit.passage.source, span, library)), None)


def _cause(error: Exception) -> str:
    """What went wrong in words; the provider's message stays out, since it may repeat a key or the articles."""
    kind = type(error).__name__
    if "Timeout" in kind:
        return "did not answer in time"
    if "RateLimit" in kind:
        return "is over its rate limit"
    if "Authentication" in kind or "PermissionDenied" in kind:
        return "did not accept its key"
    if "Connection" in kind:
        return "cannot be reached"
    if isinstance(error, ValidationError | ValueError) or "Pars" in kind or "Length" in kind:
        return "gave an answer that could not be read"
    return f"failed ({kind})"
