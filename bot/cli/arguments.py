"""What the command line takes. A call that cannot be understood raises `CallError` with the way to write it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from bot.errors import CallError

Call = argparse.Namespace

_EXAMPLES = """examples:
  positions ask "What does Moscow demand?"
  positions compare Ukraine Russia --on "NATO membership"
  positions chat             ask, and go on with “why?”, “and Moscow?”, “more”
  positions --articles ~/my-articles timeline "the mediator" --json
  positions add URL          fetch an article, or all of a feed, into the articles folder
  positions serve            start the bot (against a mock workspace when no Slack token is set)
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise CallError(f"{message[:1].upper()}{message[1:]}.", f"See “{self.prog} --help”.")


def parse(arguments: Sequence[str]) -> Call:
    return _parser().parse_args(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="positions",
        description="Who holds which position, every claim cited to the sentence of its source file.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--articles", type=Path, metavar="DIR", help="folder of articles (seeds/)")
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder of the index (.positions/)")
    parser.add_argument("--verbose", action="store_true", help="log what is done")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB", parser_class=_Parser)

    ask = verbs.add_parser("ask", help="answer a question")
    ask.add_argument("question", nargs="?", type=_text)
    ask.add_argument("--thread", action="store_true", help="the lines of FILE are the turns of one conversation")
    _many(ask)

    _json(verbs.add_parser("chat", help="ask in a conversation; “exit” or Ctrl-D ends it"))

    search = verbs.add_parser("search", help="find passages")
    search.add_argument("question", nargs="?", type=_text)
    search.add_argument("--k", type=_positive, default=10, metavar="N", help="how many (10)")
    _many(search)

    compare = verbs.add_parser("compare", help="actors side by side, issue by issue")
    compare.add_argument("actors", nargs="+", metavar="ACTOR", type=_text)
    _on(compare)

    of = verbs.add_parser("of", help="an actor's positions by issue")
    of.add_argument("actor", type=_text)
    _on(of)

    timeline = verbs.add_parser("timeline", help="what an actor said when, and what changed")
    timeline.add_argument("actor", type=_text)
    _on(timeline)

    statements = verbs.add_parser("statements", help="who said what: the ledger, one row a line")
    statements.add_argument(
        "--of", metavar="ACTOR", type=_text, help="only this actor's, and of those who speak for it"
    )
    statements.add_argument("--source", metavar="FILE", help="only this file's")
    _json(statements)

    _json(verbs.add_parser("actors", help="who was found, with the evidence for each alias"))
    _json(verbs.add_parser("issues", help="what the statements are about, contested issues first"))
    _json(verbs.add_parser("sources", help="the articles: dates, reprints, who is quoted"))
    index = verbs.add_parser("index", help="bring everything that is read out of the articles up to date")
    index.add_argument("--ray", metavar="ADDRESS", help="read on a Ray cluster: auto, ray://host:10001 or local")
    index.add_argument("--anew", action="store_true", help="decide anew who is who over all articles")
    _json(index)

    add = verbs.add_parser("add", help="fetch articles from the web into the articles folder")
    add.add_argument(
        "urls", nargs="*", metavar="URL", type=_text, help="address of an article, or of a feed (RSS, Atom)"
    )
    add.add_argument("--list", dest="file", metavar="FILE", help="an address a line, - for standard input")
    _json(add)

    evaluate = verbs.add_parser("eval", help="score the answers against a file of cases")
    evaluate.add_argument("gold", type=Path, metavar="GOLD.yaml")
    _json(evaluate)

    serve = verbs.add_parser("serve", help="start the bot")
    _port(serve, "where the mock workspace, or Slack's HTTP endpoint, listens (3000)")

    mock = verbs.add_parser("mock", help="start only the mock Slack workspace, for any Slack app")
    mock.add_argument("--app-manifest", type=Path, metavar="FILE", help="the app's manifest (this bot's)")
    mock.add_argument("--save", type=Path, metavar="FILE", help="keep the workspace in this file")
    mock.add_argument("--host", default=None, help="address to listen on (127.0.0.1)")
    _port(mock, "port to listen on (3000)")

    _json(verbs.add_parser("doctor", help="what is configured, found and missing, and what to do about it"))
    return parser


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON and nothing else")


def _on(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", metavar="ISSUE", type=_text, help="only on this issue")
    _json(parser)


def _many(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="file", metavar="FILE", help="a question a line, - for standard input")
    _json(parser)


def _port(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("--port", type=_port_number, default=None, metavar="N", help=what)


def _text(given: str) -> str:
    """Words; bytes of the call that are no UTF-8 become question marks."""
    return given.encode("utf-8", "replace").decode()


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a positive whole number")
    return int(text)


def _port_number(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port (0 to 65535)")
    return int(text)
