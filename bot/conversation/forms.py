"""The forms of a follow-up: what is left out of it is in the turns before. Closed forms of English grammar only."""

from __future__ import annotations

import re
from enum import StrEnum


class Form(StrEnum):
    MORE = "more"
    WHY = "why"
    SINCE_WHEN = "since when"
    WHEN = "when"
    SINCE_THEN = "since then"
    WHO_SAID = "who said that"
    COMPARE = "compare them"
    SUMMARY = "sum up"


_AND = r"(?:(?:and|but|so|also|then|now|or)\b[\s,]*)*"
# What opens a follow-up that names only what is new: "and Moscow?", "what about the harbour?".
_LEAD = re.compile(
    r"^(?:(?:but|so|also|then|now|or)\b[\s,]*)*(?:(?:and|what about|how about|what of|same (?:question )?for)\b[\s,]*)+"
    r"(?:(?:also|then|now)\b[\s,]*)*",
    re.IGNORECASE,
)
_AMONG_US = re.compile(r"\b(?:i|we|you|us|me|my|our|your)\b", re.IGNORECASE)
_THAT = "(?:that|this|so|it|they|them|these|those)"
_WORDS = {
    Form.MORE: (
        "(?:(?:(?:show|tell|give)(?: me)?|any(?:thing|body|one)?|what|who|some) )?(?:more|else|further)"
        f"(?: of {_THAT})?",
        "go on|continue|next|keep going",
    ),
    Form.WHY: (
        "why(?: (?:not|so|exactly))?",
        f"why (?:is|was) {_THAT}(?: so)?",
        # "why did he?", "why does she want that?": all of it was said before
        f"why (?:do|does|did|is|are|was|were|has|have|will|would)(?:n['’]t)? (?:he|she|{_THAT})(?: not)?"
        f"(?: (?:do|want|say|think)(?: {_THAT})?)?",
        "how (?:come|so)|for what reason",
    ),
    Form.SINCE_WHEN: ("since when|for how long|how long|until when",),
    Form.SINCE_THEN: ("(?:what about )?(?:since then|after (?:that|this))",),
    Form.WHEN: ("when(?: exactly)?|how soon",),
    Form.WHO_SAID: (
        f"who (?:said|says|claims|claimed|reported|told you) {_THAT}",
        "says who|who says so|according to whom|who is (?:that|this) from",
        f"whose (?:words|view|opinion|position) (?:is|are|was) {_THAT}",
        f"when(?: (?:was|is) {_THAT}(?: said)?| did (?:he|she|they|it) say {_THAT})",
    ),
    Form.SUMMARY: (
        "(?:please )?(?:sum(?:marise|marize)?|recap)"
        "(?: (?:up|it|this|that|(?:this|the) (?:thread|conversation)|so far))*",
        "(?:a |the )?(?:summary|recap)(?: of (?:this|the) (?:thread|conversation))?(?: so far)?",
        "what have (?:we|you) (?:got|found|learnt|learned)(?: so far)?",
    ),
    Form.COMPARE: (
        "compare (?:them|both|the two|these|those)(?: two)?",
        "how do (?:they|both|the two) (?:differ|compare)",
        "(?:(?:what|where) )?do they (?:dis)?agree(?: on| about)?",
        "what(?: is|['’]s) the difference(?: between them)?",
    ),
}
_FORMS = {form: re.compile(rf"^{_AND}(?:{'|'.join(words)})[\s?.!,]*$", re.IGNORECASE) for form, words in _WORDS.items()}


def form_of(text: str) -> Form | None:
    return next((form for form, words in _FORMS.items() if words.match(text)), None)


def led(text: str) -> tuple[bool, str]:
    """Whether a text opens as a follow-up does, and what comes behind. "And we left" is said among people."""
    lead = None if _AMONG_US.search(text) else _LEAD.match(text)
    return (True, text[lead.end() :]) if lead else (False, text)
