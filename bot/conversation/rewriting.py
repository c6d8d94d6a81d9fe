"""Follow-ups written out as full questions, over the last question and its answer. "" is a text that stands alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import islice

from bot.library import Library
from bot.questions.acts import AUXILIARY, asks_who, asks_why, asks_yes_or_no, lean, meanings, stances
from bot.questions.dates import period
from bot.questions.names import Named
from bot.questions.offices import asked_office
from bot.types import Answer, Kind, Question
from bot.words import content_words, stem
from retrieval.grammar.parsing import Parse
from retrieval.mentions.roles import head_of
from retrieval.mentions.things import is_thing
from retrieval.statements.genders import GENDERED, given_names
from retrieval.types import Actor, ActorKind, Span, Statement

_OPENING = re.compile(rf"^\W*(?:what|how|when|where|why|since when)\b.*?(?=\b{AUXILIARY}\b)", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:(he|she|him)|(his)|(her)(?=\s+[a-z]))\b|\bher\b", re.IGNORECASE)
_EXPLETIVE = r"(?!\s+(?:true|likely|possible|clear|known|right|correct)\b)"  # "is it true that …"
_PARTY = re.compile(rf"\b(?:(they|them|it)|(their|its))\b{_EXPLETIVE}", re.IGNORECASE)
_THEY = re.compile(r"\b(?:they|them|their)\b", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|its)\b", re.IGNORECASE)
# "What do | the six towns | have against the toll?"
_SAYING = re.compile(rf"^\W*what\s+{AUXILIARY}\s+(.+?)\s+(?:say|think|have)\b", re.IGNORECASE)
_THE_MANY = re.compile(r"^\W*(the\s+(?:[^\W_]+\s+){0,2}([^\W\d_]+))\W*$", re.IGNORECASE)
_AGREES = re.compile(r"\b(?:dis)?agrees?$", re.IGNORECASE)  # with what was said before
_NO_SIDE = re.compile(
    rf"^\W*(?:and\s+|but\s+)*(?:who|which\s+\w+)\s+(?:{AUXILIARY})(?:n['’]t|\s+not)\W*$", re.IGNORECASE
)
_LONGEST = 240  # code points of an answer that stands for "that"
_THING = re.compile(r"\b(?:it|this|that|them)(?=[\s?.!]*$)", re.IGNORECASE)
_LAST_ON = re.compile(r"^.*\b(?:say|says|said|think|thinks)\s+(?:about|on|of)\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:with|to|of|on|about|for|against)$")
_PERSONS = 2  # pronouns of a question that are read: "what does she say about him?"
_MOST_READ = 100  # statements of a person that show the sex
_ON = re.compile(r"^(?:(?:on|about|regarding|over|for|with|of|in|the case of)\s+)+", re.IGNORECASE)


def reason(before: Question, answer: Answer) -> str:
    """The question why, of what was asked or else of what was answered."""
    if before.kind is Kind.WHO and answer.claims:
        return _why_is_it(answer)
    if before.topic and (others := _SAYING.match(before.focus)) and not before.actors:
        return f"What are the reasons of {others[1]}{_on(before)}?"
    if asks_yes_or_no(before.focus) or not before.actors:
        return f"Why {_inside(before.focus)}"
    if before.topic or not answer.claims:
        return f"What are {listed(before.actors)}'s reasons{_on(before)}?"
    return _why_is_it(answer)


def _why_is_it(answer: Answer) -> str:
    return f"Why is it that {answer.claims[0].text.strip(' .')}?"


def beginning(before: Question) -> str:
    if asks_yes_or_no(before.focus) or not before.actors:
        return f"Since when {_inside(before.focus)}"
    return f"Since when is this the position of {listed(before.actors)}{_on(before)}?"


def day(before: Question) -> str:
    return f"When {_inside(before.focus)}" if asks_yes_or_no(before.focus) else f"On what day: {before.focus}"


def since_then(before: Question, answer: Answer, library: Library, today: date) -> str:
    """The last question about the days since those that it asked for, or that its answer is from."""
    days = (each for claim in answer.claims for each in (claim.said or claim.published,) if each)
    last = before.until or before.since or max(days, default="")
    return _at(before.focus, f"since {last}", library, today) if last else ""


def comparison(actors: Sequence[str], before: Question) -> str:
    return f"How do {listed(actors)} differ{_on(before)}?"


def swapped(
    who: Named, is_led: bool, before: Question, library: Library, today: date, many: str = ""
) -> tuple[str, bool]:
    """The last question with another actor (or `many` of them), date or topic, where a follow-up names only that.

    Also whether its topic is still the last one's.
    """
    if many and not who.actors:
        return _of_others([many], before, library), True
    spans = sorted([*(span for _, span in who.actors), *who.strangers])
    when = period(who.text, today, library)
    names = [span.of(who.text) for span in spans if not (when and span.overlaps(when.span))]
    left = _ON.sub("", _blanked(who.text, [*spans, *([when.span] if when else [])]).strip(" ?!.,;:"))
    if not content_words(left):
        text = _of_others(names, before, library) if names else before.focus
        if when:
            return _at(text, when.span.of(who.text), library, today), True
        return (text, True) if names else ("", False)
    if not is_led:
        return "", False
    if names and (parted := re.split(r"\b(?:on|about|regarding|over)\b", who.text, maxsplit=1, flags=re.I))[1:]:
        return f"What does {listed(names)} say about {parted[1].strip(' ?!.')}?", False
    return about(_ON.sub("", who.text.strip(" ?!.,;:")), before), False


def resolved(
    text: str,
    is_led: bool,
    question: Question,
    before: Question,
    answer: Answer,
    spoken_of: Sequence[str],
    library: Library,
) -> str:
    """A question whose pronouns point to the turns before, with names in their place. `spoken_of` are those who were
    asked about or quoted there, the last ones first."""
    if asks_other_side(text, before):
        return f"{before.focus.rstrip(' ?!.')} and {text.strip(' ?!.')}?"
    topic, found = before.topic or before.issue or "", text
    thing = _subject(topic, question, before, answer, library) if _THING.search(text) else ""
    everybody = question.kind is Kind.WHO or asks_who(text)
    for _ in range(_PERSONS):
        said = _PERSON.search(found)
        if said and (person := _person(said, found, spoken_of, library)):
            found = f"{found[: said.start()]}{person}{chr(39) + 's' if said[2] or said[3] else ''}{found[said.end() :]}"
    party = _party(text, before, answer, library)
    others = bool(everybody or question.unknown or not before.actors)  # of whom the last topic is asked again
    if party and found == text and not question.actors and not (others and thing and _THING.search(found)):
        found = _PARTY.sub(lambda match: f"{party}'s" if match[2] else party, found, count=1)
    if asks_why(text) and thing and _is_clause(thing, before, library):  # no "why does she prefer when it may close?"
        person = next((name for name in spoken_of if name in found), listed(question.actors or before.actors))
        return f"What are {person}'s reasons on {thing}?"
    if is_put := bool(thing and _THING.search(found) and (question.actors or others or found != text)):
        found = _THING.sub(lambda _: _of_others_than(question, thing, library), found)
    led = is_led and question.actors and not question.acts  # "and what does A say?", but not "and what does A want?"
    bare = not question.about and all(stem(word) in stances() for word in question.topic.split())
    asked = asks_why(text) and (found != text or question.actors)  # "why does she refuse?" refuses the same
    start = found.rstrip(" ?!.")
    if topic and not is_put and _AGREES.search(start):
        whom = f" with {listed(before.actors)}" if before.actors and not question.actors else ""
        return f"{start}{whom} about {topic}?"
    if (
        topic
        and bare
        and not is_put
        and (asked if found != text else led or asked or (everybody and not question.actors))
    ):
        takes = lean(meanings(text, ())) is not None and not _AGREES.search(start)  # "who opposes | the toll"
        found = f"{start}{'' if takes or _OPEN.search(start) else ' about'} {topic}?"
    return found if found != text else ""


def asks_other_side(text: str, before: Question) -> bool:
    """ "who doesn't?" after "Who wants the toll?"."""
    return before.kind is Kind.WHO and bool(_NO_SIDE.match(text))


def is_silent(who: Named, library: Library) -> bool:
    """Whether those named say nothing anywhere: after "What does A say about the dam?" "what about B?" asks A of B."""
    return bool(who.actors) and not any(library.said_by(actor.name) for actor, _ in who.actors)


def voices(text: str, library: Library) -> str:
    """The many without a name who are asked next, where the articles quote such: "and the six towns?" where "six
    northern towns" say something."""
    found = _THE_MANY.match(text)
    wanted = content_words(text)
    if not found or not wanted or is_thing(found[2]):
        return ""
    groups = (
        one for one in library.actors if one.kind is ActorKind.GROUP and stem(one.name.split()[-1]) == stem(found[2])
    )
    said = library.counts()
    return found[1] if any(wanted <= content_words(one.name) and said.get(one.name) for one in groups) else ""


def _subject(topic: str, question: Question, before: Question, answer: Answer, library: Library) -> str:
    """What "that" and "it" stand for: the topic, if that is a thing, else, where somebody else is asked about it, what
    was answered first; of whoever said it, it would only find itself again."""
    if not question.actors or not set(question.actors).isdisjoint(before.actors):
        return topic
    if topic and any(tag.startswith("N") for parse in library.parse(before.focus) for tag in _tags(topic, parse)):
        return topic
    told = answer.claims[0].text.strip(" .") if answer.claims else ""
    return told if 0 < len(told) <= _LONGEST else topic


def _is_clause(topic: str, before: Question, library: Library) -> bool:
    """Whether a topic is no noun that another verb could have: "when it may close", "leave the harbour"."""
    tags = [tag for parse in library.parse(before.focus) for tag in _tags(topic.split()[0], parse)]
    return any(tag.startswith("W") or tag in ("VB", "VBP", "VBZ", "VBD") for tag in tags)


def _of_others_than(question: Question, thing: str, library: Library) -> str:
    """What a topic has besides those who are asked now: of "Belmark and the toll" Belmark is asked about the toll."""
    own = [span for actor, span in library.actors_in(thing)[0] if actor.name in question.actors]
    for span in own[:1]:
        rest = re.sub(r"^\s*(?:and|,)\s+|\s*(?:,|\band)\s*$", "", f"{thing[: span.start]}{thing[span.end :]}".strip())
        return rest if content_words(rest) and not own[1:] and rest in thing else thing
    return thing


def _tags(topic: str, parse: Parse) -> list[str]:
    """The tags of a sentence's words that stand in a topic."""
    words = set(topic.split())
    return [tag for word, tag in zip(parse.words, parse.tags, strict=True) if word in words]


def _party(text: str, before: Question, answer: Answer, library: Library) -> str:
    """Whom "they" means, or "it", which is no person: who was asked about, else who was quoted first."""
    names = list(before.actors or (claim.actor for claim in answer.claims if library.actor(claim.actor)))
    if _IT.search(text) and not _THEY.search(text):
        names = [name for name in names if (actor := library.actor(name)) and actor.kind is not ActorKind.PERSON]
    return listed(names if before.actors else names[:1])


def points_back(text: str) -> bool:
    """Whether a pronoun stands for somebody that the text itself may not name."""
    return bool(_PERSON.search(text) or _PARTY.search(text))


def listed(names: Sequence[str]) -> str:
    names = list(dict.fromkeys(names))
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _on(before: Question) -> str:
    return f" on {before.topic}" if before.topic else ""


def _inside(asked: str) -> str:
    """A question without its question word: "does A want X?"."""
    rest = _OPENING.sub("", asked)
    return rest[:1].lower() + rest[1:] if re.match(rf"{AUXILIARY}\b", rest, re.IGNORECASE) else rest


def _of_others(names: Sequence[str], before: Question, library: Library) -> str:
    """The last question asked of somebody else; to a comparison they are added."""
    if before.kind is Kind.COMPARISON:
        return comparison((*before.actors, *names), before)
    spans = [span for actor, span in library.actors_in(before.focus)[0] if actor.name in before.actors]
    spans = spans or list(filter(None, [asked_office(before.focus, library)]))
    if not spans:
        return f"What does {listed(names)} say{f' about {before.topic}' if before.topic else ''}?"
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return f"{before.focus[:start]}{listed(names)}{before.focus[end:]}"


def _at(text: str, when: str, library: Library, today: date) -> str:
    """The question with another date in place of its own."""
    old = period(text, today, library)
    kept = _blanked(text, [old.span]) if old else text
    return f"{' '.join(kept.split()).rstrip(' ?!.')} {when.strip()}?"


def about(topic: str, before: Question) -> str:
    """The last question about another topic."""
    if before.kind is Kind.COMPARISON:
        return f"How do {listed(before.actors)} differ on {topic}?"
    if before.kind is Kind.TIMELINE and before.actors:
        return f"How has {listed(before.actors)}'s position on {topic} changed?"
    if before.actors:
        return f"What does {listed(before.actors)} say about {topic}?"
    if parted := _LAST_ON.search(before.focus):  # "What does the captain say about the club?"
        return f"{before.focus[: parted.end()]} {topic}?"
    if before.topic and before.topic in before.focus:
        return re.sub(rf"(?:\b(?:the|an?)\s+)?{re.escape(before.topic)}", lambda _: topic, before.focus)
    return f"What does everyone say about {topic}?"


def _person(said: re.Match[str], text: str, spoken_of: Sequence[str], library: Library) -> str | None:
    """Whom "he" or "she" means: the last person who is not known to be of the other sex, else the last one at all (a
    first name is no proof). Nobody of another turn where the question has named somebody: "Does Lind want her toll?"
    """
    sex = "she" if said.group().lower() in ("she", "her") else "he"
    here = [
        actor for actor, span in library.actors_in(text)[0] if span.end <= said.start() and _may_be(sex, actor, library)
    ]
    of_another = said.group().lower() in ("him", "her") and not said[3]  # "What does Lind say about her?"
    if here and not of_another:
        return None
    known = [actor for name in spoken_of if (actor := library.actor(name)) and actor.kind is ActorKind.PERSON]
    known = [each for each in known if each not in here]
    fit = [each.name for each in known if _may_be(sex, each, library)]
    others = [each.name for each in known if shown_sex(each, library) is None]  # a first name is no proof
    return next(iter((*fit, *others)), None)


def _may_be(sex: str, actor: Actor, library: Library) -> bool:
    """By what the articles show of a person, else by the first name."""
    if actor.kind is not ActorKind.PERSON:
        return False
    told = shown_sex(actor, library) or given_names().get(actor.name.partition(" ")[0].lower())
    return told in (sex, None)


def shown_sex(actor: Actor, library: Library) -> str | None:
    """ "he" or "she", where the articles show it: by what a person is ("spokeswoman"), or by the pronouns that stand
    for the person beside what is said."""
    if told := GENDERED.get(head_of(actor.role)):
        return told
    own = (row for row in library.said_by(actor.name) if row.holder == actor.name and row.holder_span)
    mentions = Counter(_mention(row, library) for row in islice(own, _MOST_READ))
    he, she = mentions["he"], mentions["she"]
    return "he" if he > 2 * she else "she" if she > 2 * he else None


def _mention(row: Statement, library: Library) -> str:
    return row.holder_span.of(library.articles[row.source].text).lower() if row.holder_span else ""


def _blanked(text: str, spans: Sequence[Span]) -> str:
    for span in spans:
        text = f"{text[: span.start]}{' ' * (span.end - span.start)}{text[span.end :]}"
    return text
