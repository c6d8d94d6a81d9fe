"""What one article says, kept as JSON: its attributions with everything that needs the parse or the article's own day.

Every span is one of the text that is read (`layout`); the ledger brings what it keeps back to the file.

Made once per content of a file, because the parse is what costs. Who the holders are depends on all articles and is
decided when the ledger is built.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from retrieval.articles.boilerplate import furniture, untagged
from retrieval.articles.dates import latest_year
from retrieval.articles.details import describe, read_head
from retrieval.articles.sentences import sentences
from retrieval.attempts import Failed, attempt
from retrieval.grammar.scene import SAYING
from retrieval.layout.normal_form import as_read
from retrieval.statements.days import going_on, said_on
from retrieval.types import Act, Article, Attribution, Day, Form, Mention, Polarity, Reading, Role, Span
from retrieval.workers import spread

if TYPE_CHECKING:
    from retrieval.grammar.parsing import Parser

MADE_BY = (  # the files that a transcript depends on: when one of them changes, everything is read again
    *"attempts.py types.py attribution/*.py attribution/weights.json contents/*.py grammar/*.py stance/*.py".split(),
    *"articles/boilerplate.py articles/datelines.py articles/dates.py articles/details.py articles/issuers.py".split(),
    *"articles/printed.py articles/sentences.py layout/*.py entities/lexicon.py".split(),
    *"mentions/names.py mentions/roles.py mentions/uses.py mentions/vocabulary.py mentions/words.py".split(),
    *"statements/days.py statements/transcripts.py".split(),
)
_SUBJECTS = (Role.SUBJECT, Role.PASSIVE, Role.AGENT)


@dataclass(frozen=True, slots=True)
class Row:
    """An attribution, and what only its article can tell of it."""

    attribution: Attribution
    sentence: Span  # from the first to the last sentence that it touches
    antecedent: Span | None  # what the holder's "who" refers to
    renamed: tuple[Span, ...]  # appositions of the holder
    said: Day | None
    headline: bool
    terms: tuple[str, ...]  # noun phrases of the content: "eastward expansion", "withdrawal of forces"
    reporter: Span | None = None  # who reports it, where only a second reader says so (`second_reading`); not kept


@dataclass(frozen=True, slots=True)
class Transcript:
    """One article's rows in the order of the text.

    `subjects` are the names that are subjects of a clause, `nouns` the subjects without a name ("the president").
    `orders` are sentences that tell somebody what to do, whoever says them.
    """

    rows: tuple[Row, ...]
    subjects: tuple[Span, ...]
    nouns: tuple[Span, ...]
    sentences: tuple[Span, ...]
    orders: tuple[Span, ...] = ()

    def dump(self) -> str:
        rows = [_pack(row) for row in self.rows]
        return json.dumps([rows, self.subjects, self.nouns, self.sentences, self.orders], ensure_ascii=False)

    @classmethod
    def load(cls, dumped: str) -> Transcript:
        rows, *spans = json.loads(dumped)
        return cls(tuple(map(_unpack, rows)), *(tuple(Span(*span) for span in part) for part in spans))


def body(text: str) -> list[Span]:
    """The sentences of an article that can hold statements: no boilerplate, no lines that state its date or author."""
    return sentences(text, sorted((*furniture(text), *read_head(text).spans)))


def transcribe(article: Article, spans: Sequence[Span], reading: Reading) -> Transcript:
    """What is kept of a reading. `spans` are the sentences that were read."""
    text = article.text
    published = describe(text, article.source, article.given).published
    year = latest_year(text)
    mentions = _Mentions(reading.mentions)
    cues: dict[Span, list[Attribution]] = defaultdict(list)  # by the sentence that they stand in
    for one in reading.attributions:
        for sentence in overlapping(spans, one.cue) if one.cue is not None else ():
            cues[sentence].append(one)
    rows: list[Row] = []
    homes: list[Span] = []  # the sentences of their cues
    for one in reading.attributions:
        beside = overlapping(spans, one.cue) if one.cue is not None else ()
        touched = sorted({*overlapping(spans, one.quote), *beside})
        sentence = Span(touched[0].start, touched[-1].end) if touched else one.quote
        home = beside[0] if beside else sentence
        homes.append(home)
        holder = mentions.at(one.holder)
        antecedent = holder.antecedent if holder else None
        named = mentions.at(antecedent) or holder
        rows.append(
            Row(
                attribution=one,
                sentence=sentence,
                antecedent=antecedent,
                renamed=named.appositions if named else (),
                said=said_on(
                    text,
                    home,
                    one.cue,
                    one.parts or (one.quote,),
                    published,
                    year,
                    _rivals(one, cues[home]),
                ),
                headline=is_headline(text, home),
                terms=tuple(_terms(text, mentions, one)),
            )
        )
    rows = _going_on(text, spans, rows, homes, published)
    return Transcript(tuple(rows), *subjects(reading.mentions), tuple(spans), reading.orders)


def _going_on(
    text: str, spans: Sequence[Span], rows: Sequence[Row], homes: Sequence[Span], published: Day | None
) -> list[Row]:
    """The rows, those that tell no day themselves with the one that the sentence before leaves them."""
    days: dict[Span, Day] = {}
    for row, home in zip(rows, homes, strict=True):
        if row.said is not None:
            days[home] = row.said
    found = []
    for row, home in zip(rows, homes, strict=True):
        place = bisect_left(spans, home.start, key=lambda each: each.start)
        day, one = row.said, row.attribution
        if day is None and place and one.lemma in SAYING:
            before = spans[place - 1]
            day = going_on(text, home, one.cue, one.holder, before, days.get(before), published)
        found.append(replace(row, said=day))
    return found


def _rivals(one: Attribution, others: Sequence[Attribution]) -> list[Span]:
    """The cues beside one whose holders are others: a day that stands nearer to one of them is theirs."""
    return [o.cue for o in others if o.cue is not None and o.cue != one.cue and o.holder != one.holder]


def subjects(mentions: Iterable[Mention]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The subjects of clauses: heads of names, and whole phrases without a name."""
    acting = [m for m in mentions if m.role in _SUBJECTS]
    return tuple(m.head for m in acting if m.kind == "name"), tuple(m.span for m in acting if m.kind == "noun")


def read_transcripts(articles: Iterable[Article], processes: int | None = None) -> Iterator[tuple[str, str | Failed]]:
    """(source, JSON) of every article, in order: the reader that an index keeps. On all cores if nothing is said."""
    return spread(_read, articles, processes)


def _read(article: Article) -> tuple[str, str | Failed]:
    from retrieval.grammar.parsing import own_parser

    parser = own_parser()  # a parser that does not load is no article's fault
    return article.source, attempt(_transcript, article, parser)


def _transcript(article: Article, parser: Parser) -> str:
    from retrieval.attribution.reading import read

    seen = as_read(article)
    spans = body(seen.text)
    return transcribe(seen, spans, read(seen.text, spans, parser)).dump()


class _Mentions:
    """The mentions of an article by where their heads stand."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._sorted = sorted(mentions, key=lambda m: m.head.start)
        self._starts = [m.head.start for m in self._sorted]

    def within(self, span: Span) -> list[Mention]:
        """Those whose heads lie in a span, in order."""
        found = self._sorted[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
        return [m for m in found if m.head.end <= span.end]

    def at(self, span: Span | None) -> Mention | None:
        """The longest of those."""
        found = self.within(span) if span is not None else ()
        return max(found, key=lambda m: m.span.end - m.span.start, default=None)


def overlapping(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Those of `spans`, which are in order and apart, that overlap with one."""
    first = bisect_right(spans, span.start, key=lambda each: each.end)
    return spans[first : bisect_left(spans, span.end, lo=first, key=lambda each: each.start)]


def is_headline(text: str, sentence: Span) -> bool:
    """Whether a sentence is a whole line without a full stop, as headlines and subheads are."""
    starts, ends = text.rfind("\n", 0, sentence.start) + 1, text.find("\n", sentence.end)
    before = text[starts : sentence.start]
    return (
        ends >= 0
        and not before[untagged(before + "x") :].strip(" \t\r\ufeff#*“\"'‘")
        and not text[sentence.end : ends].strip(" \t\r#*”\"'’")
        and not sentence.of(text).startswith("•")  # an item of a list, with or without a full stop
        and sentence.end - sentence.start <= 180
        and not re.search(r"[.!?…:][”\"'’)]*$", sentence.of(text))
    )


def _terms(text: str, mentions: _Mentions, one: Attribution) -> Iterator[str]:
    """The noun phrases inside a content, each from its modifiers to its head; with what follows an "of", too."""
    for mention in (m for piece in one.parts or (one.quote,) for m in mentions.within(piece)):
        if mention.kind != "noun":
            continue
        phrase = _bare(text[mention.span.start : mention.head.end])
        if not phrase:
            continue
        yield phrase
        if mention.of is not None and (rest := _bare(mention.of.of(text))):
            yield f"{phrase} of {rest}"


def _bare(words: str) -> str:
    """The last words of a phrase, three at most, up to a determiner or a possessor; none of what is counted."""
    kept: list[str] = []
    for word in reversed(words.split()):
        if _NUMBER.match(word):
            return ""
        if not _WORD.fullmatch(word) or word.lower() in _DETERMINERS or len(kept) == _LONGEST:
            break
        kept.insert(0, word)
    return " ".join(kept)


_LONGEST = 3  # words of a noun phrase
_WORD = re.compile(r"[^\W\d_](?:[\w-]*[^\W_])?")
_NUMBER = re.compile(r"\W?\d|(?i:two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|[mb]illion)s?$")
_DETERMINERS = frozenset(
    "a an the this that these those its their his her our my your no any some all each every such both other own more"
    " and or".split()
)


def _pack(row: Row) -> list[object]:
    a = row.attribution
    said = row.said.dump() if row.said else None
    grammar: list[object] = [a.quote, a.cue, a.holder, a.form, a.lemma, a.act, a.polarity, a.hedge, a.negated, a.outer]
    grammar += [a.parts, a.confidence, a.doer, a.also]
    return [*grammar, row.sentence, row.antecedent, row.renamed, said, row.headline, row.terms]


def _unpack(packed: list[object]) -> Row:
    quote, cue, holder, form, lemma, act, polarity, hedge, negated, outer, parts, confidence, doer, also, *rest = packed
    sentence, antecedent, renamed, said, headline, terms = rest
    return Row(
        Attribution(
            quote=_span(quote),
            cue=_maybe(cue),
            holder=_maybe(holder),
            form=Form(str(form)),
            lemma=str(lemma),
            act=Act(str(act)),
            polarity=Polarity(str(polarity)) if polarity else None,
            hedge=bool(hedge),
            negated=bool(negated),
            outer=outer if isinstance(outer, int) else None,
            parts=tuple(map(_span, parts if isinstance(parts, list) else ())),
            confidence=confidence if isinstance(confidence, float | int) else 1.0,
            doer=_maybe(doer),
            also=tuple(map(_span, also if isinstance(also, list) else ())),
        ),
        _span(sentence),
        _maybe(antecedent),
        tuple(map(_span, renamed if isinstance(renamed, list) else ())),
        Day.load(said) if isinstance(said, list) else None,
        bool(headline),
        tuple(map(str, terms if isinstance(terms, list) else ())),
    )


def _span(pair: object) -> Span:
    assert isinstance(pair, list | tuple)
    return Span(int(pair[0]), int(pair[1]))


def _maybe(pair: object) -> Span | None:
    return _span(pair) if pair is not None else None
