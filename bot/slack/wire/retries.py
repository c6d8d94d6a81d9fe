"""What a call to Slack raises when the connection fails, and which calls are made again by slack_sdk itself.

Those are the calls before anything is served: whether the token is right. All later ones go through `sending`, which
waits without holding a thread, and `posting`, which looks before it repeats.
"""

from __future__ import annotations

from http.client import HTTPException

from slack_sdk.http_retry import RetryHandler
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)

BROKEN = (OSError, HTTPException)  # at any point of the connection


def retry_handlers() -> list[RetryHandler]:
    return [
        RateLimitErrorRetryHandler(max_retry_count=5),
        ServerErrorRetryHandler(2),
        ConnectionErrorRetryHandler(2, error_types=list(BROKEN)),
    ]
