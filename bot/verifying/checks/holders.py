"""Whose words a quote is: only what is plainly another's is refused.

The ledger says who holds what, and is right nine times in ten. So a claim passes where the ledger has its holder, where
the text itself names the holder for the quote's speaker, or where the article tells of the holder near the quote and
puts the words into nobody else's mouth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.library import Library
from bot.passages.cited import cited_texts
from bot.passages.paragraphs import around
from bot.sentences.wording import article_of
from bot.types import Citation, Proposal
from bot.verifying.checks.subjects import acts, belongs, is_called, is_content, says, stands_for_somebody
from bot.words import content_words, names, stem, straight
from retrieval.mentions import roles
from retrieval.mentions.things import is_thing
from retrieval.types import ActorKind, Form, Span, Statement

_PRONOUNS = frozenset(("He", "She", "It", "They", "We", "I"))
_UTTERED = frozenset(("i", "we"))
_ARTICLE = re.compile(r"^(?:an?|the|some|his|her|its|their)\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def wrong_holder(proposal: Proposal, citation: Citation, library: Library) -> str | None:
    """Why the quote is not the claim's holder's, as reported by whom it says."""
    span = Span(citation.start, citation.end)
    rows = nearest_statements(proposal.text, citation.source, span, library)
    mine = [row for row in rows if _is_theirs(row, proposal, library)]
    if mine:
        return _wrong_reporter(proposal, mine, citation, library)
    if proposal.actor == narrator(citation.source, library):
        return None if not rows or proposal.reported_by is None else f"{rows[0].holder} says that"
    if proposal.reported_by and any(related(row.holder, proposal.reported_by, library) for row in rows):
        near = _is_near(proposal.actor, proposal.named, citation, library)
        return None if near else f"{proposal.actor} is not named near the quote"
    if rows and not any(_may_be_theirs(row, proposal, citation, library) for row in rows):
        return f"the quote is {rows[0].holder}'s, not {proposal.actor}'s"
    return None if rows else _wrong_narration(proposal, citation, library)


def missing_reporter(proposal: Proposal, citation: Citation, library: Library) -> str | None:
    """Who reports the words, where the ledger has them as the holder's by somebody else's report only."""
    if proposal.reported_by is not None:
        return None
    span = Span(citation.start, citation.end)
    rows = nearest_statements(proposal.text, citation.source, span, library)
    mine = [row for row in rows if _is_theirs(row, proposal, library)]
    if rows and not mine:
        return _teller(rows[0], proposal, citation, library)
    reporters = [row.reporter for row in mine if row.reporter and not related(row.reporter, proposal.actor, library)]
    if not mine or len(reporters) < len(mine):
        return None
    return reporters[0] if _is_told_by(reporters[0], citation, library) else None


def _is_told_by(reporter: str, citation: Citation, library: Library) -> bool:
    """Whether the words are somebody's report: quoted, or in a sentence in which the reporter, or who may be that, says
    something. Where the article itself tells it, the ledger may have taken a reporter from another sentence."""
    place = Span(citation.start, citation.end)
    if any(row.form is Form.DIRECT for row in library.statements_at(citation.source, place)):
        return True
    for words in cited_texts([citation], library):
        theirs = [span for found, span in library.actors_in(words)[0] if related(found.name, reporter, library)]
        if any(says(parse, theirs) for parse in library.parse(words)):
            return True
    return False


def _teller(row: Statement, proposal: Proposal, citation: Citation, library: Library) -> str | None:
    """Who tells of the holder: "the minister ordered it, | her office | said"."""
    if not subject_in(citation, proposal, library) or row.holder_span is None or _is_group(row, library):
        return None
    place = Span(citation.start, citation.end)
    told = row.quote_span.overlaps(place) and not row.holder_span.overlaps(row.quote_span)
    if not told or related(row.holder, proposal.actor, library):
        return None
    return row.holder if _is_told_by(row.holder, citation, library) else None


def nearest_statements(text: str, source: str, span: Span, library: Library) -> list[Statement]:
    """Of the statements in a slice, those that share most words with `text`; none where the article itself speaks.

    In "While A demands X, B insists on Y" a claim about X is A's, however much of the sentence was quoted.
    """
    rows = library.statements_at(source, span)
    words = content_words(text)
    shared = [len(words & content_words(row.quote)) for row in rows]
    best = [row for row, count in zip(rows, shared, strict=True) if count == max(shared)]
    # "A says that B wants X" is A's statement, and in it stands B's, as A reports it.
    inner = [row for row in rows if row not in best and any(_stands_in(row, outer) for outer in best)]
    return best + inner


def narrator(source: str, library: Library) -> str:
    """Whose words those are that the article puts into nobody's mouth: its publisher's, else the article's."""
    known = library.details(source)
    return known.publisher or article_of(known.published.iso if known.published else None)


def related(one: str, other: str, library: Library) -> bool:
    """Whether two names are one actor's, or one speaks for the other."""
    if one.casefold() == other.casefold():
        return True
    return one in set(library.party(other)) or other in set(library.party(one))


def _is_theirs(row: Statement, proposal: Proposal, library: Library) -> bool:
    """Whether a row is the claim's holder's: by the ledger, or by the words that name the speaker in the text."""
    if related(row.holder, proposal.actor, library) or (
        proposal.speaker is not None and related(row.holder, proposal.speaker, library)
    ):
        return True
    if row.holder_span is None:
        return False
    mention = row.holder_span.of(library.articles[row.source].text)
    return _names(mention, proposal, library) or _is_short(mention, proposal, library)


def _may_be_theirs(row: Statement, proposal: Proposal, citation: Citation, library: Library) -> bool:
    """Whether a row of somebody else's leaves it open that the words are the claim's holder's.

    So it is where the row tells what another holds, as the claim does too ("she said that the group would not"); where
    the holder is one of the many, or the one by name, whom the row has as a group; and where the quote has the holder
    as the subject of a verb, and the row's holder only beside ("the minister ordered it, her office said").
    """
    if row.reporter and related(row.reporter, proposal.actor, library):
        return row.holder in {actor.name for actor, _ in library.actors_in(proposal.text)[0]}
    text = library.articles[row.source].text
    mention = row.holder_span.of(text) if row.holder_span else ""
    nameless = not any(word[:1].isupper() for word in _ARTICLE.sub("", mention).split())
    if nameless and _is_group(row, library) and _mentions(citation.quote, proposal, library):
        return True
    if nameless and (_is_same_many(mention, proposal) or _is_called_so(mention, row, proposal, library)):
        return True
    if not nameless and _belongs_to(row, proposal, library):
        return True
    nouns = _WORD.findall(mention) if nameless and row.reporter is None else []
    if nouns and _may_have_written(proposal, nouns[-1], row.source, library):
        return True
    if subject_in(citation, proposal, library) and (
        not _names_subject(row, citation, library) or _tells_of_both(row, proposal, citation, library)
    ):
        return True
    if nameless and _are_several(mention) and _is_person(proposal, library):
        return False
    if nameless or mention in _PRONOUNS:
        return _is_told_of_before(proposal, citation, library, within=mention.lower() in _UTTERED)
    return _owns_what_is_told(proposal, row, citation, library)


def _is_same_many(mention: str, proposal: Proposal) -> bool:
    """Whether the holder's name says more closely who the many are: "Brel's lawyers" for "the lawyers"."""
    short, whole = (
        [stem(word) for word in _WORD.findall(_ARTICLE.sub("", each))]
        for each in (mention, proposal.named or proposal.actor)
    )
    return bool(short) and short[-1:] == whole[-1:] and set(short) <= set(whole)


def _is_called_so(mention: str, row: Statement, proposal: Proposal, library: Library) -> bool:
    """Whether the article calls the holder what a mention says, anywhere: "senior author Ona Brel"."""
    words = _WORD.findall(mention)
    return bool(words) and any(
        is_called(parse, span, words[-1])
        for sentence in library.sentences(row.source)
        if stem(words[-1]) in content_words(text := sentence.of(library.articles[row.source].text))
        for span in _mentions(text, proposal, library)
        for parse in library.parse(text)
    )


def _belongs_to(row: Statement, proposal: Proposal, library: Library) -> bool:
    """Whether the article says of the row's holder that they are of the body that is the claim's holder."""
    body, person = library.actor(proposal.actor), library.actor(row.holder)
    if person is None or person.kind is not ActorKind.PERSON:
        return False
    if body is not None and body.kind is not ActorKind.ORGANISATION:
        return False
    for sentence in library.sentences(row.source):
        text = sentence.of(library.articles[row.source].text)
        people = [span for actor, span in library.actors_in(text)[0] if actor.name == person.name]
        bodies = _mentions(text, proposal, library) if people else []
        for parse in library.parse(text) if bodies else ():
            if any(belongs(parse, one, other) for one in people for other in bodies):
                return True
    return False


def _may_have_written(proposal: Proposal, noun: str, source: str, library: Library) -> bool:
    """Whether a noun means a writing or another thing, of which a sentence of the article tells that names the holder:
    who says what "the complaint" says."""
    if not (noun.lower() in roles.DOCUMENTS or is_thing(noun)):
        return False
    texts = (each.of(library.articles[source].text) for each in library.sentences(source))
    return any(stem(noun) in content_words(text) and _mentions(text, proposal, library) for text in texts)


def _tells_of_both(row: Statement, proposal: Proposal, citation: Citation, library: Library) -> bool:
    """Whether the claim names the row's holder too, and the quote has the claim's holder first: "A says B wants it"."""
    if row.holder_span is None or row.holder not in {found.name for found, _ in library.actors_in(proposal.text)[0]}:
        return False
    return any(
        span.end + citation.start <= row.holder_span.start for span in _mentions(citation.quote, proposal, library)
    )


def subject_in(citation: Citation, proposal: Proposal, library: Library) -> bool:
    """Whether the quote itself has the holder as the subject of a verb."""
    theirs = _mentions(citation.quote, proposal, library)
    return any(acts(parse, span) for parse in library.parse(citation.quote) for span in theirs) if theirs else False


def _names_subject(row: Statement, citation: Citation, library: Library) -> bool:
    """Whether the quote has the row's holder as the subject of a verb that does not depend on another's saying."""
    if row.holder_span is None:
        return False
    start = row.holder_span.start - citation.start
    own = Span(start, start + row.holder_span.end - row.holder_span.start)
    if own.start < 0 or own.end > citation.end - citation.start:
        return False
    for parse in library.parse(citation.quote):
        inside = [at for at in range(len(parse)) if own.start <= parse.starts[at] and parse.ends[at] <= own.end]
        if any(parse.deps[at] in ("nsubj", "nsubjpass") and not is_content(parse, parse.heads[at]) for at in inside):
            return True
    return False


def _is_told_of_before(proposal: Proposal, citation: Citation, library: Library, within: bool) -> bool:
    """Whether the sentences before, as far as the paragraph before, have the holder as a subject: who "it" is. Who "I"
    is may stand `within` the quote's sentence: "Asked about it, the mayor smiled: “I …”"."""
    near = around(citation.source, Span(citation.start, citation.end), library, before=1, headings=False)
    text = library.articles[citation.source].text
    for sentence in library.sentences(citation.source):
        if near.start <= sentence.start and (sentence.start if within else sentence.end - 1) < citation.start:
            words = sentence.of(text)
            for span in _mentions(words, proposal, library):
                place = Span(span.start + sentence.start, span.end + sentence.start)
                if (
                    place.end <= citation.start
                    and not _is_quoted(place, citation.source, library)
                    and any(acts(parse, span) for parse in library.parse(words))
                ):
                    return True
    return False


def _are_several(mention: str) -> bool:
    """Whether a mention is a plural: "some borrower groups"."""
    words = _WORD.findall(mention.lower())
    return bool(words) and words[-1].endswith("s") and not words[-1].endswith(("ss", "us"))


def _is_person(proposal: Proposal, library: Library) -> bool:
    found = library.actor(proposal.actor)
    return found is not None and found.kind is ActorKind.PERSON


def _owns_what_is_told(proposal: Proposal, row: Statement, citation: Citation, library: Library) -> bool:
    """Whether what is told is the holder's: "the army looks into | a Hamas announcement that …"."""
    text = library.articles[row.source].text
    for sentence in library.sentences(row.source):
        if not sentence.start < citation.start < sentence.end:
            continue
        words = sentence.of(text)
        theirs = [span for span in _mentions(words, proposal, library) if span.end <= citation.start - sentence.start]
        for parse in library.parse(words) if theirs else ():
            for at in range(len(parse)):
                owns = parse.deps[at] in ("poss", "compound", "nmod")
                if owns and any(span.start <= parse.starts[at] and parse.ends[at] <= span.end for span in theirs):
                    return True
    return False


def _mentions(text: str, proposal: Proposal, library: Library) -> list[Span]:
    """Where a text names the holder: by a known name, by the name as it was written, or by its first words."""
    found = [span for actor, span in library.actors_in(text)[0] if related(actor.name, proposal.actor, library)]
    named = re.sub(r"^(?:the|an?) ", "", proposal.named or proposal.actor, flags=re.IGNORECASE)
    written = re.compile(rf"\b{re.escape(straight(named))}\b", re.IGNORECASE)
    found += [Span(*each.span()) for each in written.finditer(straight(text))]
    return found + [span for name, span in names(text) if _is_short(name, proposal, library)]


def _is_short(mention: str, proposal: Proposal, library: Library) -> bool:
    """Whether a mention is how the holder's name begins, and no other's: "Fox" for "Fox News"; not "the House" for
    a body that is named after it, and not "Kim" where two are called so."""
    short, whole = (_ARTICLE.sub("", each).split() for each in (mention, proposal.named or proposal.actor))
    if not short or not short[0][:1].isupper() or len(short) >= len(whole) or whole[: len(short)] != short:
        return False
    begun = [word.casefold() for word in short]
    for actor in library.actors:
        called = (actor.name, *(alias.text for alias in actor.aliases))
        alike = any(name.casefold().split()[: len(begun)] == begun for name in called)
        if alike and actor.kind is not ActorKind.GROUP and not related(actor.name, proposal.actor, library):
            return False
    return True


def _is_quoted(place: Span, source: str, library: Library) -> bool:
    rows = library.statements_at(source, place)
    return any(row.form is Form.DIRECT and row.quote_span.start <= place.start < row.quote_span.end for row in rows)


def _is_group(row: Statement, library: Library) -> bool:
    found = library.actor(row.holder)
    return found is None or found.kind is ActorKind.GROUP


def _names(mention: str, proposal: Proposal, library: Library) -> bool:
    """Whether a mention ends in the last word of one of the holder's names, or has the name as written."""
    own = [
        word.casefold() for word in _WORD.findall(mention.removesuffix("’s").removesuffix("'s")) if word[:1].isupper()
    ]
    last = {words[-1].casefold() for name in _called(proposal, library) if (words := _WORD.findall(name))}
    plain = (proposal.named or proposal.actor).casefold()
    return bool(own and own[-1] in last) or plain in mention.casefold()


def _called(proposal: Proposal, library: Library) -> Iterator[str]:
    yield proposal.actor
    yield from filter(None, (proposal.named, proposal.speaker))
    for name in filter(None, (proposal.actor, proposal.speaker)):
        if found := library.actor(name):
            yield from (alias.text for alias in found.aliases)


def _wrong_reporter(proposal: Proposal, mine: Sequence[Statement], citation: Citation, library: Library) -> str | None:
    """Whether somebody is said to report what the ledger has by another's report, or by nobody's near the quote."""
    told = proposal.reported_by
    if told is None or told == narrator(citation.source, library) or related(told, proposal.actor, library):
        return None
    if any(row.reporter and related(row.reporter, told, library) for row in mine):
        return None
    if not any(row.reporter for row in mine) and _is_told_before(told, citation, library):
        return None
    others = library.statements_at(citation.source, Span(citation.start, citation.end))
    if any(related(row.holder, told, library) and row not in mine for row in others):
        return None
    return f"{told} does not report it"


def _is_told_before(teller: str, citation: Citation, library: Library) -> bool:
    """Whether somebody is named near the quote and not in its sentence, where the ledger would have the report: "these
    words, according to prosecutors: …"."""
    own = " ".join(cited_texts([citation], library))
    if any(related(found.name, teller, library) for found, _ in library.actors_in(own)[0]):
        return False
    return _is_near(teller, None, citation, library, before=3)


def _is_near(actor: str, named: str | None, citation: Citation, library: Library, before: int = 1) -> bool:
    """Whether the holder is named in the quote's paragraph, those `before`, or the title; or is whom the ledger knows
    to speak there: "the department said".

    Where the paragraph before is itself a quotation, its speaker stands in the one before that.
    """
    place = Span(citation.start, citation.end)
    near = around(citation.source, place, library, before=before, headings=False)
    if _begins_quoted(near, citation, library):
        near = around(citation.source, place, library, before=before + 1, headings=False)
    text = f"{library.details(citation.source).title}\n{near.of(library.articles[citation.source].text)}"
    party = set(library.party(actor))
    if any(found.name in party for found, _ in library.actors_in(text)[0]):
        return True
    if any(row.holder in party for row in library.statements_at(citation.source, near)):
        return True
    wanted = [word for word in _WORD.findall((named or actor).casefold()) if len(word) > 2]
    there = {word.removesuffix("s") for word in _WORD.findall(text.casefold())}
    return bool(wanted) and sum(word.removesuffix("s") in there for word in wanted) >= len(wanted) * 2 / 3


def _begins_quoted(place: Span, citation: Citation, library: Library) -> bool:
    return place.of(library.articles[citation.source].text).startswith(("“", '"'))


def _wrong_narration(proposal: Proposal, citation: Citation, library: Library) -> str | None:
    """Where the article itself tells it: whether it tells it of somebody else."""
    if _is_written(proposal, citation, library):
        return None
    if not _is_near(proposal.actor, proposal.named, citation, library):
        return f"{proposal.actor} is not named near the quote"
    teller = proposal.reported_by if proposal.reported_by != narrator(citation.source, library) else None
    if teller and not _is_near(teller, None, citation, library):
        return f"{proposal.reported_by} is not named near the quote"
    if _begins_quoted(around(citation.source, Span(citation.start, citation.end), library), citation, library):
        return None  # words of somebody, whom the grammar of their own sentences does not name
    text = library.articles[citation.source].text
    doers: set[str] = set()
    named = stands_for = False
    for sentence in library.sentences(citation.source):
        if sentence.overlaps(Span(citation.start, citation.end)):
            words = sentence.of(text)
            theirs = [*_mentions(words, proposal, library), *_known_in(sentence, proposal, citation, library)]
            named = named or bool(theirs)
            for parse in library.parse(words):
                if any(acts(parse, span) for span in theirs):
                    return None
                stands_for = stands_for or any(stands_for_somebody(parse, at) for at in range(len(parse)))
                doers |= {actor.name for actor, span in library.actors_in(words)[0] if acts(parse, span, main=True)}
    if any(related(doer, proposal.actor, library) for doer in doers):
        return None
    if doers:
        return f"the article tells it of {sorted(doers)[0]}, not of {proposal.actor}"
    return None if named or stands_for else f"the article does not tell it of {proposal.actor}"


def _is_written(proposal: Proposal, citation: Citation, library: Library) -> bool:
    """Whether what is told is what a writing says that may be the holder's."""
    for sentence in library.sentences(citation.source):
        if sentence.overlaps(Span(citation.start, citation.end)):
            for parse in library.parse(sentence.of(library.articles[citation.source].text)):
                nouns = (parse.words[at] for at in range(len(parse)) if parse.deps[at] == "nsubj")
                if any(_may_have_written(proposal, noun, citation.source, library) for noun in nouns):
                    return True
    return False


def _known_in(sentence: Span, proposal: Proposal, citation: Citation, library: Library) -> list[Span]:
    """Where the ledger knows a mention in a sentence to be the holder: "what the department called …"."""
    spans = [
        row.holder_span
        for row in library.statements_at(citation.source, sentence)
        if row.holder_span is not None and related(row.holder, proposal.actor, library)
    ]
    return [Span(s.start - sentence.start, s.end - sentence.start) for s in spans if sentence.start <= s.start]


def _stands_in(row: Statement, outer: Statement) -> bool:
    whole, part = outer.quote_span, row.quote_span
    return row.reporter == outer.holder and whole.start <= part.start and part.end <= whole.end
