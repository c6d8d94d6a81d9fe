"""Every method of the Web API by its name."""

from __future__ import annotations

from bot.mock_slack.web.app import agents, assistant, functions, identity, oauth, team, views
from bot.mock_slack.web.beside import calls, emoji, files, reminders, remote_files, search, stars
from bot.mock_slack.web.method import Method
from bot.mock_slack.web.people import profiles, usergroups, users
from bot.mock_slack.web.posting import blocks, chat, pins, reactions, schedule, streams, unfurl
from bot.mock_slack.web.rooms import bookmarks, canvases, channels, conversations

METHODS: dict[str, Method] = {
    **team.METHODS,
    **oauth.METHODS,
    **users.METHODS,
    **conversations.METHODS,
    **channels.METHODS,
    **chat.METHODS,
    **streams.METHODS,
    **reactions.METHODS,
    **assistant.METHODS,
    **agents.METHODS,
    **blocks.METHODS,
    **files.METHODS,
    **views.METHODS,
    **schedule.METHODS,
    **unfurl.METHODS,
    **pins.METHODS,
    **bookmarks.METHODS,
    **usergroups.METHODS,
    **emoji.METHODS,
    **profiles.METHODS,
    **identity.METHODS,
    **search.METHODS,
    **reminders.METHODS,
    **remote_files.METHODS,
    **stars.METHODS,
    **functions.METHODS,
    **canvases.METHODS,
    **calls.METHODS,
}
