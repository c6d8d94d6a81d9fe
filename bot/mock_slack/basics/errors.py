"""What goes wrong, by whose fault.

SlackError       the app called a method wrongly: becomes `{"ok": false, "error": …}` with Slack's own error name
ControlError     a person or a test asked the control API for something that cannot be done
WorkspaceError   the workspace itself cannot start: one sentence and a remedy
"""

from __future__ import annotations

from typing import Any


class SlackError(Exception):
    def __init__(self, error: str, *messages: str, http_status: int = 200, **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.http_status = http_status
        self.headers: dict[str, str] = {}
        self.body: dict[str, Any] = {"ok": False, "error": error, **extra}
        if messages:
            self.body["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in messages]}


class ControlError(Exception):
    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


class WorkspaceError(Exception):
    """`str(error)` is the sentence and its remedy, ready to be shown."""

    def __init__(self, sentence: str, remedy: str) -> None:
        super().__init__(f"{sentence} {remedy}")
        self.sentence = sentence
        self.remedy = remedy
