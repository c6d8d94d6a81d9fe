"""What one article says, kept as JSON: its attributions with everything that needs the parse or the article's own day.

Made once per content of a file, because the parse is what costs. Who the holders are depends on all articles and is
decided when the ledger is built.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from retrieval.dates import latest_year, said_on
from retrieval.details import describe, read_head
from retrieval.furniture import furniture, untagged
from retrieval.sentences import sentences
from retrieval.types import Act, Article, Attribution, Day, Form, Mention, Polarity, Reading, Role, Span

MADE_BY = (  # the files that a transcript depends on: when one of them changes, everything is read again
    *"attribution/*.py attribution/weights.json datelines.py dates.py details.py furniture.py issuers.py".split(),
    *"lexicon.py masking.py mending.py names.py parsing.py printed.py roles.py sentences.py transcripts.py".split(),
    "types.py",
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
    terms: tuple[str, ...]  # noun phrases of the content, head last: "NATO membership"


@dataclass(frozen=True, slots=True)
class Transcript:
    """One article's rows in the order of the text.

    `subjects` are the names that are subjects of a clause, `nouns` the subjects without a name ("the president").
    """

    rows: tuple[Row, ...]
    subjects: tuple[Span, ...]
    nouns: tuple[Span, ...]
    sentences: tuple[Span, ...]

    def dump(self) -> str:
        return json.dumps(
            [[_pack(row) for row in self.rows], self.subjects, self.nouns, self.sentences], ensure_ascii=False
        )

    @classmethod
    def load(cls, dumped: str) -> Transcript:
        rows, *spans = json.loads(dumped)
        return cls(tuple(map(_unpack, rows)), *(tuple(Span(*span) for span in part) for part in spans))


def body(text: str) -> list[Span]:
    """The sentences of an article that can hold statements: no furniture, no lines that state its date or author."""
    return sentences(text, sorted((*furniture(text), *read_head(text).spans)))


def transcribe(article: Article, spans: Sequence[Span], reading: Reading) -> Transcript:
    """What is kept of a reading. `spans` are the sentences that were read."""
    text = article.text
    published = describe(text, article.source).published
    year = latest_year(text)
    rows = []
    for one in reading.attributions:
        touched = [s for s in spans if s.overlaps(one.quote) or (one.cue is not None and s.overlaps(one.cue))]
        sentence = Span(touched[0].start, touched[-1].end) if touched else one.quote
        home = next((s for s in touched if one.cue is not None and s.overlaps(one.cue)), sentence)
        holder = _mention_at(reading.mentions, one.holder)
        antecedent = holder.antecedent if holder else None
        named = _mention_at(reading.mentions, antecedent) or holder
        rows.append(
            Row(
                attribution=one,
                sentence=sentence,
                antecedent=antecedent,
                renamed=named.appositions if named else (),
                said=said_on(text, home, one.cue, one.parts or (one.quote,), published, year),
                headline=_is_headline(text, home),
                terms=tuple(_terms(text, reading.mentions, one)),
            )
        )
    return Transcript(tuple(rows), *subjects(reading.mentions), tuple(spans))


def subjects(mentions: Iterable[Mention]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The subjects of clauses: heads of names, and whole phrases without a name."""
    acting = [m for m in mentions if m.role in _SUBJECTS]
    return tuple(m.head for m in acting if m.kind == "name"), tuple(m.span for m in acting if m.kind == "noun")


def read_transcripts(articles: Sequence[Article], processes: int = 2) -> Iterator[tuple[str, str]]:
    """(source, JSON) of every article, in order: the reader that an index keeps."""
    from retrieval.attribution.reading import read_many

    jobs = [(article.text, body(article.text)) for article in articles]
    for article, (_, spans), reading in zip(articles, jobs, read_many(jobs, processes), strict=True):
        yield article.source, transcribe(article, spans, reading).dump()


def _mention_at(mentions: Iterable[Mention], span: Span | None) -> Mention | None:
    if span is None:
        return None
    inside = [m for m in mentions if span.start <= m.head.start and m.head.end <= span.end]
    return max(inside, key=lambda m: m.span.end - m.span.start, default=None)


def _is_headline(text: str, sentence: Span) -> bool:
    """Whether a sentence is a whole line without a full stop, as headlines and subheads are."""
    before = text[: sentence.start].rsplit("\n", 1)[-1]
    before = before[untagged(before + "x") :].strip(" \t\r\ufeff#*·•“\"'‘")
    after = text[sentence.end :].split("\n", 1)[0].strip(" \t\r#*”\"'’")
    return (
        not before
        and not after
        and sentence.end - sentence.start <= 180
        and not re.search(r"[.!?…][”\"'’)]*$", sentence.of(text))
        and "\n" in text[sentence.end :]
    )


def _terms(text: str, mentions: Iterable[Mention], one: Attribution) -> Iterator[str]:
    """The noun phrases inside a content, as "modifier head"; "withdrawal of troops" gives "troops withdrawal" too."""
    pieces = one.parts or (one.quote,)
    for mention in mentions:
        if mention.kind != "noun" or not any(
            p.start <= mention.head.start and mention.head.end <= p.end for p in pieces
        ):
            continue
        head = mention.head.of(text)
        before = text[mention.span.start : mention.head.start].split()
        if before and re.fullmatch(r"[^\W\d_][\w-]*", before[-1]) and before[-1].lower() not in _DETERMINERS:
            head = f"{before[-1]} {head}"
        elif mention.of is not None and (words := re.findall(r"[^\W\d_][\w-]*", mention.of.of(text))):
            yield f"{words[-1]} {head}"
        yield head


_DETERMINERS = frozenset(
    "a an the this that these those its their his her our my your no any some all each every such both other own more"
    " and or".split()
)


def _pack(row: Row) -> list[object]:
    a = row.attribution
    said = [row.said.iso, row.said.inferred, row.said.basis] if row.said else None
    grammar = [a.quote, a.cue, a.holder, a.form, a.lemma, a.act, a.polarity, a.hedge, a.negated, a.outer, a.parts]
    return [*grammar, a.confidence, a.doer, row.sentence, row.antecedent, row.renamed, said, row.headline, row.terms]


def _unpack(packed: list[object]) -> Row:
    quote, cue, holder, form, lemma, act, polarity, hedge, negated, outer, parts, confidence, doer, *rest = packed
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
        ),
        _span(sentence),
        _maybe(antecedent),
        tuple(map(_span, renamed if isinstance(renamed, list) else ())),
        Day(*said) if isinstance(said, list) else None,
        bool(headline),
        tuple(map(str, terms if isinstance(terms, list) else ())),
    )


def _span(pair: object) -> Span:
    assert isinstance(pair, list | tuple)
    return Span(int(pair[0]), int(pair[1]))


def _maybe(pair: object) -> Span | None:
    return _span(pair) if pair is not None else None
