"""An app as Slack's tutorials for Bolt for Python write it. Only the line with SLACK_API_URL is not in them."""

# mypy: ignore-errors

import os

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

app = App(client=WebClient(os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"]))


@app.message("hello")
def message_hello(message, say):
    say(
        blocks=[
            {
                "type": "section",
                "text": {"type": "mrkdwn", "text": f"Hey there <@{message['user']}>!"},
                "accessory": {
                    "type": "button",
                    "text": {"type": "plain_text", "text": "Click Me"},
                    "action_id": "button_click",
                },
            }
        ],
        text=f"Hey there <@{message['user']}>!",
    )


@app.action("button_click")
def action_button_click(body, ack, say):
    ack()
    say(f"<@{body['user']['id']}> clicked the button")


@app.event("app_mention")
def handle_mention(event, say):
    say(text=f"What's up, <@{event['user']}>?", thread_ts=event["ts"])


@app.command("/mock")
def repeat_text(ack, respond, command):
    ack()
    respond(f"{command['text']}")


@app.shortcut("global_shortcut")
def open_modal(ack, shortcut, client):
    ack()
    client.views_open(
        trigger_id=shortcut["trigger_id"],
        view={
            "type": "modal",
            "callback_id": "view_1",
            "title": {"type": "plain_text", "text": "My App"},
            "submit": {"type": "plain_text", "text": "Submit"},
            "blocks": [
                {
                    "type": "input",
                    "block_id": "task",
                    "label": {"type": "plain_text", "text": "Task"},
                    "element": {"type": "plain_text_input", "action_id": "text"},
                }
            ],
        },
    )


@app.view("view_1")
def handle_submission(ack, body, client, view, logger):
    task = view["state"]["values"]["task"]["text"]["value"]
    user = body["user"]["id"]
    if len(task) <= 5:
        ack(response_action="errors", errors={"task": "The value must be longer than 5 characters"})
        return
    ack()
    try:
        client.chat_postMessage(channel=user, text=f"Your submission of {task} was successful")
    except Exception as e:
        logger.exception(f"Failed to post a message {e}")


@app.event("app_home_opened")
def update_home_tab(client, event, logger):
    try:
        client.views_publish(
            user_id=event["user"],
            view={
                "type": "home",
                "callback_id": "home_view",
                "blocks": [
                    {
                        "type": "section",
                        "text": {"type": "mrkdwn", "text": f"*Welcome home, <@{event['user']}> :house:*"},
                    }
                ],
            },
        )
    except Exception as e:
        logger.error(f"Error publishing home tab: {e}")


if __name__ == "__main__":
    print("ready", flush=True)
    SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start()
