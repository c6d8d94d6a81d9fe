"""What is common to all that is taken: looked up in a pool, told whatever goes wrong, sent once."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from bot.inbox.inbox import MOST_RESUMED, Job
from bot.inbox.pools import Pool
from bot.running.asker import Asker, asking
from bot.slack.failures import described, sentence_of
from bot.slack.layout import texts
from bot.slack.layout.replies import Reply, saying

logger = logging.getLogger(__name__)

WORKSPACE = "slack"  # a bot answers one workspace
Data = dict[str, Any]


async def looked_up(job: Job, pool: Pool, work: Callable[[], Reply | None], name: str = "look") -> Reply | None:
    """The reply, which is kept: it is not looked up again after a restart. What goes wrong is a reply too."""

    async def look() -> Data | None:
        return await found_in(job, pool, work)

    return as_reply(await job.step(name, look))


async def found_in(job: Job, pool: Pool, work: Callable[[], Reply | None]) -> Data | None:
    """The reply as it is kept."""
    if job.attempts > MOST_RESUMED:
        return as_data(saying(texts.GIVEN_UP))

    def safely() -> Reply | None:
        before = asking.set(Asker(WORKSPACE, job.who))  # whose budget of a chat model it is
        try:
            return work()
        except Exception as error:
            return saying(sentence_of(error))
        finally:
            asking.reset(before)

    return as_data(await pool.run(safely, job.who))


async def sent(job: Job, tell: Callable[[Reply], Awaitable[Any]], reply: Reply, name: str = "send") -> str | None:
    """Sends the reply, or else what went wrong with it; what Slack answered where it took the reply."""

    async def send() -> Data:
        try:
            return {"sent": str(await tell(reply) or "")}
        except Exception as error:  # a step that raises would be a step that nobody is told of
            return {"failed": sentence_of(error)}

    outcome = await job.step(name, send)
    if "failed" in outcome:
        await job.step(f"{name} failed", lambda: _told(tell, outcome["failed"]))
        return None
    return str(outcome["sent"])


async def sent_privately(
    job: Job, tell: Callable[[Reply], Awaitable[Any]], reply: Reply, asked: str = ""
) -> str | None:
    """As `sent`, for what one person alone sees. Slack lets nobody look for that, so it is noted before it is sent.

    Where an earlier run has begun to send it and not ended, the person is told that of what they `asked`, and not shown
    a second answer.
    """

    async def begin() -> str:
        return job.run

    if await job.step("send begun", begin) != job.run:
        reply = saying(texts.perhaps_shown(asked))
    return await sent(job, tell, reply)


async def _told(tell: Callable[[Reply], Awaitable[Any]], sentence: str) -> bool:
    try:
        await tell(saying(sentence))
    except Exception as error:
        logger.error("Could not tell the person what went wrong: %s", described(error))
        return False
    return True


def as_data(reply: Reply | None) -> Data | None:
    return None if reply is None else {"text": reply.text, "blocks": reply.blocks}


def as_reply(data: Data | None) -> Reply | None:
    return None if data is None else Reply(data["text"], data["blocks"])
