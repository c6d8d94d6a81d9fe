"""The app's own pages in Slack: the home tab, and the prompts that a newly opened conversation starts with."""

from __future__ import annotations

import logging
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.desk import Desk
from bot.slack import texts
from bot.slack.escaping import one_line
from bot.slack.failures import attempt, described
from bot.slack.limits import Block, cut, fit
from bot.slack.parts import bullets, header, paragraph, sentence, small, words
from bot.slack.reception import Reception
from bot.slack.replies import Reply
from bot.slack.silence import MOST_EXAMPLES, MOST_NAMES, suggestions
from bot.slack.sources_blocks import by_origin, origin_pieces, stories

logger = logging.getLogger(__name__)


def register(app: App, reception: Reception) -> None:
    def opened(event: dict[str, Any], client: WebClient) -> None:
        if event.get("tab") == "messages":
            reception.work.submit(suggest, client, event["channel"], reception.desk)
        else:
            reception.work.submit(publish, client, event["user"], reception.desk)

    app.event("app_home_opened")(opened)


def suggest(client: WebClient, channel: str, desk: Desk) -> None:
    """Offers up to four questions. Not told where it fails: nobody asked for them."""
    try:
        prompts = [{"title": cut(one_line(asked), 75), "message": one_line(asked)} for asked in desk.examples()]
        if prompts:
            client.assistant_threads_setSuggestedPrompts(
                channel_id=channel, prompts=prompts[:MOST_EXAMPLES], title="You could ask"
            )
    except SlackApiError as error:
        logger.info("No prompts were suggested: %s", error.response.get("error"))
    except Exception as error:
        logger.error("No prompts were suggested: %s", described(error))


def publish(client: WebClient, user: str, desk: Desk) -> None:
    def tell(reply: Reply) -> None:
        client.views_publish(user_id=user, view={"type": "home", "blocks": reply.blocks})

    attempt(lambda: tell(Reply("", home_blocks(desk))), tell)


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
