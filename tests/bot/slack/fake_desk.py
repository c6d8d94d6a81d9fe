"""A desk with scripted answers and the real interface, which notes what it was asked. Its states are invented."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bot.desk import Desk
from bot.errors import UnknownActorError
from bot.reports import (
    Cell,
    CellKind,
    Comparison,
    Conflict,
    ConflictKind,
    Entry,
    HolderEvidence,
    IssueEntry,
    IssueList,
    IssuePositions,
    NameEvidence,
    SourceEntry,
    Sources,
    Summary,
    Timeline,
)
from bot.types import NO_CONTEXT, Answer, Citation, Claim, Context, Coverage, Reason
from retrieval.errors import PositionsError
from retrieval.types import Act

TEXT = (
    "Border talks stall.\n\nRuritania demands free passage through the strait, its minister said. "
    "“We will not pay the toll,” he added.\n\nBorduria rejects any change to the toll."
)


def citation(quote: str, source: str = "strait.txt", start: int = 0) -> Citation:
    found = TEXT.find(quote)
    start = found if found >= 0 else start
    return Citation(source=source, quote=quote, start=start, end=start + len(quote))


def claim(quote: str, actor: str = "Ruritania", source: str = "strait.txt", **rest: Any) -> Claim:
    rest.setdefault("text", quote)
    return Claim(actor=actor, citations=(citation(quote, source),), **rest)


DEMAND = claim(
    "Ruritania demands free passage through the strait", act=Act.DEMAND, issue="the strait", said="2031-05-02"
)
REFUSAL = claim("We will not pay the toll", act=Act.REJECT, issue="the toll", said="2031-05-02")
REJECTION = claim("Borduria rejects any change to the toll", "Borduria", act=Act.REJECT, issue="the toll")
ARTICLES = (
    SourceEntry(
        source="strait.txt",
        title="Border talks stall",
        publisher="The Daily Strelsau",
        published="2031-05-03",
        origin="strait.txt",
        speakers=("Ruritania", "Borduria"),
    ),
    SourceEntry(source="copy.txt", title="Talks on the border stall", origin="strait.txt", speakers=("Ruritania",)),
    SourceEntry(source="harvest.md", title="A good harvest", origin="harvest.md"),
)


def details(source: str) -> SourceEntry:
    return next(entry for entry in ARTICLES if entry.source == source)


def answered(*claims: Claim, question: str = "?", **rest: Any) -> Answer:
    rest.setdefault("coverage", Coverage(articles=5, mentioning=3, cited=2, origins=2))
    return Answer(question=question, status="answered", claims=claims, **rest)


def abstained(reason: Reason, question: str = "?", **rest: Any) -> Answer:
    return Answer(question=question, status="abstained", reason=reason, **rest)


class FakeDesk:
    """`on(part, outcome)` scripts questions that contain `part`: an answer, an error to raise, or a function."""

    def __init__(self, articles: Sequence[SourceEntry] = ARTICLES) -> None:
        self.articles = tuple(articles)
        self.forget()

    def forget(self) -> None:
        """Everything that was scripted and asked."""
        self.history: list[tuple[str, ...]] = []
        self.text = TEXT
        self._script: list[tuple[str, Answer | Exception | Callable[[str], Answer]]] = []

    def on(self, part: str, outcome: Answer | Exception | Callable[[str], Answer]) -> FakeDesk:
        self._script.insert(0, (part, outcome))
        return self

    def ask(self, question: str, context: Context = NO_CONTEXT) -> Answer:
        """The turns before are noted as well: ("ask", question, what was asked before, …)."""
        self.history.append(("ask", question, *(turn.asked for turn in context.turns)))
        if not question:
            return abstained(Reason.EMPTY_QUESTION)
        for part, outcome in self._script:
            if part.casefold() in question.casefold():
                if isinstance(outcome, Exception):
                    raise outcome
                found = outcome if isinstance(outcome, Answer) else outcome(question)
                return found.model_copy(update={"question": question})
        return abstained(Reason.OFF_TOPIC, question)

    def compare(self, actors: tuple[str, ...], on: str | None = None) -> Comparison:
        self.history.append(("compare", *actors, on or ""))
        known = tuple(name for name in map(self._actor, actors) if name)
        held = {
            ("Ruritania", "the toll"): REFUSAL,
            ("Borduria", "the toll"): REJECTION,
            ("Ruritania", "the strait"): DEMAND,
        }
        issues = tuple(issue for issue in ("the toll", "the strait") if on in (None, issue))
        cells = tuple(_cell(actor, issue, held.get((actor, issue))) for issue in issues for actor in known)
        conflict = Conflict(kind=ConflictKind.BETWEEN_ACTORS, issue="the toll", claims=(REFUSAL, REJECTION))
        unknown = tuple(name for name in actors if not self._actor(name))
        return Comparison(actors=known, issues=issues, cells=cells, conflicts=(conflict,), unknown=unknown)

    def of(self, actor: str, on: str | None = None) -> Summary:
        self.history.append(("of", actor, on or ""))
        name = self._known(actor)
        held = [each for each in (DEMAND, REFUSAL, REJECTION) if each.actor == name and on in (None, each.issue)]
        return Summary(
            actor=name, issues=tuple(IssuePositions(issue=each.issue or "", claims=(each,)) for each in held), dropped=1
        )

    def timeline(self, actor: str, on: str | None = None) -> Timeline:
        self.history.append(("timeline", actor, on or ""))
        early = claim("free passage through the strait", act=Act.OFFER, issue="the strait", said="2031-04-01")
        entries = (
            Entry(said="2031-04-01", published=None, claims=(early,)),
            Entry(said="2031-05-02", published="2031-05-03", shift=True, claims=(DEMAND,)),
        )
        return Timeline(actor=self._known(actor), issue=on, entries=entries)

    def issues(self) -> IssueList:
        self.history.append(("issues",))
        toll = IssueEntry(issue="the toll", statements=2, actors=("Borduria", "Ruritania"), contested=True)
        return IssueList(issues=(toll, IssueEntry(issue="the strait", statements=1, actors=("Ruritania",))))

    def sources(self) -> Sources:
        self.history.append(("sources",))
        return Sources(articles=self.articles)

    def holder(self, citation: Citation) -> HolderEvidence:
        if self.text[citation.start : citation.end] != citation.quote:
            raise PositionsError(f"{citation.source} has no statement there any more.", "Ask again.")
        return HolderEvidence(
            source=citation.source,
            holder="Ruritania",
            mention="its minister",
            cue="said",
            names=(NameEvidence(text="Strelsau", evidence="capital"),),
        )

    def paragraph(self, citation: Citation) -> tuple[str, str, str]:
        if self.text[citation.start : citation.end] != citation.quote:
            raise PositionsError(f"{citation.source} has changed since.", "Ask again.")
        start = self.text.rfind("\n\n", 0, citation.start) + 2
        end = self.text.find("\n\n", citation.end)
        return self.text[start : citation.start], citation.quote, self.text[citation.end : end if end >= 0 else None]

    def title(self, source: str) -> str:
        return next((entry.title for entry in self.articles if entry.source == source), source)

    def covered(self) -> tuple[str, ...]:
        return ("Ruritania", "Borduria")

    def examples(self) -> tuple[str, ...]:
        return ("What does Ruritania demand?", "What does Borduria reject?")

    def _actor(self, name: str) -> str | None:
        return {"ruritania": "Ruritania", "strelsau": "Ruritania", "borduria": "Borduria"}.get(name.casefold())

    def _known(self, name: str) -> str:
        found = self._actor(name)
        if found is None:
            raise UnknownActorError(name, self.covered())
        return found


def _cell(actor: str, issue: str, held: Claim | None) -> Cell:
    if held:
        return Cell(actor=actor, issue=issue, kind=CellKind.POSITION, claims=(held,))
    return Cell(actor=actor, issue=issue, kind=CellKind.ABSENT)


def _is_a_desk(fake: FakeDesk) -> Desk:
    return fake  # checked by mypy: the fake has the real interface
