"""Who may see a conversation: asked of Slack at the moment something is shown there, and never remembered."""

from __future__ import annotations

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from retrieval.errors import PositionsError


def may_see(client: WebClient, channel: str, user: str) -> bool:
    """Whether the person can read the conversation: a public channel, or one that they are in.

    Raises `PositionsError` where Slack does not let the bot look, and `SlackApiError` where the bot is not there.
    """
    try:
        about = client.conversations_info(channel=channel)["channel"]
        if about.get("is_channel") and not about.get("is_private"):
            return True
        pages = client.conversations_members(channel=channel, limit=1_000)
        return any(user in page["members"] for page in pages)
    except SlackApiError as error:
        if error.response.get("error") != "missing_scope":
            raise
        raise PositionsError(
            "I may not look who is in this conversation.",
            f"Whoever runs me can give me {error.response.get('needed') or 'the scopes of manifest.json'}.",
        ) from error
