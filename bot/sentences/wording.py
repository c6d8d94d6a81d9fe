"""What is said to a person, wherever they read it: the same words in Slack and in a terminal.

An evidence line is who, the words, the day and the numbers of its sources: "Arvia (Oda Lind) – “We will not pay.”
(2 May 2031) [1]". Nothing here is escaped: that is the edges' work.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.reports import CellKind, ConflictKind, Entry, SkippedFile, SourceEntry
from bot.types import Answer, Citation, Claim, Coverage, Nearest, Reason
from bot.words import listed

CELLS = {
    CellKind.ABSENT: "not in the articles",
    CellKind.MENTIONED: "mentioned, no clear position",
    CellKind.ONLY_OTHERS_SAY: "only others say",
    CellKind.REFUSED: "declined to say",
}
CONFLICTS = {
    ConflictKind.BETWEEN_ACTORS: "They disagree",
    ConflictKind.OVER_TIME: "Changed over time",
    ConflictKind.BETWEEN_OUTLETS: "Outlets disagree on what was said",
}
FLAGS = {
    "shared_origin": "one story with other articles",
    "undated": "no date found",
    "date_inferred": "the date is an estimate",
    "nobody_quoted": "quotes nobody",
    "speaks_to_programs": "tells its reader what to do",
}
THE_ARTICLE = "The article"
FREELY = "worded freely, read the quote"
SHIFT = "differs from what was said before"
CLOSEST = "I found no sure answer to exactly that. Closest in the articles:"
SILENCE = {
    Reason.NO_EVIDENCE: "I found nobody in the articles who is quoted on that.",
    Reason.UNKNOWN_ACTOR: "None of the articles mentions whom you ask about.",
    Reason.OFF_TOPIC: "I found nothing in the articles that comes near that.",
    Reason.EMPTY_QUESTION: "There is no question in that. Ask, for example, what somebody demands or rejects.",
    Reason.NO_ARTICLES: "There are no articles yet. Put files (.txt, .html, .pdf, …) into their folder: I read them.",
    Reason.FAILED: "That question could not be looked up this time. Ask it again.",
    Reason.ONLY_OTHERS_SAY: "Only others speak of that, and I found nothing that I could show.",
}
MOST_CLOSEST = 3
MOST_SKIPPED = 5

_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")

Numbers = Mapping[Citation, int]
Stretch = tuple[str, str]


def day(iso: str) -> str:
    """As people write it: "22 Dec 2024"; what is no whole date stays as it is."""
    try:
        found = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{found.day} {found:%b} {found.year}"


def when(said: str | None, published: str | None, between: Stretch | None = None) -> str:
    """The day of saying, or the month or year where no more is known, else the article's day, called so."""
    if said:
        return _stretch(between) or f"{'about ' if between else ''}{day(said)}"
    return f"article of {day(published)}" if published else ""


def dated(claim: Claim) -> str:
    """The day of a claim, where the name before it does not tell it: "The article of 8 Apr 2022"."""
    told = claim.actor.startswith(THE_ARTICLE) and not claim.said
    return "" if told else when(claim.said, claim.published, claim.said_between)


def article_of(published: str | None) -> str:
    """What an article is called that nobody is known to publish."""
    return f"{THE_ARTICLE} of {day(published)}" if published else THE_ARTICLE


def day_of(entry: Entry) -> str:
    """When an entry of a timeline was said."""
    between = entry.claims[0].said_between if entry.claims else None
    return when(entry.said, entry.published, between) or "day unknown"


def said_on(claim: Claim) -> str:
    """ "on 22 Dec 2024", "in Dec 2024"; nothing where the day of saying is unknown."""
    if not claim.said:
        return ""
    known = when(claim.said, None, claim.said_between)
    return known if known.startswith("about ") else f"{'in' if claim.said_between else 'on'} {known}"


def _stretch(between: Stretch | None) -> str:
    """ "Dec 2024" or "2024" for the whole of it."""
    if between is None:
        return ""
    first, last = map(date.fromisoformat, between)
    if first.day > 1 or (last + timedelta(days=1)).day > 1 or first.year != last.year:
        return ""
    if first.month == last.month:
        return f"{first:%b} {first.year}"
    return str(first.year) if (first.month, last.month) == (1, 12) else ""


def capital(name: str) -> str:
    """A name at the start of a line: "Analysts", "Senior Israeli official", who have no name of their own."""
    return name[:1].upper() + name[1:] if name.split(" ")[0].islower() else name


def holder(claim: Claim) -> tuple[str, str]:
    """Whose position it is, and what a reader must know beside the name: ("Arvia", " (Oda Lind)")."""
    name = THE_ARTICLE if claim.actor in _files(claim) else claim.actor
    name = capital(name)
    speaker = f" ({claim.speaker})" if claim.speaker and not _names_speaker(claim) else ""
    if not claim.reported_by:
        return name, speaker
    told = THE_ARTICLE if claim.reported_by in _files(claim) else claim.reported_by
    teller = told[:1].lower() + told[1:] if told.startswith(THE_ARTICLE) else told
    return name, f"{speaker}, according to {teller}"


def sayer(claim: Claim) -> str:
    return "".join(holder(claim))


def line(claim: Claim) -> tuple[str, str]:
    """An evidence line's name and what follows it; a sentence that begins with the name is not given it twice."""
    name, beside = holder(claim)
    words = shown_words(claim)
    if not beside and words.startswith((f"{name} ", f"{name}’s ", f"{name}'s ")):
        return name, words[len(name) :]
    return name, f"{beside} – {words}"


def narrates(actor: str, claim: Claim, publisher: str | None) -> bool:
    """Whether it is the article itself that says it."""
    return actor in _files(claim) or actor.startswith(THE_ARTICLE) or actor == publisher


def shown_words(claim: Claim) -> str:
    """The claim's words as they are shown; they bring their own quotation marks."""
    words = claim.display if claim.display is not None else claim.text
    if claim.display is None and claim.quoted:
        words = in_marks(words)
    return f"{words} ({FREELY})" if claim.free else words


def in_marks(words: str) -> str:
    """In quotation marks, unless the words bring their own."""
    return words if words.startswith(("“", '"', "«", "„")) else f"“{words}”"


def numbered(claims: Sequence[Claim]) -> dict[Citation, int]:
    """Each citation's number, from 1, in the order in which a reader meets them."""
    citations = dict.fromkeys(citation for claim in claims for citation in claim.citations)
    return {citation: number for number, citation in enumerate(citations, 1)}


def marks(citations: Sequence[Citation], numbers: Numbers) -> str:
    return "".join(f"[{numbers[citation]}]" for citation in dict.fromkeys(citations))


def by_article(citations: Sequence[Citation]) -> dict[str, list[Citation]]:
    """The citations of each article, once each, the articles in the order in which they are met."""
    found: dict[str, list[Citation]] = {}
    for citation in dict.fromkeys(citations):
        found.setdefault(citation.source, []).append(citation)
    return found


def described(entry: SourceEntry) -> str:
    """ "Title – outlet, day", as far as known; the file's name where nothing is."""
    known = ", ".join(part for part in (entry.publisher, published(entry)) if part)
    return " – ".join(part for part in (entry.title, known) if part) or entry.source


def published(entry: SourceEntry) -> str:
    """The article's day; "about" where it does not state it itself."""
    if not entry.published:
        return ""
    return f"{'about ' if 'date_inferred' in entry.flags else ''}{day(entry.published)}"


def page(entry: SourceEntry, citations: Sequence[Citation]) -> str:
    """ "page 3", "pages 3 and 5": where in a PDF it stands; nothing of other articles."""
    if not entry.pages:
        return ""
    found = sorted({bisect_right(entry.pages, citation.start) for citation in citations})
    return f"page{'s' if len(found) > 1 else ''} {listed([str(number) for number in found])}"


def files_left_out(number: int) -> str:
    """How many files are no articles, and what names them."""
    was, them = ("was", "it") if number == 1 else ("were", "them")
    return f"{count(number, 'file')} {was} left out; “positions doctor” names {them}, with the reason and the remedy."


def each_left_out(skipped: Sequence[SkippedFile]) -> list[str]:
    """The first of the files that are no articles, each with why and what to do, and how many there are besides."""
    lines = [f"Left out: {each.source}: {each.reason.removeprefix('skipped, ')}." for each in skipped[:MOST_SKIPPED]]
    if len(skipped) > MOST_SKIPPED:
        lines.append(f"… and {len(skipped) - MOST_SKIPPED} more: “positions doctor” names them all.")
    return lines


def brief(claim: Claim, most: int) -> str:
    """The claim's words for a table: the clause that a sentence longer than `most` begins with."""
    words, text = shown_words(claim), " ".join(claim.text.split())
    begins = words.startswith(text.rstrip(" .,;:"))  # what stands further back may be no sentence
    if len(words) <= most or not begins or claim.quoted or len(text) >= len(words):
        return words
    return text


def paraphrases(claim: Claim) -> bool:
    """Whether a claim is told in other words than its article's."""
    return not any(_letters(claim.text) in _letters(citation.quote) for citation in claim.citations)


def nearest_claim(near: Nearest) -> Claim:
    """A passage as an evidence line shows it; it is shown as near to the question, never as an answer."""
    citation = Citation(source=near.source, quote=near.text, start=near.start, end=near.end)
    words = " ".join(near.text.split()) or near.text
    return Claim(text=words, actor=near.actor or near.source, published=near.published, citations=(citation,))


def why_silent(found: Answer) -> str:
    """Why there is no answer, in one sentence."""
    reason = found.reason or Reason.NO_EVIDENCE
    if reason is Reason.UNKNOWN_ACTOR and found.note:
        return found.note
    return SILENCE[reason]


def only_others_say(found: Answer) -> str:
    asked = found.understood.actors if found.understood else ()
    names = asked or tuple(dict.fromkeys(claim.actor for claim in found.claims))
    if found.claims and all(narrates(claim.actor, claim, None) for claim in found.claims):
        return f"This is what the articles tell, not what {listed(names, 'or')} {'say' if len(names) > 1 else 'says'}."
    return f"This is what others say, not {listed(names, 'or')}."


def coverage(of: Coverage) -> str:
    """ "From 4 of 5 articles; 3 different stories, the others are reprints"."""
    found = f"From {of.cited} of {count(of.articles, 'article')}"
    if 0 < of.origins < of.cited:
        stories = "all of one story" if of.origins == 1 else f"{of.origins} different stories, the others are reprints"
        return f"{found}: {stories}"
    return found


def dropped(number: int) -> str:
    """How many claims verification dropped, or nothing where it dropped none."""
    if number == 0:
        return ""
    was = "was left out because its quote" if number == 1 else "were left out because their quotes"
    return f"{count(number, 'claim')} {was} could not be verified"


def count(number: int, noun: str) -> str:
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"


def _names_speaker(claim: Claim) -> bool:
    """Whether the speaker is the actor, or named in the shown sentence outside quotation marks."""
    if claim.speaker in (None, claim.actor):
        return True
    outside = set(_WORD.findall(_QUOTED.sub(" ", shown_words(claim))))
    return any(len(word) > 3 and word in outside for word in _WORD.findall(claim.speaker or ""))


def _files(claim: Claim) -> set[str]:
    return {citation.source for citation in claim.citations}


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
