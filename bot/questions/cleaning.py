"""What is asked, without what stands around it: greeting, politeness, thanks, "tldr", links and bold of a chat."""

from __future__ import annotations

import re

_LINK = re.compile(r"<(https?://|mailto:)[^<>|\s]*(?:\|([^<>]*))?>")
_MENTION = re.compile(r"<[@#!][^<>]*>")
_EMPHASIS = re.compile(r"(?<![\w*_~`])(\*|_|~|`)(?=\S)(.+?)(?<=\S)\1(?![\w*_~`])")
_NO_MARK = re.compile(r"^[\s,.;:!?\-–—>•]+")
_GREETING = r"(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening|day))(?:[ ,]+(?:there|all|everyone|everybody|bot|team|folks))*"
_ASKING = (
    r"(?:can|could|would|will) (?:you|someone|somebody|anyone|anybody)(?: (?:please|kindly|maybe|perhaps|quickly|just))*"
    r"(?: (?:tell|explain to|remind|show|help) (?:me|us)(?: (?:understand|with))?| (?:say|explain|look up|check|find out))?"
)
# What may stand before a question and asks nothing; taken off as long as something is left.
_BEFORE = re.compile(
    rf"(?:{_GREETING}|please|pls|plz|so|ok|okay|well|um+|hm+|right|thanks|thank you|sorry(?: to (?:bother|ask))?|excuse me"
    r"|tl;?dr|in short|in brief|briefly|quick(?: question)?|one (?:more )?(?:question|thing)|question|just (?:curious|wondering)"
    r"|(?:please )?(?:tell|remind) (?:me|us)(?: please)?(?: about(?= ))?"
    r"|(?:i|we)(?:['’]m| am|['’]re| are)? (?:just )?(?:wonder(?:ing)?|curious|interested in(?: knowing)?|asking)(?: about)?(?: (?:if|whether)(?= ))?"
    r"|(?:i|we)(?:['’]d| would)? (?:like|want|need|love) to (?:know|understand|hear|ask)(?: about)?"
    r"|(?:do|does) (?:you|anyone|anybody|someone|somebody) (?:happen to )?know(?: if| whether)?(?= )"
    rf"|any (?:idea|clue)(?: of)?(?= )|{_ASKING})(?![\w'’])[\s,.;:!–—-]*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s,.;:!–—(-]+(?:please|pls|plz|thanks(?: (?:a lot|so much|in advance|!))?|thank you(?: (?:very|so) much| in advance)?"
    r"|thx|ty|cheers|tl;?dr|in short|in (?:one|a) (?:sentence|line|word)|briefly|exactly|by the way|btw|lol|haha|anyone|anybody"
    r"|guys|folks|mate|bot|asap|if (?:you|i) (?:may|can|could|know|please|don['’]t mind)|do you know|any idea)[\s.!?,;:)]*$",
    re.IGNORECASE,
)


def without_markup(text: str) -> str:
    """The words as they are read in a chat: no asterisks, no angle brackets; a link is its label."""
    text = _MENTION.sub(" ", _LINK.sub(lambda link: link[2] or " ", text))
    for _ in range(3):  # bold inside italic
        text = _EMPHASIS.sub(r"\2", text)
    return " ".join(text.split())


def without_courtesy(text: str) -> str:
    """The question alone; the text as it is where nothing else is left."""
    left = _NO_MARK.sub("", text.strip())
    asks = left.rstrip(" )\"'”’").endswith(("?", "？", "؟"))
    while (shorter := _NO_MARK.sub("", _BEFORE.sub("", left, count=1) if _BEFORE.match(left) else left)) != left:
        if not _has_word(shorter):
            break
        left = shorter
    while (shorter := _AFTER.sub("", left)) != left and _has_word(shorter):
        left = shorter
    if asks and not left.endswith("?"):
        left = left.rstrip(" .!,;:") + "?"
    return left or text.strip()


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)
