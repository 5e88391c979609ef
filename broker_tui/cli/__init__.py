"""The command line. Starting it loads nothing heavy: a field note and the help answer before click is imported."""

import os
import sys
from collections.abc import Sequence
from itertools import takewhile

from broker_tui.cli.arguments import DONE, TROUBLE, WRONG_USE, Common, Trouble, WrongUse, split

_INTERRUPTED = 130
_HELP = frozenset({"--help", "-h"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 done with findings, 2 wrong use, 3 data or disk trouble."""
    arguments = [_readable(one) for one in (sys.argv[1:] if argv is None else argv)]
    common = Common()
    try:
        common, rest = split(arguments)
        code = _run(common, rest)
        sys.stdout.flush()
    except (WrongUse, Trouble) as refusal:
        return _refused(common, refusal)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone; the interpreter must not complain of it while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return code


def _readable(argument: str) -> str:
    """Return an argument with the bytes the terminal's encoding does not know replaced; nothing can store them."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _run(common: Common, rest: list[str]) -> int:
    name = rest[0] if rest else ""
    explains = not _HELP.isdisjoint(takewhile(lambda one: one != "--", rest[1:]))
    if not name or (name == "demo" and not explains):
        from broker_tui.cli.program import start

        return start(common, rest)
    if name in {*_HELP, "help", "--version"}:
        from broker_tui.cli.light import answer

        return answer(common, name)
    if name == "note" and not explains:
        from broker_tui.cli.light import note

        return note(common, rest[1:])
    from broker_tui.cli.group import run

    return run(common, rest)


def _refused(common: Common, refusal: WrongUse | Trouble) -> int:
    from broker_tui.cli.light import complain

    key, code = (f"cli.wrong.{refusal.code}", WRONG_USE) if isinstance(refusal, WrongUse) else (refusal.key, TROUBLE)
    complain(common, key, **refusal.params)
    return code
