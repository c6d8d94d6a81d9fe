"""The answer in one sentence, made of the claims alone: the best claim's words with the name of whose they are.

It never says more than the claim and never gives it to somebody else. Where a sentence cannot be made to name its
holder, the name stands before it: "Arvia: whole sentence".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.library import Library
from bot.questions.acts import asks_why
from bot.reports import CellKind, Comparison, ConflictKind
from bot.sentences.phrasing import (
    SMALL,
    Place,
    clausal,
    closed,
    is_relative,
    named_in_part,
    nameless,
    place,
    readable,
    shown,
    without_comma,
)
from bot.sentences.wording import brief, capital, narrates, said_on, sayer
from bot.types import Citation, Claim, Kind, Question
from bot.words import listed
from retrieval.types import ActorKind, Form, Span

LONG = 220  # code points of a sentence; of a longer one the clause is taken where that is safe
_SIDE = 170  # the same for one side of a comparison
_JOINS = re.compile(r"^(?:And|But|So(?! (?:far|long|many|much)\b)|Yet|However,|Meanwhile,|Still,)\s+(?=\S)")
# With these words before or behind it a clause means something else than alone.
_BINDS = re.compile(
    r"\b(?:if|unless|until|except|provided|only|not|no|never|nobody|neither|nor|den(?:y|ies|ied)|false|that|whether)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^\W*(?:but|yet|though|although|while|and)\b", re.IGNORECASE)
_NEXT_PART = re.compile(r"\.\s+[“\"]")
_TIME = re.compile(r"\b(?:\w+day|yesterday|today|tonight|January|February|March|April|May|June|July|August|September|"
                   r"October|November|December|\d{4}|ago|last|later|earlier|since|before|after)\b")  # fmt: skip


def lead(question: Question, claims: Sequence[Claim], library: Library) -> str | None:
    """The answer in one sentence; `None` where there is nothing to say."""
    if not claims:
        return None
    if question.kind is Kind.COMPARISON and len(question.actors) > 1:
        return _side_by_side(question.actors, claims, library)
    asked = question.focus or question.text
    best = max(claims, key=lambda claim: claim.confidence or 0) if question.kind is Kind.TIMELINE else claims[0]
    return in_one_sentence(_to_the_point(best, asked, library), library, asked=asked)


def _to_the_point(claim: Claim, asked: str, library: Library) -> Claim:
    """Of several sentences the one that answers best, where it tells itself who says it: "“It is loud,” Brel said. |
    She wants a ban |"."""
    found = place(claim, library)
    if found is None or claim.reported_by is not None:
        return claim
    spans = [each for each in library.sentences(found.source) if each.overlaps(found.span)]
    if len(spans) < 2:
        return claim
    best = spans[_answering(asked, claim.actor, [_one_line(each.of(found.text)) for each in spans], library)]
    party = set(library.party(claim.actor))
    for row in library.statements_at(found.source, best):
        parts = (row.cue_span, row.holder_span, row.quote_span)
        if row.holder in party and all(part and _within(part, best) for part in parts):
            best = best.trimmed(found.text)
            words = best.of(found.text)
            cited = Citation(source=found.source, start=best.start, end=best.end, quote=words)
            return claim.model_copy(update={"text": _one_line(words), "citations": (cited,)})
    return claim


def in_one_sentence(claim: Claim, library: Library, long: int = LONG, asked: str = "") -> str:
    """A claim as a sentence that stands alone and names its holder, and who tells it where that is another one; of a
    long quotation what answers the question `asked`."""
    found = place(claim, library)
    if found is None:
        return _attributed(claim, claim.text, library)
    if narrates(claim.actor, claim, library.details(found.source).publisher):
        return _finished(readable(claim, library))
    row = found.row
    reason = asks_why(asked)  # which may stand outside the quotation: "“It must close,” Brel said, because it sinks."
    quotation = _quoted(claim, found, library, asked) if claim.reported_by is None and not reason else None
    if quotation is not None:
        return quotation
    if row is None or row.holder_span is None or not _within(row.holder_span, found.sentence):
        return _attributed(claim, readable(claim, library), library)
    span = _span(claim, found, long, library)
    words = _subject_named(claim, found, span, library)
    if words is None:
        return _attributed(claim, closed(_one_line(span.of(found.text)), found, span), library)
    return _finished(closed(words, found, span))


def difference(comparison: Comparison) -> str:
    """What a comparison opens with: where the actors differ most, as far as it marks that, else an issue that most of
    them are quoted on, with what each holds there."""
    apart = next((each for each in comparison.conflicts if each.kind is ConflictKind.BETWEEN_ACTORS), None)
    if apart is not None:
        return f"They disagree most on {apart.issue}: {_sides(apart.claims)}"
    held = {
        issue: [
            cell for cell in comparison.cells if cell.issue == issue and cell.kind is CellKind.POSITION and cell.claims
        ]
        for issue in comparison.issues
    }
    issue = max(held, key=lambda each: len(held[each]), default=None)
    if issue is None or not held[issue]:
        return "None of them is quoted on this."
    if len(held[issue]) > 1:
        return f"On {issue}: {_sides([cell.claims[0] for cell in held[issue]])}"
    speakers = [actor for actor in comparison.actors if any(actor == each[0].actor for each in held.values() if each)]
    if len(speakers) < len(comparison.actors):
        return f"Only {listed(speakers)} {'is' if len(speakers) == 1 else 'are'} quoted on this."
    return "They are quoted on different issues, never on the same one."


def _sides(claims: Sequence[Claim]) -> str:
    """ "Arvia – …; Belmark – …"."""
    return _stopped("; ".join(f"{sayer(claim)} – {brief(claim, _SIDE)}".removesuffix(".") for claim in claims))


def _side_by_side(actors: Sequence[str], claims: Sequence[Claim], library: Library) -> str:
    firsts = [(actor, next((claim for claim in claims if claim.actor == actor), None)) for actor in actors]
    sentences = [in_one_sentence(claim, library, _SIDE) for _, claim in firsts if claim]
    silent = [actor for actor, claim in firsts if claim is None]
    if silent:
        sentences.append(f"Of {listed(silent)} I found nothing sure.")
    return " ".join(sentences)


def _quoted(claim: Claim, found: Place, library: Library, asked: str) -> str | None:
    """ "Ona Brel (Tarsia) on 3 Dec 2024: “…”": of a quotation that is cut by its cue, the first part, or that which is
    `asked` for.

    `None` where nothing is quoted, or not from the start of a sentence.
    """
    row = found.row
    if row is None or row.form is not Form.DIRECT or row.cue_span is None:
        return None
    if not _within(row.quote_span, found.sentence):
        return None
    spoken = [
        (each, _one_line(part.of(found.text)))
        for each in found.quotations
        if each.inner.overlaps(row.quote_span) and each.inner.overlaps(found.span)
        for part in _sentences(found, each.inner, library)
    ]
    if not spoken:
        return None
    first = _answering(asked, claim.actor, [part for _, part in spoken], library)
    words = ""
    for each, part in spoken[first:]:
        if words and (each != spoken[first][0] or len(words) + len(part) > LONG):
            break
        words = f"{words} {part}".strip()
    if not words[:1].isupper() or len(words.split()) <= SMALL:
        return None
    on = f" {said_on(claim)}" if claim.said else ""
    words = words.rstrip(" ,;:—–")
    return f"{_opening(claim)}{on}: “{words}”{'' if words.endswith(('.', '!', '?', '…')) else '.'}"


def _answering(asked: str, actor: str, parts: Sequence[str], library: Library) -> int:
    """Which of a quotation's sentences answers by itself, best of all; else its first."""
    if not asked or len(parts) < 2:
        return 0
    scores = library.relevance(asked, [f"{actor}: {part}" for part in parts])
    best = max(range(len(parts)), key=lambda at: scores[at])
    return best if scores[best] > 0 else 0


def _sentences(found: Place, quotation: Span, library: Library) -> list[Span]:
    """The sentences of a quotation, as far as the slice holds them."""
    inside = Span(max(quotation.start, found.span.start), min(quotation.end, found.span.end))
    spans = [
        Span(max(each.start, inside.start), min(each.end, inside.end))
        for each in library.sentences(found.source)
        if each.overlaps(inside)
    ]
    return spans or [inside]


def _span(claim: Claim, found: Place, long: int, library: Library) -> Span:
    """What the evidence shows; of that, where it is long or others speak in it too, the holder's own clause."""
    row = found.row
    assert row is not None
    assert row.holder_span is not None
    whole = _first_of_speech(found, shown(found, library))
    own = Span(row.holder_span.start, row.quote_span.end)
    if not clausal(found) or not _within(own, whole):
        return whole
    before, behind = Span(whole.start, own.start), Span(own.end, whole.end)
    party = set(library.party(claim.actor))
    others = [
        each
        for part in (before, behind)
        for each in library.statements_at(found.source, part)
        if each.holder not in party and not each.quote_span.overlaps(row.quote_span)
    ]
    if whole.end - whole.start <= long and not others:
        return whole
    if _BINDS.search(before.of(found.text)) or _BINDS.search(behind.of(found.text)):
        return whole
    return whole if not others and _GOES_ON.search(behind.of(found.text)) else own


def _first_of_speech(found: Place, span: Span) -> Span:
    """Of “…,” she said. “…” the first part: one sentence."""
    row = found.row
    assert row is not None
    ends = [part.end for part in (row.cue_span, row.holder_span) if part is not None]
    goes_on = _NEXT_PART.search(found.text, max(ends), span.end) if ends and min(ends) > row.quote_span.start else None
    return Span(span.start, goes_on.start() + 1) if goes_on else span


def _subject_named(claim: Claim, found: Place, span: Span, library: Library) -> str | None:
    """The slice with its holder's name for "he" and "the minister", and with whom a named speaker speaks for.

    `None` where it does not tell whose words it holds.
    """
    row, text = found.row, found.text
    if row is None or row.holder_span is None or not _within(row.holder_span, span):
        return None
    words, mention = _one_line(span.of(text)), found.mention
    if claim.reported_by and claim.reported_by not in _names(words, library):
        return None
    party = {claim.actor, claim.speaker, row.holder}
    edits: list[tuple[Span, str]] = []
    before = _names(text[span.start : row.holder_span.start], library) & party
    if is_relative(mention) or (before and nameless(claim, found, library)):
        return words if before else None
    if nameless(claim, found, library):
        if not _is_subject(mention):
            return None
        article = "The " if named_in_part(mention, row.holder) else ""
        edits.append((row.holder_span, article + _called(claim)))
    else:
        named, actor = _names(mention, library), library.actor(row.holder)
        if actor is None or actor.kind is ActorKind.GROUP:
            return words  # "One official said": that is all there is of a name
        if not named & set(library.party(claim.actor)) and row.holder.casefold() not in mention.casefold():
            return None
        if row.holder != claim.actor and claim.actor not in named:
            edits.append((row.holder_span, f"{mention} ({claim.actor})"))
    if (place_of_day := _place_of_day(claim, found, span)) is not None:
        edits.append((place_of_day, f" {said_on(claim)} that "))
    for where, new in sorted(edits, reverse=True):
        text = text[: where.start] + new + text[where.end :]
        span = Span(span.start, span.end + len(new) - (where.end - where.start))
    return _one_line(span.of(text))


def _place_of_day(claim: Claim, found: Place, span: Span) -> Span | None:
    """The " that " of "Ona Brel said that", where the day can stand and the sentence tells no time itself."""
    row = found.row
    assert row is not None
    if claim.said is None or row.cue_span is None or row.holder_span is None or row.holder_span.start != span.start:
        return None
    joint = Span(row.cue_span.end, row.quote_span.start)
    timeless = not _TIME.search(found.text[span.start : row.quote_span.start])
    return joint if joint.of(found.text) == " that " and timeless else None


def _attributed(claim: Claim, words: str, library: Library) -> str:
    """The words behind the name of their holder, unless they begin with it."""
    if claim.reported_by:
        if {claim.actor, claim.reported_by} <= _names(words, library):
            return _finished(words)
        return f"{sayer(claim)}: {_finished(words)}"
    begins = any(
        actor.name in {claim.actor, claim.speaker} and not span.start for actor, span in library.actors_in(words)[0]
    )
    return _finished(words) if begins else f"{_opening(claim)}: {_finished(words)}"


def _called(claim: Claim) -> str:
    """ "Ona Brel (Tarsia)" where she speaks for it, else the actor."""
    if claim.speaker and claim.speaker != claim.actor:
        return f"{claim.speaker} ({claim.actor})"
    return claim.actor


def _opening(claim: Claim) -> str:
    """The same at the start of a sentence: "Analysts"."""
    return capital(_called(claim))


def _names(text: str, library: Library) -> set[str]:
    return {actor.name for actor, _ in library.actors_in(text)[0]}


def _is_subject(mention: str) -> bool:
    return mention.casefold() in ("he", "she", "they", "it") or mention.casefold().startswith("the ")


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _finished(words: str) -> str:
    """A sentence with its capital and its full stop, without an "And" that joins it to another one."""
    words = _JOINS.sub("", without_comma(words))
    return _stopped(words[:1].upper() + words[1:])


def _stopped(words: str) -> str:
    return words if words.endswith((".", "!", "?", "…", ".”", "!”", "?”", '."', '!"', '?"')) else f"{words}."


def _one_line(text: str) -> str:
    return " ".join(text.split())
