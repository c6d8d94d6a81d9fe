"""The desk that answers out of a library: what Slack and the command line ask."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property

from bot.answering import answer
from bot.conversation.rephrasing import Rephraser
from bot.errors import CallError, UnknownActorError
from bot.library import Library
from bot.reports import Comparison, HolderEvidence, IssueList, Sources, Summary, Timeline
from bot.types import NO_CONTEXT, Answer, Citation, Context
from bot.verifying.verification import Judge
from bot.views.comparing import compare
from bot.views.holders import holder_of
from bot.views.issues import list_issues
from bot.views.positions import summarise
from bot.views.sources import list_sources
from bot.views.suggestions import suggest
from bot.views.timelines import timeline
from bot.writers import Writer
from retrieval.articles.folder import Skipped
from retrieval.errors import ArticlesError
from retrieval.types import ActorKind

MOST_COVERED = 12
_LOOKED_AT = 400  # holders, those with most statements first
log = logging.getLogger(__name__)


class ReadingDesk:
    """`Desk` over a library that does not change; `fallback` writes where `writer` fails.

    `skipped` says which files of the folder the library leaves out, wholly or in part, and why; `close` lets go of
    what the library holds; `check_current` raises `OvertakenIndexError` where the library is no longer what was opened.
    """

    def __init__(
        self,
        library: Library,
        writer: Writer,
        fallback: Writer,
        today: Callable[[], date] = date.today,
        skipped: Sequence[Skipped] = (),
        close: Callable[[], None] = lambda: None,
        judge: Judge | None = None,
        rephraser: Rephraser | None = None,
        check_current: Callable[[], None] = lambda: None,
    ) -> None:
        self._library, self._writer, self._fallback, self._today = library, writer, fallback, today
        self.skipped, self._close, self._judge = tuple(skipped), close, judge
        self._rephraser, self._check_current = rephraser, check_current
        self._suggesting = threading.RLock()
        self._folders: dict[str, ReadingDesk] = {}  # the desks of single folders

    def close(self) -> None:
        self._close()

    def within(self, folder: str) -> ReadingDesk:
        with self._suggesting:
            if folder not in self._folders:
                library = self._library.within(folder)
                if not library.articles:
                    raise CallError(f"There is no folder {folder} with articles.", "Name one of the articles' folders.")
                self._folders[folder] = ReadingDesk(
                    library,
                    self._writer,
                    self._fallback,
                    self._today,
                    [each for each in self.skipped if each.source.startswith(f"{folder}/")],
                    judge=self._judge,
                    rephraser=self._rephraser,
                    check_current=self._check_current,
                )
            return self._folders[folder]

    @property
    def left_out(self) -> tuple[Skipped, ...]:
        """The files of the folder that are not read at all."""
        return tuple(each for each in self.skipped if not each.read)

    def count(self) -> int:
        return len(self._library.articles)

    def ask(self, question: str, context: Context = NO_CONTEXT) -> Answer:
        self._check_current()
        return answer(
            question,
            self._library,
            self._writer,
            self._fallback,
            self._today(),
            context,
            self.examples,
            self._judge,
            self._rephraser,
        )

    def compare(self, actors: tuple[str, ...], on: str | None = None) -> Comparison:
        """An actor that no article mentions keeps its place, with empty cells, and is named in `unknown`.

        Raises `CallError` where all names are one actor's.
        """
        known = {name: self._library.actor(name) for name in actors}
        unknown = tuple(name for name in actors if known[name] is None)
        if len(unknown) == len(actors):
            raise UnknownActorError(actors[0] if actors else "", self.covered())
        canonical = tuple(dict.fromkeys(found.name if (found := known[name]) else name for name in actors))
        if len(canonical) < 2 <= len(actors):
            names = " and ".join(f"“{name}”" for name in actors)
            raise CallError(f"{names} name one actor, {canonical[0]}.", "Name another one to compare with.")
        return compare(canonical, self._issue(on), self._library).model_copy(update={"unknown": unknown})

    def of(self, actor: str, on: str | None = None) -> Summary:
        return summarise(self._name(actor), self._issue(on), self._library)

    def timeline(self, actor: str, on: str | None = None) -> Timeline:
        return timeline(self._name(actor), self._issue(on), self._library)

    def issues(self) -> IssueList:
        return self._issues

    @cached_property
    def _issues(self) -> IssueList:
        return list_issues(self._library)

    def sources(self) -> Sources:
        return self._sources

    @cached_property
    def _sources(self) -> Sources:
        return list_sources(self._library, self.left_out)

    def paragraph(self, citation: Citation) -> tuple[str, str, str]:
        article = self._library.articles.get(citation.source)
        if article is None or article.text[citation.start : citation.end] != citation.quote:
            raise ArticlesError(
                f"{citation.source} has changed since this was cited.", "Ask again for what it says now."
            )
        text = article.text
        start = text.rfind("\n\n", 0, citation.start) + 2 if "\n\n" in text[: citation.start] else 0
        end = text.find("\n\n", citation.end)
        end = len(text) if end < 0 else end
        return text[start : citation.start], citation.quote, text[citation.end : end]

    def holder(self, citation: Citation) -> HolderEvidence:
        return holder_of(citation, self._library)

    def title(self, source: str) -> str:
        return self._library.details(source).title if source in self._library.articles else source

    def covered(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self._most_quoted())[:MOST_COVERED]

    def examples(self) -> tuple[str, ...]:
        """Questions that are answered; the first caller waits for them, and nobody at the start."""
        with self._suggesting:
            return self._suggested

    @cached_property
    def _suggested(self) -> tuple[str, ...]:
        def ask(question: str) -> Answer:
            return answer(question, self._library, self._fallback, self._fallback, self._today())

        try:
            return suggest(self._library, ask)
        except Exception:  # nobody asked for them: an answer must not fail for its suggestions
            log.exception("no questions could be suggested")
            return ()

    def _most_quoted(self) -> Sequence[tuple[str, ActorKind]]:
        """Actors by how many statements are theirs or their speakers'; those that speak for another come after it."""
        own = Counter(self._library.counts())
        counts: dict[str, int] = {}
        kinds: dict[str, ActorKind] = {}
        for holder, _ in own.most_common(_LOOKED_AT):
            found = self._library.actor(holder)
            for name in dict.fromkeys(filter(None, (found.speaks_for, holder))) if found else ():
                actor = self._library.actor(name) if name not in counts else None
                if actor and actor.kind is not ActorKind.GROUP:
                    counts[name] = sum(own[each] for each in self._library.party(name))
                    kinds[name] = actor.kind
        order = sorted(counts, key=lambda name: (kinds[name] is ActorKind.PERSON, -counts[name], name))
        return [(name, kinds[name]) for name in order]

    def _name(self, actor: str) -> str:
        found = self._library.actor(actor)
        if found is None:
            raise UnknownActorError(actor, self.covered())
        return found.name

    def _issue(self, on: str | None) -> str | None:
        """The issue that the words name; the words themselves where the articles have no such issue."""
        return None if on is None else self._library.issue_in(on) or on
