"""Triggers: the journal of every row, the columns kept on the citizen, the words for search.

They are made from the registry after every migration, since changing a table may drop its triggers unnoticed.
"""

from collections.abc import Iterator

from broker_tui.store.driver import Connection
from broker_tui.store.registry import CITIZEN_SEARCHED, JOURNALLED, RECORDS


def rebuild(connection: Connection) -> None:
    """Drop every trigger and make it anew; runs inside the caller's transaction."""
    drop(connection)
    for statement in all_triggers().values():
        connection.execute(statement)


def drop(connection: Connection) -> None:
    """Drop every trigger; the same transaction makes them anew."""
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')


def all_triggers() -> dict[str, str]:
    """Return the statement of every trigger by its name."""
    return dict([*_journal(), *_append_only(), *_kept(), *_words()])


def row_as_json(columns: tuple[str, ...], prefix: str) -> str:
    """Return SQL for a row as the JSON that the journal holds."""
    pairs = ", ".join(f"'{column}', {prefix}{column}" for column in columns)
    return f"json_object({pairs})"


def _journal() -> Iterator[tuple[str, str]]:
    for table, columns in JOURNALLED.items():
        old, new = row_as_json(columns, "OLD."), row_as_json(columns, "NEW.")
        changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
        events = (
            ("insert", "INSERT", "", "NEW", "NULL", new),
            ("update", f"UPDATE OF {', '.join(columns)}", f"WHEN {changed}", "NEW", old, new),
            ("delete", "DELETE", "", "OLD", old, "NULL"),
        )
        for name, event, condition, row, before, after in events:
            citizen = {"broker": "NULL", "company": "NULL", "citizen": f"{row}.id"}.get(table, f"{row}.citizen_id")
            yield (
                f"{table}_journal_{name}",
                f"""
                CREATE TRIGGER {table}_journal_{name} AFTER {event} ON {table} {condition} BEGIN
                    INSERT INTO journal_change (act, table_name, row_id, citizen_id, before, after)
                    VALUES (act_in_progress(), '{table}', {row}.id, {citizen}, {before}, {after})
                    ON CONFLICT (act, table_name, row_id) DO UPDATE SET after = excluded.after;
                END
                """,
            )


def _append_only() -> Iterator[tuple[str, str]]:
    """A finished act stays as it was written; only the act in progress may gather its changes."""
    for table, act in (("journal", "OLD.seq"), ("journal_change", "OLD.act")):
        for event in ("update", "delete"):
            yield (
                f"{table}_no_{event}",
                f"""
                CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table}
                WHEN {act} IS NOT act_in_progress() BEGIN
                    SELECT RAISE(ABORT, 'the journal is append-only');
                END
                """,
            )


_LAST = "SELECT {columns} FROM contact WHERE citizen_id = {owner} AND party = 'citizen' {more} {order}"
_ORDER = "ORDER BY on_day DESC, id DESC LIMIT 1"


def keep_contact(owner: str) -> str:
    """Return SQL that sets the kept columns of the citizen with the id `owner`; the caller says WHERE."""
    last = _LAST.format(columns="on_day, medium, outcome", owner=owner, more="", order=_ORDER)
    reached = _LAST.format(columns="on_day, medium", owner=owner, more="AND outcome = 'reached'", order=_ORDER)
    return (
        f"UPDATE citizen SET (last_contact_on, last_contact_medium, last_contact_outcome) = ({last}), "
        f"(last_reached_on, last_reached_medium) = ({reached})"
    )


def _kept() -> Iterator[tuple[str, str]]:
    for event, rows in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
        name = f"contact_keep_{event.lower()}"
        body = " ".join(f"{keep_contact(f'{row}.citizen_id')} WHERE id = {row}.citizen_id;" for row in rows)
        yield name, f"CREATE TRIGGER {name} AFTER {event} ON contact BEGIN {body} END"


WORDS_CITIZEN_BITS = 40
"""The number of a line in `words` is the citizen's, shifted by this much, then the kind of text, then its row."""

_WORDS_KIND_BITS = 34


def words_number(table: str, row: str) -> str:
    """Return SQL for the number that the text of a row (NEW, OLD or a table) has in `words`."""
    if table == "citizen":
        return f"({row}.seq << {WORDS_CITIZEN_BITS})"
    kind = next(record.words_kind for record in RECORDS if record.name == table) << _WORDS_KIND_BITS
    owner = f"((SELECT seq FROM citizen WHERE id = {row}.citizen_id) << {WORDS_CITIZEN_BITS})"
    return f"({owner} | {kind} | {row}.seq)"


def searched_text(columns: tuple[str, ...], row: str) -> str:
    """Return SQL for the text of a row that search looks at."""
    if len(columns) == 1:
        return f"{row}.{columns[0]}"
    joined = " || ' ' || ".join(f"{row}.{column}" for column in columns)
    return f"trim({joined})"


def searched_tables() -> dict[str, tuple[str, ...]]:
    """Return the columns that search looks at, by table."""
    return {"citizen": CITIZEN_SEARCHED, **{table.name: table.searched for table in RECORDS if table.searched}}


def _words() -> Iterator[tuple[str, str]]:
    for table, searched in searched_tables().items():
        yield from _words_of(table, searched)


def _words_of(table: str, searched: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    old, new = searched_text(searched, "OLD"), searched_text(searched, "NEW")
    forget = (
        f"INSERT INTO words (words, rowid, text) SELECT 'delete', {words_number(table, 'OLD')}, fold({old}) "
        f"WHERE {old} <> '';"
    )
    learn = f"INSERT INTO words (rowid, text) SELECT {words_number(table, 'NEW')}, fold({new}) WHERE {new} <> '';"
    events = (
        ("insert", "INSERT", f"{new} <> ''", learn),
        ("update", f"UPDATE OF {', '.join(searched)}", f"{old} IS NOT {new}", forget + learn),
        ("delete", "DELETE", f"{old} <> ''", forget),
    )
    for name, event, condition, body in events:
        full = f"{table}_words_{name}"
        yield full, f"CREATE TRIGGER {full} AFTER {event} ON {table} WHEN {condition} BEGIN {body} END"
