"""How a name stands in its sentence: as a place or as somebody, and what the words beside it show of a person's sex."""

from __future__ import annotations

import re
from enum import Flag, auto

from retrieval.mentions.vocabulary import PLAIN
from retrieval.mentions.words import LONGEST, Word, begins


class Use(Flag):
    """How a name stands in its sentence."""

    PLAIN = 0
    PLACE = auto()  # "in Kyiv": somewhere, not somebody
    AGENT = auto()  # "Kyiv insists", "Kyiv's", "between Kyiv and …": somebody
    LOUD = auto()  # in a line whose words nearly all have capitals: a headline, so the run may hold too much
    OPENING = auto()  # its first word opens a sentence
    ARTICLE = auto()  # "the Irrin": a river or a body, and no capital
    SHOUTED = auto()  # in a line without a small letter, where "US" may be us
    HE = auto()  # "Mr. Brevik", "Brevik said he", "Brevik, her husband"
    SHE = auto()


_SEXES = {
    "mr": Use.HE, "mrs": Use.SHE, "ms": Use.SHE, "miss": Use.SHE, "he": Use.HE, "she": Use.SHE, "husband": Use.HE,
    "wife": Use.SHE, "brother": Use.HE, "sister": Use.SHE, "father": Use.HE, "mother": Use.SHE, "son": Use.HE,
    "daughter": Use.SHE, "widower": Use.HE, "widow": Use.SHE,
}  # fmt: skip
_ASIDE = 6  # words of "…, his former wife,"
_ON = 30  # words behind a name in which "she" is looked for
_PLACE_BEFORE = frozenset("in at near outside inside around across through throughout within toward towards".split())
_PLACE_AFTER = frozenset("region province district city suburb airport street square river valley area oblast".split())
_AGENT_BEFORE = frozenset("between with by against that while whether whereas said says told added asked".split())
_RENAMED = re.compile(r"\d{2}|who|a|an|of|whose")  # behind a comma: "Odo Penn, 59, …", "Ona Brel, who …"
_SPEAKING_IN = frozenset(
    "officials official authorities government leaders diplomats administration leadership".split()
)
_ADVERBS = frozenset("also again now still already repeatedly long never once only first even".split())
_AGENT_AFTER = re.compile(
    r"(?:has|had|have|is|was|will|would|could|should|may|might|must|can|cannot|did|does|do|wants?|says?|said|told|[a-z]{2,}(?:s|ed)"
    r"|spoke|met|left|went|came|took|made|gave|wrote|thought|held|sought|began|won|lost|got|saw|knew|felt|stood|sent)$"
)


def use_of(stream: list[Word], start: int, end: int) -> Use:
    before = stream[start - 1].text.lower() if start and stream[start].near else ""
    if before == "the" and start > 1:
        before = stream[start - 2].text.lower()
    after = stream[end].text if end < len(stream) and stream[end].near else ""
    if before == "in" and start > 1 and stream[start - 2].text.lower() in _SPEAKING_IN:
        return Use.AGENT  # "officials in Kyiv"
    if after in _ADVERBS and end + 1 < len(stream):
        after = stream[end + 1].text
    if end < len(stream) and stream[end].text == "(":  # "Aud Vik (Farmers' List) said"
        closes = next((i for i in range(end, min(len(stream), end + LONGEST)) if stream[i].text == ")"), end)
        after = stream[closes + 1].text if end < closes < len(stream) - 1 else after
    if before in _PLACE_BEFORE or after.lower() in _PLACE_AFTER:
        return Use.PLACE
    mark = next((w.text for w in stream[end : end + 1] if not w.near), "")
    beyond = stream[end + 1].text if mark == "," and end + 1 < len(stream) else ""
    leads = stream[start].opens and (start == 0 or stream[start - 1].text == "\n")
    if leads and mark in ("•", "(", "—", "–", ",") and not beyond.islower():
        return Use.PLACE  # a dateline, but not "Brel, who …"
    if stream[end - 1].owns or before in _AGENT_BEFORE or _AGENT_AFTER.match(after) or _RENAMED.fullmatch(beyond):
        return Use.AGENT
    if before == "," and end - start in (2, 3) and _AGENT_AFTER.match(beyond):
        return Use.AGENT  # "a leader of the farmers, Rolf Lind, accused"
    return Use.PLAIN


def sex_of(stream: list[Word], start: int, end: int) -> Use:
    """What the words beside a name show of a person's sex, nearest first."""
    before = stream[start - 1].text.lower().rstrip(".") if start and stream[start].near else ""
    if before in ("mr", "mrs", "ms", "miss"):
        return _SEXES[before]
    aside = end < len(stream) and stream[end].text == "," and stream[end + 1 : end + 2] != []
    for i in range(end, min(len(stream), end + _ON)):
        word = stream[i].text.lower()
        if word == "\n" or (begins(stream[i]) and stream[i].text not in ("He", "She")):
            break
        kin = aside and 1 < i - end <= _ASIDE and word in _SEXES and stream[end + 1].text in ("his", "her", "the")
        if word in ("he", "she") or kin:
            return _SEXES[word]
        aside = aside and (i == end or stream[i].text[0].isalpha())
    return Use.PLAIN


def precedes_noun(stream: list[Word], end: int) -> bool:
    """Whether the name before word `end` only stands before a noun, whose the article is: "the Kelling plan"."""
    after = stream[end] if end < len(stream) and not stream[end - 1].owns else None
    if after is None or not after.near or not after.text.islower() or after.text in PLAIN:
        return False
    return _AGENT_AFTER.match(after.text) is None and after.text not in _PLACE_AFTER
