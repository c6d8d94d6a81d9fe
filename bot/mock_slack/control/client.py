"""A client of the control API, for tests and scripts: drive the workspace, look at it, wait for what happens."""

from __future__ import annotations

import base64
import contextlib
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from bot.mock_slack.basics.errors import ControlError

Json = dict[str, Any]
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # loopback never goes through a proxy


class Client:
    """Every call acts as `user` (an id or a name; the workspace's first person when None) unless told otherwise."""

    def __init__(self, url: str, user: str | None = None) -> None:
        if urlsplit(url).scheme not in {"http", "https"}:
            raise ValueError(f"Not the address of a workspace: {url}")
        self.url = url.rstrip("/")
        self.user = user

    def as_user(self, user: str) -> Client:
        return Client(self.url, user)

    # --- do

    def act(self, call: str, /, **body: Any) -> Json:
        """POST /_control/NAME. Raises `ControlError` when the workspace refuses."""
        if self.user is not None:
            body.setdefault("user", self.user)
        body = {key: value for key, value in body.items() if value is not None}
        return self._call(f"/_control/{call}", json.dumps(body).encode())

    def say(self, text: str, channel: str = "general", *, thread_ts: str | None = None, broadcast: bool = False) -> str:
        """Write a message; its `ts`."""
        ts: str = self.act("message", text=text, channel=channel, thread_ts=thread_ts, broadcast=broadcast)["ts"]
        return ts

    def edit(self, channel: str, ts: str, text: str) -> Json:
        return self.act("edit-message", channel=channel, ts=ts, text=text)

    def delete(self, channel: str, ts: str) -> None:
        self.act("delete-message", channel=channel, ts=ts)

    def upload(
        self, name: str, content: bytes, channel: str | None = None, *, text: str = "", thread_ts: str | None = None
    ) -> Json:
        """Share a file; without a channel it is only uploaded, for a form's `file_input`. Slack's file object."""
        body = {"name": name, "content": base64.b64encode(content).decode(), "channel": channel, "text": text}
        file: Json = self.act("upload", **body, thread_ts=thread_ts)["file"]
        return file

    def pin(self, channel: str, ts: str, *, remove: bool = False) -> Json:
        return self.act("pin", channel=channel, ts=ts, remove=remove)

    def invite(self, member: str, channel: str = "general") -> Json:
        """Bring somebody (the app's bot, too) into a channel; the channel."""
        joined: Json = self.act("invite", channel=channel, member=member)["channel"]
        return joined

    def command(self, line: str, channel: str = "general", *, thread_ts: str | None = None) -> Json:
        return self.act("command", command=line, channel=channel, thread_ts=thread_ts)

    def click(self, channel: str, ts: str, action_id: str, value: Any = None, *, block_id: str | None = None) -> Json:
        return self.act("interact", channel=channel, ts=ts, action_id=action_id, value=value, block_id=block_id)

    def click_in_view(self, view_id: str, action_id: str, value: Any = None, **values: Any) -> Json:
        return self.act("interact", view_id=view_id, action_id=action_id, value=value, values=values)

    def options(self, channel: str, ts: str, action_id: str, typed: str = "", *, block_id: str | None = None) -> Json:
        """What an external select of a message offers for what was typed: `options`, `option_groups`."""
        place = {"channel": channel, "ts": ts, "action_id": action_id, "block_id": block_id}
        return self.act("options", **place, value=typed)

    def options_in_view(self, view_id: str, action_id: str, typed: str = "") -> Json:
        return self.act("options", view_id=view_id, action_id=action_id, value=typed)

    def submit(self, view_id: str, **values: Any) -> Json:
        """Submit a modal; `values` by block id or action id."""
        return self.act("submit", view_id=view_id, values=values)

    def shortcut(self, callback_id: str, channel: str | None = None, ts: str | None = None) -> Json:
        return self.act("shortcut", callback_id=callback_id, channel=channel, ts=ts)

    def react(self, channel: str, ts: str, name: str, *, remove: bool = False) -> Json:
        return self.act("reaction", channel=channel, ts=ts, name=name, remove=remove)

    def open_home(self, tab: str = "home") -> str:
        """Open the app; the id of the direct message with it."""
        channel: str = self.act("open-home", tab=tab)["channel"]
        return channel

    def open_dm(self) -> str:
        return self.open_home("messages")

    def stop_stream(self, channel: str, ts: str) -> Json:
        """Stop an answer while it is being written: `ts` is the answer, or its thread."""
        return self.act("stop-stream", channel=channel, ts=ts)

    def run_function(self, callback_id: str, **inputs: Any) -> str:
        """A workflow comes to a step of the app's; the id of the execution, which the state tells the end of."""
        execution: str = self.act("run-function", callback_id=callback_id, inputs=inputs)["execution"]
        return execution

    def fault(self, kind: str, **fields: Any) -> Json:
        return self.act("fault", kind=kind, **fields)

    def clear_faults(self, seed: int | None = None) -> None:
        """No faults any more, and dice that begin anew (from `seed`)."""
        self.act("fault", clear=True, seed=seed)

    def advance(self, seconds: float) -> None:
        self.act("clock", advance=seconds)

    def reset(self) -> None:
        self.act("reset")

    # --- look

    def state(self) -> Json:
        return self._call("/_control/state")

    def messages(self, channel: str, thread_ts: str | None = None) -> list[Json]:
        """The messages of a channel (or of one thread, its parent first), oldest first."""
        found: list[Json] = self._look(channel, thread_ts)["messages"]
        return found

    def ephemerals(self, channel: str) -> list[Json]:
        """The ephemeral messages of a channel: `{"user", "message"}` each."""
        found: list[Json] = self._look(channel, None)["ephemerals"]
        return found

    def journal(self, kind: str | None = None, since: int = 0) -> list[Json]:
        query = urlencode({"since": since} | ({"kind": kind} if kind else {}))
        found: list[Json] = self._call(f"/_control/log?{query}")["entries"]
        return found

    def save(self, path: Path | str | None = None) -> Json:
        """The whole workspace as one document, also written to `path` if one is given; `--save` can begin from it."""
        document = self._call("/_control/save")
        if path is not None:
            Path(path).write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        return document

    def save_journal(self, path: Path | str) -> int:
        """Write the journal, an entry a line, as the workspace itself never does; how many they are."""
        entries = self.journal()
        lines = (json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
        Path(path).write_text("".join(lines), encoding="utf-8")
        return len(entries)

    def changes(self, since: int | None = None, timeout: float = 30.0) -> Generator[tuple[str, Json]]:
        """What changes, as it does: `(kind, body)`. Raises `TimeoutError` after `timeout` seconds of silence."""
        address = f"{self.url}/_control/stream" + (f"?since={since}" if since is not None else "")
        try:
            with _opener.open(address, timeout=timeout) as lines:
                kind = ""
                for line in lines:
                    name, _, rest = line.decode().rstrip("\n").partition(": ")
                    if name == "event":
                        kind = rest
                    elif name == "data":
                        yield kind, json.loads(rest)
        except TimeoutError:
            raise TimeoutError(f"Nothing changed in the workspace for {timeout} seconds.") from None

    def wait_for(self, wanted: Callable[[Client], Any], timeout: float = 30.0) -> Any:
        """The first true value of `wanted(self)`, looked at now and after every change. Raises `TimeoutError`."""
        deadline = time.monotonic() + timeout
        with contextlib.closing(self.changes(timeout=timeout)) as changes:
            for _ in changes:
                found = wanted(self)
                if found:
                    return found
                if time.monotonic() > deadline:
                    break
        raise TimeoutError(f"What was waited for did not happen within {timeout} seconds.")

    def wait_for_message(
        self,
        channel: str,
        wanted: Callable[[Json], bool],
        *,
        thread_ts: str | None = None,
        timeout: float = 30.0,
    ) -> Json:
        """The first message of a channel or thread for which `wanted` is true."""

        def find(client: Client) -> Json | None:
            return next((one for one in client.messages(channel, thread_ts) if wanted(one)), None)

        found: Json = self.wait_for(find, timeout)
        return found

    def _look(self, channel: str, thread_ts: str | None) -> Json:
        query = {"thread_ts": thread_ts} if thread_ts else {}
        if self.user is not None:
            query["user"] = self.user
        return self._call(f"/_control/messages/{quote(channel, safe='')}?{urlencode(query)}")

    def _call(self, path: str, body: bytes | None = None) -> Json:
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self.url + path, data=body, headers=headers)  # noqa: S310 - http(s), see above
        try:
            with _opener.open(request, timeout=30) as response:
                answer: Json = json.load(response)
                return answer
        except urllib.error.HTTPError as error:
            with error:
                try:
                    sentence = json.load(error)["error"]
                except (ValueError, KeyError):
                    sentence = f"The workspace answered {error.code}."
            raise ControlError(sentence, error.code) from None
