"""The only way a connection to the database is made."""

import sys
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

from broker_tui.store.driver import Connection, dbapi
from broker_tui.store.errors import StoreError, translated
from broker_tui.store.key import Key

BUSY_MILLISECONDS = 5000
_CACHE_KIB = 65_536
_WAL_BYTES_KEPT = 16 * 1024 * 1024


def connect(path: Path, key: Key, *, read_only: bool = False, check_same_thread: bool = True) -> Connection:
    """Open the database with its key and with every setting that it relies on.

    A read-only connection asks for as much as the disk allows: it reads the journal when it may write beside the
    file, and opens the file alone when the folder is read-only.

    Raises:
        StoreError: the file is damaged or the key is not its own (damaged), or it cannot be opened (read_only).
    """
    if not read_only:
        with translated(path):
            return _opened(path, key, "mode=rw", read_only=False, check_same_thread=check_same_thread)
    modes = ["mode=rw", "mode=ro"]
    if not _has_content(path.with_name(path.name + "-wal")):
        modes.append("mode=ro&immutable=1")
    error = StoreError("read_only", path=path)
    for mode in modes:
        try:
            with translated(path):
                return _opened(path, key, mode, read_only=True, check_same_thread=check_same_thread)
        except StoreError as refused:
            if refused.code != "read_only":
                raise
            error = refused
    raise error


def _opened(path: Path, key: Key, mode: str, *, read_only: bool, check_same_thread: bool) -> Connection:
    connection = dbapi.connect(
        f"file:{quote(str(path.absolute()))}?{mode}",
        uri=True,
        timeout=BUSY_MILLISECONDS / 1000,
        isolation_level=None,
        check_same_thread=check_same_thread,
        cached_statements=512,
    )
    with ExitStack() as undo:
        undo.callback(connection.close)
        # SQLCipher writes its complaints on the terminal, over the screen, unless told not to before the key.
        connection.execute("PRAGMA cipher_log_level = NONE")
        # Wiping every small piece of freed memory makes writing fifteen times slower; keys are wiped all the same.
        connection.execute("PRAGMA cipher_memory_security = OFF")
        connection.set_key(key.spelled())
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL")
        for setting in _settings(read_only=read_only):
            connection.execute(setting)
        _add_functions(connection)
        undo.pop_all()
    return connection


def _settings(*, read_only: bool) -> list[str]:
    settings = [
        f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
        "PRAGMA synchronous = FULL",
        "PRAGMA temp_store = MEMORY",
        f"PRAGMA cache_size = -{_CACHE_KIB}",
        "PRAGMA secure_delete = ON",
        f"PRAGMA journal_size_limit = {_WAL_BYTES_KEPT}",
        "PRAGMA recursive_triggers = ON",
        "PRAGMA foreign_keys = ON",
    ]
    if sys.platform == "darwin":
        settings += ["PRAGMA fullfsync = ON", "PRAGMA checkpoint_fullfsync = ON"]
    if read_only:
        settings.append("PRAGMA query_only = ON")
    return settings


def _add_functions(connection: Connection) -> None:
    """Give the connection what triggers and ad-hoc lists need: folding, and the Danish order for ORDER BY."""
    from broker_tui.domain.danish import fold, sort_key

    def danish(left: str, right: str) -> int:
        first, second = sort_key(left), sort_key(right)
        return (first > second) - (first < second)

    connection.create_function("fold", 1, lambda text: None if text is None else fold(str(text)), deterministic=True)
    connection.create_collation("danish", danish)


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False
