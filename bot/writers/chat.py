"""The writer with a chat model: it is asked for claims as data, and trusted with nothing.

What it returns is a draft like any other. Whatever goes wrong on the way (no answer, broken JSON, a limit) is a
`WriterError`, and the extractive writer takes over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from langchain_core.retrievers import BaseRetriever

import prompts
from bot.library import Library
from bot.models import Model
from bot.models.replies import ModelClaim, ModelClaims
from bot.passages.quotes import locate
from bot.running.tracing import span
from bot.types import Claim, Draft, Evidence, Kind, Proposal, Question, Reason
from bot.verifying.verification import Dropped, nearest_statements
from bot.writers.reading import Extract, extracts, fitted
from bot.writers.retrieving import read
from prompts import Said
from retrieval.grammar.quotations import quotations
from retrieval.matching.evidence import Evidence as Found
from retrieval.types import Act, Span, Statement

CONTEXT = 6_000  # tokens of reading
MOST = 12  # proposals read from one reply; more is a model that runs on
Tell = Callable[[Proposal], None]
_FENCE = re.compile(r"<(?=\s*/?\s*passage)", re.IGNORECASE)
_MESSAGE = 5  # words of a message; fewer are somebody's term
_TASKS = {Kind.COMPARISON: "comparison", Kind.TIMELINE: "timeline"}
_CUT = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.+)\s*")  # what a quote leaves out


@dataclass(frozen=True)
class ChatWriter:
    """`context` is how many tokens of the articles a question is given at most; `retriever` finds other ones."""

    model: Model
    context: int = CONTEXT
    retriever: BaseRetriever | None = None

    @property
    def name(self) -> str:
        return self.model.name

    def write(self, question: Question, library: Library, tell: Tell | None = None) -> Draft:
        """`tell` is told of each proposal as soon as the model has written it."""
        given = self._read(question, library)
        if not given:
            return Draft(question=question, reason=Reason.NO_EVIDENCE, writer=self.name)
        said = asked(question, given, library)
        reply = self._reply(said, question, given, library, tell)
        if not reply.claims and (queries := [query for query in reply.search[:2] if query.strip()]):
            given = self._read(question, library, queries)
            said = asked(question, given, library)
            reply = self._reply(said, question, given, library, tell)
        return self._draft(question, reply, given, said, library)

    def repair(self, draft: Draft, dropped: Sequence[Dropped], library: Library) -> Draft:
        """What the model makes of the claims that failed, told why; it sees the passages that it saw before."""
        given = self._read(draft.question, library)
        said = asked(draft.question, given, library)
        faults = "\n".join(f"- “{each.proposal.text}”: {each.why}" for each in dropped)
        again = prompts.load("repair").fill(said=said.user, faults=faults)
        return self._draft(draft.question, self.model.ask(again, ModelClaims), given, again, library)

    def summarise(self, question: Question, claims: Sequence[Claim], turns: str, library: Library) -> Draft:
        """The conversation summed up, out of the paragraphs that its claims cite."""
        cited = [
            Found(each.source, Span(each.start, each.end), (), 0.0, 0.0) for claim in claims for each in claim.citations
        ]
        given = fitted(cited, library, self.context)
        said = prompts.load("thread_summary").fill(passages=numbered(given, library), found=rows_of(given), turns=turns)
        return self._draft(question, self.model.ask(said, ModelClaims), given, said, library)

    def _read(self, question: Question, library: Library, queries: Sequence[str] = ()) -> tuple[Extract, ...]:
        with span("retrieve", rounds=1 + bool(queries)):
            if self.retriever is None:
                return extracts(question, library, self.context, queries)
            found = [each for query in (question.text, *queries) for each in self.retriever.invoke(query)]
            return read(found, library)

    def _reply(
        self, said: Said, question: Question, given: Sequence[Extract], library: Library, tell: Tell | None
    ) -> ModelClaims:
        with span("write", model=self.name, task=said.task, prompt=said.digest):
            stream = getattr(self.model, "stream", None)
            if tell is None or stream is None:
                return self.model.ask(said, ModelClaims)
            count, reply = 0, ModelClaims(claims=[])
            for reply in stream(said, ModelClaims):
                for claim in reply.claims[count:MOST]:
                    tell(proposal(claim, question, given, library))
                count = max(count, len(reply.claims))
            return reply

    def _draft(
        self, question: Question, reply: ModelClaims, given: Sequence[Extract], said: Said, library: Library
    ) -> Draft:
        proposals = [proposal(claim, question, given, library) for claim in reply.claims[:MOST]]
        return Draft(
            question=question,
            proposals=tuple(dict.fromkeys(proposals)),
            reason=Reason.NO_EVIDENCE,
            writer=self.name,
            lead=reply.lead,
            prompt=said.digest,
        )


def asked(question: Question, given: Sequence[Extract], library: Library) -> Said:
    """What the model is told for a question and its reading."""
    if message := quoted_message(question):
        prompt = prompts.load("message_check")
        return prompt.fill(passages=numbered(given, library), found=rows_of(given), message=message)
    return prompts.load(task_of(question)).fill(
        passages=numbered(given, library),
        found=rows_of(given),
        question=question.text,
        about=_about(question, library),
    )


def quoted_message(question: Question) -> str:
    """What somebody wrote, where it is asked who holds that: "Who holds this position: “The port must stay open”?"."""
    if question.kind is not Kind.WHO:
        return ""
    words = [each.inner.of(question.text) for each in quotations(question.text)]
    return next((each for each in words if len(each.split()) >= _MESSAGE), "")


def task_of(question: Question) -> str:
    """The prompt for a question: where somebody stands at all, without a matter, is a summary of that actor."""
    if question.kind is Kind.POSITION and len(question.actors) == 1 and not (question.topic or question.about):
        return "actor_summary"
    return _TASKS.get(question.kind, "answer")


def numbered(given: Sequence[Extract], library: Library) -> str:
    """The passages as the model reads them, with title, outlet and day."""
    parts = []
    for number, each in enumerate(given, 1):
        details = library.details(each.source)
        known = {
            "title": details.title,
            "outlet": details.publisher or "",
            "day": details.published.iso if details.published else "",
        }
        head = "".join(f' {name}="{_attribute(value)}"' for name, value in known.items() if value)
        body = _fenced(each.span.of(library.articles[each.source].text))
        parts.append(f'<passage number="{number}"{head}>\n{body}\n</passage>')
    return "\n\n".join(parts)


def rows_of(given: Sequence[Extract]) -> str:
    """The ledger's rows in the passages, a line each."""
    lines = []
    for number, each in enumerate(given, 1):
        for row in each.rows:
            by = f", says {row.reporter}" if row.reporter else ""
            words = " ".join(_fenced(row.quote).split())
            lines.append(f"- passage {number}: {' '.join(row.holder.split())}{by} ({row.act}): “{words}”")
    return "\n".join(lines) or "- nothing"


def proposal(claim: ModelClaim, question: Question, given: Sequence[Extract], library: Library) -> Proposal:
    """The model's claim in our words; one whose quote stands in no passage will fall."""
    actor, speaker = _canonical(claim.actor, question, library)
    reporter = library.actor(claim.reported_by) if claim.reported_by else None
    evidence = _evidence(claim, given, library)
    row = _statement(claim, evidence, library)
    published = library.details(evidence[0].source).published if evidence else None
    return Proposal(
        text=" ".join(claim.text.split()) or claim.quote or "—",
        actor=actor,
        act=row.act if row else Act.STATE,
        reported_by=reporter.name if reporter else claim.reported_by or None,
        speaker=speaker,
        issue=row.issue if row else None,
        said=row.said.iso if row and row.said else None,
        said_between=row.said.between if row and row.said else None,
        published=published.iso if published else None,
        polarity=row.polarity if row else None,
        confidence=0.8,
        evidence=evidence,
        named=claim.actor,
    )


def _attribute(text: str) -> str:
    return " ".join(_fenced(text).replace('"', "”").split())


def _fenced(text: str) -> str:
    """The text without what could end its passage or begin another one."""
    return _FENCE.sub("‹", text)


def _about(question: Question, library: Library) -> str:
    """Who the question is about, with other names; a help, which may be wrong."""
    lines = []
    for actor in question.actors:
        found = library.actor(actor)
        aliases = [alias.text for alias in found.aliases if alias.text != actor][:6] if found else []
        lines.append(f"{actor} (also: {', '.join(aliases)})" if aliases else actor)
    return f"It seems to be about: {'; '.join(lines)}." if lines else ""


def _evidence(claim: ModelClaim, given: Sequence[Extract], library: Library) -> tuple[Evidence, ...]:
    """Where the quote stands: in the passage that the model names, or else in the one other that has the words."""
    place = claim.passage - 1
    first = [given[place]] if 0 <= place < len(given) else []
    found = []
    whole = any(_stands(claim.quote, each, library) for each in given)  # an article may have the dots itself
    parts = [part for part in _CUT.split(claim.quote) if part.strip()]
    for part in [claim.quote] if whole or not parts else parts:
        there = [each for each in given if _stands(part, each, library)]
        at = next((each for each in first if each in there), there[0] if len(there) == 1 else None)
        at = at or next(iter(first), None)
        if at is None:
            return ()
        found.append(Evidence(source=at.source, start=at.span.start, end=at.span.end, quote=part))
    return tuple(found)


def _stands(quote: str, each: Extract, library: Library) -> bool:
    return locate(quote, library.articles[each.source].text, each.span) is not None


def _canonical(name: str, question: Question, library: Library) -> tuple[str, str | None]:
    """The actor's canonical name, and who spoke where the question asks about whom that person speaks for."""
    found = library.actor(name)
    if found is None:
        return " ".join(name.split()) or "—", None
    for asked_about in question.actors:
        if found.name != asked_about and found.name in set(library.party(asked_about)):
            return asked_about, found.name
    return found.name, None


def _statement(claim: ModelClaim, evidence: Sequence[Evidence], library: Library) -> Statement | None:
    for each in evidence:
        span = locate(each.quote, library.articles[each.source].text, Span(each.start, each.end))
        if span is not None:
            return next(iter(nearest_statements(claim.text, each.source, span, library)), None)
    return None
