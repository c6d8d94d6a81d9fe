"""Sentences that answer a plain question of fact, out of the passages that were found for it."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.library import Library
from bot.relevance import topic_coverage
from bot.types import Question
from bot.words import content_words, names, numbers
from retrieval.types import Hit, Span

MOST = 3
PASSAGES = 6  # looked through
RERANKED = 10  # sentences given to the reranker
BAR = 4.0  # of the reranker's score; see `tests/benchmarks/calibrate.py`
SEVERAL, LOW_BAR = 2, 2.0  # a sentence with all of a topic of several words passes below the bar
COVERED = 0.5  # share of the topic's words that must stand around the sentence

_WHEN_DID = re.compile(r"^\W*when (?:did|have|has|was|were)\b", re.I)
_WHY = re.compile(r"^\W*(?:why|for what reason|what (?:is|was) the reason)\b", re.I)
_REASON = re.compile(
    r"\b(?:because|since|over|citing|due to|owing to|thanks to|blam\w+|as a result|so that|in order to|after|in protest"
    r"|reasons?|caused? by|for fear)\b",
    re.I,
)
_IN = re.compile(r"\bin\s*$")  # where something happens is often said paragraphs before
_PRONOUN = re.compile(r"\W*(?:he|she|they|it)\b", re.I)
_WHO_DOES = re.compile(r"^\W*who (?:(?:has|have|had|is|are|was|were|will|would) )?(?:been )?([a-z]+)\b", re.I)

# What a sentence must hold to answer a question that begins so.
_WANTED = (
    (
        re.compile(r"^\W*(?:when|what (?:day|date|year|month|time))\b", re.I),
        re.compile(
            r"\d|\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
            r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow|(?:last|next|this) \w+)\b",
            re.I,
        ),
    ),
    (
        re.compile(
            r"^\W*(?:(?:under|on|in) (?:what|which) (?:terms?|conditions?|circumstances?)|what would it take)\b", re.I
        ),
        re.compile(
            r"\b(?:if|unless|provided|as long as|only|until|once|in return|in exchange|condition|without)\b", re.I
        ),
    ),
    (re.compile(r"^\W*how (?:many|much|long|far|old|tall|high|big|large)\b", re.I), re.compile(r"\d")),
)


def answering_sentences(question: Question, library: Library) -> list[tuple[Hit, Span, float]]:
    """(passage, sentence, reranker's score), best first; the passage holds every name and number of the question."""
    found = _ranked(question, library, _can_answer)
    if not found and _WHEN_DID.match(question.text):  # a report of the day says it without one: "Nurses have voted"
        found = _ranked(question, library, lambda _, __: True)
        found = [each for each in found if library.details(each[0].passage.source).published]
    return (_reasons(found, library) if _WHY.match(question.text) else found)[:MOST]


def _ranked(
    question: Question, library: Library, can_answer: Callable[[str, str], bool]
) -> list[tuple[Hit, Span, float]]:
    wanted = content_words(question.text)
    candidates: list[tuple[float, Hit, Span, str]] = []
    for hit in library.search(question.text, PASSAGES):
        text = library.articles[hit.passage.source].text
        around = library.neighbourhood(hit.passage.source, hit.passage.span).of(text)
        if not _stands(question, hit.passage.source, around, library):
            continue
        for span in library.sentences(hit.passage.source):
            if not span.overlaps(hit.passage.span):
                continue
            words = " ".join(span.of(text).split())
            if not can_answer(question.text, words):
                continue
            candidates.append((len(wanted & content_words(words)), hit, span, words))
    if does := _WHO_DOES.match(question.text):  # "Who chairs the talks?": whoever is said to chair
        verb = content_words(does.group(1))
        candidates = [each for each in candidates if verb <= content_words(each[3])] or candidates
    candidates.sort(key=lambda each: -each[0])
    nearest = candidates[:RERANKED]
    scores = library.relevance(
        question.text, [_read_after(hit, span, words, library) for _, hit, span, words in nearest]
    )
    ranked = sorted(zip(scores, nearest, strict=True), key=lambda pair: -pair[0])
    found = [(hit, span, score) for score, (_, hit, span, _) in ranked if score >= BAR]
    return found or [
        (hit, span, score)
        for score, (_, hit, span, words) in ranked
        if score >= LOW_BAR and _is_whole(question, words, library)
    ]


def _read_after(hit: Hit, span: Span, words: str, library: Library) -> str:
    """The sentence as the reranker reads it: "He resigned" after the sentence that says who he is."""
    if not _PRONOUN.match(words):
        return words
    before = Span(library.neighbourhood(hit.passage.source, span).start, span.start)
    return f"{' '.join(before.of(library.articles[hit.passage.source].text).split())} {words}".strip()


def _is_whole(question: Question, sentence: str, library: Library) -> bool:
    """Whether a sentence holds every word of a topic of several words; then the reranker may be less sure of it."""
    return len(content_words(question.topic)) >= SEVERAL and topic_coverage(question, sentence, library) == 1.0


def _reasons(found: list[tuple[Hit, Span, float]], library: Library) -> list[tuple[Hit, Span, float]]:
    """The sentences that give a reason; where none does, the best one and the next one of its paragraph."""
    articles = library.articles
    giving = [each for each in found if _REASON.search(each[1].of(articles[each[0].passage.source].text))]
    if giving or not found:
        return giving
    hit, span, score = found[0]
    text = articles[hit.passage.source].text
    following = next((each for each in library.sentences(hit.passage.source) if each.start >= span.end), None)
    if following is None or "\n\n" in text[span.end : following.start]:
        return found
    return [found[0], (hit, following, score)]


def _can_answer(question: str, sentence: str) -> bool:
    """Whether the sentence has what the question asks for: a time for "when", a number for "how many"."""
    written = f"{sentence} {' '.join(numbers(sentence))}"  # "thirty-one" and "31" alike
    return all(need.search(written) for asks, need in _WANTED if asks.match(question))


def _stands(question: Question, source: str, around: str, library: Library) -> bool:
    here = {actor.name for actor, _ in library.actors_in(around)[0]}
    if not set(question.actors) | set(question.about) <= here:
        return False
    if not numbers(question.text) <= numbers(around):
        return False
    if question.topic and topic_coverage(question, around, library) < COVERED:
        return False
    known = {span for _, span in library.actors_in(question.text)[0]}
    whole = library.articles[source].text
    return all(
        name.casefold() in (whole if _IN.search(question.text[: span.start]) else around).casefold()
        for name, span in names(question.text)
        if not any(span.overlaps(other) for other in known)
    )
