"""`serve`, `mock`, `eval`, `doctor`: what runs, and what checks that it does."""

from __future__ import annotations

from bot.cli.arguments import Call
from bot.cli.printing.output import line, show
from bot.cli.printing.progress import ProgressLine
from bot.cli.printing.terminal import visible
from bot.settings import Settings
from bot.wiring import open_desk


def serve(_call: Call, settings: Settings) -> int:
    from bot.cli.doing.serving import serve_bot

    return serve_bot(settings)


def mock(call: Call, settings: Settings) -> int:
    from bot.cli.doing.serving import serve_mock

    return serve_mock(call.app_manifest, call.save, settings)


def evaluate(call: Call, settings: Settings) -> int:
    from bot.evaluation import read_gold, score_desk

    cases = read_gold(call.gold)
    with ProgressLine() as progress:
        desk = open_desk(settings, progress)
        score = score_desk(cases, desk, progress)
    show(score, call.json, str)
    return 0


def doctor(call: Call, settings: Settings) -> int:
    from bot.cli.doing.doctor import examine

    findings = examine(settings)
    for finding in findings:
        if call.json:
            line({"check": finding.check, "ok": finding.ok, "found": finding.found, "remedy": finding.remedy})
        else:
            remedy = f"  → {finding.remedy}" if finding.remedy else ""
            print(visible(f"{'ok  ' if finding.ok else 'NOT '} {finding.check}: {finding.found}{remedy}"))
    return 0 if all(finding.ok for finding in findings) else 1
