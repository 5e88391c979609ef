"""What must be so before the screen is taken over: a real terminal, UTF-8, no core dumps.

Only the standard library is imported here, and as little of it as possible: this runs before the first paint.
"""

import os
import sys
from collections.abc import Mapping
from typing import NoReturn, TextIO

LOCKED = "BROKER_TUI_LOCKED"
"""Environment variable that tells a restarted program what to show after unlocking; it holds no personal data."""


def drawing_stream() -> TextIO | None:
    """Return the stream Textual draws on; None when the program was started without one."""
    return sys.__stdout__ if sys.platform == "win32" else sys.__stderr__


def obstacle(environ: Mapping[str, str]) -> str | None:
    """Return why the program cannot be drawn here: no_terminal, dumb_terminal or encoding; None when it can."""
    keyboard, screen = sys.__stdin__, drawing_stream()
    if keyboard is None or screen is None or not (keyboard.isatty() and screen.isatty()):
        return "no_terminal"
    if environ.get("TERM", "") in {"dumb", "unknown"}:
        return "dumb_terminal"
    return None if speaks_utf8(screen) else "encoding"


def speaks_utf8(stream: TextIO) -> bool:
    """Tell whether a stream can write every letter."""
    return (stream.encoding or "").lower().replace("_", "-") in {"utf-8", "utf8"}


def take_utf8(environ: Mapping[str, str]) -> None:
    """Start the program anew in UTF-8 mode, once; return when that has been tried already."""
    if environ.get("PYTHONUTF8") == "1":
        return
    fresh = {name: value for name, value in environ.items() if name != "PYTHONIOENCODING"}
    restart({**fresh, "PYTHONUTF8": "1"})


def restart(environ: Mapping[str, str]) -> NoReturn:
    """Replace this process by a fresh one with the same arguments.

    Everything this process held in memory is gone afterwards, which is the only way to forget what has been read:
    Python cannot overwrite its strings.
    """
    arguments = [sys.executable, *sys.orig_argv[1:]]
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":
        # There, exec would return to the shell while the new program still runs.
        import subprocess

        sys.exit(subprocess.run(arguments, env=dict(environ), check=False).returncode)  # noqa: S603
    os.execve(sys.executable, arguments, dict(environ))  # noqa: S606


def forbid_core_dumps() -> None:
    """See to it that a crash of the interpreter leaves no memory image behind."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def leave_no_trail(environ: dict[str, str] | os._Environ[str]) -> None:
    """Take away the settings by which Textual would write keys or pictures of the screen to disk."""
    for name in ("TEXTUAL_LOG", "TEXTUAL_DEBUG", "TEXTUAL_SCREENSHOT", "TEXTUAL_SCREENSHOT_LOCATION", "TEXTUAL_PRESS"):
        environ.pop(name, None)
