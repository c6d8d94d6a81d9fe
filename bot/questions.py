"""What a question asks: its kind, its actors, the acts it is about, its topic and dates.

Rules over the question's own words and the names that the articles know; what they cannot read stays a `FACT`, which
is plain retrieval. Only English is read; names are found in any language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta

from bot.library import Library
from bot.types import Kind, Question
from bot.voices import voiced
from bot.words import has_function_word
from retrieval.types import Act, Actor, Span

LONGEST = 2_000  # code points; a longer question is an article

_COMPARISON = re.compile(
    r"\b(?:differ\w*|compar\w+|versus|vs|disagree\w*|contrast\w*|conflict\w*|agree|apart|in common|both sides)\b", re.I
)
_TIMELINE = re.compile(
    r"\b(?:chang(?:e|es|ed|ing)|shift(?:s|ed)?|evolv\w+|timeline|over time|chronolog\w+|history of|what(?:'s|’s)? new"
    r"|latest|moved|no longer|used to)\b",
    re.I,
)
_WHEN_SAID = re.compile(r"\b(?:when did|since when|when has)\b", re.I)
_WHO = re.compile(
    r"^\W*(?:who|whose|which (?:\w+ )?(?:countr\w+|states?|part(?:y|ies)|sides?|actors?|leaders?|governments?|groups?"
    r"|officials?|ministers?|organi[sz]ations?|members?))\b",
    re.I,
)
_YES_NO = re.compile(r"^\W*(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|should)\b", re.I)

# Words that a question uses to name an act. Cues of the articles are read in `retrieval`; these are a questioner's.
_ACT_WORDS: tuple[tuple[Act, str], ...] = (
    (Act.DEMAND, r"demand\w*|want(?:s|ed|ing)?|insist\w*|requir\w+|request\w*|seek(?:s|ing)?|sought|conditions?"
                 r"|ask(?:s|ed|ing)?(?! (?:about|whether|if))|call(?:s|ed|ing)? (?:for|on)|urg(?:e|es|ed|ing)|appeal\w*"
                 r"|red lines?|push\w* for|(?<!in )order(?:s|ed|ing)?"),
    (Act.REJECT, r"reject\w*|oppos\w+|refus\w+|object\w*|rul\w+ out|against|exclud\w+|resist\w*|disagree\w*|block\w*"),
    (Act.ACCEPT, r"accept\w*|agree\w*|support\w*|back(?:s|ed|ing)?|endors\w+|welcom\w+|favou?r(?:s|ed|ing)?"
                 r"|approv\w+|open to"),
    (Act.OFFER, r"offer\w*|propos\w+|suggest\w*|promis\w+|pledg\w+|concession\w*|conced\w+"),
    (Act.APPEAL, r"propos\w+|suggest\w*|recommend\w*|advis\w+"),
    (Act.THREATEN, r"threat\w*|warn\w*"),
    (Act.DENY, r"den(?:y|ies|ied|ial)\w*"),
)  # fmt: skip
_POSITION = re.compile(
    r"\b(?:position\w*|stance\w*|view(?:s|ed)?|opinion\w*|think\w*|thought|believ\w+|say(?:s|ing)?|said|claim\w*"
    r"|argu\w+|stand(?:s|point)?|plan(?:s|ned)?|attitude|line|favou?r\w*|respond\w*|react\w*|respon[sc]e|reaction"
    r"|concern\w*|fear\w*|hop(?:e|es|ed|ing)|expect\w*|priorit\w+|goals?|aims?|interests?|justif\w+|reason\w*"
    r"|explain\w*|stat(?:e|es|ed|ing)|mean\w*|tell\w*|told|talk\w*|ready|willing|prepared)\b",
    re.I,
)

# Behind a verb, what somebody offered is a thing that is spoken of: "accepted the offer", "reacted to the last threat".
_THING = re.compile(
    r"(?<=[a-z] )(?:the|a|an|this|that|any|its|their|[A-Z][\w-]*['’]s?)(?: [a-z-]+(?:['’]s)?)? "
    r"(offers?|proposals?|demands?|requests?|threats?|appeals?|conditions?|concessions?|suggestions?|pledges?|promises?"
    r"|orders?)\b"
)
_HOLDING = (
    r"say(?:ing)?|said|think(?:ing)?|believ\w+|claim\w*|argu\w+|respon[ds]\w*|react\w*|reaction|expect\w*|fear\w*|hop\w+"
    r"|plan\w*|explain\w*|position\w*|stance\w*|views?|opinion\w*|attitude"
)
_CONDITIONS = re.compile(
    r"^\W*(?:(?:under|on|in) (?:what|which) (?:terms?|conditions?|circumstances?)|what (?:would|will|does) it take"
    r"|what (?:are|is|were) .*\bconditions?\b (?:for|to))\b",
    re.I,
)
_NOT = re.compile(r"\b(?:not|never|no longer)\b|n['’]t\b", re.I)
# "Who does not want X?" asks who rejects it.
_REVERSED = {Act.DEMAND: Act.REJECT, Act.ACCEPT: Act.REJECT, Act.REJECT: Act.ACCEPT}
_PRONOUNS = frozenset("i we you he she it they this that these those there one".split())
# "What do the farmers of the valley say?", "the opposition's view": who is asked about, where that is no name.
_VOICE = re.compile(
    r"\b(?i:do|does|did|have|has|had|is|are|was|were|would|will)\s+(?:the|some|many|most|other)?\s*\b"
    r"([a-z][a-z-]*(?:\s+[a-z][a-z-]*){0,4}?)(?:['’]s|s['’])?\s+"
    + rf"(?:{'|'.join(words for _, words in _ACT_WORDS)}|{_HOLDING})\b"
)

# What joins one more actor to those that a question asks about.
_JOINT = re.compile(r"^(?:['’]s?)?\s*(?:,|&|\band\b|\bor\b|,\s*and\b)\s*(?:the\s+)?$", re.I)
_JOINT_COMPARISON = re.compile(r"(?:,|&|\b(?:and|or|vs\.?|versus|with|from|to|than))\s*(?:the\s+)?$", re.I)

# What a question is made of besides its topic.
_FRAME = re.compile(
    r"\b(?:what|which|who|whom|whose|how|why|when|where|does|did|do|is|are|was|were|has|have|had|will|would|can|could"
    r"|should|the|a|an|go(?:es|ing)?|of|on|in|to|for|by|with|about|at|from|since|until|before|after|and|or|vs|versus|between|its"
    r"|their|his|her|there|any|please|tell|me|us|give|show|summari[sz]e|summary|exactly|currently|now|today|recently"
    r"|regarding|concerning|towards?|over|being|be|been|it|that|this|they|he|she|position\w*|stance\w*|views?"
    r"|opinions?|think\w*|say(?:s|ing)?|said|stand(?:s|point)?|differ\w*|compar\w+|chang\w+|shift\w*|timeline"
    r"|ready|willing|prepared|able|likely|still|ever|even|already|really|under|circumstances?"
    r"|(?:set|attach\w*|impos\w+|lay|laid)(?: down)?(?=\W*$)"
    r"|latest|new|sides?|countr(?:y|ies)|part(?:y|ies)|actors?|leaders?|issues?|question|matter|topic|term\w*)\b",
    re.I,
)
_MONTHS = "january february march april may june july august september october november december".split()
_CALENDAR = re.compile("|".join(_MONTHS) + r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?", re.I)
_SINCE = re.compile(
    r"\b(since|after|from|until|before|by)\s+((?:the )?(?:start|end|beginning) of )?"
    r"((?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:"
    + "|".join(_MONTHS)
    + r")\b(?:\s+\d{1,2}(?:st|nd|rd|th)?\b,?)?(?:\s+\d{4}\b)?"
    r"|\d{4}-\d{2}-\d{2}|\d{4}(?=\s*(?:[?.,;]|$))|last (?:week|month|year)|yesterday)",
    re.I,
)  # "by 2000 farmers" is no year, "Mayor" no May


def understand(text: str, library: Library, today: date) -> Question:
    """What is asked. `today` anchors "last month" and a month without a year; dates come out as ISO days."""
    text = " ".join(text.split())[:LONGEST]
    found, unknown = library.actors_in(text)
    since, until, dated = _dates(text, today, library)
    voice = _voice(text, found, library)
    subjects = [] if _WHO.match(text) or voice else _subjects(text, found)
    actors = tuple(dict.fromkeys(actor.name for actor, _ in subjects))
    named = [span for span in (*(span for _, span in subjects), dated, voice) if span]
    topic = _topic(text, named)
    acts = _acts(_without(text, named))
    kind = Kind.WHO if voice else _kind(text, actors, acts, since)
    # "Does A accept X?" is answered by a refusal too, and "How do A and B differ?" by anything.
    if asks_yes_or_no(text):
        topic, acts = topic or _verbs(_without(text, named)), ()
    elif _COMPARISON.search(text) or asks_conditions(text):
        acts = ()
    return Question(
        text=text,
        kind=kind,
        actors=actors,
        unknown=tuple(name for name in unknown if not _CALENDAR.fullmatch(name)),
        voice=voice.of(text) if voice else "",
        acts=acts,
        issue=library.issue_in(topic) if topic else None,
        topic=topic,
        about=tuple(dict.fromkeys(actor.name for actor, _ in found if actor.name not in actors)),
        since=since,
        until=until,
    )


def is_blank(text: str) -> bool:
    """Whether nothing in a text could be a question: no letter and no digit in any script."""
    return not any(unicodedata.category(character)[0] in "LN" for character in text)


def asks_yes_or_no(text: str) -> bool:
    return bool(_YES_NO.match(text))


def asks_conditions(text: str) -> bool:
    """ "Under what conditions would A sign?": what is wanted is an "if", an "unless" or the like."""
    return bool(_CONDITIONS.match(text))


def is_english(text: str) -> bool:
    """Whether a text can be read as a question; names and a verb or two are enough, other grammar is not."""
    asks = any(re.search(rf"\b(?:{words})\b", text, re.I) for _, words in _ACT_WORDS)
    few = len(re.findall(r"[^\W\d_]+", text)) < 3 and text.isascii()
    return few or asks or bool(_POSITION.search(text)) or has_function_word(text)


def _kind(text: str, actors: Sequence[str], acts: Sequence[Act], since: str | None) -> Kind:
    if len(actors) >= 2 and _COMPARISON.search(text):
        return Kind.COMPARISON
    if asks_conditions(text):
        return Kind.FACT  # whoever tells the condition
    speaks = bool(acts or _POSITION.search(text))
    changing = bool(_TIMELINE.search(text)) or (speaks and bool(_WHEN_SAID.search(text)))
    if (actors and (changing or since)) or (changing and since):
        return Kind.TIMELINE
    if _WHO.match(text) and speaks:
        return Kind.WHO
    if actors and speaks:
        return Kind.POSITION
    return Kind.FACT


def _voice(text: str, found: Sequence[tuple[Actor, Span]], library: Library) -> Span | None:
    """Where a question names whom it asks about without a name, if somebody whom the articles call so says anything."""
    match = _VOICE.search(text)
    if match is None or match.group(1) in _PRONOUNS or any(span.start < match.end(1) for _, span in found):
        return None
    return Span(*match.span(1)) if voiced(match.group(1), library) else None


def _subjects(text: str, found: Sequence[tuple[Actor, Span]]) -> list[tuple[Actor, Span]]:
    """The actors that are asked about: the first one named, and those joined to it; the others belong to the topic.

    "What do A and B say about C?" asks about A and B; "How does A's view of C differ from B's?" too.
    """
    joint = _JOINT_COMPARISON if _COMPARISON.search(text) else _JOINT
    subjects: list[tuple[Actor, Span]] = []
    for actor, span in sorted(found, key=lambda pair: pair[1]):
        gap = text[subjects[-1][1].end : span.start] if subjects else ""
        if not subjects or joint.search(gap):
            subjects.append((actor, span))
    return subjects


def acts_named(text: str) -> frozenset[Act]:
    """The acts that words of a text may name, whatever the text is about."""
    return frozenset(act for act, words in _ACT_WORDS if re.search(rf"\b(?:{words})\b", text, re.I))


def _acts(text: str) -> tuple[Act, ...]:
    """The acts that a question is about: "Who accepted the offer?" asks for accepting, and for no offers."""
    said = _THING.sub(" ", text)
    found = tuple(act for act, words in _ACT_WORDS if re.search(rf"\b(?:{words})\b", said, re.I))
    if _NOT.search(said):
        found = tuple(dict.fromkeys(_REVERSED.get(act, act) for act in found))
    if found or _POSITION.search(said):
        return found
    return tuple(act for act, _ in _ACT_WORDS if act in acts_named(text))


def _topic(text: str, named: Sequence[Span]) -> str:
    """What is left of a question without its actors and its frame."""
    rest = _FRAME.sub(" ", _without(text, named))
    things = " ".join(match.group(1) for match in _THING.finditer(text))
    for _, words in _ACT_WORDS:
        rest = re.sub(rf"\b(?:{words})\b", " ", rest, flags=re.I)
    if things and (asks_yes_or_no(text) or _acts(text) != _acts(things)):
        rest = f"{rest} {things}"
    return " ".join(re.sub(r"(?:(?<=\s)|^)['’]s\b|(?<!\d)[.,]|[.,](?!\d)|[^\w\s'’.,-]", " ", rest).split())


def _verbs(text: str) -> str:
    """The words for acts in a question that asks about nothing else: "Is the guild going to appeal?"."""
    found = [match for _, words in _ACT_WORDS for match in re.finditer(rf"\b(?:{words})\b", text, re.I)]
    return " ".join(dict.fromkeys(match.group() for match in found))


def _without(text: str, spans: Sequence[Span]) -> str:
    """The text with blanks where the spans are."""
    kept = list(text)
    for span in spans:
        kept[span.start : span.end] = " " * (span.end - span.start)
    return "".join(kept)


def _dates(text: str, today: date, library: Library) -> tuple[str | None, str | None, Span | None]:
    match = _SINCE.search(text)
    if not match:
        return None, None, None
    day = _day(match.group(3).lower(), today, library)
    if day is None:
        return None, None, None
    span = Span(*match.span())
    word, part = match.group(1).lower(), (match.group(2) or "").lower()
    if "end" in part or (word in ("until", "by") and not part):
        day = _last_of(match.group(3), day)  # "until December" takes December in
    if word in {"until", "before", "by"}:
        return None, day, span
    return day, None, span


def _last_of(words: str, day: str) -> str:
    """The last day of the month or year that the words name, or `day` where they name a day."""
    first = date.fromisoformat(day)
    if re.fullmatch(r"\d{4}", words):
        return first.replace(month=12, day=31).isoformat()
    if re.search(r"\b\d{1,2}(?:st|nd|rd|th)?\b", words) or words.lower().split()[0] in ("last", "yesterday"):
        return day
    return (date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)).isoformat()


def _day(words: str, today: date, library: Library) -> str | None:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
        return words
    if re.fullmatch(r"\d{4}", words):
        return f"{words}-01-01"
    if words == "yesterday":
        return (today - timedelta(days=1)).isoformat()
    if words.startswith("last "):
        days = {"week": 7, "month": 31, "year": 366}[words.split()[1]]
        return (today - timedelta(days=days)).isoformat()
    month = next(number for number, name in enumerate(_MONTHS, 1) if name in words)
    year = re.search(r"\b\d{4}\b", words)
    day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", words)
    anchor = _newest(library) or today
    guess = anchor.year if month <= anchor.month else anchor.year - 1
    try:
        return date(int(year.group()) if year else guess, month, int(day.group(1)) if day else 1).isoformat()
    except ValueError:
        return None


def _newest(library: Library) -> date | None:
    """The newest day that any article bears: a month without a year is meant from there."""
    days = [day.iso for source in library.articles if (day := library.details(source).published)]
    return date.fromisoformat(max(days)[:10]) if days else None
