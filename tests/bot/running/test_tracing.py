"""What OpenTelemetry is told of an answer: its pieces of work and what was shown and dropped, and no text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
SECRET = "harbour"  # stands in the article, the question and the claims
_RUN = """
import json, sys
from datetime import date
from opentelemetry import metrics, trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

spans, numbers = InMemorySpanExporter(), InMemoryMetricReader()
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(spans))
trace.set_tracer_provider(provider)
metrics.set_meter_provider(MeterProvider([numbers]))

from bot.answering import answer
from bot.writers.chat import ChatWriter
from bot.writers.extractive import ExtractiveWriter
from tests.bot.written_library import WrittenLibrary

class Model:
    name = "openai:scripted"
    def ask(self, said, schema):
        quote = "Arvia demands the harbour"
        true = {"text": "The harbour is what Arvia demands", "actor": "Arvia", "passage": 1, "quote": quote}
        return schema.model_validate({"claims": [true, {**true, "quote": "Arvia gives the harbour away"}]})

class Judge:
    def judge(self, claims):
        return [None] * len(claims)

library = WrittenLibrary({"a.txt": "Arvia demands the harbour."})
library.know("Arvia")
library.say("a.txt", "Arvia", "the harbour")
extractive = ExtractiveWriter()
asked = "What does Arvia demand of the harbour?"
found = answer(asked, library, ChatWriter(Model()), extractive, date(2031, 6, 1), judge=Judge())
assert (len(found.claims), found.dropped) == (1, 1), found
answer("What does Zubrowka demand?", library, extractive, extractive, date(2031, 6, 1))
counted = {
    metric.name: [dict(point.attributes) for point in metric.data.data_points]
    for group in numbers.get_metrics_data().resource_metrics
    for scope in group.scope_metrics
    for metric in scope.metrics
}
told = [[each.name, dict(each.attributes)] for each in spans.get_finished_spans()]
json.dump({"spans": told, "counted": counted}, sys.stdout)
"""


def run(**settings: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _RUN],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_pieces_of_an_answer_are_told_and_no_text() -> None:
    written = run()
    told = json.loads(written)
    assert {name for name, _ in told["spans"]} >= {"answer", "retrieve", "write", "check", "judge"}
    assert {"reason": "quote"} in told["counted"]["positions.claims.dropped"]
    assert {"positions.claims.shown", "positions.abstentions"} <= told["counted"].keys()
    assert SECRET not in written


def test_texts_are_told_where_they_are_asked_for() -> None:
    assert SECRET in run(OTEL_TEXTS="true")
