"""/articles add URL …: articles from the web, for those who may add them. /articles lists them, as /sources does.

One round of fetching at a time, in a thread that nobody waits for: the bot can be stopped while a site takes its time,
and fetches again after the next start. The one who asked is told what became of each address, and again when what is
new has been read and can be asked about.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from slack_bolt import Ack, App

from bot.errors import CallError
from bot.inbox.inbox import Job
from bot.inbox.pools import Pool
from bot.sentences.wording import count
from bot.slack.failures import sentence_of
from bot.slack.handling.commands import answer_privately, take_command, tell
from bot.slack.inquiry import incoming
from bot.slack.inquiry.inquiries import Inquiry
from bot.slack.jobs import found_in, sent, sent_privately
from bot.slack.layout import texts
from bot.slack.layout.escaping import one_line
from bot.slack.layout.limits import Block, cut
from bot.slack.layout.parts import bullets, sentence, small, words
from bot.slack.layout.replies import Frame, Reply, framed, saying
from bot.slack.reception import Kinds, Reception
from retrieval.errors import PositionsError
from retrieval.web.adding import Adder, Outcome

COMMAND = "/articles"
ARTICLES = "articles"
MOST = 50  # addresses of one command
_ADD = re.compile(r"add\b", re.IGNORECASE)
_LOOK, _LONGEST = 1.0, 900.0  # seconds between two looks whether new articles are read, and until that is given up


Data = dict[str, Any]


@dataclass(frozen=True)
class Adding:
    """Who may add articles ("everybody", "nobody", or ids apart by commas), and what adds them."""

    add: Adder
    may: str = "nobody"
    alone: Pool = field(default_factory=lambda: Pool("adding", 1))

    def allows(self, user: str) -> bool:
        return self.may == "everybody" or user in self.may.split(",")


def register(app: App, reception: Reception) -> None:
    def articles(ack: Ack, command: dict[str, Any]) -> None:
        take_command(reception, command, ARTICLES, {"text": command.get("text") or ""})
        ack()

    app.command(COMMAND)(articles)


def kinds(reception: Reception, adding: Adding | None) -> Kinds:
    async def articles(job: Job) -> None:
        text = job.payload["text"]
        if _ADD.match(text.strip()):
            await add(reception, job, adding)
        else:
            inquiry = Inquiry("sources", incoming.question(text), channel=job.payload["channel"] or "")
            await answer_privately(reception, job, inquiry)

    return {ARTICLES: articles}


async def add(reception: Reception, job: Job, adding: Adding | None) -> None:
    """Fetches what a command names; each address is known by its article, so that it can be begun again."""

    async def choose() -> Data:
        try:
            return {"urls": list(wanted(job.payload["text"], job.payload["user"], adding))}
        except PositionsError as error:
            return {"refused": str(error)}

    async def say(reply: Reply) -> None:
        await tell(reception, job, reply)

    chosen = await job.step("choose", choose)
    if "refused" in chosen:
        await sent(job, say, saying(chosen["refused"]))
        return
    await sent(job, say, saying(texts.fetching(len(chosen["urls"]))), "begin")
    found = await job.step("fetch", lambda: _fetched(job, adding, chosen["urls"]))
    await sent_privately(job, say, Reply(**found["reply"]))
    if found["new"]:
        read = await job.step("read", lambda: _told_when_read(reception, job, found["new"]))
        await sent(job, say, saying(read), "tell")


def wanted(text: str, user: str, adding: Adding | None) -> Sequence[str]:
    """The addresses of a command. Raises `PositionsError` where that person may not add any."""
    if adding is None or not adding.allows(user):
        raise PositionsError(texts.MAY_NOT_ADD, texts.WHO_MAY_ADD)
    urls = incoming.addresses(_ADD.sub("", text.strip(), count=1))
    if not urls:
        raise CallError("There is no address in that.", texts.USAGE["articles"])
    if len(urls) > MOST:
        raise CallError(f"These are more than {MOST} addresses.", "Send them in several commands, or add their feed.")
    return urls


async def _fetched(job: Job, adding: Adding | None, urls: Sequence[str]) -> Data:
    new: set[str] = set()

    def fetch() -> Reply:
        if adding is None:
            raise PositionsError(texts.MAY_NOT_ADD, texts.WHO_MAY_ADD)
        found = adding.add(urls, lambda _: None)
        new.update(outcome.source for outcome in found if outcome.new and outcome.source)
        return outcome_reply(found)

    pool = adding.alone if adding else Pool("adding", 1)
    return {"reply": await found_in(job, pool, fetch), "new": sorted(new)}


def outcome_reply(found: Sequence[Outcome]) -> Reply:
    """What became of each address: articles, what was there already, and what failed with its reason."""
    new = sum(outcome.new for outcome in found)
    failed = sum(outcome.trouble is not None for outcome in found)
    told = [f"{count(new, 'article')} {'was' if new == 1 else 'were'} added"]
    if known := len(found) - new - failed:
        told.append(f"{known} {'was' if known == 1 else 'were'} there already")
    if failed:
        told.append(f"{failed} failed")
    summary = f"{', '.join(told)}."
    lines = [cut(one_line(_told(outcome)), 500) for outcome in found]

    def layout(shown: int) -> list[Block]:
        blocks: list[Block] = [sentence(summary)]
        if shown:
            blocks.append(bullets([[words(line)] for line in lines[:shown]]))
        if shown < len(lines):
            blocks.append(small(texts.left_out(len(lines) - shown, "line")))
        return blocks

    return framed([summary, *lines], Frame(), layout, len(lines))


def _told(outcome: Outcome) -> str:
    if outcome.trouble is not None:
        return str(outcome.trouble)
    if not outcome.new:
        return f"{outcome.url} is there already: {outcome.source}"
    remark = f" ({outcome.remark})" if outcome.remark else ""
    return f"{outcome.title or outcome.url} · {outcome.source}{remark}"


async def _told_when_read(reception: Reception, job: Job, sources: Collection[str]) -> str:
    try:
        return texts.READ if await _is_read(reception, job, sources) else texts.NOT_READ_YET
    except Exception as error:
        return sentence_of(error)


async def _is_read(reception: Reception, job: Job, sources: Collection[str]) -> bool:
    """Whether the desk has all of these articles; waits for it."""
    end = time.monotonic() + _LONGEST
    while time.monotonic() < end:
        known = await reception.inbox.pools["looking"].run(reception.desk.sources, job.who)
        if {entry.source for entry in known.articles}.issuperset(sources):
            return True
        await asyncio.sleep(_LOOK)
    return False
