"""Rows of a caseload file become citizens as the file knows them, or reasons why not."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.casework.import_plan import FileCitizen, RowProblem
from broker_tui.casework.import_values import BadCell, CellReader, Doubt, is_empty, masked
from broker_tui.domain.codes import Group, Marker, PlacementKind
from broker_tui.domain.cpr import is_replacement
from broker_tui.domain.danish import fold
from broker_tui.domain.finding import NO_PARAMS
from broker_tui.exchange.columns import ColumnMap
from broker_tui.exchange.table import Cell, Row, cell_text
from broker_tui.store.ids import new_id

if TYPE_CHECKING:
    from broker_tui.domain.broker import Broker

_TOTALS: Final = ("i alt", "ialt", "total", "sum", "antal", "subtotal", "side ")
_FEW: Final = 2
_NOT_AHEAD: Final = ("group_from", "step_from", "broker_from")
_SPANS: Final = (("exempt_from", "exempt_to"), ("placement_from", "placement_to"))


class FilePlacement(NamedTuple):
    """What a row says of a placement."""

    kind: PlacementKind
    company: str
    started_on: date
    ended_on: date | None
    note: str


class BrokerNames:
    """Brokers by name however it is spelled; one the file names and nobody knows gets an id here."""

    def __init__(self, brokers: "Iterable[Broker]") -> None:
        self._known: dict[str, list[Broker]] = {}
        self.new: dict[str, Broker] = {}
        self.names: dict[str, str] = {}
        for broker in brokers:
            self._known.setdefault(_folded(broker.name), []).append(broker)
            self.names[broker.id] = broker.name

    def id_of(self, name: str) -> str:
        """Return the id of the broker called `name`, also written `Lund, Maja`.

        Raises:
            BadCell: two brokers are called so (broker_ambiguous).
        """
        last, comma, first = name.partition(",")
        turned = f"{first.strip()} {last.strip()}" if comma else name
        for written in (name, turned):
            found = self._known.get(_folded(written), [])
            if len(found) > 1:
                raise BadCell("broker_ambiguous")
            if found:
                return found[0].id
        key = _folded(turned)
        if key not in self.new:
            from broker_tui.domain.broker import Broker

            self.new[key] = Broker(id=new_id(), name=turned)
            self.names[self.new[key].id] = turned
        return self.new[key].id


def _folded(name: str) -> str:
    return " ".join(fold(name).split())


def is_total(cells: Sequence[Cell], cpr_column: int, width: int) -> bool:
    """Tell whether a row sums up rather than names a citizen: no personal number, hardly anything filled in."""
    filled = [cell_text(cell) for cell in cells if not is_empty(cell)]
    number = cell_text(cells[cpr_column]) if cpr_column < len(cells) else ""
    if len(filled) > _FEW or sum(sign.isdecimal() for sign in number) >= 6:
        return False
    words = any(text.casefold().startswith(_TOTALS) for text in filled)
    is_number = number != "" and not any(sign.isalpha() for sign in number)
    return words or (width > _FEW + 1 and not is_number)


class RowReader:
    """Reads rows one by one, gathering what is wrong with them.

    Attributes:
        refused: why rows cannot be imported.
        warned: what looks wrong in them.
    """

    def __init__(self, columns: ColumnMap, cells: CellReader, brokers: BrokerNames, today: date) -> None:
        self._columns = columns
        self._fields = tuple(columns.fields.items())
        self._cells = cells
        self._brokers = brokers
        self._today = today
        self.refused: list[RowProblem] = []
        self.warned: list[RowProblem] = []

    def read(self, row: Row) -> tuple[str, FileCitizen | None]:
        """Return the personal number of a row, as far as it holds one, and the citizen, None when it is refused."""
        before = len(self.refused)
        values: dict[str, object] = {}
        for field, column in self._fields:
            cell = row.cells[column] if column < len(row.cells) else ""
            if is_empty(cell):
                continue
            value = self._value(row.number, field, cell)
            if value is not None:
                values[field] = value
        if any(not is_empty(cell) for cell in row.cells[len(self._columns.headers) :]):
            self._refuse(row.number, "", "extra_cells")
        number = str(values.pop("cpr", ""))
        self._join(row, values)
        self._check(row, number, values, before)
        return number, None if len(self.refused) > before else FileCitizen(row.number, number, values)

    def refuse(self, row: Row, field: str, code: str, params: Mapping[str, object] = NO_PARAMS) -> None:
        """Refuse a row for what stands in a field."""
        column = self._columns.fields.get(field)
        cell = row.cells[column] if column is not None and column < len(row.cells) else ""
        self._refuse(row.number, field, code, masked(field, cell), params)

    def _refuse(
        self, number: int, field: str, code: str, value: str = "", params: Mapping[str, object] = NO_PARAMS
    ) -> None:
        self.refused.append(RowProblem(number, self._header(field), code, f"import.row.{code}", value, params))

    def _warn(self, number: int, field: str, code: str, value: str = "") -> None:
        self.warned.append(RowProblem(number, self._header(field), code, f"import.row.{code}", value))

    def _header(self, field: str) -> str:
        column = self._columns.fields.get(field)
        return self._columns.headers[column] if column is not None else ""

    def _value(self, number: int, field: str, cell: Cell) -> object:
        try:
            value = self._cells.read(field, cell)
            return self._brokers.id_of(str(value)) if field == "broker" else value
        except Doubt as doubt:
            self._warn(number, field, doubt.code, masked(field, cell))
            return doubt.value
        except BadCell as bad:
            self._refuse(number, field, bad.code, masked(field, cell), bad.params)
            return None

    def _join(self, row: Row, values: dict[str, object]) -> None:
        """Make one value of those that stand in several columns."""
        first, last = values.pop("first_name", ""), values.pop("last_name", "")
        if "name" not in values and (first or last):
            values["name"] = f"{first} {last}".strip()
        markers = values.get("marker")
        rehab = isinstance(markers, tuple) and Marker.REHAB in markers
        if rehab and values.setdefault("group", Group.REHABILITATION) is Group.INTERVENTION:
            self._warn(row.number, "marker", "marker_and_group")
        self._join_placement(row, values)
        if "exemption" not in values:
            values.pop("exempt_from", None)
            values.pop("exempt_to", None)

    def _join_placement(self, row: Row, values: dict[str, object]) -> None:
        parts = {name: values.pop(name, None) for name in ("company", "placement_kind", "cvr", "contact_person")}
        start, end = values.get("placement_from"), values.get("placement_to")
        if not any(parts.values()) and not start and not end:
            return
        kind = parts["placement_kind"]
        if not isinstance(kind, PlacementKind) or not isinstance(start, date):
            self._warn(row.number, "company", "placement_incomplete")
            return
        number = f"CVR {parts['cvr']}" if parts["cvr"] else ""
        note = ", ".join(str(part) for part in (parts["contact_person"], number) if part)
        values["placement"] = FilePlacement(
            kind, str(parts["company"] or ""), start, end if isinstance(end, date) else None, note
        )

    def _check(self, row: Row, number: str, values: Mapping[str, object], before: int) -> None:
        if not number and not any(problem.code.startswith("cpr_") for problem in self.refused[before:]):
            self.refuse(row, "cpr", "cpr_missing")
        if number and is_replacement(number):
            self._warn(row.number, "cpr", "cpr_replacement", masked("cpr", number))
        name_told = any(problem.column == self._header("name") for problem in self.refused[before:])
        if "name" not in values and not name_told:
            self.refuse(row, "name", "name_missing")
        for field in _NOT_AHEAD:
            day = values.get(field)
            if isinstance(day, date) and day > self._today:
                self.refuse(row, field, "future_start")
        for start_field, end_field in _SPANS:
            start, end = values.get(start_field), values.get(end_field)
            if isinstance(start, date) and isinstance(end, date) and end < start:
                self.refuse(row, end_field, "end_before_start")
        begins = values.get("enrolled_on")
        if isinstance(begins, date) and begins > self._today:
            self._warn(row.number, "enrolled_on", "start_ahead")
