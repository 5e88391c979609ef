"""What `doctor` looks at: the terminal, the settings, the data that ships, the database and its backups."""

import locale
import os
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from broker_tui.cli.session import Session
from broker_tui.config.errors import ConfigError
from broker_tui.store.errors import StoreError

_OLD_BACKUP: Final = timedelta(days=7)
_NARROW, _LOW = 60, 16
_ROOMS: Final = ("ui", "code", "finding", "rule", "problem", "error", "act", "form", "cli")


class Check(NamedTuple):
    """One thing looked at.

    Attributes:
        code: names it; the catalogue holds `cli.doctor.<code>`.
        ok: whether it is as it should be.
        text: what was seen, in words.
        details: more of it, one line each; never personal data.
    """

    code: str
    ok: bool
    text: str
    details: tuple[str, ...] = ()


def examine(session: Session) -> Iterator[Check]:
    """Look at everything, one thing at a time; what cannot be looked at is a check that failed."""
    yield _terminal(session)
    yield _encoding(session)
    yield _settings(session)
    yield _data(session)
    yield from _database(session)


def _terminal(session: Session) -> Check:
    size = shutil.get_terminal_size()
    big_enough = size.columns >= _NARROW and size.lines >= _LOW
    term = os.environ.get("TERM", "") or sys.platform
    ok = not sys.stderr.isatty() or (big_enough and term != "dumb")
    return Check(
        "terminal",
        ok,
        session.words("cli.doctor.terminal", term=term, width=str(size.columns), height=str(size.lines)),
    )


def _encoding(session: Session) -> Check:
    encoding = (sys.stdout.encoding or "").lower()
    ok = encoding.replace("_", "-").startswith(("utf-8", "utf8"))
    spoken = locale.setlocale(locale.LC_CTYPE)
    return Check("encoding", ok, session.words("cli.doctor.encoding", encoding=encoding, locale=spoken))


def _settings(session: Session) -> Check:
    from broker_tui.config.paths import settings_file
    from broker_tui.config.settings import read_settings

    words = session.words
    settings, problems = read_settings()
    if settings.keymap:
        from broker_tui.ui.keymap import check_keymap

        problems += check_keymap(settings.keymap).problems
    said = tuple(words(f"problem.{one.code}", **dict(one.params)) for one in problems)
    text = words("cli.doctor.settings", path=settings_file(), n=len(settings.keymap))
    return Check("settings", not problems, text, said)


def _data(session: Session) -> Check:
    from broker_tui.config.programmes import load_programmes
    from broker_tui.shipped import data_dir

    words = session.words
    missing = [room for room in _ROOMS if not (data_dir() / "language" / words.language / f"{room}.toml").is_file()]
    try:
        editions = tuple(programme.label for programme in load_programmes().values())
    except ConfigError as error:
        return Check("data", ok=False, text=words(f"error.{error.code}", **dict(error.params)))
    return Check("data", not missing, words("cli.doctor.data", editions=editions), tuple(missing))


def _database(session: Session) -> Iterator[Check]:
    words, database = session.words, session.common.database
    if not database.exists():
        yield Check("database", ok=False, text=words("cli.trouble.no_database", path=database))
        return
    from broker_tui.store.check import check
    from broker_tui.store.inbox import count_notes

    try:
        results = check(session.desk.store)
    except StoreError as error:
        yield Check("database", ok=False, text=words(f"error.{error.code}", **{"path": database} | error.params))
        return
    for one in results:
        yield Check(f"database_{one.code}", one.ok, words(f"cli.doctor.database.{one.code}"), one.details)
    yield _backups(session)
    yield Check("notes", ok=True, text=words("cli.doctor.notes", n=count_notes(database)))


def _backups(session: Session) -> Check:
    from broker_tui.store.backup import list_backups
    from broker_tui.store.keys import keys_path

    database = session.common.database
    backups = list_backups(database)
    made_at = backups[0].made_at if backups else datetime.fromtimestamp(keys_path(database).stat().st_mtime)  # noqa: DTZ006 - as backups
    age = datetime.now() - made_at  # noqa: DTZ005 - backups carry local time
    text = session.words("cli.doctor.backups", n=len(backups), days=max(age.days, 0))
    return Check("backups", age <= _OLD_BACKUP, text)
