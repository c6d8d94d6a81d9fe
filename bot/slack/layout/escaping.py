"""Makes text that others wrote safe to show: articles, questions and model output are hostile.

The first defence is where text is put: quotes, questions and names stand only in `plain_text`, `raw_text` and rich text
elements, where Slack parses nothing. The second is here, should a client parse after all: a word joiner, which nobody
sees, breaks everything that Slack could read as a mention or a link with markup. `fallback` is for the top-level
`text` alone, the one string that Slack does parse.
"""

from __future__ import annotations

import re

_JOINER = "\u2060"  # takes no room and does not break the line
# Control characters, and the marks that turn the direction of whatever follows them: a quote could otherwise
# rearrange the holder's name beside it. Plain left-to-right and right-to-left marks stay.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_OPENING = re.compile(r"<(?=[@#!]|[a-zA-Z][\w+.-]*:)")
_SCHEME = re.compile(r"(?<=\w):(?=//)|(?<=mailto):")
_EXTRA_LINES = re.compile(r"\s*\n\s*\n\s*")


def plain(text: str) -> str:
    """For places where nothing is parsed. What is seen stays as it was written."""
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return _OPENING.sub("<" + _JOINER, text)


def one_line(text: str) -> str:
    return " ".join(plain(text).split())


def flowing(text: str) -> str:
    """As `plain`, with empty lines closed up: a quote that spans paragraphs stays in one piece."""
    return _EXTRA_LINES.sub("\n", plain(text)).strip()


def fallback(text: str) -> str:
    """For a message's top-level `text`: & < > are escaped, and no bare address becomes a link."""
    text = _SCHEME.sub(lambda found: found.group() + _JOINER, plain(text))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
