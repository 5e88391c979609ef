"""The editions of the programme, read from TOML: those that ship and those the user adds. Nothing is guessed."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from broker_tui.config.errors import ConfigError
from broker_tui.config.paths import own_programmes
from broker_tui.domain.codes import Marker, PlacementKind
from broker_tui.domain.codes_results import MonthStatus
from broker_tui.domain.programme import ExemptionType, Programme
from broker_tui.shipped import data_dir

Code = TypeVar("Code", bound=StrEnum)

_OPTIONAL: Final = frozenset({"period_start", "period_end", "municipalities", "results_month_status"})


def load_programmes(own: Path | None = None) -> Mapping[str, Programme]:
    """Return all editions by code, the shipped ones first; one of the user's own takes the place of a shipped one.

    Args:
        own: the user's folder of further editions; by default the one of her settings. It need not exist.

    Raises:
        ConfigError: a file is unreadable, lacks something, or says something no edition can say.
    """
    found: dict[str, Programme] = {}
    for folder in (data_dir() / "programmes", own_programmes() if own is None else own):
        for path in sorted(folder.glob("*.toml")):
            programme = read_programme(path)
            found[programme.code] = programme
    if not found:
        raise ConfigError("programme_none")
    return MappingProxyType(found)


def read_programme(path: Path) -> Programme:
    """Return the edition that one file holds.

    Raises:
        ConfigError: programme_unreadable, programme_missing, programme_unknown, programme_type or programme_value,
            with the file and the key.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError("programme_unreadable", file=path.name) from error
    table = _Table(path.name, content)
    names = [field.name for field in fields(Programme)]
    table.expect(names, optional=_OPTIONAL)
    values = {name: _READERS[name](table, name) for name in names if name in content}
    programme = Programme(**values)  # type: ignore[arg-type] # each reader returns the type of its field
    _check(programme, table)
    return programme


def _check(programme: Programme, table: "_Table") -> None:
    """Refuse what no single key shows: a code unlike its file, kinds that count twice or never, missing sources."""
    if programme.code != Path(table.file).stem:
        raise table.wrong("code", programme.code)
    for kind in PlacementKind:
        if (kind in programme.counts) == (kind in programme.counts_not):
            raise table.wrong("counts", kind.value)
    start, end = programme.period_start, programme.period_end
    if start is not None and end is not None and end < start:
        raise table.wrong("period_end", end)
    for name in table.content:
        if name not in {"code", "label", "sources"} and name not in programme.sources:
            raise ConfigError("programme_missing", file=table.file, key=f"sources.{name}")


class _Table:
    """One table of a file, with errors that name file and key."""

    def __init__(self, file: str, content: Mapping[str, object], prefix: str = "") -> None:
        self.file = file
        self.content = content
        self._prefix = prefix

    def expect(self, names: list[str], optional: frozenset[str]) -> None:
        """Refuse keys that are not known and known ones that are not there."""
        for name in self.content:
            if name not in names:
                raise ConfigError("programme_unknown", file=self.file, key=self._prefix + name)
        for name in names:
            if name not in self.content and name not in optional:
                raise ConfigError("programme_missing", file=self.file, key=self._prefix + name)

    def wrong(self, key: str, value: object) -> ConfigError:
        """Return the error for a value that has the right type and no meaning."""
        return ConfigError("programme_value", file=self.file, key=self._prefix + key, value=str(value))

    def _typed(self, key: str, kind: type, name: str) -> object:
        value = self.content[key]
        # A flag is a number to Python and a moment is a day; neither is meant here.
        mistaken = (isinstance(value, bool) and kind is not bool) or isinstance(value, datetime)
        if not isinstance(value, kind) or mistaken:
            raise ConfigError("programme_type", file=self.file, key=self._prefix + key, expected=name)
        return value

    def text(self, key: str) -> str:
        """Read a text that is not empty."""
        value = str(self._typed(key, str, "text"))
        if not value.strip():
            raise self.wrong(key, value)
        return value

    def flag(self, key: str) -> bool:
        """Read true or false."""
        return bool(self._typed(key, bool, "flag"))

    def number(self, key: str) -> int:
        """Read a whole number above zero."""
        value = self._typed(key, int, "number")
        if not isinstance(value, int) or value <= 0:
            raise self.wrong(key, value)
        return value

    def day(self, key: str) -> date:
        """Read a day."""
        value = self._typed(key, date, "date")
        if not isinstance(value, date):
            raise self.wrong(key, value)
        return value

    def items(self, key: str) -> list[object]:
        """Read a list."""
        value = self._typed(key, list, "list")
        return value if isinstance(value, list) else []

    def table(self, key: str) -> "_Table":
        """Read a table below this one."""
        value = self._typed(key, dict, "table")
        return _Table(self.file, value if isinstance(value, dict) else {}, f"{self._prefix}{key}.")

    def texts(self, key: str) -> Mapping[str, str]:
        """Read a table of texts."""
        below = self.table(key)
        return MappingProxyType({name: below.text(name) for name in below.content})

    def code(self, key: str, kind: type[Code], value: object) -> Code:
        """Read a code of a closed list."""
        try:
            return kind(str(value))
        except ValueError:
            raise self.wrong(key, value) from None


def _texts_list(table: _Table, key: str) -> tuple[str, ...]:
    items = table.items(key)
    if any(not isinstance(item, str) or not item.strip() for item in items):
        raise ConfigError("programme_type", file=table.file, key=key, expected="texts")
    return tuple(str(item) for item in items)


def _shares(table: _Table, key: str) -> tuple[float, ...]:
    shares = [item for item in table.items(key) if isinstance(item, float) and 0 < item < 1]
    if len(shares) != len(table.items(key)) or shares != sorted(set(shares)) or not shares:
        raise table.wrong(key, table.content[key])
    return tuple(shares)


def _months(table: _Table, key: str) -> tuple[int, int]:
    months = [item for item in table.items(key) if isinstance(item, int) and not isinstance(item, bool) and item > 0]
    if len(months) != 2 or len(table.items(key)) != 2 or months[0] > months[1]:
        raise table.wrong(key, table.content[key])
    return months[0], months[1]


def _exemptions(table: _Table, key: str) -> Mapping[str, ExemptionType]:
    found: dict[str, ExemptionType] = {}
    below = table.table(key)
    for code in below.content:
        one = below.table(code)
        one.expect(["label", "subtracts", "six_weeks"], optional=frozenset({"subtracts", "six_weeks"}))
        found[code] = ExemptionType(
            code,
            one.text("label"),
            subtracts=one.flag("subtracts") if "subtracts" in one.content else True,
            six_weeks=one.flag("six_weeks") if "six_weeks" in one.content else False,
        )
    return MappingProxyType(found)


def _kinds(table: _Table, key: str) -> Mapping[PlacementKind, str]:
    texts = table.texts(key)
    return MappingProxyType({table.code(key, PlacementKind, kind): rule for kind, rule in texts.items()})


def _markers(table: _Table, key: str) -> Mapping[Marker, str]:
    return MappingProxyType({table.code(key, Marker, marker): text for marker, text in table.texts(key).items()})


def _kind_set(table: _Table, key: str) -> frozenset[PlacementKind]:
    return frozenset(table.code(key, PlacementKind, kind) for kind in table.items(key))


_READERS: Final[Mapping[str, Callable[[_Table, str], object]]] = {
    "code": _Table.text,
    "label": _Table.text,
    "minimum_age": _Table.number,
    "benefits": _Table.texts,
    "exemptions": _exemptions,
    "markers": _markers,
    "markers_are_must": _Table.flag,
    "weekly_is_must": _Table.flag,
    "stops_weekly": _kind_set,
    "counts": _kinds,
    "counts_not": _kinds,
    "step_1_months": _Table.number,
    "step_2_days": _Table.number,
    "exemption_six_weeks_days": _Table.number,
    "clarification_talks_max": _Table.number,
    "senior_pension_months": _Table.number,
    "follow_up_months": _Table.number,
    "first_follow_up_days": _Table.number,
    "vitas_kinds": _kind_set,
    "aftercare_interval_months": _Table.number,
    "aftercare_months": _months,
    "targets": _shares,
    "results_month_status": lambda table, key: table.code(key, MonthStatus, table.text(key)),
    "period_start": _Table.day,
    "period_end": _Table.day,
    "municipalities": _texts_list,
    "sources": _Table.texts,
}
