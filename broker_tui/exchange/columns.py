"""Which column holds which field: known headers first, then a likeness that the user has to confirm."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from broker_tui.config.paths import data_dir, settings_file
from broker_tui.domain.danish import fold
from broker_tui.exchange.errors import FileProblem

REQUIRED: Final = ("cpr", "name")
NAME_PARTS: Final = ("first_name", "last_name")
LIKE_ENOUGH: Final = 0.9
_VALUES: Final = "values"


def normalised(header: str) -> str:
    """Return a header or a cell as it is compared: small letters and digits only, æ ø å spelled out."""
    return "".join(sign for sign in fold(header) if sign.isalnum())


@dataclass(frozen=True)
class Columns:
    """The fields a file may hold and what its headers and cells may say.

    Attributes:
        headers: the header our own files write, by field, in the order of the template.
        by_header: the field of every known header, normalised.
        values: codes by what a cell says, normalised, for each list of values.
    """

    headers: Mapping[str, str]
    by_header: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]

    def known(self, cells: Iterable[object]) -> int:
        """Count the different fields that these cells would be headers of."""
        return len({self.by_header.get(normalised(cell)) for cell in cells if isinstance(cell, str)} - {None})

    def value(self, values: str, cell: str) -> str | None:
        """Return the code of what a cell says, None when the list does not know it."""
        return self.values.get(values, {}).get(normalised(cell))


class Clash(NamedTuple):
    """Two columns that would be the same field; only `used` is read."""

    field: str
    used: int
    unused: tuple[int, ...]


@dataclass(frozen=True)
class ColumnMap:
    """Which column of one file holds which field.

    Attributes:
        headers: the file's headers.
        fields: the column of each field that is certain.
        suggested: the column of each field that is likely; not read before it is confirmed.
        clashes: fields with more than one column.
    """

    headers: tuple[str, ...]
    fields: Mapping[str, int]
    suggested: Mapping[str, int] = field(default_factory=dict)
    clashes: tuple[Clash, ...] = ()

    @property
    def unused(self) -> tuple[int, ...]:
        """Columns with a header that no field is read from, suggestions included."""
        used = set(self.fields.values())
        return tuple(column for column, header in enumerate(self.headers) if header and column not in used)

    @property
    def missing(self) -> tuple[str, ...]:
        """Required fields without a column; first and last name together are a name."""
        has_name = "name" in self.fields or all(part in self.fields for part in NAME_PARTS)
        return tuple(name for name in REQUIRED if name not in self.fields and not (name == "name" and has_name))

    def put(self, name: str, column: int | None) -> "ColumnMap":
        """Return the map with a field at another column, or at none; what stood at that column gives way."""
        fields = {other: at for other, at in self.fields.items() if other != name and at != column}
        if column is not None:
            fields[name] = column
        suggested = {other: at for other, at in self.suggested.items() if other != name and at != column}
        clashes = tuple(clash for clash in self.clashes if clash.field != name)
        return replace(self, fields=fields, suggested=suggested, clashes=clashes)

    def confirmed(self) -> "ColumnMap":
        """Return the map with every suggestion taken."""
        return replace(self, fields={**self.suggested, **self.fields}, suggested={})

    def profile(self) -> dict[str, str]:
        """Return what a saved profile holds: the field of each header, empty where a header is not used."""
        by_column = {column: name for name, column in self.fields.items()}
        return {normalised(header): by_column.get(at, "") for at, header in enumerate(self.headers) if header}


def profile_key(headers: Iterable[str]) -> str:
    """Return what finds a saved profile: the same for the same set of headers, in whatever order."""
    names = sorted({normalised(header) for header in headers} - {""})
    return sha256("\n".join(names).encode()).hexdigest()


def map_columns(headers: Sequence[str], columns: Columns, profile: Mapping[str, str] | None = None) -> ColumnMap:
    """Find the field of each column.

    Args:
        headers: the file's headers.
        columns: the known headers.
        profile: a saved profile; what it says of a header goes before what we know.
    """
    found: dict[str, list[int]] = {}
    unknown: dict[int, str] = {}
    for at, header in enumerate(headers):
        name = normalised(header)
        if not name:
            continue
        known = (profile or {}).get(name, columns.by_header.get(name))
        if known is None:
            unknown[at] = name
        elif known in columns.headers:
            found.setdefault(known, []).append(at)
    fields: dict[str, int] = {}
    clashes = []
    for known, places in found.items():
        written = normalised(columns.headers[known])
        used = next((at for at in places if normalised(headers[at]) == written), places[0])
        fields[known] = used
        if len(places) > 1:
            clashes.append(Clash(known, used, tuple(at for at in places if at != used)))
    return ColumnMap(tuple(headers), fields, _suggested(unknown, columns, fields), tuple(clashes))


def _suggested(unknown: Mapping[int, str], columns: Columns, taken: Mapping[str, int]) -> dict[str, int]:
    """Return the likeliest column of each field that has none, where it is likely enough."""
    best: dict[str, tuple[float, int]] = {}
    for at, name in unknown.items():
        for known, known_field in columns.by_header.items():
            if known_field in taken:
                continue
            likeness = SequenceMatcher(None, name, known)
            if likeness.quick_ratio() < LIKE_ENOUGH:
                continue
            ratio = likeness.ratio()
            if ratio >= LIKE_ENOUGH and ratio > best.get(known_field, (0.0, 0))[0]:
                best[known_field] = (ratio, at)
    suggested: dict[str, int] = {}
    for known_field, (_, at) in sorted(best.items(), key=lambda item: -item[1][0]):
        if at not in suggested.values():
            suggested[known_field] = at
    return suggested


def own_columns() -> Path:
    """Return the user's own synonyms, which need not exist."""
    return settings_file().with_name("columns.toml")


@cache
def load_columns(own: Path | None = None) -> Columns:
    """Read the known headers, and the user's own beside them.

    Raises:
        FileProblem: the user's file is no TOML of the right shape (columns_file).
    """
    shipped = _read(data_dir() / "exchange" / "columns.toml")
    path = own or own_columns()
    added = _read(path) if path.is_file() else {}
    try:
        return _columns(shipped, added)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise FileProblem("columns_file", file=path.name) from None


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
        raise FileProblem("columns_file", file=path.name) from None


def _columns(*sources: Mapping[str, object]) -> Columns:
    headers: dict[str, str] = {}
    by_header: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    for source in sources:
        for name, table in source.items():
            if not isinstance(table, Mapping):
                raise TypeError
            if name == _VALUES:
                for listed, codes in table.items():
                    _add_values(values.setdefault(listed, {}), codes)
                continue
            header = headers.setdefault(name, str(table["header"]) if name not in headers else "")
            for text in (header, *_texts(table.get("synonyms", []))):
                by_header.setdefault(normalised(text), name)
            by_header.setdefault(normalised(name), name)
    return Columns(headers, by_header, values)


def _add_values(known: dict[str, str], codes: Mapping[str, object]) -> None:
    for code, texts in codes.items():
        for text in (code, *_texts(texts)):
            known.setdefault(normalised(text), code)


def _texts(values: object) -> list[str]:
    if not isinstance(values, list):
        raise TypeError
    return [str(value) for value in values]
