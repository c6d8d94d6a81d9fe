"""A desk in a process of its own: however much it computes, whoever waits beside it is not held up.

Reading and matching are long stretches of Python, and threads share one interpreter: with four questions under way a
message took seconds to be acknowledged. What goes over the pipe is pickled, between a process and one that it started.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext, suppress
from copy import copy
from enum import Enum, auto
from functools import partial
from itertools import count
from logging.handlers import QueueHandler
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, cast

from bot.desk import Desk
from bot.reports import Comparison, HolderEvidence, IssueList, Sources, Summary, Timeline
from bot.running import tracing
from bot.running.asker import Asker, asking
from bot.types import NO_CONTEXT, Answer, Citation, Claim, Context
from bot.verifying.watching import Tell, watcher, watching
from retrieval.errors import PositionsError
from retrieval.workers import PROCESSES, end_with_parent, leave

log = logging.getLogger(__name__)

Opening = Callable[[], AbstractContextManager[Desk]]
HANDS = 32  # calls at once; whoever calls has fewer
FRESH = 5.0  # seconds for which what is asked for again and again is remembered
PATIENCE = 1.0  # seconds that it is waited for after that, before what is remembered is given all the same
NICE = 5  # Slack gives three seconds for an acknowledgement, and an answer any time: the one goes before the other
_POLITE = 10.0  # seconds in which it must end when it is told to
_OPENED = 0  # the number of the message that says that the desk is there; calls begin at one
_LOGGED = -1  # the number of what is logged, which belongs to no call
Levels = dict[str | None, int]
_Key = tuple[str | None, str]  # a folder, and what is asked of it
_Wanted = tuple[Asker, str | None, str, Any]  # who asks, a folder, a method's name, what it is given


class _Kind(Enum):
    """Of what comes back under a call's number."""

    FOUND = auto()
    FAILED = auto()
    TOLD = auto()  # a claim, before the answer


class _EndedError(Exception):
    """The process ended before it answered."""


class RemoteDesk:
    """`Desk` over the one that `opening` opens in another process. Safe to use from many threads.

    Where that process ends by itself, it is started again, and what it was asked meanwhile is asked once more.
    """

    def __init__(self, opening: Opening, fresh: float = FRESH) -> None:
        """Opens the desk, and raises what that raises. `opening` must be importable, and so must what it is made of."""
        self._opening, self._fresh = opening, fresh
        self._part: str | None = None  # the only folder that is looked into
        self._shared = _Shared(_Link(opening))
        self._prepare("sources")
        threading.Thread(target=self._prepare, args=("covered", "examples"), name="desk", daemon=True).start()

    def close(self) -> None:
        self._shared.close()

    def within(self, folder: str) -> RemoteDesk:
        found = copy(self)
        found._part = folder
        return found

    def ask(self, question: str, context: Context = NO_CONTEXT) -> Answer:
        return cast(Answer, self._call("ask", question, context, tell=watcher()))

    def compare(self, actors: tuple[str, ...], on: str | None = None) -> Comparison:
        return cast(Comparison, self._call("compare", actors, on))

    def of(self, actor: str, on: str | None = None) -> Summary:
        return cast(Summary, self._call("of", actor, on))

    def timeline(self, actor: str, on: str | None = None) -> Timeline:
        return cast(Timeline, self._call("timeline", actor, on))

    def issues(self) -> IssueList:
        return cast(IssueList, self._remembered("issues"))

    def sources(self) -> Sources:
        return cast(Sources, self._remembered("sources"))

    def paragraph(self, citation: Citation) -> tuple[str, str, str]:
        return cast(tuple[str, str, str], self._call("paragraph", citation))

    def holder(self, citation: Citation) -> HolderEvidence:
        return cast(HolderEvidence, self._call("holder", citation))

    def title(self, source: str) -> str:
        return cast(str, self._call("title", source))

    def covered(self) -> tuple[str, ...]:
        return cast(tuple[str, ...], self._remembered("covered"))

    def examples(self) -> tuple[str, ...]:
        return cast(tuple[str, ...], self._remembered("examples"))

    def _prepare(self, *names: str) -> None:
        """What commands that take no time show is here before anything else is asked."""
        with suppress(Exception):  # whoever asks for it is told
            for name in names:
                self._remembered(name)

    def _remembered(self, name: str) -> Any:
        """What needs no looking up; the articles themselves are looked at no more often. Nobody waits for it long
        while the process is busy with questions."""
        key, recent, coming = (self._part, name), self._shared.recent, self._shared.coming
        if key not in recent:
            recent[key] = (self._call(name), time.monotonic())
        known, at = recent[key]
        if time.monotonic() - at <= self._fresh:
            return known
        if key not in coming:
            coming[key] = found = self._ask(name)
            found.add_done_callback(partial(self._shared.keep, key))
        try:
            return coming[key].result(PATIENCE)
        except (KeyError, TimeoutError):  # it has come this moment, or takes its time
            return recent[key][0]
        except _EndedError:
            return self._call(name)

    def _ask(self, name: str, *given: Any, tell: Tell | None = None) -> Future[Any]:
        return self._shared.link(self._opening).ask((asking.get(), self._part, name, given), tell)

    def _call(self, name: str, *given: Any, tell: Tell | None = None) -> Any:
        for each in (tell, None):  # what ended may have had nothing to do with this; nothing is told of twice
            with suppress(_EndedError):
                if each is None:
                    return self._ask(name, *given).result()
                told: SimpleQueue[Claim | None] = SimpleQueue()
                found = self._ask(name, *given, tell=told.put)
                found.add_done_callback(lambda _, told=told: told.put(None))  # type: ignore[misc]
                while (claim := told.get()) is not None:
                    each(claim)  # on this thread: what it waits for holds up nobody else
                return found.result()
        raise PositionsError("What reads the articles ended while it looked this up.", "Ask again, or ask less.")


class _Shared:
    """The process that is asked now, for the desks of single folders too."""

    def __init__(self, link: _Link) -> None:
        self._link, self._lock, self._closed = link, threading.Lock(), False
        self.recent: dict[_Key, tuple[Any, float]] = {}
        self.coming: dict[_Key, Future[Any]] = {}

    def link(self, opening: Opening) -> _Link:
        with self._lock:
            if self._link.ended and not self._closed:
                log.warning("What reads the articles has ended (%s) and is started again", self._link.code)
                self._link = _Link(opening)
            return self._link

    def keep(self, key: _Key, found: Future[Any]) -> None:
        if found.exception() is None:
            self.recent[key] = (found.result(), time.monotonic())
        self.coming.pop(key, None)

    def close(self) -> None:
        with self._lock:  # one that is being started again is ended too
            self._closed = True
            self._link.close()


class _Link:
    """One process, and what it has been asked."""

    def __init__(self, opening: Opening) -> None:
        here, there = PROCESSES.Pipe()
        told, self._tells_to_end = PROCESSES.Pipe(duplex=False)
        self._connection = here
        self._sending, self._numbers, self._waiting = threading.Lock(), count(_OPENED + 1), dict[int, Future[Any]]()
        self._telling: dict[int, Tell] = {}
        self.ended = False
        opened = self._waiting[_OPENED] = Future[Any]()
        # Not a daemon: it starts workers of its own where it reads articles.
        self._process = PROCESSES.Process(target=_serve, args=(there, told, opening, _levels()), name="desk")
        try:
            self._process.start()
            there.close()
            told.close()
            threading.Thread(target=self._listen, name="desk", daemon=True).start()
            opened.result()
        except _EndedError:
            raise PositionsError("What reads the articles ended at once.", "Look into the log.") from None
        except BaseException:  # Ctrl+C too
            self._end()
            raise

    @property
    def code(self) -> int | None:
        self._process.join(1)
        return self._process.exitcode

    def ask(self, call: _Wanted, tell: Tell | None = None) -> Future[Any]:
        """What comes of a call; `tell` is told of claims before, by the thread that everybody waits for."""
        found, number = Future[Any](), next(self._numbers)
        self._waiting[number] = found
        if tell is not None:
            self._telling[number] = tell
            found.add_done_callback(lambda _: self._telling.pop(number, None))
        try:
            with self._sending:
                self._connection.send((number, call, tell is not None))
        except OSError:
            self._fail()
        except Exception:  # what cannot be pickled
            self._waiting.pop(number, None)
            self._telling.pop(number, None)
            raise
        if self.ended:
            self._fail()
        return found

    def close(self) -> None:
        with suppress(OSError), self._sending:
            self._connection.send(None)
        self._process.join(_POLITE)
        self._end()

    def _end(self) -> None:
        self._tells_to_end.close()
        if self._process.pid is None:  # Ctrl+C came before it was started
            return
        self._process.join(_POLITE)
        self._process.kill()
        self._process.join()

    def _listen(self) -> None:
        try:
            with suppress(EOFError, OSError):
                while True:
                    self._take(*self._connection.recv())
        finally:  # whatever happens here, nobody waits for ever
            self._fail()

    def _take(self, number: int, kind: _Kind, what: Any) -> None:
        if number == _LOGGED:
            logging.getLogger(what.name).handle(what)
        elif kind is _Kind.TOLD:
            if (tell := self._telling.get(number)) is not None:
                tell(what)
        elif (waiting := self._waiting.pop(number, None)) is not None:
            if kind is _Kind.FAILED:
                waiting.set_exception(what)
            else:
                waiting.set_result(what)

    def _fail(self) -> None:
        self.ended = True
        for number in list(self._waiting):
            if (found := self._waiting.pop(number, None)) is not None:
                found.set_exception(_EndedError())


def _levels() -> Levels:
    """What is logged here is logged there."""
    named = logging.getLogger().manager.loggerDict
    levels: Levels = {
        name: each.level for name, each in named.items() if isinstance(each, logging.Logger) and each.level
    }
    return {None: logging.getLogger().level, **levels}


class _Sending(QueueHandler):
    """Sends what is logged to the process that asked, whose log knows which words must not be written."""

    def __init__(self, send: Callable[..., None]) -> None:
        super().__init__(SimpleQueue())
        self._send = send

    def enqueue(self, record: logging.LogRecord) -> None:
        self._send(_LOGGED, _Kind.TOLD, record)


def _serve(connection: Connection, told: Connection, opening: Opening, levels: Levels) -> None:
    """The process: it answers until it is told to end, or nobody is there to ask."""
    for number in (signal.SIGINT, signal.SIGTERM):  # meant for the one that asks, which finishes what is under way
        signal.signal(number, signal.SIG_IGN)
    end_with_parent(told)
    os.nice(NICE)
    sending = threading.Lock()

    def send(number: int, kind: _Kind, what: Any) -> None:
        with sending, suppress(OSError):
            connection.send((number, kind, what))

    logging.getLogger().addHandler(_Sending(send))
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    try:
        with opening() as desk, suppress(EOFError, OSError):
            send(_OPENED, _Kind.FOUND, None)
            pool = ThreadPoolExecutor(HANDS, "asked")
            while (wanted := connection.recv()) is not None:
                pool.submit(_answer, desk, send, *wanted)
    except Exception as error:
        send(_OPENED, _Kind.FAILED, _sendable(error))
    tracing.flush()
    leave(0)  # what hangs in a call is waited for by nobody


def _answer(desk: Desk, send: Callable[..., None], number: int, call: _Wanted, is_watched: bool) -> None:
    asker, part, name, given = call
    asking.set(asker)
    try:
        with watching(partial(send, number, _Kind.TOLD)) if is_watched else nullcontext():
            found = getattr(desk if part is None else desk.within(part), name)(*given)
        send(number, _Kind.FOUND, found)
    except Exception as error:
        send(number, _Kind.FAILED, _sendable(error))


def _sendable(error: Exception) -> Exception:
    """The error, or one that says its kind; where one arose that nobody expected is known here alone."""
    if not isinstance(error, PositionsError):
        where = "".join(traceback.format_tb(error.__traceback__))  # its message may repeat a question
        log.error("The desk failed: %s\n%s", type(error).__name__, where)
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - its own
    except Exception:
        return RuntimeError(type(error).__name__)
    return error
