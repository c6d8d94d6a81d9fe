"""/articles add URL …: articles from the web, for those who may add them. /articles lists them, as /sources does.

One round of fetching at a time. The one who asked is told what became of each address, and
again when what is new has been read and can be asked about.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.desk import Desk
from bot.errors import CallError
from bot.slack import incoming, texts
from bot.slack.escaping import one_line
from bot.slack.failures import attempt
from bot.slack.inquiries import Inquiry
from bot.slack.limits import Block, cut
from bot.slack.parts import bullets, sentence, small, words
from bot.slack.posting import respond_to
from bot.slack.reception import Reception
from bot.slack.replies import Frame, Reply, framed, saying
from bot.wording import count
from retrieval.errors import PositionsError
from retrieval.web.adding import Adder, Outcome

COMMAND = "/articles"
MOST = 50  # addresses of one command
_ADD = re.compile(r"add\b", re.IGNORECASE)
_LOOK, _LONGEST = 1.0, 900.0  # seconds between two looks whether new articles are read, and until that is given up


@dataclass(frozen=True)
class Adding:
    """Who may add articles ("everybody", "nobody", or ids apart by commas), and what adds them."""

    add: Adder
    may: str = "nobody"
    alone: threading.Lock = field(default_factory=threading.Lock)

    def allows(self, user: str) -> bool:
        return self.may == "everybody" or user in self.may.split(",")


def register(app: App, reception: Reception, adding: Adding | None) -> None:
    def articles(ack: Ack, command: dict[str, Any], respond: Respond, client: WebClient) -> None:
        ack()
        text = command.get("text") or ""
        tell = partial(respond_to, respond, client, command.get("channel_id"), command["user_id"])
        if _ADD.match(text.strip()) is None:
            inquiry = Inquiry("sources", incoming.question(text))
            reception.work.submit(attempt, lambda: tell(reception.private(inquiry)), tell)
            return

        def begin() -> None:
            urls = wanted(text, command["user_id"], adding)
            tell(saying(texts.fetching(len(urls))))
            assert adding is not None
            # a thread that nobody waits for: the bot can be stopped while a site takes its time
            work = partial(_add, urls, adding, reception.desk, tell)
            threading.Thread(target=attempt, args=(work, tell), name="adding", daemon=True).start()

        reception.work.submit(attempt, begin, tell)

    app.command(COMMAND)(articles)


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


def _add(urls: Sequence[str], adding: Adding, desk: Desk, tell: Callable[[Reply], object]) -> None:
    with adding.alone:
        found = adding.add(urls, lambda _: None)
    tell(outcome_reply(found))
    new = {outcome.source for outcome in found if outcome.new and outcome.source}
    if new:
        tell(saying(texts.READ if _is_read(desk, new) else texts.NOT_READ_YET))


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
    return f"{outcome.title or outcome.url} · {outcome.source}"


def _is_read(desk: Desk, sources: Collection[str]) -> bool:
    """Whether the desk has all of these articles; waits for it."""
    end = time.monotonic() + _LONGEST
    while time.monotonic() < end:
        if {entry.source for entry in desk.sources().articles}.issuperset(sources):
            return True
        time.sleep(_LOOK)
    return False
