"""Which way a text leans on a topic: "no longer support a merger" against it, "in favour of the merger" for it.

Only words that govern the topic count, so that "a promise about the wards under the merger" leans nowhere, and a motion
leans for itself: who debates "a motion opposing the merger" does not oppose it yet.
"""

from __future__ import annotations

import re

from bot.words import content_words
from retrieval.types import Polarity

_FOR = (
    r"in favou?r of|favou?r(?:s|ed|ing)?|support(?:s|ed|ing|ive of|ers? of)?|back(?:s|ed|ing|ers? of)?"
    r"|endors(?:e|es|ed|ing)|welcom(?:e|es|ed|ing)|approv(?:e|es|ed|ing)(?: of)?|accept(?:s|ed|ing)?"
    r"|agree(?:s|d|ing)? (?:to|with)|(?:vot|argu|campaign|lobb|spok|speak)\w* for|committed to|keen on|behind"
)
_WANTING = (
    r"want(?:s|ed)?|demand(?:s|ed|ing)?|sought|seek(?:s|ing)?|urg(?:es|ed|ing)|insist\w* on"
    r"|(?:ask|call|press|push)(?:s|es|ed|ing)? for"
)
_AGAINST = (
    r"oppos(?:ed|ition) to|oppos(?:e|es|ed|ing)|opponents? of|against|reject(?:s|ed|ing)?|object(?:s|ed|ing)? to"
    r"|resist(?:s|ed|ing)?|condemn(?:s|ed|ing)?|denounc(?:e|es|ed|ing)|veto(?:es|ed|ing)?|rul(?:e|es|ed|ing) out"
    r"|refus(?:e|es|ed|ing)|turn(?:s|ed|ing)? down|hostile to|disagree(?:s|d)? with"
    r"|(?:to|must|should) (?:stop|scrap|halt|block|abandon)"
)
_CUE = re.compile(rf"\b(?:(?P<for>{_FOR})|(?P<wanting>{_WANTING})|(?P<against>{_AGAINST}))\b", re.I)
# Behind these a cue governs nothing more, but "the idea of a merger" and "calls for a merger" stand for the merger.
_END = re.compile(
    r"[.;:!?]|\b(?:and|but|who|which|that|whether|if|unless|until|while|when|because|after|under"
    r"|(?<!idea )(?<!form )(?<!kind )(?<!sort )(?<!plan )(?<!plans )(?<!prospect )(?<!principle )of"
    r"|(?<!plan )(?<!plans )(?<!call )(?<!calls )(?<!demand )(?<!demands )(?<!bid )(?<!proposal )(?<!request )for"
    r"|on|about|over|into|to|from|at|with|in|by)\b",
    re.I,
)
# Between "rejected" and "calls for": what is called for is then what is rejected.
_DETERMINED = re.compile(r"\s+(?:(?:the|all|any|its|their|her|his|new|such)\s+){0,2}", re.I)
_GOVERNED = re.compile(rf"\b(?:{_FOR}|{_AGAINST}){_DETERMINED.pattern}$", re.I)
_REACH = 6  # words between what leans and what it leans on
# Whoever wants the merger stopped does not want the merger.
_STOPPED = re.compile(
    r"\b(?:stop|scrap|halt|block|abandon|cancel|drop|withdraw|revers|overturn|delay|suspend|end|bann|kill|shelv|repeal)"
    r"\w*\b",
    re.I,
)
_NOT = re.compile(
    r"(?:\b(?:not|no longer|never|nor|cannot|neither|hardly|nobody|none|without|far from)|n['’]t"
    r"|\b(?:refus|declin|fail|stopp|ceas)\w*(?: to)?|\bun(?:able|willing) to)(?:\s+[\w'’-]+){0,2}\s*$",
    re.I,
)
_UNDECIDED = re.compile(r"\b(?:whether|if)\b(?:\W+[\w'’-]+){0,5}\W*$", re.I)
# What is itself for or against something, and whoever only talks about it is not.
_MOTION = re.compile(
    r"\b(?:motions?|bids?|petitions?|resolutions?|amendments?|letters?|proposals?|campaigns?|calls?|arguments?|case"
    r"|moves?|protests?)(?:\W+\w+){0,1}\W*$",
    re.I,
)
_CARRIED = re.compile(
    r"\b(?:pass|back|tabl|mov|sign|approv|adopt|carr|support|launch|led|lead|organi[sz]|start|join|vot|back)\w*"
    r"(?:\W+[\w'’-]+){0,4}\W*$",
    re.I,
)
_WITHOUT = re.compile(
    r"\bwithout\s+(?:(?:a|an|the|this|that|its|their|our|any)\s+)?(?:[\w'’-]+\s+){0,2}?([\w'’-]+),", re.I
)


def opposite(lean: Polarity) -> Polarity:
    return {Polarity.FOR: Polarity.AGAINST, Polarity.AGAINST: Polarity.FOR}.get(lean, lean)


def leaning(text: str, topic: str) -> Polarity | None:
    """FOR, AGAINST, NEUTRAL where the text only speaks of what leans, None where its words do not tell."""
    words = content_words(topic)
    if not words & content_words(text):
        return None
    found = {_lean(text, cue, words) for cue in _CUE.finditer(text)} - {None}
    if any(words & content_words(match.group(1)) for match in _WITHOUT.finditer(text)):
        found.add(Polarity.FOR)  # "Without a merger, we run out of money"
    return found.pop() if len(found) == 1 else None


def _lean(text: str, cue: re.Match[str], topic: frozenset[str]) -> Polarity | None:
    """How one cue leans on the topic, if it governs it; in "is opposed by", the topic stands before."""
    before, behind = text[: cue.start()], text[cue.end() :]
    passive = re.match(r"\s+by\b", behind) is not None
    if passive:
        reached = _END.split(before)[-1].split()[-_REACH:]
    else:
        reached = _END.split(behind, maxsplit=1)[0].split()[:_REACH]
        # Of two cues the nearer one governs: "supports voting against the merger".
        nearer = _CUE.search(behind)
        called_for = nearer and nearer["wanting"] and _DETERMINED.fullmatch(behind[: nearer.start()])
        if called_for and nearer:
            reached = _END.split(behind[nearer.end() :], maxsplit=1)[0].split()[:_REACH]
        elif nearer and not topic & content_words(behind[: nearer.start()]):
            return None
    if not topic & content_words(" ".join(reached)) or (cue["wanting"] and _GOVERNED.search(before)):
        return None
    if _UNDECIDED.search(before):
        return Polarity.NEUTRAL
    motion = _MOTION.search(before)
    if motion and not passive and not _CARRIED.search(before[: motion.start()]):
        return Polarity.NEUTRAL
    stopped = cue["wanting"] and _STOPPED.search(re.split(r"[.;:!?]|\b(?:and|but)\b", behind, maxsplit=1)[0])
    lean = Polarity.AGAINST if cue["against"] or stopped else Polarity.FOR
    return opposite(lean) if _NOT.search(before) else lean
