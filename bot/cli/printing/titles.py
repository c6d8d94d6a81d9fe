"""What the desk knows of each article, for the lists of sources in a terminal; asked for once, when first needed."""

from __future__ import annotations

from functools import cache

from bot.cli.printing.plain import Details, bare
from bot.desk import Desk
from bot.reports import SourceEntry


def details_of(desk: Desk) -> Details:
    @cache
    def entries() -> dict[str, SourceEntry]:
        return {entry.source: entry for entry in desk.sources().articles}

    return lambda source: entries().get(source) or bare(source)
