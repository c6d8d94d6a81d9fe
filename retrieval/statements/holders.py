"""Whose each statement of one article is: the mention beside the cue, resolved to an actor, and what follows from it.

Reader(registry, voices, article, transcript, details, sexes).statements()    # in the order of the text
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from retrieval.attribution.weights import silent_nouns, telling_nouns
from retrieval.entities.actors import Registry
from retrieval.entities.speakers import is_person, issued_by, may_speak, resolve, voice
from retrieval.mentions.roles import BODIES, DOCUMENTS, MEDIA, SPOKESPERSONS, is_head
from retrieval.mentions.vocabulary import BODY_WORDS, KINDS
from retrieval.statements.antecedents import Mention
from retrieval.statements.coreference import PRONOUNS, RELATIVE, SELF, Coreference
from retrieval.statements.days import carried
from retrieval.statements.discourse import Turn
from retrieval.statements.transcripts import Row, Transcript
from retrieval.types import Act, Actor, ActorKind, Article, Attribution, Day, Details, Form, Span, Statement

_POINTERS = PRONOUNS | {
    "this",
    "that",
    "it",
    "so",
    "these",
    "those",
    "favor",
    "favour",
}  # contents that say nothing by themselves
_NEAR = 600  # code points: how far a speaker's last day, or last turn without a name, carries
# "Nobody asked them to leave" is nobody's request; "one, who asked not to be named" is somebody's.
_NOBODY = frozenset(("nobody", "no one", "no-one", "none", "neither", "everybody", "everyone", "anybody", "anyone"))
_ADVERBIAL = [["on"], ["in"], ["at"], ["after"], ["before"], ["during"], ["by"]]  # "On Monday, …" was read as a holder
_EXPLETIVE = re.compile(r"(?:['’]s| is| was| may be| would be) (?:[a-z]+ly )?[a-z]+ (?:to|that|for)\b")
_ASIDE = re.compile(r", (?:[A-Z0-9][\w.-]{0,12}, )?")  # a party and where from, an age
_BEHIND = re.compile(r"[,;]|\s(?:to|from|by|of|for|on|in|at|sent|signed|that|which)\s")
_BODY_NOUNS = KINDS | BODY_WORDS | BODIES
# "No additional Liberals", "not one mayor", "anyone in the party" behind "hardly": nobody holds it; "neither A nor B":
# both do
_NONE_OF = re.compile(
    r"(?:almost |virtually |practically )?"
    r"(?:no|none|nobody|neither|not|hardly|scarcely|barely|any|anyone|anybody|few)\b(?![.]? ?\d)",
    re.IGNORECASE,
)
_NEITHER = re.compile(r"^neither\s+(?!of\b)", re.IGNORECASE)
_THESE = frozenset(("this", "that", "these", "those", "n't", "n’t", "there", "here"))
_ONE = frozenset(("one", "another", "someone", "somebody"))
_UNNAMED = "unnamed person"
_SMALL = re.compile(r"\b[a-z][\w-]+")


class Reader:
    """Turns one article's rows into statements, in the order of the text; used once."""

    def __init__(
        self,
        registry: Registry,
        voices: dict[str, Actor],
        article: Article,
        transcript: Transcript,
        details: Details,
        sexes: Mapping[str, str],
    ) -> None:
        self.registry = registry
        self.voices = voices
        self.article = article
        self.transcript = transcript
        self.details = details
        self.discourse = Coreference(
            registry,
            article.source,
            article.text,
            transcript.subjects,
            transcript.nouns,
            sexes,
            transcript.sentences,
            [piece for row in transcript.rows for piece in row.attribution.parts or (row.attribution.quote,)],
        )
        self.small = frozenset(_SMALL.findall(article.text))  # words that it writes in small letters
        self.held: dict[Span, list[Row]] = defaultdict(list)  # by the mention of the holder
        for row in transcript.rows:
            if row.attribution.holder is not None:
                self.held[row.attribution.holder].append(row)
        self.holders: list[str | None] = []
        self.turns: list[Turn] = []
        self.inner: dict[int, list[Turn]] = defaultdict(list)  # of whose words others tell, by the row that tells it

    def statements(self) -> list[tuple[Statement, tuple[str, ...]]]:
        found: list[tuple[Statement, tuple[str, ...]]] = []
        # An outer row comes before its inner ones: it starts earlier, or ends later.
        telling = _telling(self.transcript.rows)
        for number, row in enumerate(self.transcript.rows):
            holder = self._holder(row)
            self.holders.append(holder)
            one = row.attribution
            if (
                holder is not None
                and self._is_medium(holder, one.holder)
                and any(map(self._holder, telling.get(number, ())))
            ):
                continue  # the inner row has it as its reporter
            if holder is None or one.quote.of(self.article.text).lower() in _POINTERS:
                continue
            at = one.cue.start if one.cue else one.quote.start
            if self._goes_on(row, holder):
                continue
            if not row.headline:
                turns = self.turns if one.outer is None else self.inner[one.outer]
                turns.append(Turn(holder, at, self._called(one, holder)))
            found.append((self._statement(row, holder, row.said), row.terms))
            for other, mention in self._others(row, holder):
                found.append((self._statement(row, other, row.said, mention), row.terms))
        days = carried([row for row, _ in found], self.article.text)
        return [(replace(row, said=day), terms) for (row, terms), day in zip(found, days, strict=True)]

    def _goes_on(self, row: Row, holder: str) -> bool:
        """Whether a row only repeats a part of what its holder is told to say around it."""
        number, act = row.attribution.outer, row.attribution.act
        if number is None or number >= len(self.holders) - 1 or self.holders[number] != holder:
            return False
        return act is Act.STATE or self.transcript.rows[number].attribution.act is not Act.STATE

    def _others(self, row: Row, holder: str) -> Iterator[tuple[str, Span]]:
        """Who else holds a joint statement, and where it is named."""
        done, first = {holder}, row.attribution.holder
        for span in row.attribution.also:
            if first is not None and self._whole(first).overlaps(span):
                continue  # "Vesk and District Ferries Board" is one
            name = self._named_as(span, row)
            if name is not None and name not in done:
                done.add(name)
                yield name, span

    def _is_medium(self, holder: str, mention: Span | None) -> bool:
        """Whether a holder is a document or a news agency, which only tells what somebody says."""
        actor = self.registry.actors.get(holder)
        names = (holder, *(alias.text for alias in actor.aliases)) if actor else (holder,)
        if mention is None:
            return False
        before = _BEHIND.split(mention.of(self.article.text).lower(), maxsplit=1)[0]  # "a letter | to members"
        head = before.split()[-1:]
        return not DOCUMENTS.isdisjoint(head) or not MEDIA.isdisjoint(" ".join(names).lower().split())

    def _called(self, one: Attribution, holder: str) -> str:
        """What the holder is called, by the noun that "she" stands for."""
        words = one.holder.of(self.article.text) if one.holder else ""
        again = words.lower() in PRONOUNS and bool(self.turns) and self.turns[-1].actor == holder
        return self.turns[-1].words if again else words

    def _statement(self, row: Row, holder: str, said: Day | None, mention: Span | None = None) -> Statement:
        one = row.attribution
        performed = self._performed(one, holder)
        return Statement(
            source=self.article.source,
            holder=holder,
            holder_span=mention or (self._whole(one.holder) if one.holder else None),
            reporter=self._reporter(row, holder),
            cue_span=one.cue,
            quote_span=one.quote,
            quote=one.quote.of(self.article.text),
            form=one.form,
            act=one.act if performed else Act.STATE,
            polarity=one.polarity if performed else None,
            hedge=one.hedge,
            issue=None,
            said=said,
            published=self.details.published,
            headline=row.headline,
            sentence=row.sentence,
            confidence=one.confidence,
        )

    def _performed(self, one: Attribution, holder: str) -> bool:
        """Whether the act is the holder's own: to say that somebody else will never sign is only to state it."""
        if one.doer is None:
            return True
        words, at = one.doer.of(self.article.text), one.doer.start
        doer = resolve(self.registry, words, self.article.source, at) or self.discourse.resolve(
            Mention(words, at), self.turns
        )
        return doer is not None and self._side(doer.name) == self._side(holder)

    def _holder(self, row: Row) -> str | None:
        one, source = row.attribution, self.article.source
        at = one.cue.start if one.cue else one.quote.start
        if one.holder is None:
            near = [t for t in self.turns if at - _NEAR <= t.at <= at]
            return near[-1].actor if near and one.form is not Form.INDIRECT else None
        words = _NEITHER.sub("", self._whole(one.holder).of(self.article.text))
        if _NONE_OF.match(words) and self.registry.named(words, source) is None:
            return None  # "no additional Liberals": not the Liberals; but "No Labels" is a group
        low = words.lower().strip() if words.strip() != "US" else ""
        if low in SELF and one.outer is not None and one.outer < len(self.holders):
            return self.holders[one.outer]
        if low == "it" and _EXPLETIVE.match(self.article.text, one.holder.end):
            return None  # "It is important to note that …"
        thing = low in ("which", "that")
        if low in RELATIVE and row.antecedent is not None:
            words, low = row.antecedent.of(self.article.text), ""
        actor = None if low in PRONOUNS else resolve(self.registry, words, source, one.holder.start)
        for renamed in row.renamed:
            if actor is None or actor.kind is not ActorKind.PERSON:
                other = resolve(self.registry, self._whole(renamed).of(self.article.text), source, renamed.start)
                if other is not None and actor is None and other.name not in self.registry.actors and is_person(words):
                    actor = Actor(voice(words), ActorKind.PERSON, speaks_for=other.speaks_for)
                elif other is not None and (actor is None or self._may_be(other, actor)):
                    actor = other
        if actor is not None and actor.kind is not ActorKind.PERSON:
            owner = self.registry.actors.get(actor.name) or self.registry.actors.get(actor.speaks_for or "", actor)
            by_office = self.discourse.by_office(words, one.holder.start, owner)
            actor = self._named_behind(one.holder, actor) or self._named_ahead(one.holder, actor) or by_office or actor
        if actor is None and low in SELF and one.outer is None and (issuer := self._issuer()) is not None:
            return issuer
        if actor is None:
            turns = self.turns if one.outer is None else [*self.turns, *self.inner[one.outer]]
            actor = self.discourse.resolve(self._mention(row, words, one.holder.start), turns)
        if actor is None and one.cue is not None and one.cue.of(self.article.text) == ":":
            return None  # "Explainer: …": a label
        if actor is None and thing and _BODY_NOUNS.isdisjoint(words.lower().split()):
            return None  # "a number that has seen …"
        if actor is None and (author := issued_by(words)) is not None:
            words, at = author, one.holder.start
            actor = resolve(self.registry, words, source, at) or self.discourse.resolve(Mention(words, at), self.turns)
        return self._kept(actor, words)

    def _content(self, row: Row) -> Sequence[Span]:
        """All that the holder's mention is told to hold, with the words that lead into a quotation: "Brel “wants it
        all,” he said" is not Brel's. One "he" that holds several things is one person."""
        held = self.held.get(row.attribution.holder, ()) if row.attribution.holder else ()
        return [piece for one in held or (row,) for piece in self._pieces(one)]

    def _pieces(self, row: Row) -> Sequence[Span]:
        one = row.attribution
        pieces = one.parts or (one.quote,)
        led = one.cue is not None and one.form is not Form.INDIRECT and one.quote.start < one.cue.start
        return (Span(min(row.sentence.start, one.quote.start), one.quote.start), *pieces) if led else pieces

    def _named_as(self, mention: Span, row: Row) -> str | None:
        """Whom a mention means that "and" joins to the holder."""
        words = self._whole(mention).of(self.article.text)
        actor = resolve(self.registry, words, self.article.source, mention.start)
        if actor is None:
            actor = self.discourse.resolve(Mention(words, mention.start, self._content(row)), self.turns)
        return self._kept(actor, words) if actor is not None or " " in words else None

    def _kept(self, actor: Actor | None, words: str) -> str | None:
        """The actor's name, or that of a voice without one; None where the words mean nobody in particular."""
        if actor is not None:
            if actor.name not in self.registry.actors:
                self.voices[actor.name] = actor
            return actor.name
        low = words.lower().strip()
        if low in _NOBODY | PRONOUNS | _THESE or low.split()[:1] in _ADVERBIAL or _NONE_OF.match(low):
            return None
        if low in _ONE:
            return _UNNAMED
        return self._voice(words) if may_speak(words, silent_nouns(), telling_nouns()) else None

    def _voice(self, words: str) -> str:
        """What a voice without a name is called, in small letters where only its sentence gives it a capital."""
        name = voice(words)
        first = name.split()[0]
        low = first.lower()
        plain = first.istitle() and (low in self.small or low in _BODY_NOUNS or is_head(low))
        return low + name[len(first) :] if plain else name

    def _may_be(self, other: Actor, actor: Actor) -> bool:
        """Whether an apposition tells who somebody is: a person with no name so far, or one of the same side."""
        nameless = other.kind is ActorKind.PERSON and actor.name not in self.registry.actors
        if other.kind is not ActorKind.PERSON and actor.name in self.registry.actors:
            return False  # "Clean Force, the youth wing of the party": what has a name is not the whole
        return nameless or self._side(other.name) == self._side_of(actor)

    def _issuer(self) -> str | None:
        """Who "we" is in a press release, outside of quotation marks."""
        if self.details.issuer is None:
            return None
        words = self.details.issuer.of(self.article.text)
        actor = next(
            (hit[0] for form in (words, words.title()) if (hit := self.registry.named(form, self.article.source))), None
        )
        return actor.name if actor else words

    def _mention(self, row: Row, words: str, at: int) -> Mention:
        """A holder without a name, with whoever says it himself: he calls himself "I"."""
        number, content = row.attribution.outer, self._content(row)
        if number is None or number >= len(self.holders):
            return Mention(words, at, content)
        direct = self.transcript.rows[number].attribution.form is Form.DIRECT
        return Mention(words, at, content, speaker=self.holders[number] if direct else None)

    def _whole(self, holder: Span) -> Span:
        """The holder with the rest of a name that it breaks off in: "the Ashford | and District Hospitals Trust", "the
        Allied | Nurses' Union"."""
        rest = self.registry.broken_off(self.article.source, holder)
        before = next(iter(self.registry.before(self.article.source, holder.end)[-1:]), None)
        start = before.span.start if before and before.span.start < holder.start < before.span.end else holder.start
        return Span(start, rest.span.end if rest else holder.end)

    def _named_behind(self, holder: Span, actor: Actor) -> Actor | None:
        """ "A spokeswoman for the government, | Hanne Brodt |, said": where the grammar missed that they are one."""
        if self.article.text[holder.end : holder.end + 2] != ", ":
            return None
        seen = next((s for s in self.registry.linked[self.article.source] if s.span.start == holder.end + 2), None)
        person = self.registry.actors[seen.actor] if seen else None
        return person if person and self._side(person.name) == self._side_of(actor) else None

    def _named_ahead(self, holder: Span, actor: Actor) -> Actor | None:
        """ "Rep. Odo Penn, R-Vt., | another Republican negotiator | said": a name that its sentence opens with, and
        nothing but an aside between two commas."""
        if actor.name in self.registry.actors:
            return None
        for one in self.registry.before(self.article.source, holder.start)[-2:]:
            between = self.article.text[one.span.end : holder.start]
            if self.registry.actors[one.actor].kind is ActorKind.PERSON and _ASIDE.fullmatch(between):
                return self.registry.actors[one.actor]
        return None

    def _reporter(self, row: Row, holder: str) -> str | None:
        """The holder of the nearest statement around it that is another's, unless he speaks for the holder."""
        if row.reporter is not None:
            # a second reader says who reports, also by a word that names nobody who is known
            told = self._named_as(row.reporter, row) or self._kept(None, row.reporter.of(self.article.text))
            return told if told is not None and not self._speaks_for(told, holder) else None
        number = row.attribution.outer
        while number is not None and number < len(self.holders):
            outer = self.holders[number]
            if outer is not None and not self._speaks_for(outer, holder):
                return outer
            further = self.transcript.rows[number].attribution.outer
            number = further if further is not None and further < number else None  # each around the one before
        return None

    def _speaks_for(self, outer: str, holder: str) -> bool:
        """Whether one is the other or on his side; but what a colleague tells of somebody is told."""
        people = [name for name in (outer, holder) if self._is_colleague(name)]
        return outer == holder or (len(people) < 2 and self._side(outer) == self._side(holder))

    def _is_colleague(self, name: str) -> bool:
        """Whether somebody is a person who speaks for himself, no spokesman."""
        actor = self.registry.actors.get(name)
        return (
            actor is not None
            and actor.kind is ActorKind.PERSON
            and SPOKESPERSONS.isdisjoint((actor.role or "").lower().split())
        )

    def _side(self, name: str) -> str:
        """For whom somebody speaks in the end: the state of a ministry's spokesman."""
        return (name, *self.registry.sides(name))[-1]

    def _side_of(self, actor: Actor) -> str:
        return self._side(actor.speaks_for or actor.name)


def _telling(rows: Sequence[Row]) -> Mapping[int, list[Row]]:
    """By the rows whose content is mostly what somebody else says: who that is. "The agency reports that X said …"."""
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        number = row.attribution.outer
        if number is not None:
            outer, inner = rows[number].attribution.quote, row.attribution.quote
            if 5 * (inner.end - inner.start) >= 2 * (outer.end - outer.start):
                found[number].append(row)
    return found
