"""The inbox: what was taken is written down first, worked on in steps that are not done twice, and done once.

It is this project's one door to DBOS, which writes workflows and the results of their steps into a database and goes on
with them after a restart. A piece of work is a workflow whose id is the key of what was received.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import socket
import threading
import time
import traceback
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from dbos import DBOS, DBOSConfig, SetWorkflowID
from dbos import error as dbos_error
from sqlalchemy import Engine

from bot.inbox.database import PRIVATE, Json, engine_for
from bot.inbox.lanes import Lanes
from bot.inbox.pools import Pool
from retrieval.errors import PositionsError

log = logging.getLogger(__name__)

T = TypeVar("T")
Data = dict[str, Any]
KEPT = timedelta(days=2)  # for so long what was done is known: Slack tries again for minutes, a look back takes a day
HOUR = 3600.0
MOST_RESUMED = 20  # a piece of work that was interrupted as often may be what interrupts
# Threads for what waits for a model, what is looked up, what takes no time, and what is sent.
HANDS = {"asking": 4, "looking": 2, "light": 4, "sending": 16}
_IDLE = 0.3  # seconds without work under way: longer than it takes from one step to the next
_UNDONE = ["PENDING", "ENQUEUED"]
_SQLITE = "sqlite:///"
_VERSION = "1"  # of what is written; a bot of a new release goes on with what an older one left


class InboxClosedError(PositionsError):
    """Nothing new is taken. Slack is not told that it was, and delivers it again."""

    def __init__(self) -> None:
        super().__init__("The bot is being stopped.", "Ask again in a minute.")


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work. `attempts` counts how often it was begun, about; a resumed one may have been done in part.

    `run` is this beginning's own: what a step has kept under another one is an earlier beginning's.
    """

    key: str
    kind: str
    payload: Data
    who: str
    attempts: int
    run: str = ""
    unwritten: set[str] = field(default_factory=set)  # the keys of what has done a step, and not written it yet

    @property
    def resumed(self) -> bool:
        return self.attempts > 1

    async def step(self, name: str, work: Callable[[], Awaitable[T]]) -> T:
        """The work's result, which must be JSON; of an earlier attempt where that came so far."""

        async def done() -> T:
            result = await work()
            self.unwritten.add(self.key)
            return result

        try:
            return await DBOS.run_step_async({"name": name}, done)
        finally:
            self.unwritten.discard(self.key)


Work = Callable[[Job], Coroutine[Any, Any, None]]


class Inbox:
    """One a process, as DBOS is. `pools` are the threads in which the steps do what takes time."""

    def __init__(self, database: Path | str, hands: Mapping[str, int] | None = None, host: str = "") -> None:
        """`database` is a file, or an address as SQLAlchemy takes it; of several bots each is known by its host."""
        is_file = isinstance(database, str) and database.startswith(_SQLITE)
        self._database = Path(str(database).removeprefix(_SQLITE)) if is_file else database
        self.pools = {name: Pool(name, count) for name, count in {**HANDS, **(hands or {})}.items()}
        # Each bot goes on with what it left itself.
        self._executor = "local" if isinstance(self._database, Path) else host or socket.gethostname()
        self._loop: asyncio.AbstractEventLoop
        self._thread: threading.Thread | None = None
        self._engine: Engine | None = None
        self._lanes = Lanes()
        self._kinds: dict[str, Work] = {}
        self._lasting: set[str] = set()  # prefixes of keys
        self._undone: Counter[str] = Counter()
        self._working: dict[str, str] = {}  # whose it is
        self._fresh: set[str] = set()  # begun by this process
        self._earlier: dict[str, int] = {}  # how often it was begun in earlier runs
        self._taking: dict[str, asyncio.Future[None]] = {}
        self._known = asyncio.Event()  # what earlier runs have left is
        self._closed = True
        self._unwritten: set[str] = set()
        self._run = secrets.token_hex(8)  # nothing is begun twice by one of these
        self._workflow: Callable[..., Coroutine[Any, Any, None]]

    # --- from any thread

    def handle(self, kinds: Mapping[str, Work]) -> None:
        """What is to be done with what is taken, by its kind."""
        self._kinds.update(kinds)

    def keep_last(self, prefix: str) -> None:
        """What is taken last under a key that begins so is never forgotten. To be said before the start."""
        self._lasting.add(prefix)

    def start(self) -> None:
        """Goes on with what was left, and takes what comes. Raises `InboxFolderError`."""
        if isinstance(self._database, Path):
            self._engine = engine_for(self._database)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="inbox", daemon=True)
        self._thread.start()
        self.on_loop(self._launch())
        self._closed = False

    def take(self, key: str, kind: str, payload: Data, *, who: str = "", lane: str = "", order: str = "") -> bool:
        """Whether this is new; it is written when this returns. Raises `InboxClosedError` once it is being stopped.

        What is in one `lane` is done in its `order`, each after all before it.
        """
        if self._closed:
            raise InboxClosedError
        try:
            return self.on_loop(self._take(key, (kind, payload, who, lane, order or f"{time.time():.6f}")))
        except CancelledError:  # while it was being written: perhaps it was, but nobody is told so
            raise InboxClosedError from None

    def missing(self) -> str:
        """What keeps it from taking anything, in a word; nothing where it does."""
        return "closed" if self._closed else ""

    def undone(self, who: str | None = None) -> int:
        """How much of what a person wants, or everybody, is not done."""
        return len(self._working) if who is None else self._undone[who]

    def undone_of(self, prefix: str) -> int:
        """How much is not done of what was taken under a key that begins so."""
        return sum(key.startswith(prefix) for key in list(self._working))

    def is_pending(self, lane: str) -> bool:
        """Whether anything in the lane is not done."""
        return lane in self._lanes

    def last(self) -> float | None:
        """When something was taken last, in an earlier run too."""
        return self.on_loop(_last())

    def last_key(self, prefix: str) -> str | None:
        """Of what was taken under a key that begins so, the last one's."""
        return self.on_loop(_last_key(prefix))

    def on_loop(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def close(self) -> None:
        """Takes nothing new from now on."""
        self._closed = True

    def stop(self, seconds: float = 10.0) -> None:
        """Finishes what is under way, for so many seconds; the rest stays in the inbox."""
        self._closed = True
        if self._thread is None:
            return
        deadline = time.monotonic() + seconds
        for name, pool in self.pools.items():
            if name != "sending":
                pool.close()
        self._wait_idle(list(self.pools.values()), deadline)
        self.pools["sending"].close()
        self._wait_idle([self.pools["sending"]], deadline + 2)
        asyncio.run_coroutine_threadsafe(_end_all(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        DBOS.destroy(destroy_registry=True)
        self._loop.close()
        if self._engine is not None:
            self._engine.dispose()

    def _wait_idle(self, pools: list[Pool], deadline: float) -> None:
        since = time.monotonic()
        while (now := time.monotonic()) < deadline and now - since < _IDLE:
            if self._unwritten or any(pool.busy for pool in pools):
                since = now
            time.sleep(0.02)

    # --- on the loop

    async def _launch(self) -> None:
        config: DBOSConfig = {
            "name": "positions", "application_version": _VERSION, "executor_id": self._executor,
            "log_level": "ERROR", "serializer": Json(), "max_executor_threads": 8,
        }  # fmt: skip
        if self._engine is not None:
            config |= {"system_database_url": f"sqlite:///{self._database}", "system_database_engine": self._engine}
        else:
            config |= {"system_database_url": str(self._database), "db_engine_kwargs": PRIVATE}
        self._workflow = DBOS.workflow(name="work", max_recovery_attempts=10 * MOST_RESUMED)(self._work())
        DBOS(config=config)
        DBOS.launch()
        for left in await DBOS.list_workflows_async(status=_UNDONE, executor_id=self._executor, load_output=False):
            row: Any = (left.input or {"args": ()})["args"]
            if len(row) == 5:
                self._earlier[left.workflow_id] = max(1, left.recovery_attempts or 0)
                self._begin(left.workflow_id, row[2], row[3], row[4])
        self._known.set()
        self._loop.create_task(self._forget_old())

    async def _take(self, key: str, row: tuple[str, Data, str, str, str]) -> bool:
        while (other := self._taking.get(key)) is not None:
            await asyncio.shield(other)  # neither copy is acknowledged before it is written, by whichever that is
        if key in self._working:
            return False
        self._taking[key] = self._loop.create_future()
        try:
            self._begin(key, *row[2:])
            self._fresh.add(key)
            with SetWorkflowID(key, workflow_id_reuse_policy="reject"):
                await DBOS.start_workflow_async(self._workflow, *row)
            return True
        except dbos_error.DBOSWorkflowIDInUseError:  # it was taken before, or this moment by another bot
            self._end(key, row[3])
            return False
        except BaseException:
            self._end(key, row[3])
            raise
        finally:
            self._taking.pop(key).set_result(None)

    def _work(self) -> Callable[..., Coroutine[Any, Any, None]]:
        async def work(kind: str, payload: Data, who: str, lane: str, order: str) -> None:
            key = DBOS.workflow_id or ""
            await self._known.wait()  # the library goes on with what was left before all of it is in its lane
            self._begin(key, who, lane, order)
            attempts = 1 if key in self._fresh else max(2, self._earlier.get(key, 0))
            job = Job(key, kind, payload, who, attempts, self._run, self._unwritten)
            try:
                if lane:
                    await self._lanes.turn(lane, key)
                await self._kinds[kind](job)
            except Exception as error:  # a piece of work tells people what fails; that it could not is left to say
                where = "".join(traceback.format_tb(error.__traceback__))  # its message may repeat a question
                log.error("%s ended with an error: %s\n%s", kind, type(error).__name__, where)
            finally:
                self._end(key, lane)

        return work

    def _begin(self, key: str, who: str, lane: str, order: str) -> None:
        if key not in self._working:
            self._working[key] = who
            self._undone[who] += 1
            if lane:
                self._lanes.enter(lane, order, key)

    def _end(self, key: str, lane: str) -> None:
        self._earlier.pop(key, None)
        self._fresh.discard(key)
        if lane:
            self._lanes.leave(lane, key)
        if (who := self._working.pop(key, None)) is not None:
            self._undone[who] -= 1
            if not self._undone[who]:
                del self._undone[who]

    async def _forget_old(self) -> None:
        while True:
            try:
                until = (datetime.now(UTC) - KEPT).isoformat()
                kept = {await _last_key(prefix) for prefix in self._lasting}
                while old := [each for each in await _completed(until) if each not in kept]:
                    await DBOS.delete_workflows_async(old)
            except Exception:
                log.exception("What is old could not be deleted from the inbox")
            await asyncio.sleep(HOUR)


async def _completed(until: str) -> list[str]:
    """Some of what was done before."""
    found = await DBOS.list_workflows_async(completed_before=until, limit=500, load_input=False, load_output=False)
    return [each.workflow_id for each in found]


async def _last() -> float | None:
    found = await DBOS.list_workflows_async(limit=1, sort_desc=True, load_input=False, load_output=False)
    return found[0].created_at / 1000 if found and found[0].created_at else None


async def _last_key(prefix: str) -> str | None:
    found = await DBOS.list_workflows_async(
        workflow_id_prefix=prefix, limit=1, sort_desc=True, load_input=False, load_output=False
    )
    return found[0].workflow_id if found else None


async def _end_all() -> None:
    """What has not begun, or could not finish, is left as it is written; it is gone on with after the next start."""
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
