"""`statements`, `actors`, `index`: what was read out of the articles."""

from __future__ import annotations

import time

from bot.cli.arguments import Call
from bot.cli.printing.output import line
from bot.cli.printing.progress import ProgressLine
from bot.cli.printing.terminal import visible
from bot.settings import Settings
from bot.wiring import open_library
from retrieval.errors import PositionsError


def statements(call: Call, settings: Settings) -> int:
    with ProgressLine() as progress:
        library = open_library(settings, progress)
    if call.source is not None and call.source not in library.articles:
        raise PositionsError(f"There is no article {call.source}.", "“positions sources” lists them.")
    rows = library.statements
    if call.of is not None:
        found = library.actor(call.of)
        rows = library.said_by(found.name) if found else ()
    for row in rows:
        if call.source not in {None, row.source}:
            continue
        if call.json:
            line(
                {
                    "source": row.source,
                    "holder": row.holder,
                    "holder_span": row.holder_span,
                    "side": side.speaks_for if (side := library.actor(row.holder)) else None,
                    "reporter": row.reporter,
                    "cue_span": row.cue_span,
                    "quote_span": row.quote_span,
                    "quote": row.quote,
                    "form": row.form,
                    "act": row.act,
                    "polarity": row.polarity,
                    "hedge": row.hedge,
                    "issue": row.issue,
                    "said": row.said.iso if row.said else None,
                    "said_from": row.said.basis if row.said else None,
                    "said_between": row.said.between if row.said else None,
                    "published": row.published.iso if row.published else None,
                    "headline": row.headline,
                }
            )
        else:
            reporter = f"{row.reporter}: " if row.reporter else ""
            where = f"{row.source}:{row.quote_span.start}-{row.quote_span.end}"
            print(visible(f"{reporter}{row.holder} [{row.act}] {' '.join(row.quote.split())}  ({where})"))
    return 0


def actors(call: Call, settings: Settings) -> int:
    with ProgressLine() as progress:
        library = open_library(settings, progress)
    for actor in library.actors:
        if call.json:
            line(
                {
                    "name": actor.name,
                    "kind": actor.kind,
                    "speaks_for": actor.speaks_for,
                    "role": actor.role,
                    "aliases": [{"text": alias.text, "evidence": alias.evidence} for alias in actor.aliases],
                }
            )
        else:
            office = f", speaks for {actor.speaks_for}" if actor.speaks_for else ""
            print(visible(f"{actor.name} ({actor.kind}{office})"))
            for alias in actor.aliases:
                print(visible(f"    {alias.text}  [{alias.evidence}]"))
    return 0


def index(call: Call, settings: Settings) -> int:
    began = time.perf_counter()
    with ProgressLine() as progress:
        library = open_library(settings, progress, call.ray, anew=call.anew)
    found = {
        "articles": len(library.articles),
        "passages": library.index.store.count()[1],
        "statements": len(library.statements),
        "skipped": [{"source": each.source, "reason": each.reason} for each in library.index.skipped],
        "elapsed_ms": round((time.perf_counter() - began) * 1000, 1),
    }
    if call.json:
        line(found)
    else:
        print(
            f"{found['articles']} articles, {found['passages']} passages, {found['statements']} statements: up to date."
        )
        for each in library.index.skipped:
            print(visible(str(each)))
    return 0
