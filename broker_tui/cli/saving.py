"""Files that commands write: for the user's eyes only, never over another unless she says so, never the database."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from broker_tui.cli.arguments import Common, Trouble, WrongUse


@contextmanager
def saving() -> Iterator[None]:
    """Turn what goes wrong with a document into a sentence.

    Raises:
        WrongUse: the file is there already.
        Trouble: it cannot be made or written.
    """
    from broker_tui.exchange.documents.errors import DocumentError

    try:
        yield
    except DocumentError as error:
        if error.code == "file_exists":
            raise WrongUse("file_exists", **error.params) from None
        raise Trouble(f"error.{error.code}", **error.params) from None


def not_the_database(common: Common, output: Path) -> None:
    """Refuse to write over the database or its keys.

    Raises:
        WrongUse: the file is one of them.
    """
    from broker_tui.store.keys import keys_path

    database = common.database.resolve()
    if output.resolve() in {database, keys_path(database)}:
        raise WrongUse("exists", path=output)


def write_text(text: str, output: Path | None, common: Common, *, replace: bool) -> None:
    """Write a text to a file, or to standard output when none is named.

    Raises:
        WrongUse: the file is there already, and is not to be replaced.
        Trouble: it cannot be written.
    """
    if output is None:
        write_bytes(text.encode())
        return
    from broker_tui.exchange.documents.write import save_document_as

    not_the_database(common, output)
    with saving():
        save_document_as(text.encode(), output, replace=replace)


def write_bytes(data: bytes) -> None:
    """Write a file to standard output as it is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
