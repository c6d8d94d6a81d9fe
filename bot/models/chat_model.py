"""A provider's chat model, and the bot's one door to LangChain's chat models.

The chain is runnables: prompt | model | parser. Which way of structured output a provider takes is found out by trying,
the strictest first, and remembered. One reply that is no JSON of the schema is asked for again, with what was wrong.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextvars import copy_context
from dataclasses import dataclass, field
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any

import httpx2
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.runnables import Runnable, RunnableLambda

from bot.errors import SettingsError, WriterError
from bot.models import Reply
from bot.models.json_replies import MOST, read, read_partly
from bot.models.transport import LimitedTransport
from prompts import Said

log = logging.getLogger(__name__)
METHODS = ("json_schema", "function_calling", "json_mode", "plain")
# The extra of pyproject.toml for each provider as LangChain calls it.
EXTRAS = {
    "anthropic": "anthropic",
    "bedrock": "aws",
    "bedrock_converse": "aws",
    "google_genai": "google",
    "mistralai": "mistral",
    "ollama": "ollama",
    "openai": "openai",
}
_BUSY = ("RateLimit", "InternalServer", "ServiceUnavailable", "Overloaded", "APIConnection")
_TRIES = 3
_GROWN = 1.03  # a reply that is being written is read again when it is so much longer: one without an end costs less
_PAUSE = 0.5  # seconds, doubled each time
REMEDY = "Try again, or unset MODEL."
ABANDONED = 8  # calls that hang beyond their time, before no more are begun
_REFUSALS = (
    "BadRequest",
    "NotImplemented",
    "UnprocessableEntity",
    "InvalidArgument",
    "ValidationException",
    "Unsupported",
)


@dataclass(frozen=True)
class Usage:
    """What one call has used, as far as the provider says."""

    tokens_in: int = 0
    tokens_out: int = 0


Spent = Callable[[Usage], None]


@dataclass
class ChatModel:
    """`bot.models.Model` over a chat model of LangChain's; `seconds` is the most that one `ask` may take, all tries
    together. `spent` is told what each call has used."""

    name: str
    model: Any
    seconds: float
    spent: Spent = lambda _: None
    methods: tuple[str, ...] = METHODS
    close: Callable[[], None] = lambda: None
    _hanging: list[threading.Thread] = field(default_factory=list)

    def ask(self, said: Said, schema: type[Reply]) -> Reply:
        until = time.monotonic() + self.seconds
        log.info("asking %s: %s, prompt %s", self.name, said.task, said.digest)
        messages: list[Any] = list(said.messages)
        for last in (False, True):
            text = self._patiently(until, partial(self._text, tuple(messages), schema))
            if (found := read(text, schema)) is not None:
                return found
            if not last:
                messages += [("assistant", text[:4_000] or "(nothing)"), ("user", _again(schema))]
        raise WriterError(f"The chat model {self.name} gave an answer that could not be read.", REMEDY)

    def stream(self, said: Said, schema: type[Reply]) -> Generator[Reply, None, bool]:
        """Each time more of the reply can be read. Falls back to one whole reply where the provider streams nothing.
        Returns whether the last one is the whole reply: it may have broken off.
        """
        until = time.monotonic() + self.seconds
        text, found, tried = "", None, 0
        for piece in self._pieces(until, said, schema):
            text += piece
            if len(text) > MOST:
                break
            ends = "}" in piece or "]" in piece
            if not ends or len(text) < tried * _GROWN:
                continue
            more, tried = read_partly(text, schema), len(text)
            if more is not None and more != found:
                found = more
                yield found
        if (whole := read(text, schema)) is not None:
            yield whole
        elif found is not None and any(getattr(found, name) for name in schema.model_fields):
            return False  # it broke off; what could be read has been given
        elif time.monotonic() < until:
            yield self.ask(said, schema)
        else:
            raise WriterError(f"The chat model {self.name} did not answer in time.", REMEDY)
        return True

    def probe(self, said: Said, schema: type[Reply]) -> str:
        """The way of structured output that works, after one question."""
        self.ask(said, schema)
        return self.methods[0]

    def _pieces(self, until: float, said: Said, schema: type[Reply]) -> Iterator[str]:
        """What a provider streams, until the time is up or it fails; on a thread that is left behind if it hangs."""
        self._check_hanging()
        pieces: SimpleQueue[str | None] = SimpleQueue()
        over = threading.Event()

        def run() -> None:
            try:
                last: BaseMessage | None = None
                for chunk in streamed(self.model, schema, self.methods[0], list(said.messages)):
                    if over.is_set():
                        break
                    pieces.put(_content_of_chunk(chunk))
                    last = chunk if last is None else last + chunk  # type: ignore[assignment]
                if last is not None:
                    self._counted(last)
            except Exception as error:
                log.info("%s does not stream: %s", self.name, type(error).__name__)
            finally:
                pieces.put(None)

        thread = threading.Thread(target=copy_context().run, args=(run,), name="chat model", daemon=True)
        thread.start()
        try:
            while (left := until - time.monotonic()) > 0:
                try:
                    piece = pieces.get(timeout=left)
                except Empty:
                    break
                if piece is None:
                    return
                yield piece
        finally:
            over.set()
            thread.join(0.05)
            if thread.is_alive():
                self._hanging.append(thread)

    def _text(self, messages: Sequence[Any], schema: type[Reply]) -> str:
        """The reply's text, by the first way of structured output that the provider does not refuse."""
        while True:
            try:
                found: str = self._chain(schema).invoke(list(messages))
                return found
            except Exception as error:
                if len(self.methods) == 1 or not any(name in _kinds(error) for name in _REFUSALS):
                    raise
                log.info("%s refuses %s", self.name, self.methods[0])
                self.methods = self.methods[1:]

    def _chain(self, schema: type[Reply]) -> Runnable[Any, str]:
        return bound(self.model, schema, self.methods[0]) | RunnableLambda(self._counted) | RunnableLambda(_content)

    def _counted(self, message: BaseMessage) -> BaseMessage:
        used = message.usage_metadata if isinstance(message, AIMessage) else None
        self.spent(Usage(used["input_tokens"], used["output_tokens"]) if used else Usage())
        return message

    def _patiently(self, until: float, work: Callable[[], str]) -> str:
        """What `work` gives, tried again where a provider is busy, as long as the pause that it asks for fits."""
        for tries in range(_TRIES):
            try:
                return self._within(until, work)
            except WriterError as error:
                pause = _pause(error.__cause__, tries)
                if pause is None or tries + 1 == _TRIES or time.monotonic() + pause >= until:
                    raise
                time.sleep(pause)
        raise AssertionError("a last try gives or raises")

    def _check_hanging(self) -> None:
        self._hanging[:] = [thread for thread in self._hanging if thread.is_alive()]
        if len(self._hanging) >= ABANDONED:
            raise WriterError(f"The chat model {self.name} hangs.", "Check its server, or unset MODEL.")

    def _within(self, until: float, work: Callable[[], str]) -> str:
        """What `work` gives, on a thread of its own: one that hangs is left behind, and the question goes on."""
        self._check_hanging()
        done: list[str] = []
        failed: list[Exception] = []

        def run() -> None:
            try:
                done.append(work())
            except Exception as error:  # whatever a provider's client may raise
                failed.append(error)

        known = copy_context()  # who asks, whose budget it is
        thread = threading.Thread(target=known.run, args=(run,), name="chat model", daemon=True)
        thread.start()
        thread.join(max(0.0, until - time.monotonic()))
        if done:
            return done[0]
        if not failed:
            self._hanging.append(thread)
            raise WriterError(f"The chat model {self.name} did not answer in time.", REMEDY)
        log.warning("%s failed: %s", self.name, type(failed[0]).__name__)
        raise WriterError(f"The chat model {self.name} {_cause(failed[0])}.", REMEDY) from failed[0]


def bound(model: Any, schema: type[Reply], method: str) -> Runnable[Any, BaseMessage]:
    """The model, told in its provider's own way to answer by the schema; what comes out is its message as it is."""
    shape = schema.model_json_schema()
    chain: Runnable[Any, BaseMessage]
    if method == "plain":
        chain = RunnableLambda(lambda sent: _told(sent, shape)) | model
    elif _is_openai(model):
        # LangChain's own way would parse the reply before we can see it, and lose what is nearly right.
        chain = _openai(model, schema, shape, method)
    else:
        whole = model.with_structured_output(schema, method=method, include_raw=True)
        chain = whole | RunnableLambda(lambda found: found["raw"])
    return chain


def streamed(model: Any, schema: type[Reply], method: str, sent: list[Any]) -> Iterator[BaseMessage]:
    """The pieces of the message that `bound` gives as a whole."""
    if method == "plain" or _is_openai(model):
        yield from bound(model, schema, method).stream(sent)
        return
    for piece in model.with_structured_output(schema, method=method, include_raw=True).stream(sent):
        if piece.get("raw") is not None:
            yield piece["raw"]


def _content_of_chunk(chunk: BaseMessage) -> str:
    """A piece's words; of the arguments of a call where a provider answers by calling a tool."""
    calls = chunk.tool_call_chunks if isinstance(chunk, AIMessageChunk) else []
    return "".join(call["args"] or "" for call in calls) or str(chunk.text)


def _is_openai(model: Any) -> bool:
    return any(kind.__name__ == "BaseChatOpenAI" for kind in type(model).__mro__)


def _openai(model: Any, schema: type[Reply], shape: dict[str, Any], method: str) -> Any:
    if method == "json_schema":
        wanted = {"name": schema.__name__, "schema": shape}
        return model.bind(response_format={"type": "json_schema", "json_schema": wanted})
    if method == "function_calling":
        return model.bind_tools([schema], tool_choice=schema.__name__)
    return RunnableLambda(lambda sent: _told(sent, shape)) | model.bind(response_format={"type": "json_object"})


def _told(sent: Sequence[Any], shape: dict[str, Any]) -> list[Any]:
    """The messages, with the schema in words behind them."""
    return [*sent, ("user", f"Answer with one JSON object of this schema, and nothing else: {json.dumps(shape)}")]


def _pause(error: BaseException | None, tries: int) -> float | None:
    """Seconds until another try is worth it: what the provider asks for, else longer each time; `None` for never."""
    if error is None or _is_unreadable(error) or not any(name in _kinds(error) for name in _BUSY):
        return None
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(headers.get("retry-after", _PAUSE * 2**tries)))
    except ValueError:  # a date
        return None


def _again(schema: type[Reply]) -> str:
    shape = json.dumps(schema.model_json_schema())
    return f"That was no JSON object of the schema: {shape}. Give it again, and nothing else."


def _content(message: BaseMessage) -> str:
    """A message's words; the arguments of the call where a provider answers by calling a tool."""
    calls = message.tool_calls if isinstance(message, AIMessage) else []
    return json.dumps(calls[0]["args"]) if calls else str(message.text)


def _cause(error: Exception) -> str:
    """What went wrong in words; the provider's message stays out, since it may repeat a key or the articles."""
    kinds = _kinds(error)
    if _is_unreadable(error):
        return "gave an answer that could not be read"
    if "Timeout" in kinds:
        return "did not answer in time"
    if "RateLimit" in kinds:
        return "is over its rate limit"
    if "Authentication" in kinds or "PermissionDenied" in kinds:
        return "did not accept its key"
    if "Connection" in kinds:
        return "cannot be reached"
    if isinstance(error, ValueError) or any(each in kinds for each in ("Pars", "Length", "Decoding")):
        return "gave an answer that could not be read"
    return f"failed ({type(error).__name__})"


def _kinds(error: BaseException) -> str:
    """The names of an error's class and of those above it: LangChain puts its own over a provider's."""
    return " ".join(kind.__name__ for kind in type(error).__mro__)


def _is_unreadable(error: BaseException) -> bool:
    """Whether the reply came and could not be read, such as one without an end; a client may call that a connection's
    error."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, httpx2.DecodingError):
            return True
        cause = cause.__cause__
    return False


def open_model(
    setting: str, *, seconds: float, base_url: str | None = None, spent: Spent = lambda _: None
) -> ChatModel:
    """The model for `MODEL=provider:name`. Keys come from the provider's own environment variables."""
    if ":" not in setting:
        raise SettingsError(f"MODEL={setting} names no provider.", "Write it as provider:name, such as openai:gpt-4o.")
    from langchain.chat_models import init_chat_model  # heavy, and only wanted with a model

    options: dict[str, Any] = {"temperature": 0, "timeout": seconds, "max_retries": 0}
    if base_url:
        options["base_url"] = base_url
    client = httpx2.Client(transport=LimitedTransport(seconds), timeout=seconds)
    if setting.startswith("openai:"):
        # With a client of one's own it would not ask what a streamed reply has used, and no budget would be kept.
        options |= {"http_client": client, "stream_usage": True}
    try:
        model = init_chat_model(setting, **options)
    except ImportError as error:
        provider = setting.split(":")[0]
        remedy = f"Install it: pip install 'positions[{EXTRAS[provider]}]'." if provider in EXTRAS else f"{error}."
        raise SettingsError(f"MODEL={setting} needs a package that is not here.", remedy) from error
    except Exception as error:  # a provider's client refuses its settings in its own way, and may repeat a key
        raise SettingsError(
            f"MODEL={setting} cannot be used ({type(error).__name__}).",
            "Check its name, the provider's key in the provider's own environment variable, and MODEL_BASE_URL.",
        ) from error
    return ChatModel(setting, model, seconds, spent, close=client.close)
