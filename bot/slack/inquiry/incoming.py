"""What a person wrote, out of the markup that Slack wraps it in."""

from __future__ import annotations

import re

from bot.conversation import is_follow_up

_LABELLED = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_EMOJI = re.compile(r"(?<![\w:]):(?:[a-z][a-z0-9_+'-]*|[+-]1|100|1234)(?:::skin-tone-[2-6])?:(?!\w)")
_LINK_OR_WORD = re.compile(r"<[@#!][^<>]*>|<([a-z][a-z0-9+.-]*:[^<>|\s]+)(?:\|[^<>]*)?>|([^<>\s]+)", re.IGNORECASE)
_BEFORE, _AFTER = "([{<'\"‘’“”«„*~`", "'\"’”»*~`.,;:!?…"  # the marks of a sentence around an address
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}
_USER = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")


def question(text: str) -> str:
    """The words alone, line by line: no mentions, link labels instead of links, no emoji names, & < > as typed."""
    text = _LABELLED.sub(_label, text.encode("utf-8", "ignore").decode())  # a half surrogate cannot be sent on
    text = _EMOJI.sub(" ", text)
    return "\n".join(line for each in _typed(text).splitlines() if (line := " ".join(each.split())))


def addresses(text: str) -> list[str]:
    """What may be meant as an address, each once, whether Slack has made links of them or not.

    Whether it is one is not said here: an address that cannot be fetched is to be told of, not left out.
    """
    found = ((link, _unmarked(_typed(word))) for link, word in _LINK_OR_WORD.findall(text))
    return list(dict.fromkeys(_typed(link) or word for link, word in found if link or re.search(r"[.:/]", word)))


def mentioned(text: str) -> frozenset[str]:
    """The ids of the users that a message mentions."""
    return frozenset(_USER.findall(text))


def asks(text: str) -> bool:
    """Whether a message is a question by its mark, or the rest of a conversation by its form: "and Moscow"."""
    return has_mark(text) or is_follow_up(question(text))


def has_mark(text: str) -> bool:
    return question(text).rstrip(" \"'”’)»").endswith(("?", "？", "؟"))


def _typed(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _unmarked(word: str) -> str:
    """Without the marks of the sentence that it stands in. A bracket that an address opens itself is its own."""
    word = word.lstrip(_BEFORE)
    while word and (word[-1] in _AFTER or word.count(word[-1]) > word.count(_BRACKETS.get(word[-1], word[-1]))):
        word = word[:-1]
    return word


def _label(found: re.Match[str]) -> str:
    sign, target, label = found.groups()
    if sign in ("@", "!"):
        return " "
    if sign == "#":
        return f"#{label}" if label else " "
    return label or str(target).removeprefix("mailto:")
