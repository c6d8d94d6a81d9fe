"""The command `positions`, also `python -m bot`: the exit status is 0 done, 2 called wrongly, 1 anything else."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence

_RUNNING = ("serve", "mock")  # what runs for long tells what happens; the others tell in their answer


def _log(verb: str, verbose: bool) -> None:
    """Ours and Slack's libraries at INFO, where nothing stands that somebody wrote; others' only what is wrong."""
    form = (
        "%(asctime)s %(levelname)s %(name)s: %(message)s" if verb in _RUNNING else "%(levelname)s %(name)s: %(message)s"
    )
    level = logging.DEBUG if verbose else logging.WARNING if verb in _RUNNING else logging.ERROR
    logging.basicConfig(level=level, format=form)
    if verb in _RUNNING and not verbose:
        for name in ("bot", "retrieval", "slack_bolt", "slack_sdk"):
            logging.getLogger(name).setLevel(logging.INFO)


def main(arguments: Sequence[str] | None = None) -> int:
    from bot.cli.arguments import parse  # after the interpreter is up: `--help` loads nothing else
    from bot.cli.printing.terminal import complain
    from bot.errors import CallError
    from retrieval.errors import PositionsError

    try:
        call = parse(sys.argv[1:] if arguments is None else arguments)
        _log(call.verb, call.verbose)
        from bot.cli.verbs import run

        return run(call)
    except CallError as error:
        complain(error)
        return 2
    except PositionsError as error:
        complain(error)
        return 1
    except KeyboardInterrupt:
        print("positions: stopped; nothing is lost.", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read us has gone (`| head`): no traceback, and none when the interpreter flushes at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        logging.getLogger(__name__).debug("unexpected", exc_info=True)
        complain(
            f"something unexpected went wrong ({type(error).__name__}: {error}). "
            "Run it again with --verbose, and report what it prints."
        )
        return 1


if __name__ == "__main__":
    sys.exit(main())
