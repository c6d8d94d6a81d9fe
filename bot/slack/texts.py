"""Every sentence that the bot says in Slack, in one place."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reports import ConflictKind
from bot.slack.escaping import one_line
from bot.slack.limits import NAME, cut
from bot.types import Coverage, Reason
from retrieval.types import Polarity

STATUS = "is looking through the articles…"
WORKING = "Looking through the articles…"
NO_ATTACHMENTS = "I did not read the attached file: I answer from the articles only."
GREETING = "Hello! Mention me and ask where somebody stands: I answer with the sentence that shows it."
HOME = (
    "Mention me in a channel, write to me here, or use /ask, /positions, /compare, /timeline and /sources. Every claim "
    "that I show names who holds it and cites the sentence of the article that shows it; where the articles are "
    "silent, I say so."
)
FEEDBACK_THANKS = "Thank you, noted."
FEEDBACK_BAD = "Thank you. The question and this answer are kept as a case to be tested against."
FEEDBACK_LOST = "I could not write your feedback down. Ask whoever runs me to check the data folder."
SHARED = "Shared to the channel."
SHARED_BEFORE = "This was shared to the channel already."
GONE = "I no longer have this answer. Ask again, and use the new answer's buttons."
NOT_IN_CHANNEL = "I am not in this channel. Invite me with /invite, then press the button again."
CHANNEL_CLOSED = "I may not post in this channel. Copy what you need, or ask in another channel."
NO_LAYOUT = "(Slack did not take this answer's layout, so here it is as plain text.)"
EMPTY_MESSAGE = "That message has no text that I could look up. Choose one that says something."
NO_CONTEXT = "I cannot show the passage."

USAGE = {
    "ask": "Write a question after the command, for example /ask What does ACTOR demand?",
    "positions": "Name an actor, for example /positions ACTOR or /positions ACTOR on ISSUE.",
    "compare": "Name two or more actors, for example /compare ACTOR vs ACTOR or /compare ACTOR vs ACTOR on ISSUE.",
    "timeline": "Name an actor, for example /timeline ACTOR or /timeline ACTOR on ISSUE.",
}

POLARITIES = {
    Polarity.FOR: "reads as in favour",
    Polarity.AGAINST: "reads as against",
    Polarity.CONDITIONAL: "reads as conditional",
    Polarity.NEUTRAL: "reads as neutral",
}
CONFLICTS = {
    ConflictKind.BETWEEN_ACTORS: "They disagree",
    ConflictKind.OVER_TIME: "Changed over time",
    ConflictKind.BETWEEN_OUTLETS: "Outlets disagree on what was said",
}
REASONS = {
    Reason.NO_EVIDENCE: "The articles do not answer that, so I do not either.",
    Reason.UNKNOWN_ACTOR: "No article mentions whom you ask about, so I have nothing to go by.",
    Reason.OFF_TOPIC: "That is not about anybody's position in these articles, so I have no answer.",
    Reason.EMPTY_QUESTION: "I need a question to look up.",
    Reason.NO_ARTICLES: "There are no articles yet. Put .txt or .md files into their folder: I read them by myself.",
    Reason.FAILED: "That question could not be looked up this time. Ask it again.",
    Reason.ONLY_OTHERS_SAY: "Only others speak of it, and I found nothing that I could show.",
}
_MOST_NAMED = 12


def count(number: int, noun: str) -> str:
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"


def listed(names: Sequence[str], joint: str = "and") -> str:
    names = [cut(one_line(name), NAME) for name in names]
    return f"{', '.join(names[:-1])} {joint} {names[-1]}" if len(names) > 1 else "".join(names)


def coverage(of: Coverage) -> str:
    return f"{of.cited} of {count(of.articles, 'article')}, {count(of.origins, 'origin')}"


def dropped(number: int) -> str:
    """How many claims verification dropped, or nothing where it dropped none."""
    if number == 0:
        return ""
    was = "was left out because its quote" if number == 1 else "were left out because their quotes"
    return f"{count(number, 'claim')} {was} could not be verified"


def left_out(number: int, noun: str, remedy: str = "") -> str:
    was = "was" if number == 1 else "were"
    return f"{count(number, f'more {noun}')} {was} left out to fit into one message.{' ' if remedy else ''}{remedy}"


def issues_left_out(names: Sequence[str], number: int) -> str:
    """Which issues are left out: by name, as far as they are few."""
    named = listed([*names[:_MOST_NAMED], *([f"{number - _MOST_NAMED} more"] if number > _MOST_NAMED else [])])
    return f"Left out: {named or count(number, 'issue')}. Name one to see it: /compare ACTOR vs ACTOR on ISSUE."


def only_others_say(actors: Sequence[str]) -> str:
    return f"Nothing here comes from {listed(actors)}: this is what others say."


def shared(question: str) -> str:
    return f" shared an answer to “{cut(one_line(question), 300)}”"


def wrong(incident: str) -> str:
    return (
        f"Something went wrong on my side (id {incident}); ask again, and if it stays so, tell whoever runs me the id."
    )


def stale(sentence: str) -> str:
    return f"{NO_CONTEXT} {sentence}"
