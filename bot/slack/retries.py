"""Which failed calls to Slack are made again, and how often.

A call that was refused for its rate did not happen, so it is always safe to repeat. After a server's error or a lost
connection nobody knows: repeating is harmless for most methods, but a message could stand there twice.
`chat.postMessage` is therefore left to `posting`, which looks before it repeats.
"""

from __future__ import annotations

from http.client import HTTPException

from slack_sdk.http_retry import HttpRequest, HttpResponse, RetryHandler, RetryState
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)

BROKEN = (OSError, HTTPException)  # what a call raises when the connection fails, at any point of it


class _NotPosting(RetryHandler):
    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if request.url.split("?")[0].endswith("/chat.postMessage"):
            return False
        return super()._can_retry(state=state, request=request, response=response, error=error)


class ConnectionRetry(_NotPosting, ConnectionErrorRetryHandler):
    pass


class ServerErrorRetry(_NotPosting, ServerErrorRetryHandler):
    pass


def retry_handlers() -> list[RetryHandler]:
    return [
        RateLimitErrorRetryHandler(max_retry_count=5),
        ServerErrorRetry(2),
        ConnectionRetry(2, error_types=list(BROKEN)),
    ]
