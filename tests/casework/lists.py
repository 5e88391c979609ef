"""Caseload lists for tests: columns by field, read as the program reads any file."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from broker_tui.casework.casefile import export_cases
from broker_tui.casework.desk import Desk
from broker_tui.casework.import_plan import ImportOptions, ImportPlan, ImportReceipt
from broker_tui.casework.importing import plan_import, run_import, suggest_columns
from broker_tui.exchange.columns import load_columns
from broker_tui.exchange.reading import read_table
from broker_tui.exchange.table import Table
from tests.exchange.files import write_csv

BO = {"cpr": "670180-1234", "name": "Bo Holm", "enrolled_on": "01-02-2026"}
CARLA = {"cpr": "681290-2345", "name": "Carla Bæk", "enrolled_on": "15-03-2026"}


def listed(folder: Path, *people: Mapping[str, str], name: str = "liste.csv") -> Table:
    """Write people to a file with the columns they have, and read it."""
    fields = list(dict.fromkeys(field for person in people for field in person))
    headers = load_columns().headers
    rows: list[Sequence[str]] = [[headers[field] for field in fields]]
    rows += [[person.get(field, "") for field in fields] for person in people]
    return read_table(write_csv(folder / name, rows))


def planned(desk: Desk, folder: Path, *people: Mapping[str, str], options: ImportOptions | None = None) -> ImportPlan:
    """Plan the import of people."""
    table = listed(folder, *people)
    return plan_import(desk, table, suggest_columns(desk, table), options)


def imported(desk: Desk, folder: Path, *people: Mapping[str, str]) -> ImportReceipt:
    """Import people."""
    return run_import(desk, planned(desk, folder, *people))


def everything(desk: Desk) -> dict[str, object]:
    """Return all that a database holds."""
    return export_cases(desk)
