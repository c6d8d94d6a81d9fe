"""What is asked, without what stands around it: greeting, politeness, thanks, "tldr", links and bold of a chat."""

from __future__ import annotations

import re

_LINK = re.compile(r"<(https?://|mailto:)[^<>|\s]*(?:\|([^<>]*))?>")
_MENTION = re.compile(r"<[@#!][^<>]*>")
_EMPHASIS = re.compile(r"(?<![\w*_~`])(\*|_|~|`)(?=\S)(.+?)(?<=\S)\1(?![\w*_~`])")
# What is written short in a chat, each as it is written in full. Short ones stand for more than these in capitals.
_SHORT = {
    **dict.fromkeys(("y",), "why"),
    **dict.fromkeys(("u", "ya"), "you"),
    **dict.fromkeys(("abt", "bout"), "about"),
    **dict.fromkeys(("bc", "cuz", "coz", "becuz"), "because"),
    **dict.fromkeys(("wat", "wut", "wot"), "what"),
    "ur": "your",
    "r": "are",
    "ppl": "people",
    "govt": "government",
    "tho": "though",
    "thru": "through",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "have to",
    "kinda": "kind of",
    **{f"{word}nt": f"{word}n't" for word in "do does did is are was were has have had would should could".split()},
    **{word.replace("'", ""): word for word in ("can't", "won't", "ain't", "they're", "they've", "that's")},
}
_SHORT_WORD = re.compile(rf"(?<![\w'’.&-])(?:{'|'.join(_SHORT)})(?![\w'’&-]|\.\w)")
_NO_MARK = re.compile(r"^[\s,.;:!?\-–—>•]+")
_GREETINGS = "hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening|day)"
_ADDRESSED = "there|all|everyone|everybody|bot|team|folks|guys|mate"
_YOU = "you|someone|somebody|anyone|anybody"
# What may stand before a question and asks nothing; it is taken off as long as something is left.
_BEFORE = re.compile(
    "(?:"
    + "|".join(
        (
            rf"(?:{_GREETINGS})(?:[ ,]+(?:{_ADDRESSED}))*",
            "please|pls|plz|so|also|ok|okay|well|um+|hm+|right|sorry(?: to (?:bother|ask))?|excuse me|thanks|thank you",
            r"tl;?dr|in short|in brief|briefly|(?:quick |one (?:more )?)?question|quick one|just (?:curious|wondering)",
            "(?:tell|remind) (?:me|us)(?: about(?= ))?",
            rf"(?:can|could|would|will) (?:{_YOU})(?: (?:please|kindly|maybe|perhaps|quickly|just))*"
            "(?: (?:tell|explain to|remind|show|help) (?:me|us)(?: (?:understand|with))?| (?:say|look up|find out))?",
            "(?:i|we)(?:['’]m| am|['’]re| are)? (?:just )?(?:wonder(?:ing)?|curious|asking)(?: about| if| whether)?",
            "(?:i|we)(?:['’]d| would)? (?:like|want|need|love) to (?:know|understand|hear|ask)(?: about)?",
            rf"(?:do|does) (?:{_YOU}) (?:happen to )?know(?: if| whether)?(?= )|any (?:idea|clue)(?: of)?(?= )",
        )
    )
    + r")(?![\w'’])[\s,.;:!–—-]*",
    re.IGNORECASE,
)
# What may stand behind it.
_AFTER = re.compile(
    r"[\s,.;:!–—(-]+(?:"
    + "|".join(
        (
            "please|pls|plz|thx|ty|cheers|btw|by the way|lol|haha|asap|do you know|any idea|exactly|tl;?dr",
            "yes or no|y/n",
            "(?:thanks|thank you)(?: (?:a lot|(?:very|so) much))?(?: in advance)?",
            f"in short|in (?:one|a) (?:sentence|line|word)|briefly|{_YOU}|{_ADDRESSED}",
            "if (?:you|i) (?:may|can|could|know|please|don['’]t mind)",
        )
    )
    + r")[\s.!?,;:)]*$",
    re.IGNORECASE,
)


def without_markup(text: str) -> str:
    """The words as they are read in a chat: no asterisks, no angle brackets; a link is its label."""
    text = _MENTION.sub(" ", _LINK.sub(lambda link: link[2] or " ", text))
    for _ in range(3):  # bold inside italic
        text = _EMPHASIS.sub(r"\2", text)
    return " ".join(text.split())


def spelt_out(text: str) -> str:
    """ "y dont they pay" as "why don't they pay"."""
    return _SHORT_WORD.sub(lambda short: _SHORT[short.group()], text)


def without_courtesy(text: str) -> str:
    """The question alone; the text as it is where nothing else is left."""
    left = _NO_MARK.sub("", spelt_out(text.strip()))
    asks = left.rstrip(" )\"'”’").endswith(("?", "？", "؟"))
    while (found := _BEFORE.match(left)) and _has_word(shorter := _NO_MARK.sub("", left[found.end() :])):
        left = shorter
    while (shorter := _AFTER.sub("", left)) != left and _has_word(shorter):
        left = shorter
    if asks and not left.endswith("?"):
        left = left.rstrip(" .!,;:") + "?"
    return left or text.strip()


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)
