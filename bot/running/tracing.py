"""What can be seen of the bot's work from outside: OpenTelemetry traces and metrics, off unless a collector is named.

The standard variables say where to: `OTEL_EXPORTER_OTLP_ENDPOINT`, `OTEL_SERVICE_NAME` and the rest. Spans: answer,
retrieve, rank, write, check, judge, post. Texts are in none of them; with `OTEL_TEXTS=true` the question is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

from opentelemetry import metrics, trace

NAME = "positions"
_TRACER = trace.get_tracer(NAME)
_METER = metrics.get_meter(NAME)
Value = str | int | float | bool


@cache
def start() -> bool:
    """Whether traces and metrics go somewhere: a collector is named, and the packages that send to it are here."""
    if not os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT") or os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return False
    try:
        from opentelemetry.exporter.otlp.proto.grpc.metric_exporter import OTLPMetricExporter
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.metrics import MeterProvider
        from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        return False
    os.environ.setdefault("OTEL_SERVICE_NAME", NAME)
    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    metrics.set_meter_provider(MeterProvider([PeriodicExportingMetricReader(OTLPMetricExporter())]))
    return True


@contextmanager
def span(name: str, **attributes: Value) -> Iterator[Any]:
    """Around a piece of work; what it raises is noted by its class, never by its message."""
    with _TRACER.start_as_current_span(
        name, attributes=attributes, record_exception=False, set_status_on_exception=False
    ) as found:
        try:
            yield found
        except Exception as error:
            found.set_attribute("error.type", type(error).__name__)
            raise


def flush(seconds: float = 3.0) -> None:
    """Sends what has not been sent yet, for a process that ends without running what is registered for its end."""
    for provider in (trace.get_tracer_provider(), metrics.get_meter_provider()):
        send = getattr(provider, "force_flush", None)  # none where no collector is named
        if send is not None:
            with suppress(Exception):  # a collector that is away keeps nobody from ending
                send(int(seconds * 1_000))


def text(value: str) -> str:
    """A text as an attribute: its length, or itself where the operator asks for texts."""
    return value if os.environ.get("OTEL_TEXTS", "").lower() == "true" else f"{len(value)} characters"


def count(name: str, number: float = 1, **attributes: Value) -> None:
    """Add to a counter, such as `claims.shown` or `claims.dropped` by its reason."""
    if number:
        _counter(name).add(number, attributes)


@cache
def _counter(name: str) -> Any:
    return _METER.create_counter(f"{NAME}.{name}")
