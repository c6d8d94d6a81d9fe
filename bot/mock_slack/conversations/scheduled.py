"""Messages that are sent later: kept until the workspace's clock comes to their time."""

from __future__ import annotations

from bot.mock_slack.basics.errors import SlackError
from bot.mock_slack.conversations import messages
from bot.mock_slack.conversations.channels import show
from bot.mock_slack.workspace.items import Scheduled
from bot.mock_slack.workspace.records import Channel, Json
from bot.mock_slack.workspace.state import Workspace


def schedule(workspace: Workspace, channel: Channel, user: str, post_at: int, text: str, **fields: object) -> Scheduled:
    created = int(workspace.clock.now())
    about: Json = {key: value for key, value in fields.items() if value is not None}
    scheduled = Scheduled(workspace.ids.new("Q"), channel.id, user, post_at, created, text, about)
    workspace.scheduled[scheduled.id] = scheduled
    wait(workspace, scheduled)
    show(workspace, channel)
    return scheduled


def cancel(workspace: Workspace, scheduled: Scheduled) -> None:
    del workspace.scheduled[scheduled.id]
    show(workspace, workspace.channels[scheduled.channel])


def wait(workspace: Workspace, scheduled: Scheduled) -> None:
    def send_it() -> None:
        if workspace.scheduled.get(scheduled.id) is scheduled:  # else it was cancelled, or the workspace begun anew
            send(workspace, scheduled)

    workspace.clock.call_in(scheduled.post_at - workspace.clock.now(), send_it)


def resume(workspace: Workspace) -> None:
    """Wait for all that a saved workspace was waiting for."""
    for scheduled in workspace.scheduled.values():
        wait(workspace, scheduled)


def send(workspace: Workspace, scheduled: Scheduled) -> None:
    """It is time. What cannot be posted any more is let go, and the journal says why."""
    cancel(workspace, scheduled)
    channel = workspace.channels[scheduled.channel]
    try:
        if channel.archived:
            raise SlackError("is_archived")
        if "metadata" in scheduled.fields:  # Slack's own fault, which its page of chat.scheduleMessage warns of
            raise SlackError("metadata_in_a_scheduled_message")
        messages.post(workspace, channel, scheduled.user, scheduled.text, **scheduled.fields)
    except SlackError as error:
        facts = {"event": "scheduled_message", "reason": error.error}
        workspace.journal.write("withheld", facts, payload=scheduled.wire())
