"""Which citizens a list shows and in what order: ids only, from indexes that hold all that is asked for."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from broker_tui.domain.codes import Group, Marker, Step
from broker_tui.domain.danish import fold
from broker_tui.store.chosen import Chosen
from broker_tui.store.store import Store
from broker_tui.store.triggers import WORDS_CITIZEN_BITS

_ON_DAY = "started_on <= :today AND (ended_on IS NULL OR ended_on >= :today)"
_GONE = "on_day <= :today AND (returned_on IS NULL OR returned_on > :today)"


class CaseloadFilter(NamedTuple):
    """What must hold of a citizen to be listed; None or empty asks nothing.

    Attributes:
        group: her group; `no_group` asks for those without one.
        marker: a marker she has.
        exemption: the type of exemption she is under; `any_exemption` takes any, or none when False.
        step: her step.
        broker_id: her broker; the empty text asks for those without one.
        exited: out of the programme or not; None lists both.
        text: words to be found in her name, or in notes, companies, tasks and goals; or the start of her CPR number.
    """

    group: Group | None = None
    no_group: bool = False
    marker: Marker | None = None
    exemption: str | None = None
    any_exemption: bool | None = None
    step: Step | None = None
    broker_id: str | None = None
    exited: bool | None = False
    text: str = ""


class CaseloadColumn(StrEnum):
    """What the list can be sorted by in the database; names decide among equals."""

    NAME = "name"
    GROUP = "group"
    STEP = "step"
    BROKER = "broker"
    EXEMPTION = "exemption"
    COMPANY = "company"
    LAST_CONTACT = "last_contact"
    ENROLLED = "enrolled"


class CaseloadOrder(NamedTuple):
    """A column and its direction; who has nothing in the column comes last either way."""

    column: CaseloadColumn = CaseloadColumn.NAME
    descending: bool = False


EVERYONE = CaseloadFilter()
"""All who are in the programme."""

BY_NAME = CaseloadOrder()


def caseload_ids(
    store: Store,
    today: date,
    filter: CaseloadFilter = EVERYONE,  # noqa: A002 - the word of the list
    order: CaseloadOrder = BY_NAME,
) -> list[str]:
    """Return the ids of the citizens that fit a filter, in order.

    Raises:
        StoreError: the file is damaged or cannot be read.
    """
    params = {"today": today.isoformat()}
    wanted: set[str] | None = None
    unwanted: set[str] = set()
    for ids, keep in _conditions(store, filter, params):
        if keep:
            wanted = ids if wanted is None else wanted & ids
        else:
            unwanted |= ids
    if wanted is not None:
        wanted -= unwanted
    chosen = Chosen(None if wanted is None else list(wanted))
    ordered = _ordered(store, order, chosen, {**params, **chosen.params})
    if wanted is None:
        return [citizen_id for citizen_id in ordered if citizen_id not in unwanted]
    # A short list was read by its ids; a long one is picked from all.
    return [citizen_id for citizen_id in ordered if citizen_id in wanted] if chosen.scan else ordered


def search_ids(store: Store, text: str) -> set[str]:
    """Return the citizens that every word of a search text points to, by name or by anything written about them.

    A text of digits is the start of a CPR number. Names hold a word anywhere, texts at the start of their words; a word
    of one or two letters looks at names alone.
    """
    digits = text.strip().replace("-", "").replace(" ", "")
    if digits.isascii() and digits.isdecimal() and len(digits) >= _CPR_DIGITS:
        rows = store.rows("SELECT id FROM citizen WHERE cpr BETWEEN ? AND ?", (digits, digits + ":"))
        return {row[0] for row in rows}
    found: set[str] | None = None
    for word in fold(text).split():
        hits = _word_ids(store, word)
        found = hits if found is None else found & hits
    return found or set()


def _word_ids(store: Store, word: str) -> set[str]:
    found = {row[0] for row in store.rows("SELECT id FROM citizen WHERE instr(search_name, ?)", (word,))}
    if len(word) >= _NOTE_LETTERS:
        quoted = word.replace('"', '""')
        rows = store.rows(
            "SELECT id FROM citizen "
            f"WHERE seq IN (SELECT rowid >> {WORDS_CITIZEN_BITS} FROM words WHERE words MATCH ?)",
            (f'"{quoted}"*',),
        )
        found.update(row[0] for row in rows)
    return found


_CPR_DIGITS = 4
_NOTE_LETTERS = 3


def _conditions(store: Store, asked: CaseloadFilter, params: dict[str, str]) -> "list[tuple[set[str], bool]]":
    """Return sets of ids, each with whether its members are kept (True) or dropped."""

    def having(table: str, condition: str, **values: object) -> set[str]:
        sql = f"SELECT citizen_id FROM {table} WHERE {condition}"
        return {row[0] for row in store.rows(sql, {**params, **values})}

    conditions: list[tuple[set[str], bool]] = []
    if asked.broker_id is not None:
        wanted = having(
            "broker_assignment",
            f"{_ON_DAY} AND broker_id = :broker" if asked.broker_id else _ON_DAY,
            broker=asked.broker_id,
        )
        conditions.append((wanted, bool(asked.broker_id)))
    if asked.text.strip():
        conditions.append((search_ids(store, asked.text), True))
    if asked.group is not None:
        conditions.append((having("group_membership", f"{_ON_DAY} AND group_code = :code", code=asked.group), True))
    if asked.no_group:
        conditions.append((having("group_membership", _ON_DAY), False))
    if asked.marker is not None:
        conditions.append((having("person_marker", f"{_ON_DAY} AND marker = :code", code=asked.marker), True))
    if asked.exemption is not None:
        conditions.append((having("exemption", f"{_ON_DAY} AND type = :code", code=asked.exemption), True))
    if asked.any_exemption is not None:
        conditions.append((having("exemption", _ON_DAY), asked.any_exemption))
    if asked.step is not None:
        conditions.append((having("step_period", f"{_ON_DAY} AND step = :code", code=int(asked.step)), True))
    if asked.exited is not None:
        conditions.append((having("programme_exit", _GONE), asked.exited))
    return conditions


def _ordered(store: Store, order: CaseloadOrder, chosen: Chosen, params: Mapping[str, object]) -> list[str]:
    """Return the chosen ids, or all when there are many, in order, those without a value last."""

    def ids_of(order_by: str, condition: str = "1") -> list[str]:
        sql = f"SELECT id FROM citizen WHERE {chosen.where('id')} AND {condition} ORDER BY {order_by}"
        return [row[0] for row in store.rows(sql, params)]

    by_name = ids_of("sort_name, id")
    if order.column is CaseloadColumn.NAME:
        return by_name[::-1] if order.descending else by_name
    if order.column in _KEPT_COLUMNS:
        column = _KEPT_COLUMNS[order.column]
        ids = ids_of(f"{column}, sort_name, id", f"{column} IS NOT NULL")
        there = set(ids)
        if order.descending:
            ids.reverse()
        return ids if len(ids) == len(by_name) else ids + [one for one in by_name if one not in there]
    table, key = _SPAN_COLUMNS[order.column]
    sql = f"SELECT citizen_id, {key} FROM {table} WHERE {chosen.where()} AND {_ON_DAY} ORDER BY citizen_id, started_on"
    keys = dict(store.rows(sql, params))
    if order.column is CaseloadColumn.BROKER:
        names = dict(store.rows("SELECT id, sort_name FROM broker"))
        keys = {citizen_id: names[broker_id] for citizen_id, broker_id in keys.items()}
    ids = [citizen_id for citizen_id in by_name if citizen_id in keys]
    ids.sort(key=keys.__getitem__, reverse=order.descending)
    return ids if len(ids) == len(by_name) else ids + [one for one in by_name if one not in keys]


_KEPT_COLUMNS = {CaseloadColumn.LAST_CONTACT: "last_contact_on", CaseloadColumn.ENROLLED: "enrolled_on"}
_SPAN_COLUMNS = {
    CaseloadColumn.GROUP: ("group_membership", "group_code"),
    CaseloadColumn.STEP: ("step_period", "step || started_on"),
    CaseloadColumn.BROKER: ("broker_assignment", "broker_id"),
    CaseloadColumn.EXEMPTION: ("exemption", "coalesce(ended_on, '9999-12-31')"),
    CaseloadColumn.COMPANY: ("placement", "company"),
}
