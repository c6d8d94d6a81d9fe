"""What acts and empty cells are called, wherever a person reads them: the same words in Slack and in a terminal."""

from __future__ import annotations

from bot.reports import CellKind
from retrieval.mentions.roles import is_head
from retrieval.types import Act

CELLS = {
    CellKind.ABSENT: "not in the articles",
    CellKind.MENTIONED: "mentioned, no clear position",
    CellKind.ONLY_OTHERS_SAY: "only others say",
    CellKind.REFUSED: "declined to say",
}
_MANY = frozenset(("people", "police", "women", "men"))


def does(act: Act, actor: str) -> str:
    """The act as the actor's verb: "Tarsia demands", "analysts say"."""
    if act is Act.STATE:
        return "say" if _is_many(actor) else "says"
    if act is Act.DENY:
        return "deny" if _is_many(actor) else "denies"
    return act.value if _is_many(actor) else f"{act.value}s"


def says(reporter: str) -> str:
    return does(Act.STATE, reporter)


def _is_many(actor: str) -> bool:
    """Whether it is a voice without a name, in the plural: "analysts", "people close to the talks"."""
    word = next((w for w in actor.split() if w in _MANY or w.endswith("s")), "")
    return word in _MANY or ((word.islower() or is_head(word)) and not word.endswith(("ss", "us", "is")))
