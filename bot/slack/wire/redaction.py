"""Keeps tokens out of the logs, whoever logs them: slack_sdk and Bolt write whole requests at debug level."""

from __future__ import annotations

import logging
import re
import traceback

_TOKEN = re.compile(
    r"\bx(?:ox[a-z]|app|oxe)(?:\.xox[a-z])?-[\w.-]+|(?<=ticket=)[^&\s\"']+|(?<=/hooks\.slack\.com/)[^\s\"']+"
)
_HIDDEN = "[redacted]"


class Redaction(logging.Filter):
    """Rewrites a record's message and traceback; lets every record through. To be added to handlers, not to loggers."""

    def __init__(self, *secrets: str) -> None:
        super().__init__()
        self.secrets = sorted({secret for secret in secrets if secret}, key=len, reverse=True)

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self.hide(record.getMessage()), None
        if record.exc_info and record.exc_info[0] is not None and not record.exc_text:
            record.exc_text = "".join(traceback.format_exception(*record.exc_info)).rstrip("\n")
        if record.exc_text:
            record.exc_text = self.hide(record.exc_text)
        return True

    def hide(self, text: str) -> str:
        for secret in self.secrets:
            text = text.replace(secret, _HIDDEN)
        return _TOKEN.sub(_HIDDEN, text)


def guard_logs(*secrets: str) -> None:
    """Redacts all that the root logger's handlers write from now on; called again, it adds what is new to it."""
    for handler in (*logging.getLogger().handlers, logging.lastResort):
        if handler is not None:
            known = [each for each in handler.filters if isinstance(each, Redaction)]
            for redaction in known:
                handler.removeFilter(redaction)
            handler.addFilter(Redaction(*secrets, *(secret for each in known for secret in each.secrets)))
