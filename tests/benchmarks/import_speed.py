"""A caseload file against the bare libraries: `python -m tests.benchmarks.import_speed [--rows 100000]`.

Printed are seconds for reading (against the csv module alone), planning, writing into an empty encrypted database,
planning the same file again, undoing, and the memory at its height.
"""

import argparse
import csv
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from broker_tui.casework.desk import Desk
from broker_tui.casework.importing import plan_import, run_import, suggest_columns
from broker_tui.config.programmes import load_programmes
from broker_tui.exchange.reading import read_table
from broker_tui.store.journal import undo
from broker_tui.store.store import FAST_KDF, create_store

TODAY: Final = date(2026, 11, 20)
HEADERS: Final = (
    "CPR-nr.;Navn;Telefon;E-mail;Startdato;Målgruppe;Gruppe;Trin;Jobformidler;Sagsbehandler;Jobmål;Bemærkning"
)
Done = TypeVar("Done")


def write_list(path: Path, rows: int) -> None:
    """Write a list in cp1252 with a quoted remark in every row."""
    lines = [HEADERS]
    for n in range(rows):
        born = f"{61 + n % 28}{1 + n // 28 % 12:02d}{50 + n // 336 % 50:02d}"
        number = f"{born}-{n // 16_800 % 4}{n // 67_200 * 500 + n % 500:03d}"
        start = f"0{1 + n % 9}-0{1 + n % 9}-2026"
        lines.append(
            f"{number};Åse Ørsted {n};2030{n % 10_000:04d};a{n}@eksempel.dk;{start};Kontanthjælp;"
            f'Gruppe 1;Trin {1 + n % 3};Maja Lund {n % 40};Per Holt {n % 60};Lager;"siger ""hej""; ring {n}"'
        )
    path.write_bytes("\r\n".join(lines).encode("cp1252"))


def timed(name: str, work: Callable[[], Done], *, against: float | None = None) -> tuple[Done, float]:
    """Do something, print how long it took, and return what came of it with the seconds."""
    began = time.perf_counter()
    done = work()
    seconds = time.perf_counter() - began
    ratio = f"  {seconds / against:5.1f} x bare" if against else ""
    print(f"{name:<28}{seconds:8.2f} s{ratio}")
    return done, seconds


def bare(path: Path) -> int:
    """Read the file with the csv module and nothing else."""
    with path.open(encoding="cp1252", newline="") as stream:
        return len(list(csv.reader(stream, delimiter=";")))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "liste.csv"
        write_list(path, rows)
        _, alone = timed("csv module alone", lambda: bare(path))
        table, _ = timed("read", lambda: read_table(path), against=alone)
        store, _ = create_store(Path(folder) / "a.db", "hest batteri", kdf=FAST_KDF)
        with store:
            desk = Desk(store, load_programmes(), "me", TODAY)
            columns = suggest_columns(desk, table)
            plan, _ = timed("plan, empty database", lambda: plan_import(desk, table, columns))
            print(f"{'':<28}{plan.counts()}")
            timed("write", lambda: run_import(desk, plan, skip_invalid=True))
            again, _ = timed("plan, all known", lambda: plan_import(desk, table, columns))
            print(f"{'':<28}{again.counts()}")
            timed("undo", lambda: undo(store, "me"))
    print(f"memory at its height {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
