"""What can be wrong with a file as a whole, and how a reader is stopped."""

from collections.abc import Callable, Mapping

Progress = Callable[[int, int], None]
"""Told now and then how many rows are done, and how many there are."""

Cancelled = Callable[[], bool]
"""Asked now and then whether to stop."""

TELL_EVERY = 1000
"""Rows between two words of progress."""


class FileProblem(Exception):  # noqa: N818 - an answer to the user about her file
    """A file cannot be used and nothing has been changed.

    Attributes:
        code: the catalogue holds `import.file.<code>`.
        params: values for the words; never the content of a cell.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, object] = params


class Stopped(Exception):  # noqa: N818 - what the user asked for
    """The work was cancelled before it changed anything."""


def keep_going(done: int, total: int, progress: Progress | None, cancelled: Cancelled | None) -> None:
    """Tell of progress every thousandth row, and ask whether to stop.

    Raises:
        Stopped: the user has cancelled.
    """
    if done % TELL_EVERY:
        return
    if cancelled is not None and cancelled():
        raise Stopped
    if progress is not None:
        progress(done, max(done, total))
