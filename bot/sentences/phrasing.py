"""A claim's words as they are shown: whole, with a name where a pronoun stands, in quotation marks only where the
article has them.

`Claim.text` stays the slice of the file. What is shown may differ from it in three ways, all of them marked: it may be
the whole sentence, a name may stand in square brackets, and a quotation that the slice cuts is closed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from bot.library import Library
from bot.passages.labels import behind_label
from bot.passages.quotes import locate
from bot.types import Claim
from retrieval.articles import datelines
from retrieval.grammar.quotations import Quotation, quotations
from retrieval.types import ActorKind, Form, Span, Statement

LONGEST = 700  # code points; of what is longer only the slice is shown
_PRONOUNS = frozenset("he she they it him her them".split())
_OWNERS = frozenset("his her their its".split())
_RELATIVES = frozenset("who which that whose".split())
_MARKS = "“”„«»\"'‘’` \t\r\n"
_PAIRS = {"“": "”", "„": "“", "«": "»", "‘": "’", "``": "''"}
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_PREPOSITION = re.compile(
    r"\b(?:about|against|among|as|at|between|by|for|from|in|including|into|like|of|on|over|than|through|to|under|with)"
    r"(?: the)?\W*$",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"\W*(?:after|although|as|because|before|if|once|since|though|unless|until|when|whereas|while)\W+", re.IGNORECASE
)
_FINITE = re.compile(r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|should|must|does|did)\b")
_STOP = re.compile(r"[.!?]")
_COMMA = re.compile(r"[,;:]+([”\"’']?)$")
_AUXILIARY = re.compile(r"(?:\b(?:is|are|was|were|be|been|being|keeps?|kept|began)|[’']s|[’']re)\b(?:\s+\w+ly)?\s*$")
_SYMBOLS = frozenset(("So", "Sm", "Pd", "Mn", "Cf", "Sk"))  # Unicode's categories of what opens an item of a list
_TOP = 3_000  # code points in which a dateline stands
_SHORT_REST = 80  # code points of a sentence behind a slice, such as "she told" | "the council on Monday"
_SHORT_TAG = 25  # the same of what stands around a quotation beside the holder and the verb
SMALL = 3  # a quotation of so few words is somebody's term, not a sentence


@dataclass(frozen=True)
class Place:
    """Where a claim's words stand: the article's text, the slice, and the statement of its holder that lies there."""

    text: str
    source: str
    span: Span
    sentence: Span  # from the first to the last sentence that the slice touches
    starts: frozenset[int]  # of those sentences
    row: Statement | None

    @cached_property
    def quotations(self) -> list[Quotation]:
        """The quotations of the paragraphs around the slice, with the article's offsets."""
        found: list[Quotation] = []
        for line in _LINE.finditer(self.text):
            if line.end() < self.sentence.start or line.start() > self.sentence.end:
                continue
            for each in quotations(line.group()):
                found.append(Quotation(_moved(each.outer, line.start()), _moved(each.inner, line.start())))
        return found

    def within(self, span: Span) -> Quotation | None:
        """The quotation in which all words of a slice stand."""
        inner = _bare(span, self.text)
        return next(
            (q for q in self.quotations if inner.start < inner.end and _inside(inner, q.outer)),
            None,
        )

    @property
    def mention(self) -> str:
        """What the article calls the holder there."""
        return self.row.holder_span.of(self.text) if self.row and self.row.holder_span else ""


def place(claim: Claim, library: Library) -> Place | None:
    """`None` where the claim's text is no slice of what it cites: a chat model's words."""
    citation = claim.citations[0]
    article = library.articles[citation.source]
    span = locate(claim.text, article.text, Span(citation.start, citation.end))
    if span is None:
        return None
    touched = [each for each in library.sentences(citation.source) if each.overlaps(span)]
    sentence = Span(min(touched[0].start, span.start), max(touched[-1].end, span.end)) if touched else span
    sentence, span = _bare_start(sentence, article.text), _bare_start(span, article.text)
    if behind_label(article.text, sentence)[1].start == span.start:
        sentence = Span(span.start, sentence.end)  # the holder stands before it as it is
    starts = frozenset(each.start for each in touched)
    return Place(article.text, citation.source, span, sentence, starts, _row(claim, span, library))


def dressed(claim: Claim, library: Library) -> Claim:
    """The claim with `quoted` and `display` as its article has it."""
    found = place(claim, library)
    quoted = found is not None and found.within(found.span) is not None
    words = readable(claim, library)
    return claim.model_copy(update={"quoted": quoted, "display": words if words != claim.text else None})


def readable(claim: Claim, library: Library) -> str:
    """The claim's words for a reader: "He [Ona Brel] told the council that …", “We will not pay.”"""
    found = place(claim, library)
    if found is None:
        return claim.text
    span = shown(found, library)
    if found.within(span) is None and claim.reported_by is None:
        span = speech(found, span) or span
    if found.within(span) is not None:
        return f"“{_one_line(_bare(span, found.text, ends=' ,;:—–').of(found.text))}”"
    words = closed(_named(claim, found, span, library), found, span)
    goes_on = any(letter.isalnum() for letter in found.text[span.end : found.sentence.end])
    words = words[:1].upper() + words[1:]
    return f"{without_comma(words)} …" if goes_on else words


def shown(found: Place, library: Library) -> Span:
    """The claim's slice where it can stand alone, else the whole sentences that it is a part of."""
    whole = found.sentence
    if whole.end - whole.start > LONGEST:
        return found.span
    if not stands_alone(found) or _SUBORDINATE.fullmatch(found.text, whole.start, found.span.start):
        return whole
    rest = Span(found.span.end, whole.end)
    begins = not any(letter.isalnum() for letter in found.text[whole.start : found.span.start])
    short = rest.end - rest.start <= _SHORT_REST and not library.statements_at(found.source, rest)
    full = begins and short and found.within(found.span) is None
    return Span(found.span.start, whole.end) if full or _STOP.fullmatch(rest.of(found.text)) else found.span


def speech(found: Place, span: Span) -> Span | None:
    """The quotation alone, where a slice holds nothing else but who says it: the line's beginning says that."""
    row = found.row
    if row is None or row.form is not Form.DIRECT or row.cue_span is None or row.holder_span is None:
        return None
    quotation = found.within(row.quote_span)
    if quotation is None or not _inside(quotation.inner, span):
        return None
    said = quotation.inner.of(found.text)
    outside = (span.end - span.start) - (quotation.outer.end - quotation.outer.start)
    tag = sum(len(part.of(found.text)) for part in (row.cue_span, row.holder_span) if _inside(part, span))
    whole = said[:1].isupper() and len(said.split()) > SMALL
    return quotation.inner if whole and outside - tag <= _SHORT_TAG else None


def stands_alone(found: Place) -> bool:
    """Whether a slice reads as a sentence: it begins as one does, or with its holder as the subject of the cue."""
    first = _bare(found.span, found.text)
    if found.within(found.span) is not None:
        words = first.of(found.text)
        return words[:1].isupper() and len(words.split()) > SMALL
    if any(found.text[start : first.start].strip(_MARKS) == "" for start in found.starts if start <= first.start):
        return True
    row = found.row
    begins = row is not None and row.holder_span is not None and row.holder_span.start == first.start
    return begins and not is_relative(found.mention) and clausal(found) and not _lacks_subject(found)


def _lacks_subject(found: Place) -> bool:
    """Whether what is said begins with its verb, as in "a system that Arvia says | is a threat"."""
    row = found.row
    return (
        row is not None
        and row.form is Form.INDIRECT
        and row.cue_span is not None
        and row.cue_span.end <= row.quote_span.start
        and bool(_FINITE.match(row.quote_span.of(found.text)))
    )


def clausal(found: Place) -> bool:
    """Whether the holder is the subject and the cue the verb of what runs from the one to the end of the content."""
    row = found.row
    if row is None or row.holder_span is None or row.cue_span is None:
        return False
    holder, cue, text = row.holder_span, row.cue_span, found.text
    if not holder.end <= cue.start < cue.end <= row.quote_span.end or row.cue_span.start > row.quote_span.start:
        return False
    between, before = text[holder.end : cue.start], text[found.sentence.start : holder.start]
    if between.lstrip().startswith(("’s", "'s")) or _PREPOSITION.search(before) or text[cue.start : cue.end] == ":":
        return False
    verb = cue.of(text)
    if verb.endswith("ing"):
        return bool(_AUXILIARY.search(between))
    return not verb.startswith("to ") and not re.search(r"\b(?:to|the|a|an|its|his|her|their)\s*$", between)


def closed(words: str, found: Place, span: Span) -> str:
    """The words with the quotation marks that a slice has cut off."""
    for quotation in found.quotations:
        mark = found.text[quotation.outer.start : quotation.inner.start].strip() or "“"
        other = _PAIRS.get(mark, mark)
        if quotation.inner.start <= span.start < quotation.inner.end < span.end:
            words = mark + words
        if span.start < quotation.inner.start < span.end and span.end <= quotation.inner.end:
            words = words.rstrip(" ,;:") + other
    return words


def without_comma(words: str) -> str:
    """The words without a comma at their end, inside quotation marks too."""
    return _COMMA.sub(r"\1", words.rstrip(" –—"))


def nameless(claim: Claim, found: Place, library: Library) -> bool:
    """Whether the article calls the holder "he" or "the minister" where it quotes them."""
    mention = found.mention
    if found.row is None or not mention:
        return False
    if mention.casefold() in _PRONOUNS | _OWNERS:
        return True
    actor = library.actor(found.row.holder)
    if actor is None or actor.kind is ActorKind.GROUP or not mention.casefold().startswith("the "):
        return False
    named = {each.name for each, _ in library.actors_in(mention)[0]}
    return (
        not named & {claim.actor, claim.speaker, found.row.holder} and actor.name.casefold() not in mention.casefold()
    )


def named_in_part(mention: str, name: str) -> str:
    """ "Tarsian" where the article calls the Tarsian government "the government"; else nothing."""
    noun = mention.casefold().removeprefix("the ")
    return name[: -len(noun)].strip() if name.casefold().endswith(f" {noun}") else ""


def is_relative(mention: str) -> bool:
    return mention.casefold() in _RELATIVES


def _named(claim: Claim, found: Place, span: Span, library: Library) -> str:
    """The slice with the holder's name in brackets behind the words that stand for it."""
    row = found.row
    if row is None or row.holder_span is None or not _inside(row.holder_span, span):
        return _one_line(span.of(found.text))
    if not nameless(claim, found, library):
        return _one_line(span.of(found.text))
    before = found.text[span.start : row.holder_span.start]
    if row.holder in {actor.name for actor, _ in library.actors_in(before)[0]}:
        return _one_line(span.of(found.text))
    if part := named_in_part(found.mention, row.holder):
        at, name = row.holder_span.start + len("the "), f"[{part}] "
    else:
        owns = found.mention.casefold() in _OWNERS and _owns(found)
        at, name = row.holder_span.end, f" [{row.holder}’s]" if owns else f" [{row.holder}]"
    return _one_line(f"{found.text[span.start : at]}{name}{found.text[at : span.end]}")


def _owns(found: Place) -> bool:
    """ "her" in "her demand", not in "asked her"."""
    assert found.row is not None
    assert found.row.holder_span is not None
    return bool(re.match(r" [a-z]", found.text[found.row.holder_span.end :]))


def _row(claim: Claim, span: Span, library: Library) -> Statement | None:
    """The statement of the claim's holder that shares most of the slice."""
    party = {claim.actor, claim.speaker, *library.party(claim.actor)}
    rows = [row for row in library.statements_at(claim.citations[0].source, span) if row.holder in party]
    if claim.speaker:
        rows = [row for row in rows if row.holder == claim.speaker] or rows
    return max(rows, key=lambda row: _shared(row.quote_span, span), default=None)


def _shared(one: Span, other: Span) -> tuple[int, int]:
    """How much of two slices is common; of equals the shorter one first."""
    return min(one.end, other.end) - max(one.start, other.start), one.start - one.end


def _bare(span: Span, text: str, ends: str = " .,;:!?…—–") -> Span:
    """A slice without the quotation marks around it and the stops at its end."""
    start, end = span
    while start < end and text[start] in _MARKS:
        start += 1
    while start < end and (text[end - 1] in _MARKS or text[end - 1] in ends):
        end -= 1
    return Span(start, end)


def _bare_start(span: Span, text: str) -> Span:
    """A slice without what stands before its first word: a bullet, a stop of the sentence before, a dateline."""
    start = span.start
    while start < span.end and (
        unicodedata.category(text[start]) in _SYMBOLS or text[start].isspace() or text[start] in "•*.,;:!?)]"
    ):
        start += 1
    dateline = datelines.find(text) if start < _TOP else None
    if dateline is not None and dateline.span.start <= start < dateline.span.end < span.end:
        start = dateline.span.end
    return Span(start, span.end).trimmed(text) if span.start < start < span.end else span


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _one_line(text: str) -> str:
    return " ".join(text.split())
