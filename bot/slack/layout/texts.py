"""Every sentence that the bot says in Slack alone; what it says in a terminal too is in `bot.sentences.wording`."""

from __future__ import annotations

from collections.abc import Sequence

from bot import words
from bot.sentences.wording import count
from bot.slack.layout.escaping import one_line
from bot.slack.layout.limits import NAME, cut

STATUS = "is looking through the articles…"
TOO_MANY = "You have many questions waiting already. Ask this again when some of them are answered."
GIVEN_UP = "I was interrupted again and again while I worked on this, so I leave it. Ask again in other words."
PERHAPS_TWICE = "The first try to show you this broke off, so you may see it twice."
WORKING = "Looking through the articles…"
NO_ATTACHMENTS = "I did not read the attached file: I answer from the articles only."
GREETING = "Hello! Mention me and ask where somebody stands: I answer with the sentence that shows it."
HOME = (
    "Mention me in a channel, write to me here, or use /ask, /positions, /compare, /timeline, /sources and /articles. "
    "Every claim that I show names who holds it and cites the sentence of the article that shows it; where the "
    "articles are silent, I say so."
)
FEEDBACK_THANKS = "Thank you, noted."
FEEDBACK_BAD = "Thank you. The question and this answer are kept as a case to be tested against."
FEEDBACK_LOST = "I could not write your feedback down. Ask whoever runs me to check the data folder."
SHARED = "Shared to the channel."
SHARED_BEFORE = "This was shared to the channel already."
GONE = "I no longer have this answer. Ask again, and use the new answer's buttons."
NOT_IN_CHANNEL = "I am not in this channel. Invite me with /invite, then press the button again."
NOT_A_MEMBER = "You are not in this conversation, so I show nothing there for you. Join it, and press again."
CHANNEL_CLOSED = "I may not post in this channel. Copy what you need, or ask in another channel."
WRONG_SPEAKER = "Wrong speaker?"
OVERRULE = (
    "If this is wrong, whoever keeps the articles can overrule it: a line in actors.yaml in the articles folder, for "
    'example “- {name: NAME, kind: person, aliases: [OTHER NAME], speaks_for: WHOM}”; speaks_for: "" says for nobody. '
    "It counts once the folder was read again. “positions actors” lists every actor with its evidence."
)
NO_LAYOUT = "(Slack did not take this answer's layout, so here it is as plain text.)"
EMPTY_MESSAGE = "That message has no text that I could look up. Choose one that says something."
NO_CONTEXT = "I cannot show the passage."

READ = "The new articles are read: ask away."
NOT_READ_YET = "The new articles are not read yet; what is new will be answered from as soon as they are."
MAY_NOT_ADD = "You may not add articles."
WHO_MAY_ADD = "Whoever runs me says who may, with MAY_ADD in .env: everybody, or Slack user ids."

USAGE = {
    "articles": "Write /articles add and one or more addresses of articles or feeds.",
    "ask": "Write a question after the command, for example /ask What does ACTOR demand?",
    "positions": "Name an actor, for example /positions ACTOR or /positions ACTOR on ISSUE.",
    "compare": "Name two or more actors, for example /compare ACTOR vs ACTOR or /compare ACTOR vs ACTOR on ISSUE.",
    "timeline": "Name an actor, for example /timeline ACTOR or /timeline ACTOR on ISSUE.",
}


def listed(names: Sequence[str], joint: str = "and") -> str:
    return words.listed([cut(one_line(name), NAME) for name in names], joint)


def left_out(number: int, noun: str, remedy: str = "") -> str:
    was = "was" if number == 1 else "were"
    return f"{count(number, f'more {noun}')} {was} left out to fit into one message.{' ' if remedy else ''}{remedy}"


def status(ahead: int) -> str:
    """What Slack shows behind the bot's name while it works."""
    before = "question is" if ahead == 1 else "questions are"
    return f"{STATUS} {ahead} {before} before yours." if ahead else STATUS


def fetching(number: int) -> str:
    return f"Fetching {number} address{'es' if number > 1 else ''} …"


def shared(question: str) -> str:
    return f" shared an answer to “{cut(one_line(question), 300)}”"


def perhaps_shown(asked: str) -> str:
    """Several may have been interrupted at once: each is told of by its name, where it has one."""
    what = f"“{cut(one_line(asked), 300)}”" if asked else "you"
    return f"I was interrupted just as I answered {what}. If no answer stands above, do this once more."


def wrong(incident: str) -> str:
    return (
        f"Something went wrong on my side (id {incident}); ask again, and if it stays so, tell whoever runs me the id."
    )


def stale(sentence: str) -> str:
    return f"{NO_CONTEXT} {sentence}"
