"""Bringing a caseload in: first a plan of what would happen, then all of it in one act, or nothing."""

from collections.abc import Iterator, Mapping, Sequence

from broker_tui.casework.desk import Desk
from broker_tui.casework.import_plan import (
    ChangedCitizen,
    FileCitizen,
    ImportOptions,
    ImportPlan,
    NotInFile,
    NumberChange,
)
from broker_tui.casework.import_rows import BrokerNames, RowReader, is_total
from broker_tui.casework.import_run import batches, run_import
from broker_tui.casework.import_values import CellReader
from broker_tui.domain.cpr import birth_date, is_replacement
from broker_tui.domain.danish import fold
from broker_tui.exchange.columns import ColumnMap, load_columns, map_columns, profile_key
from broker_tui.exchange.errors import Cancelled, FileProblem, Progress, Stopped, keep_going
from broker_tui.exchange.table import SkippedRow, Table
from broker_tui.store.imported import KnownCitizen

__all__ = ["ImportOptions", "find_profile", "plan_import", "run_import", "save_profile", "suggest_columns"]


def suggest_columns(desk: Desk, table: Table, profile: str | None = None) -> ColumnMap:
    """Find the field of each column, by a saved profile where there is one.

    Args:
        desk: where the profiles are.
        table: the file.
        profile: the name of a profile; without it the one saved for the same set of headers is used.

    Raises:
        FileProblem: there is no profile of that name (no_profile).
    """
    from broker_tui.store.imports import read_profile

    name = profile or find_profile(desk, table.headers)
    saved = read_profile(desk.store, name) if name else None
    if profile and saved is None:
        raise FileProblem("no_profile", profile=profile)
    return map_columns(table.headers, load_columns(), saved["fields"] if saved else None)


def find_profile(desk: Desk, headers: Sequence[str]) -> str | None:
    """Return the name of the profile that was last saved for the same set of headers."""
    from broker_tui.store.imports import list_profiles, read_profile

    key = profile_key(headers)
    for name in list_profiles(desk.store):
        saved = read_profile(desk.store, name)
        if saved and saved.get("key") == key:
            return name
    return None


def save_profile(desk: Desk, name: str, columns: ColumnMap) -> None:
    """Save which column holds which field, for files with the same headers.

    Raises:
        StoreError: nothing was written.
    """
    from broker_tui.store import imports

    imports.save_profile(desk.store, name, {"key": profile_key(columns.headers), "fields": columns.profile()})


def plan_import(
    desk: Desk,
    table: Table,
    columns: ColumnMap,
    options: ImportOptions | None = None,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportPlan:
    """Read all rows, compare them with the database and tell what an import would do; nothing is written.

    Raises:
        FileProblem: no column is the personal number (no_cpr_column) or the name (no_name_column).
        Stopped: the user has cancelled.
    """
    from broker_tui.store.cases import read_brokers
    from broker_tui.store.imported import known_citizens
    from broker_tui.store.imports import imported_before

    if columns.missing:
        raise FileProblem(f"no_{columns.missing[0]}_column")
    options = options or ImportOptions()
    programmes = [desk.programme(options.edition), *desk.programmes.values()]
    brokers = BrokerNames(read_brokers(desk.store))
    reader = RowReader(columns, CellReader(load_columns(), programmes, desk.today), brokers, desk.today)
    known = {one.cpr: one for one in known_citizens(desk.store, desk.today)}
    rows = _Rows(reader, table, columns, options, known)
    rows.read(progress, cancelled)
    changed = _changed(desk, rows.known, brokers.names, _after(len(table.rows), rows.total, progress), cancelled)
    earlier = imported_before(desk.store, table.digest)
    return ImportPlan(
        name=table.name,
        digest=table.digest,
        options=options,
        new=tuple(rows.new),
        changed=tuple(changed),
        unchanged=len(rows.known) - len(changed),
        refused=tuple(sorted(reader.refused, key=lambda problem: problem.row)),
        warned=tuple(reader.warned),
        skipped=tuple(sorted((*table.skipped, *rows.totals))),
        not_in_file=tuple(
            NotInFile(one.id, one.name) for one in known.values() if one.cpr not in rows.first_row and not one.has_left
        ),
        number_changes=tuple(_number_changes(rows.new, known, rows.first_row)),
        new_brokers=tuple(brokers.new.values()),
        start_missing=rows.start_missing,
        imported_before=earlier.at if earlier else None,
    )


class _Rows:
    """The rows of a file, sorted into new citizens and known ones."""

    def __init__(
        self,
        reader: RowReader,
        table: Table,
        columns: ColumnMap,
        options: ImportOptions,
        known: Mapping[str, KnownCitizen],
    ) -> None:
        self._reader = reader
        self._table = table
        self._cpr_column = columns.fields["cpr"]
        self._options = options
        self._known = known
        self.first_row: dict[str, int] = {}
        self.totals: list[SkippedRow] = []
        self.new: list[FileCitizen] = []
        self.known: list[tuple[str, FileCitizen]] = []
        self.start_missing = 0
        # Known citizens are counted twice: read from the file, and compared with the database.
        self.total = len(table.rows) * (2 if known else 1)

    def read(self, progress: Progress | None, cancelled: Cancelled | None) -> None:
        width = sum(1 for header in self._table.headers if header)
        for done, row in enumerate(self._table.rows):
            keep_going(done, self.total, progress, cancelled)
            if is_total(row.cells, self._cpr_column, width):
                self.totals.append(SkippedRow(row.number, "total"))
                continue
            number, file = self._reader.read(row)
            if number in self.first_row:
                self._reader.refuse(row, "cpr", "cpr_twice", {"first": self.first_row[number]})
                continue
            if number:
                self.first_row[number] = row.number
            if file is None:
                continue
            if known := self._known.get(number):
                self.known.append((known.id, file))
            elif "enrolled_on" in file.values or self._options.start_on:
                self.new.append(file)
            else:
                self.start_missing += 1
                self._reader.refuse(row, "enrolled_on", "start_missing")


def _after(read: int, total: int, progress: Progress | None) -> Progress:
    """Return what tells of citizens compared, after so many rows have been read."""

    def tell(done: int, _: int) -> None:
        if progress is not None:
            progress(read + done, total)

    return tell


def _changed(
    desk: Desk,
    rows: Sequence[tuple[str, FileCitizen]],
    names: Mapping[str, str],
    progress: Progress,
    cancelled: Cancelled | None,
) -> list[ChangedCitizen]:
    """Compare known citizens with their rows; the journal is asked only about those who differ."""
    from broker_tui.casework.import_compare import Base, compare, seen_state
    from broker_tui.store.cases import read_cases
    from broker_tui.store.imported import imported_rows

    changed = []
    compared = 0
    for some in batches(rows):
        if cancelled is not None and cancelled():
            raise Stopped
        progress(compared, len(rows))
        compared += len(some)
        files = dict(some)
        cases = dict(read_cases(desk.store, list(files)))
        differing = [
            citizen_id
            for citizen_id, case in cases.items()
            if compare(files[citizen_id], case, Base(), desk.today, names)
        ]
        said = imported_rows(desk.store, differing) if differing else {}
        for citizen_id in differing:
            case = cases[citizen_id]
            found = compare(files[citizen_id], case, Base(said.get(citizen_id, ())), desk.today, names)
            if found:
                name = case.citizen.name
                changed.append(ChangedCitizen(citizen_id, name, files[citizen_id], found, seen_state(case)))
    return changed


def _number_changes(
    new: Sequence[FileCitizen], known: Mapping[str, KnownCitizen], in_file: Mapping[str, int]
) -> Iterator[NumberChange]:
    """Yield rows whose real number likely replaces a known replacement number: same name, same birth date."""
    waiting = {
        (_same_name(one.name), birth_date(one.cpr)): one
        for one in known.values()
        if is_replacement(one.cpr) and one.cpr not in in_file
    }
    for file in new:
        if waiting and not is_replacement(file.cpr):
            one = waiting.get((_same_name(str(file.values["name"])), birth_date(file.cpr)))
            if one:
                yield NumberChange(file.row, one.id, one.name)


def _same_name(name: str) -> str:
    return " ".join(fold(name).split())
