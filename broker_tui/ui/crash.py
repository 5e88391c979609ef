"""A crash names places in the program and kinds of errors, and no value: personal numbers stand in values."""

import logging
import traceback

_log = logging.getLogger("broker_tui")
_FRAMES = 12


def outline(error: BaseException) -> list[str]:
    """Return one line an error in the chain of causes, each with the files and lines it passed through."""
    lines: list[str] = []
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        frames = traceback.extract_tb(link.__traceback__)[-_FRAMES:]
        where = " > ".join(f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames)
        code = getattr(link, "code", "")
        named = f" {code}" if isinstance(code, str) and code.isidentifier() else ""
        lines.append(f"{type(link).__name__}{named} at {where or '?'}")
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return lines


def note(error: BaseException) -> None:
    """Write an error's outline to the log."""
    for line in outline(error):
        _log.error("%s", line)


def _short(filename: str) -> str:
    """Return the last two parts of a path: enough to find the line, nothing of whose machine it is."""
    return "/".join(filename.replace("\\", "/").split("/")[-2:])
