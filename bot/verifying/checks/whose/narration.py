"""What the article itself tells: of whom, and whose words that are."""

from __future__ import annotations

from bot.library import Library
from bot.passages.paragraphs import around
from bot.sentences.wording import article_of
from bot.types import Citation, Proposal
from bot.verifying.checks.subjects import acts, stands_for_somebody
from bot.verifying.checks.whose.naming import begins_quoted, is_near, may_have_written, mentions, related
from retrieval.types import Span


def narrator(source: str, library: Library) -> str:
    """Whose words those are that the article puts into nobody's mouth: its publisher's, else the article's."""
    known = library.details(source)
    return known.publisher or article_of(known.published.iso if known.published else None)


def wrong_narration(proposal: Proposal, citation: Citation, library: Library) -> str | None:
    """Where the article itself tells it: whether it tells it of somebody else."""
    if _is_written(proposal, citation, library):
        return None
    if not is_near(proposal.actor, proposal.named, citation, library):
        return f"{proposal.actor} is not named near the quote"
    teller = proposal.reported_by if proposal.reported_by != narrator(citation.source, library) else None
    if teller and not is_near(teller, None, citation, library):
        return f"{proposal.reported_by} is not named near the quote"
    if begins_quoted(around(citation.source, Span(citation.start, citation.end), library), citation, library):
        return None  # words of somebody, whom the grammar of their own sentences does not name
    text = library.articles[citation.source].text
    doers: set[str] = set()
    named = stands_for = False
    for sentence in library.sentences(citation.source):
        if sentence.overlaps(Span(citation.start, citation.end)):
            words = sentence.of(text)
            theirs = [*mentions(words, proposal, library), *_known_in(sentence, proposal, citation, library)]
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
                if any(may_have_written(proposal, noun, citation.source, library) for noun in nouns):
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
