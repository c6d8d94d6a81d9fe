"""A question as it is looked up: notes and orders ("timeline of A", "list all positions on X") are asked in full.

The models that read articles have learnt from questions; of "list all positions on X" they know only the words.
"""

from __future__ import annotations

import re

from bot.library import Library
from bot.questions.acts import AUXILIARY, asks_yes_or_no, stances, two_sides
from bot.questions.kinds import frame
from bot.questions.languages import is_english
from bot.questions.offices import BEFORE_A_NOUN
from bot.types import Kind, Question
from bot.words import has_function_word, listed, stem
from retrieval.grammar.parsing import Parse
from retrieval.mentions.roles import MODIFIERS, is_head
from retrieval.types import Span

_ASKS = re.compile(r"\b(?:what|why|how|who|whom|whose|when|where|which)\b", re.IGNORECASE)
_WITH_WHOM = re.compile(r"\bwhom\b", re.IGNORECASE)
_WHAT = re.compile(r"\bwho says what\b", re.IGNORECASE)
# "What does | the minister | Brel want?"; "does anybody in Arvia" asks anybody.
_DOES = re.compile(
    rf"(?:\b{AUXILIARY}(?:n['’]t)?|['’]s)\s+(?:the\s+)?(?P<titles>(?:[\w-]+\s+){{0,3}})$",
    re.IGNORECASE,
)
_DID = re.compile(r"^\W*(?:(?:and|but|so) )?(?:do|does|did|has|have|had|will|would|can|could)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_OWNS = re.compile(r"['’]s?\s+(?P<what>[\w-]+)")


def in_full(question: Question) -> str:
    """The words that matching reads."""
    text = question.focus or question.text
    about = f" about {question.topic}" if question.topic else ""
    if question.kind is Kind.WHO and question.topic and _WITH_WHOM.search(text):
        return f"Who supports and who opposes {question.topic}?"
    is_dated = bool(question.since or question.until)
    if question.kind is Kind.TIMELINE and is_dated and question.topic and not question.actors:
        return f"What happened to {question.topic}?"  # of "what changed on the dam since May?"
    if _ASKS.search(text) or asks_yes_or_no(text) or not is_english(text):
        return text
    if question.kind is Kind.COMPARISON:
        return f"How do {listed(question.actors)} differ{f' on {question.topic}' if question.topic else ''}?"
    if question.actors:
        return f"What does {listed(question.actors)} say{about}?"
    return f"Who says what{about}?" if question.kind is Kind.WHO and question.topic else text


def asks_everybody(question: Question) -> bool:
    """ "List everybody's position on X", "who disagrees with whom?", "who wants X and who doesn't?"; not "who wants X?"
    whose answer is short."""
    text = question.focus or question.text
    is_whole = in_full(question) == text and not _WITH_WHOM.search(text) and not _WHAT.search(text)
    return question.kind is Kind.WHO and (not is_whole or two_sides(text) is not None)


def asks_of(question: Question, actor: str, library: Library) -> bool:
    """Whether it is the actor's own words that a question asks for, so that others' are no answer: "What does A say?",
    "What is A's position?"; not "Who is against A?", "What does A's daughter say?", "What do they want from A?", "Did A
    vote on it?"."""
    text = question.focus or question.text
    spans = [span for each, span in library.actors_in(text)[0] if each.name == actor]
    at = text.casefold().find(actor.casefold())  # a voice without a name: "the hauliers"
    spans = spans or ([Span(at, at + len(actor))] if at >= 0 else [])
    return any(_is_asked(text, span) for span in spans)


def _is_asked(text: str, span: Span) -> bool:
    does, owns = _DOES.search(text, 0, span.start), _OWNS.match(text, span.end)
    begins = text[: span.start].strip().casefold() in ("", "the")  # "A on the dam?"
    if not begins and (does is None or not all(map(_is_title, does["titles"].split()))):
        return False
    if owns is None and _DID.match(text) and asks_yes_or_no(text):  # what was done anybody may tell
        verb = next((word for word in _WORD.findall(text[span.end :]) if not has_function_word(word)), "")
        return stem(verb) in frame() | stances()
    return owns is None or stem(owns["what"]) in frame()


def _is_title(word: str) -> bool:
    """ "Does | Foreign Minister | Brel agree?"; not the two words of "do | miners think | Brel agrees?"."""
    return word[0].isupper() or is_head(word) or word.lower() in MODIFIERS


def is_asked_itself(question: Question, library: Library) -> bool:
    """Whether an actor is asked for its own words, and not only named for whose somebody is: "What did Korland's envoy
    say?", "the Tarsian spokesman"."""
    text = question.focus or question.text
    spans = [span for actor, span in library.actors_in(text)[0] if actor.name in question.actors]
    of_another = [_belongs(span, parse) for span in spans for parse in library.parse(text)]
    return not of_another or not all(of_another)


def _belongs(span: Span, parse: Parse) -> bool:
    """Whether the grammar hangs a name on the noun of an office."""
    own = {at for at, start in enumerate(parse.starts) if span.start <= start < span.end}
    tops = [at for at in own if parse.heads[at] not in own]
    return any(parse.deps[at] in BEFORE_A_NOUN and is_head(parse.words[parse.heads[at]]) for at in tops)
