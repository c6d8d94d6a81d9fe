"""The words of the retrieval room as frozen values.

Offsets everywhere are Unicode code points into `Article.text`, end exclusive. `Article.text` is never rewritten: of a
text file it is the file decoded (as UTF-8, if it is that), with line endings, a byte-order mark and boilerplate; of any
other file it is what its extractor made of these bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

UTF8 = "utf-8"


class Span(NamedTuple):
    """A half-open range of code points: `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def trimmed(self, text: str) -> Span:
        """The same range without white space at its edges; an empty one where there is nothing else."""
        words = self.of(text)
        start = self.start + len(words) - len(words.lstrip())
        return Span(start, start + len(words.strip()))


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day and where it comes from: `stated` in the text, or `inferred` from what `basis` says.

    Where the text names no day but a stretch of them ("in February"), `between` has its first and last day, and `iso`
    is the likeliest, or the first.
    """

    iso: str
    inferred: bool = False
    basis: str = ""
    between: tuple[str, str] | None = None

    def dump(self) -> list[object]:
        """The day as JSON's own types, for `load`."""
        return [self.iso, self.inferred, self.basis, self.between]

    @classmethod
    def load(cls, packed: Sequence[Any]) -> Day:
        iso, inferred, basis, between = packed
        return cls(iso, inferred, basis, tuple(between) if between else None)


@dataclass(frozen=True, slots=True)
class Given:
    """What a file says of its article beside the text: the metadata of a page, the columns of a row."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None  # ISO
    url: str | None = None
    pages: tuple[int, ...] = ()  # where in the text each page of a PDF begins

    def dump(self) -> list[object]:
        """What is given as JSON's own types, for `load`."""
        return [self.title, self.author, self.publisher, self.published, self.url, self.pages]

    @classmethod
    def load(cls, packed: Sequence[Any]) -> Given:
        title, author, publisher, published, url, pages = packed
        return cls(title, author, publisher, published, url, tuple(pages))


NOTHING_GIVEN = Given()


@dataclass(frozen=True, slots=True)
class Article:
    """One text of the articles folder.

    `source` is the file's path relative to that folder, with forward slashes; `#12` behind it is the 12th article of a
    file that holds many. `text` is the file decoded, or what was extracted from it.
    """

    source: str
    text: str
    digest: str  # SHA-256, hexadecimal: of the file's bytes, and of the extractor where the text was extracted
    encoding: str = UTF8  # another one where the file is no UTF-8 and its encoding could be told
    given: Given = NOTHING_GIVEN


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice of an article: `article.text[start:end] == text`."""

    source: str
    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question, best first; `score` is the last stage's and only comparable within one search."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Details:
    """What an article says of itself.

    `wire` names the agency or outlet that the text credits, if any; `issuer` is the name of whose press release it is,
    a slice of the text: who "we" are outside its quotation marks.
    """

    title: str
    publisher: str | None = None
    published: Day | None = None
    url: str | None = None
    wire: str | None = None
    issuer: Span | None = None
    updated: Day | None = None  # where the text says so, apart from the day it was published
    author: str | None = None
    instructs: bool = False  # it tells its reader what to do; known once its ledger is built


class ActorKind(StrEnum):
    STATE = "state"
    ORGANISATION = "organisation"
    PERSON = "person"
    GROUP = "group"  # "officials", "analysts": a voice without a name


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an actor, and why it counts as one: a lexicon's name, or a slice of an article."""

    text: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever can hold a position. `speaks_for` is the name of the actor that a person or a body officially speaks for,
    if the text tells it."""

    name: str
    kind: ActorKind
    aliases: tuple[Alias, ...] = ()
    speaks_for: str | None = None
    role: str | None = None  # "Foreign Minister", as the articles put it


class Act(StrEnum):
    """What is done by saying it; the names follow CAMEO's roots 10, 02, 03, 08, 12, 13 and 01."""

    DEMAND = "demand"
    APPEAL = "appeal"
    OFFER = "offer"
    ACCEPT = "accept"
    REJECT = "reject"
    THREATEN = "threaten"
    DENY = "deny"
    STATE = "state"


REFUSALS = frozenset((Act.REJECT, Act.DENY))


class Form(StrEnum):
    DIRECT = "direct"  # the content is one quotation
    MIXED = "mixed"  # indirect speech with quoted words inside
    INDIRECT = "indirect"


class Polarity(StrEnum):
    FOR = "for"
    AGAINST = "against"
    CONDITIONAL = "conditional"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution as the grammar shows it, before anybody knows who the holder is.

    `quote` runs from the first to the last word of the content, without cue, holder and enclosing quotation marks.
    `holder` is the mention beside the cue (a pronoun too), `None` where the text names nobody. `outer` is the index,
    in the article's list of attributions, of the attribution whose content this one is nested in.
    """

    quote: Span
    cue: Span | None
    holder: Span | None
    form: Form
    lemma: str  # of the cue: "say", "insist", "accord"
    act: Act
    polarity: Polarity | None
    hedge: bool = False
    negated: bool = False
    outer: int | None = None
    parts: tuple[Span, ...] = ()  # the pieces of `quote` where cue and holder stand inside it: “…,” she said. “…”
    confidence: float = 1.0  # how sure the reader is that this is an attribution with this content
    doer: Span | None = None  # who would do what is said; the act is the holder's only if that is the holder's side
    also: tuple[Span, ...] = ()  # the other holders of a joint statement: "Tarn and | Vesk | said"


class Role(StrEnum):
    """What a noun phrase does in its clause."""

    SUBJECT = "subject"
    PASSIVE = "passive"  # subject of a passive verb
    AGENT = "agent"  # "by the ministry"
    OBJECT = "object"
    OBLIQUE = "oblique"  # after any other preposition
    OWNER = "owner"  # "Kyiv's" in "Kyiv's demand"
    APPOSITION = "apposition"
    PREDICATE = "predicate"  # "the minister" in "Costa is the minister"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that may name somebody, as the grammar shows it; nobody has decided yet whom it names.

    Every span is a slice of the article. Example: "Ukrainian Foreign Minister Andrii Sybiha, the head of the mission,".
    """

    span: Span  # the phrase with its modifiers, without relative clauses, appositions and trailing punctuation
    head: Span  # its head word: "Sybiha"
    kind: str  # of the head: "name", "noun" or "pronoun"
    name: Span | None  # the run of capitalised names that ends in the head: "Foreign Minister Andrii Sybiha"
    title: Span | None  # words before the name that are no name: "Ukrainian"; before a noun, its modifiers
    appositions: tuple[Span, ...]  # phrases that rename it, on either side: "the head of the mission"
    predicates: tuple[Span, ...]  # what a copula says it is: "Costa is the new President …"
    owner: Span | None  # "Ukraine" in "Ukraine's Foreign Minister", without the 's
    of: Span | None  # "the European Council" in "the President of the European Council"
    antecedent: Span | None  # "the minister" for the "who" of "the minister who said"
    role: Role
    verb: str | None  # lemma of the verb that governs it
    sentence: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What one pass of the parser leaves of an article: all tuples are in the order of the text.

    `orders` are the sentences that tell somebody what to do, whoever says them.
    """

    attributions: tuple[Attribution, ...]
    mentions: tuple[Mention, ...]
    orders: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One row of the ledger: who holds what, who reports it, and the exact slice that shows it."""

    source: str
    holder: str  # canonical name of an Actor
    holder_span: Span | None
    reporter: str | None  # who says that the holder holds it, where that is not the article itself
    cue_span: Span | None
    quote_span: Span
    quote: str
    form: Form
    act: Act
    polarity: Polarity | None
    hedge: bool
    issue: str | None
    said: Day | None
    published: Day | None
    headline: bool = False
    sentence: Span = field(default=Span(0, 0))  # from the first to the last sentence that the row touches
    confidence: float = 1.0  # how sure the reader is of the row
