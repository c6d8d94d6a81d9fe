"""The words of the bot as frozen values, and the JSON that the command line promises.

A writer makes a `Draft` of `Proposal`s; only `verification.verify` turns them into the `Claim`s of an `Answer`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from retrieval.types import Act, Polarity

MOST_TURNS = 10  # of a conversation that are remembered


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(Frozen):
    """A slice of a source file: `article.text[start:end] == quote`, in code points."""

    source: str
    quote: Annotated[str, Field(min_length=1)]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]


class Claim(Frozen):
    """Something an actor holds. It cannot be built without a citation."""

    text: Annotated[str, Field(min_length=1)]
    actor: str
    act: Act = Act.STATE
    reported_by: str | None = None
    quoted: bool = False  # whether `text` stands in quotation marks in the article
    display: str | None = None  # the words as they are shown, where that is not `text` as it stands
    speaker: str | None = None  # the person who said it, where the actor is whom that person speaks for
    issue: str | None = None
    said: str | None = None
    said_between: tuple[str, str] | None = None  # where only a month, a year or the like is known: its days
    published: str | None = None
    polarity: Polarity | None = None
    confidence: Annotated[float, Field(ge=0.0, le=1.0)] = 1.0
    free: bool = False  # worded by a model, and nobody has judged that the quote says it: "read the quote"
    citations: Annotated[tuple[Citation, ...], Field(min_length=1)]


class LeftOut(Frozen):
    """A claim that was not shown, and why: for whoever wants to know what was dropped."""

    text: str
    actor: str
    why: str
    quote: str = ""
    kind: str = "other"  # quote, holder, named, polarity, saying, judge: which check it failed


class Kind(StrEnum):
    POSITION = "position"
    COMPARISON = "comparison"
    TIMELINE = "timeline"
    WHO = "who"
    FACT = "fact"
    SOURCES = "sources"  # "which articles do you have?"
    ISSUES = "issues"  # "what is this about?", "what are they arguing over?"
    HELP = "help"  # "hi", "what can you do?"
    THANKS = "thanks"


class Question(Frozen):
    """What was asked, and what was understood of it. `actors` are canonical names in the order they were named."""

    text: str
    kind: Kind = Kind.FACT
    actors: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()  # names in the question that no article mentions
    corrected: tuple[tuple[str, str], ...] = ()  # misspelt names as written, each with the name it was read as
    lean: Polarity | None = None  # "Who supports X?" asks for those who are for it
    focus: str = ""  # what is asked, without greeting, politeness and frame: what matching reads
    acts: tuple[Act, ...] = ()
    issue: str | None = None
    topic: str = ""  # what is left of the question without its actors and its frame
    about: tuple[str, ...] = ()  # actors inside the topic: C in "What do A and B say about C?"
    since: str | None = None
    until: str | None = None
    perhaps: bool = False  # whether these days may as well be those of what the question is about
    follows: bool = False  # whether it could only be read in the light of the turns before it
    shown: tuple[Citation, ...] = ()  # what those turns have shown, where more is asked for

    def was_shown(self, source: str, start: int, end: int, words: str) -> bool:
        """Whether a slice of a file lies, for the most part, in what has been shown, or its words do elsewhere."""
        half = (end - start) / 2
        return any(
            (each.source == source and min(each.end, end) - max(each.start, start) > half)
            or words.strip() in each.quote
            for each in self.shown
        )


class Coverage(Frozen):
    """How much of the articles an answer rests on."""

    articles: int = 0
    mentioning: int = 0
    cited: int = 0
    origins: int = 0


class Nearest(Frozen):
    """A passage near to a question that nothing answers: `article.text[start:end] == text`, in code points."""

    source: str
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    text: str
    score: float
    actor: str | None = None  # whose words they are, where they are anybody's
    published: str | None = None


class Reason(StrEnum):
    """Why an answer abstained, or the one remark that an answered one can carry (`ONLY_OTHERS_SAY`)."""

    ONLY_OTHERS_SAY = "only_others_say"
    NO_EVIDENCE = "no_evidence"
    UNKNOWN_ACTOR = "unknown_actor"
    OFF_TOPIC = "off_topic"
    EMPTY_QUESTION = "empty_question"
    NO_ARTICLES = "no_articles"
    FAILED = "failed"  # one of many questions could not be answered for a technical reason; `note` says which


class Evidence(Frozen):
    """Where a writer says that a quote stands: somewhere in `article.text[start:end]`. Not checked yet."""

    source: str
    start: int
    end: int
    quote: str


class Proposal(Frozen):
    """A claim that a writer proposes. Nobody has checked it yet; `verification` makes it a `Claim` or drops it."""

    text: str
    actor: str
    act: Act = Act.STATE
    reported_by: str | None = None
    quoted: bool = False
    speaker: str | None = None
    issue: str | None = None
    said: str | None = None
    said_between: tuple[str, str] | None = None  # where only a month, a year or the like is known: its days
    published: str | None = None
    polarity: Polarity | None = None
    confidence: Annotated[float, Field(ge=0.0, le=1.0)] = 1.0
    evidence: tuple[Evidence, ...] = ()
    named: str | None = None  # the actor as a model wrote the name


class Draft(Frozen):
    """What a writer proposes for a question."""

    question: Question
    proposals: tuple[Proposal, ...] = ()
    reason: Reason | None = None
    writer: str = "extractive"
    note: str | None = None  # one sentence a reader should know, such as that another writer had to step in
    lead: str | None = None  # the answer in one sentence as a model words it; shown only if the claims bear it out
    prompt: str | None = None  # the digest of the prompt that it was written by
    probability: float | None = None
    closest: tuple[Nearest, ...] = ()


class Answer(Frozen):
    """Claims that were checked against the files. Made by `verification.verify` only."""

    question: str
    status: Literal["answered", "abstained"]
    reason: Reason | None = None
    lead: str | None = None  # the answer in one sentence, made of the claims alone
    claims: tuple[Claim, ...] = ()
    closest: tuple[Nearest, ...] = ()  # where nothing answers: the passages nearest to the question
    probability: float | None = None  # calibrated: that the articles answer the question
    coverage: Coverage = Coverage()
    dropped: int = 0
    left_out: tuple[LeftOut, ...] = ()  # the claims that were dropped, as far as there is something to tell
    writer: str = "extractive"
    prompt: str | None = None  # the digest of the prompt that a model was asked with
    note: str | None = None
    understood: Question | None = None  # what was read out of the question
    elapsed_ms: float = 0.0
    parts: tuple[Answer, ...] = ()  # one answer a question, where a message asks several; `claims` has all of theirs


class Turn(Frozen):
    """One exchange of a conversation: what was asked, as written, and what was shown."""

    asked: str
    answer: Answer


class Context(Frozen):
    """The conversation before a question, oldest first."""

    turns: tuple[Turn, ...] = ()

    def then(self, asked: str, answer: Answer) -> Context:
        """The conversation after one more turn; the oldest are forgotten."""
        return Context(turns=(*self.turns, Turn(asked=asked, answer=answer))[-MOST_TURNS:])


NO_CONTEXT = Context()
