"""The app's own pages in Slack: the home tab, and the prompts that a newly opened conversation starts with."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from slack_bolt import App
from slack_sdk.errors import SlackApiError

from bot.desk import Desk
from bot.inbox.inbox import Job
from bot.slack.blocks.silence import MOST_EXAMPLES, MOST_NAMES, suggestions
from bot.slack.blocks.sources_blocks import by_origin, origin_pieces, stories
from bot.slack.failures import described
from bot.slack.handling.events import key_of
from bot.slack.jobs import looked_up, sent
from bot.slack.layout import texts
from bot.slack.layout.escaping import one_line
from bot.slack.layout.limits import Block, cut, fit
from bot.slack.layout.parts import bullets, header, paragraph, sentence, small, words
from bot.slack.layout.replies import Reply
from bot.slack.reception import Kinds, Reception

logger = logging.getLogger(__name__)


HOME = "home"
PROMPTS = "prompts"


def register(app: App, reception: Reception) -> None:
    def opened(body: dict[str, Any], event: dict[str, Any]) -> None:
        kind = PROMPTS if event.get("tab") == "messages" else HOME
        payload = {"user": event["user"], "channel": event.get("channel")}
        reception.inbox.take(key_of(body), kind, payload, who=event["user"])

    app.event("app_home_opened")(opened)


def kinds(reception: Reception) -> Kinds:
    async def home(job: Job) -> None:
        pool = reception.inbox.pools["looking"]
        reply = await looked_up(job, pool, lambda: Reply("", home_blocks(reception.desk)))
        assert reply is not None
        await sent(job, lambda reply: _publish(reception, job.payload["user"], reply), reply)

    async def prompts(job: Job) -> None:
        await _suggest(reception, job.payload["channel"])

    return {HOME: home, PROMPTS: prompts}


async def _suggest(reception: Reception, channel: str) -> None:
    """Offers up to four questions. Not told where it fails: nobody asked for them."""
    try:
        asked = await reception.inbox.pools["looking"].run(reception.desk.examples)
        prompts = [{"title": cut(one_line(text), 75), "message": one_line(text)} for text in asked[:MOST_EXAMPLES]]
        if prompts:
            offer = partial(reception.client.assistant_threads_setSuggestedPrompts, channel_id=channel)
            await reception.sender.insist(
                "assistant.threads.setSuggestedPrompts", lambda: offer(prompts=prompts, title="You could ask")
            )
    except SlackApiError as error:
        logger.info("No prompts were suggested: %s", error.response.get("error"))
    except Exception as error:
        logger.error("No prompts were suggested: %s", described(error))


async def _publish(reception: Reception, user: str, reply: Reply) -> None:
    view = {"type": "home", "blocks": reply.blocks}
    await reception.sender.insist("views.publish", lambda: reception.client.views_publish(user_id=user, view=view))


def home_blocks(desk: Desk) -> list[Block]:
    """What the bot does, whom the articles cover, questions to try, and the sources."""
    groups = by_origin(desk.sources().articles)
    covered, examples = desk.covered()[:MOST_NAMES], desk.examples()[:MOST_EXAMPLES]
    total = sum(len(group) for group in groups)

    def layout(shown: int) -> list[Block]:
        blocks: list[Block] = [header("Who holds which position"), sentence(texts.HOME)]
        if covered:
            blocks.append(paragraph(words("Covered: ", bold=True), words(texts.listed(covered))))
        if examples:
            blocks.append(sentence("Try one:"))
            blocks.append(suggestions(examples))
        blocks.append(header(stories(total, len(groups))))
        if shown:
            blocks.append(bullets([origin_pieces(group) for group in groups[:shown]]))
        if shown < len(groups):
            blocks.append(small(texts.left_out(len(groups) - shown, "story", "Use /sources FILE to see one.")))
        return blocks

    return fit(layout, min(len(groups), 100))
