"""What the cells of a caseload file say, field by field."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Final

from broker_tui.domain import cpr as numbers
from broker_tui.domain.codes import Group, Marker, PlacementKind, Step
from broker_tui.domain.danish import fold
from broker_tui.domain.finding import NO_PARAMS
from broker_tui.domain.programme import Programme
from broker_tui.exchange.columns import Columns, normalised
from broker_tui.exchange.table import Cell, cell_text, excel_day
from broker_tui.i18n.parsing import NotUnderstood, normal_phone, parse_date

MAX_LINE: Final = 400
MAX_TEXT: Final = 20_000

_BLANK: Final = frozenset({"", "-", "–", "—", ".", "null", "n/a"})
_LONGEST_BLANK: Final = len("#REFERENCE!")
_EXCEL_ERROR: Final = re.compile(
    r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|I/T|REFERENCE!|VÆRDI!|NAVN\?)", re.IGNORECASE
)
_ROUNDED: Final = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
_TIME_OF_DAY: Final = re.compile(r"[T ]+(kl\.? *)?\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?Z?$")
_WITH_YEAR: Final = re.compile(
    r"\d{1,2}\s*[./\- ]\s*\d{1,2}\s*[./\- ]\s*(\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2}|\d{8}|.*[^\W\d].*\d{4}"
)
_SERIAL: Final = re.compile(r"\d{5}([.,]0+)?")
_DIGIT: Final = re.compile(r"\d")
_BETWEEN_MARKERS: Final = re.compile(r"[,;/\n]+")
_LOWEST_CPR_NUMBER: Final = 10_100_000
_MASK: Final = "•••"
_NAMED: Final = frozenset({"name", "first_name", "last_name", "broker", "caseworker", "contact_person"})
_FREE: Final = frozenset({"phone", "email", "address", "remark", "job_goal", "company"})


class BadCell(Exception):  # noqa: N818 - an answer about the file
    """A cell cannot be used; `code` names why."""

    def __init__(self, code: str, params: Mapping[str, object] = NO_PARAMS) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Doubt(Exception):  # noqa: N818 - an answer about the file
    """A cell looks wrong but is used as `value`, or left out when that is None."""

    def __init__(self, code: str, value: object) -> None:
        super().__init__(code)
        self.code = code
        self.value = value


def is_empty(cell: Cell) -> bool:
    """Tell whether a cell says nothing: blank, a dash, or what Excel shows for a failed formula."""
    if not isinstance(cell, str):
        return False
    text = cell.strip()
    return len(text) <= _LONGEST_BLANK and (text.casefold() in _BLANK or bool(_EXCEL_ERROR.fullmatch(text)))


def masked(field: str, cell: Cell) -> str:
    """Return a cell so that it may be shown in a list of errors: no whole number, no whole name."""
    text = " ".join(cell_text(cell).split())
    if field == "cpr":
        digits = 0
        shown = []
        for sign in text[:20]:
            digits += sign.isdecimal()
            shown.append("•" if sign.isdecimal() and digits > 6 else sign)
        return "".join(shown)
    if field in _NAMED or field in _FREE:
        return " ".join(word[0] + _MASK for word in text.split()[:4])
    # More digits than a date has may be a personal number that has slipped a column.
    return _DIGIT.sub("•", text[:40]) if sum(sign.isdecimal() for sign in text) > 8 else text[:40]


class CellReader:
    """Reads cells of every field; dates and codes are remembered, since files repeat them.

    Raises, from `read`:
        BadCell: the cell cannot be used.
        Doubt: it can, but somebody should look.
    """

    def __init__(self, columns: Columns, programmes: Iterable[Programme], today: date) -> None:
        self._columns = columns
        self._today = today
        self._benefits: dict[str, str] = {}
        self._exemptions: dict[str, str] = {}
        self._markers: dict[str, str] = {}
        for programme in programmes:
            self._benefits |= {normalised(label): code for code, label in programme.benefits.items()}
            self._exemptions |= {normalised(kind.label): code for code, kind in programme.exemptions.items()}
            self._markers |= {normalised(label): str(marker) for marker, label in programme.markers.items()}
        self._seen: dict[tuple[str, Cell], object] = {}
        self._readers: dict[str, Callable[[Cell], object]] = {
            "cpr": self._cpr,
            "benefit": self._benefit,
            "group": lambda cell: Group(self._code("group", cell)),
            "step": lambda cell: Step(int(self._code("step", cell))),
            "placement_kind": lambda cell: PlacementKind(self._code("placement_kind", cell)),
            "edition": lambda cell: self._code("edition", cell),
            "is_provider": lambda cell: self._code("yes_no", cell) == "yes",
            "marker": self._marker,
            "exemption": self._exemption,
            "phone": lambda cell: normal_phone(_line(cell)),
            "remark": _text,
        }
        dates = ("enrolled_on", "group_from", "exempt_from", "exempt_to", "step_from", "broker_from")
        self._readers |= dict.fromkeys((*dates, "placement_from", "placement_to"), self._date)

    def read(self, field: str, cell: Cell) -> object:
        """Return what a cell that is not empty says of a field; None when it says that there is nothing."""
        if isinstance(cell, str) and "\ufffd" in cell:
            raise BadCell("unreadable_signs")
        reader = self._readers.get(field)
        if reader is None:
            return _line(cell)
        if field in {"cpr", "phone", "remark"}:
            return reader(cell)
        key = (field, cell)
        if key not in self._seen:
            self._seen[key] = reader(cell)
        return self._seen[key]

    def _cpr(self, cell: Cell) -> str:
        text = cell_text(cell)
        lost_zero = False
        if isinstance(cell, float | int) or (len(text) == 9 and text.isdecimal()):
            # Excel takes the number for a sum and drops the zero of a birthday before the tenth.
            lost_zero = isinstance(cell, str)
            text = text.zfill(10) if text.isdecimal() and int(text) >= _LOWEST_CPR_NUMBER else text
        elif _ROUNDED.fullmatch(text):
            raise BadCell("cpr_rounded")
        try:
            number = numbers.normalise(text)
        except numbers.CprError as error:
            raise BadCell(error.code) from None
        if numbers.birth_date(number) > self._today:
            raise BadCell("cpr_future")
        if lost_zero:
            raise Doubt("cpr_zero_added", number)
        if numbers.looks_mistyped(number):
            raise Doubt("cpr_mistyped", number)
        return number

    def _date(self, cell: Cell) -> date:
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        text = cell_text(cell)
        if (isinstance(cell, float | int) and not isinstance(cell, bool)) or _SERIAL.fullmatch(text):
            day = excel_day(float(text.replace(",", ".")))
            if day is None:
                raise BadCell("date")
            return day
        text = _TIME_OF_DAY.sub("", text).strip()
        if not _WITH_YEAR.fullmatch(text):
            raise BadCell("date")
        try:
            return parse_date(text, self._today)
        except NotUnderstood as error:
            raise BadCell(error.code) from None

    def _code(self, values: str, cell: Cell) -> str:
        code = self._columns.value(values, cell_text(cell))
        if code is None:
            raise BadCell(f"unknown_{values}")
        return code

    def _benefit(self, cell: Cell) -> str:
        text = _line(cell)
        code = self._benefits.get(normalised(text)) or self._columns.value("benefit", text)
        if code is None:
            raise Doubt("unknown_benefit", text)
        return code

    def _exemption(self, cell: Cell) -> tuple[str, str] | None:
        """Return the code of an exemption, and the wording where it is none of the official ones."""
        text = _line(cell)
        code = self._exemptions.get(normalised(text)) or self._columns.value("exemption", text)
        if code:
            return code, ""
        answer = self._columns.value("yes_no", text)
        if answer == "no" or fold(text) in {"ingen", "ikke fritaget", "none"}:
            return None
        raise Doubt("unknown_exemption", ("other", "" if answer else text))

    def _marker(self, cell: Cell) -> tuple[Marker, ...]:
        """Return the markers that a cell names; municipalities have other person groups, which are not ours."""
        text = _line(cell)
        names = [text, *_BETWEEN_MARKERS.split(text)]
        codes = {self._markers.get(normalised(name)) or self._columns.value("marker", name) for name in names}
        found = tuple(marker for marker in Marker if marker in codes)
        if not found:
            raise Doubt("unknown_marker", None)
        return found


def _line(cell: Cell) -> str:
    text = " ".join(cell_text(cell).split())
    if len(text) > MAX_LINE:
        raise BadCell("too_long", {"limit": MAX_LINE})
    return text


def _text(cell: Cell) -> str:
    text = "\n".join(line.rstrip() for line in cell_text(cell).splitlines()).strip()
    if len(text) > MAX_TEXT:
        raise BadCell("too_long", {"limit": MAX_TEXT})
    return text
