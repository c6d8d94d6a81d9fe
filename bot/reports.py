"""What is made of many claims: a comparison, a summary, a timeline, the sources. The shapes are the JSON contract."""

from __future__ import annotations

from enum import StrEnum

from bot.types import Claim, Frozen


class CellKind(StrEnum):
    """What a cell of a comparison holds; all but `POSITION` are kinds of silence, and silence is said aloud."""

    POSITION = "position"
    ABSENT = "absent"  # the articles do not connect this actor with this issue
    MENTIONED = "mentioned"  # they do, but no clear position is quoted
    ONLY_OTHERS_SAY = "only_others_say"
    REFUSED = "refused"  # the actor declined to say


class Cell(Frozen):
    actor: str
    issue: str
    kind: CellKind
    claims: tuple[Claim, ...] = ()


class ConflictKind(StrEnum):
    BETWEEN_ACTORS = "between_actors"
    OVER_TIME = "over_time"  # an actor against its own earlier statement
    BETWEEN_OUTLETS = "between_outlets"  # outlets disagree about what was said


class Conflict(Frozen):
    kind: ConflictKind
    issue: str
    claims: tuple[Claim, ...]


class Comparison(Frozen):
    """Actors by issues: one cell for each pair, in the order of `actors` within each issue."""

    actors: tuple[str, ...]
    issues: tuple[str, ...]
    cells: tuple[Cell, ...]
    conflicts: tuple[Conflict, ...] = ()
    unknown: tuple[str, ...] = ()  # names that no article mentions
    dropped: int = 0
    left_out: int = 0  # further issues that the actors speak of,
    left_out_issues: tuple[str, ...] = ()  # and their names


class IssuePositions(Frozen):
    issue: str
    claims: tuple[Claim, ...]


class Summary(Frozen):
    """An actor's positions by issue, newest first."""

    actor: str
    issues: tuple[IssuePositions, ...]
    dropped: int = 0
    left_out: int = 0  # further claims, that are held as well as those shown


class Entry(Frozen):
    """What was said on one day. `shift` marks a position that differs from the actor's earlier one on the issue."""

    said: str | None
    published: str | None
    shift: bool = False
    claims: tuple[Claim, ...]


class Timeline(Frozen):
    actor: str
    issue: str | None
    entries: tuple[Entry, ...]
    dropped: int = 0


class IssueEntry(Frozen):
    """An issue, how many statements are on it, and whose; `contested` where one side asks for what another refuses."""

    issue: str
    statements: int
    actors: tuple[str, ...] = ()  # the sides that speak of it, those with most statements first
    contested: bool = False


class IssueList(Frozen):
    issues: tuple[IssueEntry, ...]


class SourceEntry(Frozen):
    """An article; `pages` is where in its text each page of a PDF begins."""

    source: str
    title: str
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    updated: str | None = None
    origin: str
    speakers: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    url: str | None = None
    pages: tuple[int, ...] = ()


class SkippedFile(Frozen):
    """A file that is no article, why, and what to do about it."""

    source: str
    reason: str


class Sources(Frozen):
    articles: tuple[SourceEntry, ...]
    skipped: tuple[SkippedFile, ...] = ()


class NameEvidence(Frozen):
    """A name of an actor, and what makes it one: a place in an article, the lexicon, `actors.yaml`."""

    text: str
    evidence: str


class HolderEvidence(Frozen):
    """Why a statement is its holder's: `mention` and `cue` are the article's words."""

    source: str
    holder: str
    mention: str | None = None
    cue: str | None = None
    reporter: str | None = None
    speaks_for: str | None = None
    role: str | None = None
    names: tuple[NameEvidence, ...] = ()
