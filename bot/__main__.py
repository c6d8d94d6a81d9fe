"""The command `positions`, also `python -m bot`: the exit status is 0 done, 2 called wrongly, 1 anything else."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    from bot.cli.arguments import parse  # after the interpreter is up: `--help` loads nothing else
    from bot.cli.terminal import complain
    from bot.errors import CallError
    from retrieval.errors import PositionsError

    try:
        call = parse(sys.argv[1:] if arguments is None else arguments)
        logging.basicConfig(
            level=logging.DEBUG if call.verbose else logging.ERROR, format="%(levelname)s %(name)s: %(message)s"
        )
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
