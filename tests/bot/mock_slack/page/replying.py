"""A small Bolt app to look at in the page: it answers mentions, writes streams, opens forms, and publishes a Home."""

from __future__ import annotations

from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

Json = dict[str, Any]

MANIFEST: Json = {
    "display_information": {"name": "Replier", "description": "Answers what it is asked"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "replier"},
        "agent_view": {"agent_description": "Answers"},
        "shortcuts": [
            {"name": "Ask it", "type": "global", "callback_id": "ask_it", "description": "Opens the form"},
            {"name": "Look this up", "type": "message", "callback_id": "look_up", "description": "Looks a message up"},
        ],
        "slash_commands": [
            {"command": "/whisper", "description": "Answer me alone", "usage_hint": "[words]"},
            {"command": "/form", "description": "Fill in a form", "usage_hint": ""},
            {"command": "/stream", "description": "Write bit by bit", "usage_hint": "[words]"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": "app_mentions:read assistant:write chat:write commands channels:history groups:history im:history "
            "bookmarks:write channels:read groups:read im:read im:write users:read reactions:read reactions:write "
            "files:read usergroups:write".split()
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": "app_mention message.channels message.im app_home_opened app_context_changed".split()
        },
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": True}


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(text: str, action_id: str, **fields: Any) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, **fields}


CONFIRM = {"title": plain("Sure?"), "text": plain("It is gone then."), "confirm": plain("Do it"), "deny": plain("No")}
FEEDBACK: Json = {
    "type": "context_actions",
    "elements": [
        {
            "type": "feedback_buttons",
            "action_id": "rated",
            "positive_button": {"text": plain("Good answer"), "value": "good"},
            "negative_button": {"text": plain("Bad answer"), "value": "bad"},
        }
    ],
}
COLOURS = [{"text": plain(name), "value": name.lower()} for name in ("Red", "Green", "Blue")]
FORM: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("A form"),
    "submit": plain("Send"),
    "close": plain("Cancel"),
    "blocks": [
        {
            "type": "input",
            "block_id": "name",
            "label": plain("Name"),
            "element": {"type": "plain_text_input", "action_id": "value"},
        },
        {
            "type": "input",
            "block_id": "colour",
            "label": plain("Colour"),
            "optional": True,
            "element": {"type": "static_select", "action_id": "value", "options": COLOURS},
        },
        {
            "type": "input",
            "block_id": "found",
            "label": plain("Found"),
            "optional": True,
            "element": {"type": "external_select", "action_id": "found", "min_query_length": 0},
        },
        {"type": "actions", "block_id": "more", "elements": [button("More", "more"), button("Next", "next")]},
    ],
}
NEXT: Json = {
    "type": "modal",
    "callback_id": "next",
    "title": plain("Second"),
    "close": plain("Back"),
    "blocks": [section("The second page")],
}
HOME: Json = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": plain("Welcome")},
        {"type": "actions", "elements": [button("Go", "go_home")]},
    ],
}


class Replier:
    """The app, and what reached it."""

    def __init__(self, token: str, api_url: str) -> None:
        self.client = WebClient(token, base_url=api_url)
        self.app = App(client=self.client, token_verification_enabled=False, raise_error_for_unhandled_request=False)
        self.forget()
        self._listen()

    def forget(self) -> None:
        self.actions: list[Json] = []
        self.submitted: list[Json] = []
        self.looked_up: list[str] = []

    def _listen(self) -> None:
        app = self.app
        app.event("app_mention")(self.answer)
        app.event("message")(self.chat)
        app.event("app_home_opened")(self.opened)
        app.command("/whisper")(self.whisper)
        app.command("/form")(self.form)
        app.command("/stream")(self.stream)
        app.shortcut("ask_it")(self.form)
        app.shortcut("look_up")(self.look_up)
        app.options("found")(lambda ack, payload: ack(options=[_option(f"{payload['value']}!")]))
        app.view("form")(self.submit)
        app.action("more")(self.more)
        app.action("next")(self.next)
        app.action({"type": "block_actions", "action_id": "pressed"})(self.pressed)
        for name in ("rated", "chosen", "removed", "go_home"):
            app.action(name)(self.noted)

    def answer(self, event: Json, client: WebClient) -> None:
        blocks = [
            section("*An answer* to you"),
            {
                "type": "actions",
                "block_id": "row",
                "elements": [
                    button("Press me", "pressed", value="one"),
                    button("Remove", "removed", style="danger", confirm=CONFIRM),
                    {"type": "static_select", "action_id": "chosen", "placeholder": plain("Pick"), "options": COLOURS},
                ],
            },
            FEEDBACK,
        ]
        thread = event.get("thread_ts") or event["ts"]
        client.chat_postMessage(channel=event["channel"], thread_ts=thread, text="An answer", blocks=blocks)

    def chat(self, event: Json, client: WebClient) -> None:
        if event.get("channel_type") != "im" or event.get("bot_id") or event.get("subtype"):
            return
        channel, ts = event["channel"], event["ts"]
        client.assistant_threads_setTitle(channel_id=channel, thread_ts=ts, title="About it")
        client.assistant_threads_setStatus(channel_id=channel, thread_ts=ts, status="is thinking…")
        if "think" not in event["text"]:
            client.chat_postMessage(channel=channel, thread_ts=ts, text=f"You said: {event['text']}")

    def opened(self, event: Json, client: WebClient) -> None:
        if event["tab"] == "home":
            client.views_publish(user_id=event["user"], view=HOME)
            return
        prompts = [{"title": "Say hello", "message": "hello there"}]
        client.api_call(
            "assistant.threads.setSuggestedPrompts", json={"channel_id": event["channel"], "prompts": prompts}
        )

    def whisper(self, ack: Any, respond: Any, command: Json) -> None:
        ack()
        respond(text=f"for you: {command['text']}", blocks=[section(f"for you: {command['text']}")])

    def form(self, ack: Any, body: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=FORM)

    def more(self, ack: Any, body: Json, client: WebClient) -> None:
        ack()
        view = {**FORM, "blocks": [*FORM["blocks"], section("There is more")]}
        client.views_update(view_id=body["view"]["id"], view=view)

    def next(self, ack: Any, body: Json, client: WebClient) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=NEXT)

    def submit(self, ack: Any, body: Json) -> None:
        values = body["view"]["state"]["values"]
        if values.get("name", {}).get("value", {}).get("value") == "nobody":
            ack(response_action="errors", errors={"name": "There is no such name."})
            return
        self.submitted.append(values)
        ack()

    def stream(self, ack: Any, command: Json, client: WebClient) -> None:
        """Opens a stream in a thread and leaves it open: the test goes on with it."""
        ack()
        channel, user, team = command["channel_id"], command["user_id"], command["team_id"]
        root = client.chat_postMessage(channel=channel, text="A stream begins")["ts"]
        client.chat_startStream(
            channel=channel,
            thread_ts=root,
            recipient_user_id=user,
            recipient_team_id=team,
            markdown_text="The **first** ",
        )

    def pressed(self, ack: Any, body: Json, respond: Any) -> None:
        ack()
        self.actions += body["actions"]
        respond(text="You pressed it.", response_type="ephemeral", replace_original=False)

    def noted(self, ack: Any, body: Json) -> None:
        ack()
        self.actions += body["actions"]

    def look_up(self, ack: Any, body: Json) -> None:
        ack()
        self.looked_up.append(body["message"]["text"])


def _option(text: str) -> Json:
    return {"text": plain(text), "value": text}
