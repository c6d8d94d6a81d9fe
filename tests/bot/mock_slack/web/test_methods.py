from __future__ import annotations

from bot.mock_slack.web.methods import METHODS


def test_the_methods_that_were_promised_are_there() -> None:
    promised = """
    api.test auth.test apps.connections.open team.info bots.info users.info users.list users.lookupByEmail
    users.conversations users.profile.get conversations.list conversations.info conversations.history
    conversations.replies conversations.members conversations.open conversations.create conversations.join
    conversations.leave conversations.invite conversations.archive conversations.mark chat.postMessage
    chat.postEphemeral chat.update chat.delete chat.getPermalink chat.startStream chat.appendStream chat.stopStream
    reactions.add reactions.remove reactions.get assistant.threads.setStatus assistant.threads.setTitle
    assistant.threads.setSuggestedPrompts views.open views.update views.push views.publish files.getUploadURLExternal
    files.completeUploadExternal files.info oauth.v2.access
    """.split()
    assert set(promised) <= set(METHODS)


def test_every_method_says_who_may_call_it() -> None:
    for name, method in METHODS.items():
        assert set(method.kinds) <= {"bot", "user", "app"}, name
        assert method.tier > 0, name
