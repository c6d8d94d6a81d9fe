"""The writer without a chat model: the articles' own sentences that answer, each under the name of who holds it.

Which sentences answer is `retrieval.matching`'s to say; here they are counted out: at most four claims, six where
everybody's are asked for, eight where all that somebody demands, promises or rejects is, two for each actor of a
comparison, one holder after the other where it is asked who, one day after the other for a timeline.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.library import Library
from bot.questions.acts import asks_why
from bot.questions.asking import asks_everybody, in_full
from bot.types import Draft, Kind, Nearest, Proposal, Question, Reason
from bot.verifying.checks.addressed import is_addressed
from bot.words import content_words
from bot.writers.amounts import asks_for_one, tells
from bot.writers.beside import with_the_best
from bot.writers.neighbours import with_neighbours
from bot.writers.proposals import day_of, distinct, newest_first, of_evidence, told, worth
from retrieval.matching.evidence import Evidence, Match, Wanted
from retrieval.matching.matcher import list_features
from retrieval.matching.weights import weights
from retrieval.types import Act, Span, Statement

MOST = 4  # claims in an answer
MOST_OF_ALL = 6  # where everybody's are asked for
MOST_DONE = 8  # where all that somebody demands is asked for
PER_ACTOR = 2  # of a comparison
CLOSEST = 3  # passages shown where nothing answers
NO_FURTHER = "Nothing further is told; a reason, if there is one, stands in this."
OTHER_DAYS = "Nothing is surely of those days; this may be of others."
_OFF_POINT = (
    0.15  # probability below which a sentence is beside the point, though by its holder and act it is asked for
)
_ASKING = 0.2  # probability below which it does not matter whether a sentence only asks
_EXACT = 0.5  # probability that a sentence must have to answer when or how many
_TELLING = 0.4  # and where it has a day or a number, as asked for
_FAINT = 0.012  # probability below which a sentence is not even close: little above that of the lowest logit, .01


class ExtractiveWriter:
    """Verbatim, hence never wrong about what stands in the file; it says nothing where nothing answers."""

    name = "extractive"

    def write(self, question: Question, library: Library) -> Draft:
        draft = self._of(question, library)
        if not draft.proposals and _asks_further_why(question):
            again = self._of(question.model_copy(update={"shown": ()}), library)
            return again.model_copy(update={"note": NO_FURTHER}) if again.proposals else draft
        if draft.proposals or not (question.since or question.until):
            return draft
        ever = self._of(question.model_copy(update={"since": None, "until": None}), library)
        if not ever.proposals:
            return draft.model_copy(update={"closest": draft.closest or ever.closest})
        if question.perhaps and question.since == question.until:
            return ever.model_copy(update={"question": question, "note": OTHER_DAYS})
        return draft.model_copy(update={"closest": _as_closest(ever.proposals), "note": OTHER_DAYS})

    def _of(self, question: Question, library: Library) -> Draft:
        match = matched(question, library)
        theirs = _held_by_those_asked(match.evidence, question, library)
        if theirs and _asks_for_all(question):
            match = Match(tuple(theirs), max(match.probability, weights().answered))
        if _settled(match.evidence, question, library):
            match = replace(match, probability=max(match.probability, weights().answered))
        proposals: list[Proposal] = []
        if match.evidence and match.probability >= weights().answered and _is_exact(match, question, library):
            proposals = _chosen(match, question, library)
        return Draft(
            question=question,
            proposals=tuple(proposals),
            reason=Reason.NO_EVIDENCE,
            writer=self.name,
            probability=round(match.probability, 3),
            closest=closest(match, library),  # shown where nothing else is, or nothing of it stands the checks
        )


def matched(question: Question, library: Library) -> Match:
    """The evidence that may be shown for a question."""
    match = library.match(wanted(question, library), bool(question.unknown))
    if _asks_further_why(question):  # before anything is left out: the reason may stand beside what was shown
        return _narrowed(with_neighbours(match, question, library), question, library)
    return with_neighbours(_narrowed(match, question, library), question, library)


def _is_exact(match: Match, question: Question, library: Library) -> bool:
    """Whether a day or a number that is asked for is told: what is near it is no answer."""
    is_open = question.kind is not Kind.FACT or not asks_for_one(question.text)
    best = match.evidence[0]
    telling = tells(question.text, best.span.of(library.articles[best.source].text))
    return is_open or best.probability >= (_TELLING if telling else _EXACT)


def _narrowed(match: Match, question: Question, library: Library) -> Match:
    """The evidence that may be shown for a question, and how probably that answers, without what was left out."""
    left = _held(match.evidence, library)
    if question.shown:
        left = tuple(each for each in left if not _was_shown(each, question, library))
    if _asks_further_why(question) and question.actors:  # others' words are no reasons of theirs
        left = tuple(_held_by_those_asked(left, question, library))
    if question.kind is Kind.WHO and question.lean is not None:  # to "Who disagrees with A?" A is no answer
        named = {name for actor in question.about for name in library.party(actor)}
        left = tuple(each for each in left if not each.rows or any(row.holder not in named for row in each.rows))
    probability = weights().list(list_features(left, bool(question.unknown))) if left else 0.0
    return Match(left, min(match.probability, probability))


def _asks_further_why(question: Question) -> bool:
    """ "why?", of what was shown: that is no reason for itself."""
    return bool(question.shown) and asks_why(question.focus or question.text)


def _held(evidence: Sequence[Evidence], library: Library) -> tuple[Evidence, ...]:
    """The evidence without orders and questions of the articles' own; a reply stands in the place of its question."""
    found: dict[tuple[str, Span], Evidence] = {}
    for each in evidence:
        if not each.rows and each.probability >= _ASKING and is_addressed(each.source, each.span, library):
            reply = next((one for one in evidence if one.rows and _replies(each, one, library)), None)
            if reply is not None:
                each = replace(reply, probability=each.probability, score=each.score)
            else:
                continue
        found.setdefault((each.source, each.span), each)
    return tuple(found.values())


def _replies(question: Evidence, other: Evidence, library: Library) -> bool:
    """Whether a sentence follows a question, with no other between."""
    text = library.articles[question.source].text
    if other.source != question.source or not question.span.of(text).rstrip().endswith("?"):
        return False
    return question.span.end <= other.span.start and not any(
        map(str.isalnum, text[question.span.end : other.span.start])
    )


def _was_shown(evidence: Evidence, question: Question, library: Library) -> bool:
    words = evidence.span.of(library.articles[evidence.source].text)
    return question.was_shown(evidence.source, *evidence.span, words)


def wanted(question: Question, library: Library) -> Wanted:
    """What matching is asked for a question."""
    named = [library.actor(name) for name in question.actors]
    aliases = tuple(alias.text for actor in named if actor for alias in actor.aliases)
    sides = tuple(_side(name, library) for name in question.actors)
    return Wanted(in_full(question), sides, aliases, question.since, question.until)


def closest(match: Match, library: Library) -> tuple[Nearest, ...]:
    """The passages nearest to a question that nothing answers."""
    found: list[Nearest] = []
    spoken = [each for each in match.evidence if each.rows or _ends(each, library)]  # no heading, no line of a date
    for place, each in enumerate(spoken):
        if each.probability < _FAINT or len(found) == CLOSEST:
            break
        if any(each.source == one.source and each.span.overlaps(one.span) for one in spoken[:place]):
            continue
        text = library.articles[each.source].text
        span = each.span.trimmed(text)
        published = library.details(each.source).published
        found.append(
            Nearest(
                source=each.source,
                start=span.start,
                end=span.end,
                text=span.of(text),
                score=round(each.probability, 3),
                actor=each.rows[0].holder if each.rows else None,
                published=published.iso if published else None,
            )
        )
    return tuple(found)


def _as_closest(proposals: Sequence[Proposal]) -> tuple[Nearest, ...]:
    """What would answer but for its day."""
    return tuple(
        Nearest(
            source=cited.source,
            start=cited.start,
            end=cited.end,
            text=cited.quote,
            score=each.confidence,
            actor=each.actor,
            published=each.published,
        )
        for each in proposals[:CLOSEST]
        for cited in each.evidence[:1]
    )


def _ends(evidence: Evidence, library: Library) -> bool:
    """Whether the words end as a sentence does."""
    words = evidence.span.of(library.articles[evidence.source].text)
    return words.rstrip(" \t\r\n\"'”’)]»").endswith((".", "!", "?", "…"))


def _side(name: str, library: Library) -> frozenset[str]:
    """The actor, those who speak for it, and for whom it speaks."""
    actor = library.actor(name)
    return frozenset({*library.party(name), *([actor.speaks_for] if actor and actor.speaks_for else [])})


def ranked(match: Match, question: Question, library: Library) -> dict[Evidence, float]:
    """What may be shown with its worth, the best first."""
    kept = _without_headlines(match.evidence, question, library)
    evidence = _of_those_asked(kept, question, library)
    value = {each: worth(each, question.actors, library) for each in evidence}
    return dict(sorted(value.items(), key=lambda item: -item[1]))


def _chosen(match: Match, question: Question, library: Library) -> list[Proposal]:
    value = ranked(match, question, library)
    settled = _settled(list(value), question, library)
    sure = _sure(value, settled, question, library)
    if question.kind is Kind.COMPARISON:
        evidence = _without_headlines(match.evidence, question, library)
        return _for_each_actor(evidence, sure, question, library)
    if not sure:
        return [told(each, library) for each in _as_it_stands(match.evidence)]
    found = distinct(
        [one for each in sure for one in of_evidence(each, question.actors, library)],
        days_apart=question.kind is Kind.TIMELINE,
    )
    most = MOST_DONE if settled and not question.topic else MOST
    if question.kind is Kind.WHO:
        found = _one_after_the_other(found, lambda each: each.actor)
    if question.kind is Kind.TIMELINE:
        found = _one_after_the_other(found, day_of)
    if question.actors:  # whoever is asked about speaks first, others beside
        found = sorted(found[:most], key=lambda each: each.actor not in question.actors)
    found = found[: MOST_OF_ALL if asks_everybody(question) else most]
    return newest_first(found)[::-1] if question.kind is Kind.TIMELINE else found


def _as_it_stands(evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    """The sentence that answers, to be shown as the article's own, where nobody is sure to hold it."""
    return [each for each in evidence[:1] if each.probability >= weights().least]


def _sure(
    value: Mapping[Evidence, float], settled: Sequence[Evidence], question: Question, library: Library
) -> list[Evidence]:
    """What is shown: what is sure enough, else the best."""
    best = list(value)[:1]
    if _asks_for_all(question) and _held_by_those_asked(best, question, library):
        return list(value)
    if question.kind in (Kind.POSITION, Kind.FACT) and not settled:
        sure = with_the_best(value, library)
    else:
        sure = [each for each in value if value[each] >= (_OFF_POINT if each in settled else _bar(question))]
    return sure or list(settled[:1]) or [each for each in best if value[each] >= weights().least]


def _bar(question: Question) -> float:
    """The worth from which something is shown: many holders, or days, each are a small part of the answer."""
    return weights().shown / (2 if asks_everybody(question) or question.kind is Kind.TIMELINE else 1)


def _asks_for_all(question: Question) -> bool:
    """ "What did A say in May?", "What changed since May?": whatever A, or anybody, said then is an answer, and no
    sentence is a better one than another."""
    narrowed = question.topic or question.about or question.acts or question.lean or question.unknown
    if question.kind is Kind.TIMELINE and not question.actors:
        return bool(question.since or question.until) and not narrowed
    return question.kind in {Kind.POSITION, Kind.TIMELINE} and bool(question.actors) and not narrowed


def _settled(evidence: Sequence[Evidence], question: Question, library: Library) -> list[Evidence]:
    """What answers by the statements themselves: all that A demands, where it is asked what A demands; what A is for or
    against in the question's own words, where A's position on it is asked for."""
    if question.kind is not Kind.POSITION or question.unknown or not (question.acts or question.topic):
        return []
    asked = {name for actor in question.actors for name in library.party(actor)}
    topic = content_words(question.topic)

    def settles(row: Statement) -> bool:
        if row.holder not in asked or row.reporter is not None or row.headline or row.act is Act.STATE:
            return False
        if topic:
            return topic <= content_words(row.quote)
        return row.act in question.acts and not question.about

    return [each for each in evidence if any(map(settles, each.rows))]


def _of_those_asked(evidence: Sequence[Evidence], question: Question, library: Library) -> Sequence[Evidence]:
    """Where only somebody is named and no topic, others' words answer nothing, unless there is nothing else."""
    if question.kind is Kind.WHO or not question.actors or question.topic or question.about:
        return evidence
    return _held_by_those_asked(evidence, question, library) or evidence


def _held_by_those_asked(evidence: Sequence[Evidence], question: Question, library: Library) -> Sequence[Evidence]:
    """What is said by those whom a question names; what anybody wants, offers or refuses where it names nobody."""
    asked = {name for actor in question.actors for name in library.party(actor)}

    def is_theirs(row: Statement) -> bool:
        return not row.headline and (row.holder in asked if question.actors else row.act is not Act.STATE)

    return [each for each in evidence if any(map(is_theirs, each.rows))]


def _without_headlines(evidence: Sequence[Evidence], question: Question, library: Library) -> tuple[Evidence, ...]:
    """The sentences of the bodies; the headlines only where no body has anything, or nothing of those asked about. One
    that breaks off ("A says it lied about …") helps nobody where a body has anything."""
    body = tuple(each for each in evidence if not _is_headline(each, library))
    asked = {name for actor in question.actors for name in library.party(actor)}
    if body and (not asked or any(row.holder in asked for each in body for row in each.rows)):
        return body
    return tuple(each for each in evidence if not (body and each not in body and _breaks_off(each, library)))


def _breaks_off(evidence: Evidence, library: Library) -> bool:
    return evidence.span.of(library.articles[evidence.source].text).rstrip().endswith(("...", "…"))


def _is_headline(evidence: Evidence, library: Library) -> bool:
    """Whether a sentence is a headline: it helps to find, but nobody says it."""
    words = " ".join(evidence.span.of(library.articles[evidence.source].text).split())
    return any(row.headline for row in evidence.rows) or words == " ".join(
        library.details(evidence.source).title.split()
    )


def _for_each_actor(
    evidence: Sequence[Evidence], sure: Sequence[Evidence], question: Question, library: Library
) -> list[Proposal]:
    """The best of each actor's; an actor without a sure one gets its likeliest, so that no side vanishes."""
    chosen: list[Proposal] = []
    for actor in question.actors:
        party = {*library.party(actor)} - ({*question.actors} - {actor})
        theirs = [each for each in sure if any(row.holder in party for row in each.rows)]
        if not theirs:
            near = [each for each in evidence if any(row.holder in party for row in each.rows)]
            theirs = [each for each in near[:1] if each.probability >= _OFF_POINT]
        mine = [one for each in theirs for one in of_evidence(each, (actor,), library) if one.actor in party]
        chosen += distinct(mine)[:PER_ACTOR]
    if chosen:
        return chosen
    return distinct([one for each in sure for one in of_evidence(each, question.actors, library)])[:MOST]


def _one_after_the_other(found: Sequence[Proposal], of: Callable[[Proposal], str]) -> list[Proposal]:
    """The best of each holder, or of each day, before a second one of any."""
    count: dict[str, int] = {}
    ranked = []
    for place, each in enumerate(found):
        ranked.append((count.get(of(each), 0), place, each))
        count[of(each)] = count.get(of(each), 0) + 1
    return [each for _, _, each in sorted(ranked, key=lambda item: item[:2])]
