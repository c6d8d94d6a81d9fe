"""What a person wrote, out of the markup that Slack wraps it in."""

from __future__ import annotations

import re

from bot.conversation import is_follow_up

_LABELLED = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_EMOJI = re.compile(r"(?<![\w:]):(?:[a-z][a-z0-9_+'-]*|[+-]1|100|1234)(?:::skin-tone-[2-6])?:(?!\w)")
_LINK = re.compile(r"<(https?://[^<>|\s]+)(?:\|[^<>]*)?>")
_USER = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")


def question(text: str) -> str:
    """The words alone, line by line: no mentions, link labels instead of links, no emoji names, & < > as typed."""
    text = _LABELLED.sub(_label, text.encode("utf-8", "ignore").decode())  # a half surrogate cannot be sent on
    text = _EMOJI.sub(" ", text)
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return "\n".join(line for each in text.splitlines() if (line := " ".join(each.split())))


def addresses(text: str) -> list[str]:
    """The web addresses of a text, each once, whether Slack has made links of them or not."""
    text = _LINK.sub(r" \1 ", text).replace("&amp;", "&")
    return list(dict.fromkeys(word for each in text.split() if (word := each.strip(",;<>")) and "." in word))


def mentioned(text: str) -> frozenset[str]:
    """The ids of the users that a message mentions."""
    return frozenset(_USER.findall(text))


def asks(text: str) -> bool:
    """Whether a message is a question by its mark, or the rest of a conversation by its form: "and Moscow"."""
    return has_mark(text) or is_follow_up(question(text))


def has_mark(text: str) -> bool:
    return question(text).rstrip(" \"'”’)»").endswith(("?", "？", "؟"))


def _label(found: re.Match[str]) -> str:
    sign, target, label = found.groups()
    if sign in ("@", "!"):
        return " "
    if sign == "#":
        return f"#{label}" if label else " "
    return label or str(target).removeprefix("mailto:")
