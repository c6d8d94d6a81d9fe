"""Whose words a quote is: only what is plainly another's is refused.

The ledger says who holds what, and is right nine times in ten. So a claim passes where the ledger has its holder, where
the text itself names the holder for the quote's speaker, or where the article tells of the holder near the quote and
puts the words into nobody else's mouth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.library import Library
from bot.paragraphs import around
from bot.types import Citation, Proposal
from bot.words import content_words
from retrieval.grammar.parsing import Parse
from retrieval.types import ActorKind, Span, Statement

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "poss", "appos", "conj", "compound", "nmod", "ROOT"))
_PRONOUNS = frozenset(("He", "She", "It", "They", "We", "I"))
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
    reporters = [row.reporter for row in mine if row.reporter and not related(row.reporter, proposal.actor, library)]
    return reporters[0] if mine and len(reporters) == len(mine) else None


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
    """Whose words those are that the article puts into nobody's mouth: its publisher's, or just the article's."""
    return library.details(source).publisher or source


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
    return _names(mention, proposal, library)


def _may_be_theirs(row: Statement, proposal: Proposal, citation: Citation, library: Library) -> bool:
    """Whether a row of somebody else's leaves it open that the words are the claim's holder's.

    So it is where they tell what somebody else holds ("she said that the group would not"), where the holder owns what
    is told ("the army looks into a Hamas announcement that …"), where "it" may be whom the sentences before are about,
    and where some are named for many ("nations including Iran").
    """
    if row.reporter and related(row.reporter, proposal.actor, library):
        named = {actor.name for actor, _ in library.actors_in(proposal.text)[0]}
        return row.holder in named
    text = library.articles[row.source].text
    touched = [each for each in library.sentences(row.source) if each.overlaps(row.quote_span)]
    mention = row.holder_span.of(text) if row.holder_span else ""
    if not any(word[:1].isupper() for word in mention.split()) or mention in _PRONOUNS:
        before = around(citation.source, Span(citation.start, citation.end), library)
        earlier = Span(before.start, touched[0].start if touched else citation.start)
        if _is_told_of(proposal, earlier.of(text), library, subjects=True):
            return True
    for sentence in touched:
        until = Span(sentence.start, max(sentence.start, min(sentence.end, citation.start)))
        if _is_told_of(proposal, until.of(text), library, subjects=False):
            return True
    return any(_is_example(proposal, each.of(text), library) for each in touched) and _is_group(row, library)


def _is_told_of(proposal: Proposal, text: str, library: Library, subjects: bool) -> bool:
    """Whether a text names the holder as a subject, or else as the owner of something."""
    theirs = [span for actor, span in library.actors_in(text)[0] if related(actor.name, proposal.actor, library)]
    parses = library.parse(text) if theirs else ()
    if subjects:
        return any(_acts(parse, span) for parse in parses for span in theirs)
    deps = {
        parse.deps[at]
        for parse in parses
        for span in theirs
        for at in range(len(parse))
        if parse.starts[at] >= span.start and parse.ends[at] == span.end
    }
    return bool(deps & {"poss", "compound", "nmod"})


def _is_group(row: Statement, library: Library) -> bool:
    found = library.actor(row.holder)
    return found is None or found.kind is ActorKind.GROUP


def _is_example(proposal: Proposal, sentence: str, library: Library) -> bool:
    """Whether the holder is one of those who are named for many: "nations including Iran, Turkey and Qatar"."""
    theirs = [span for actor, span in library.actors_in(sentence)[0] if related(actor.name, proposal.actor, library)]
    for parse in library.parse(sentence) if theirs else ():
        for at in range(len(parse)):
            if parse.words[at].lower() in ("including", "like", "as") and parse.deps[at] == "prep":
                first, last = parse.edges[at]
                below = parse.slice(first, last)
                if any(span.overlaps(below) for span in theirs):
                    return True
    return False


def _names(mention: str, proposal: Proposal, library: Library) -> bool:
    """Whether a mention in the text has a capitalised word of one of the holder's names, or is the name as written."""
    words = {word.casefold() for word in _WORD.findall(mention) if word[:1].isupper() and len(word) > 2}
    called = {word.casefold() for name in _called(proposal, library) for word in _WORD.findall(name) if len(word) > 2}
    plain = (proposal.named or proposal.actor).casefold()
    return bool(words & called) or plain in mention.casefold()


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
    others = library.statements_at(citation.source, Span(citation.start, citation.end))
    if any(related(row.holder, told, library) and row not in mine for row in others):
        return None
    return f"{told} does not report it"


def _is_near(actor: str, named: str | None, citation: Citation, library: Library) -> bool:
    """Whether the holder is named in the quote's paragraph, the one before, or the title."""
    near = around(citation.source, Span(citation.start, citation.end), library, before=1)
    text = f"{library.details(citation.source).title}\n{near.of(library.articles[citation.source].text)}"
    party = set(library.party(actor))
    if any(found.name in party for found, _ in library.actors_in(text)[0]):
        return True
    wanted = [word for word in _WORD.findall((named or actor).casefold()) if len(word) > 2]
    there = {word.removesuffix("s") for word in _WORD.findall(text.casefold())}
    return bool(wanted) and sum(word.removesuffix("s") in there for word in wanted) >= len(wanted) * 2 / 3


def _wrong_narration(proposal: Proposal, citation: Citation, library: Library) -> str | None:
    """Where the article itself tells it: whether it tells it of somebody else."""
    if not _is_near(proposal.actor, proposal.named, citation, library):
        return f"{proposal.actor} is not named near the quote"
    if proposal.reported_by and not _is_near(proposal.reported_by, None, citation, library):
        return f"{proposal.reported_by} is not named near the quote"
    text = library.articles[citation.source].text
    touched = [each for each in library.sentences(citation.source) if each.overlaps(Span(citation.start, citation.end))]
    doers: set[str] = set()
    for sentence in touched:
        words = sentence.of(text)
        named = library.actors_in(words)[0]
        for parse in library.parse(words):
            doers |= {actor.name for actor, span in named if _acts(parse, span)}
    if not doers or any(related(doer, proposal.actor, library) for doer in doers):
        return None
    return f"the article tells it of {sorted(doers)[0]}, not of {proposal.actor}"


def _acts(parse: Parse, span: Span) -> bool:
    """Whether a name is the subject of a verb or the owner of something: whom a sentence tells of."""
    inside = [at for at in range(len(parse)) if span.start <= parse.starts[at] and parse.ends[at] <= span.end]
    heads = [at for at in inside if parse.heads[at] not in inside or parse.heads[at] == at]
    return any(_subject(parse, at) for at in heads)


def _subject(parse: Parse, at: int) -> bool:
    for _ in range(6):
        dep = parse.deps[at]
        if dep in ("nsubj", "nsubjpass"):
            return True
        if (
            dep == "pobj"
            and parse.words[parse.heads[at]].lower() in ("by", "to")
            and parse.deps[parse.heads[at]]
            in (
                "agent",
                "prep",
            )
        ):
            return parse.deps[parse.heads[at]] == "agent" or parse.lemmas[parse.heads[parse.heads[at]]] == "accord"
        if dep not in _SUBJECTS or parse.heads[at] == at:
            return False
        at = parse.heads[at]
    return False


def _stands_in(row: Statement, outer: Statement) -> bool:
    whole, part = outer.quote_span, row.quote_span
    return row.reporter == outer.holder and whole.start <= part.start and part.end <= whole.end
