"""Counting thirteen months against the SQL that fetches the same histories: `python -m tests.benchmarks.results_speed`.

Both sides run in one process on the encrypted database, in turns.
"""

import argparse
import sys
import tracemalloc
from collections.abc import Mapping, Sequence
from typing import Final

from broker_tui.casework.desk import Desk
from broker_tui.casework.opening import open_desk
from broker_tui.casework.results import Results, ResultScope, read_results
from broker_tui.domain.codes_results import MonthStatus
from broker_tui.store.cases import read_brokers
from broker_tui.store.result_facts import read_people
from tests.benchmarks.measuring import PASSPHRASE, TODAY, caseload
from tests.benchmarks.store_speed import Job, Line, measured

FIRST_MONTH: Final = 3.5
ALL_MONTHS: Final = 5.0
MEGABYTES: Final = 25

Params = Sequence[object] | Mapping[str, object]


def lines(desk: Desk) -> list[Line]:
    """Return what is measured."""
    store = desk.store
    brokers = read_brokers(store)
    scope = ResultScope(broker_id=brokers[len(brokers) // 2].id)
    plain, beside = fetching(desk, indicators=False), fetching(desk, indicators=True)
    return [
        Line("the first month on the screen / the SQL", lambda: first_month(desk), plain, FIRST_MONTH),
        Line("thirteen months / the SQL", lambda: read_results(desk), plain, ALL_MONTHS),
        Line("any day of the month / the SQL", lambda: read_results(desk, status=MonthStatus.ANY_DAY), plain),
        Line("with indicators / their SQL too", lambda: read_results(desk, indicators=True), beside, ALL_MONTHS),
        Line("histories of all / the SQL", lambda: read_people(store), plain),
        Line("thirteen months of one broker / all", lambda: read_results(desk, scope), lambda: read_results(desk)),
    ]


def first_month(desk: Desk) -> None:
    """Count until the first month is there."""
    seen: list[Results] = []
    read_results(desk, progress=seen.append, cancelled=lambda: bool(seen))


def fetching(desk: Desk, *, indicators: bool) -> Job:
    """Return what sends every statement that counting sends, and nothing else."""
    sent: list[tuple[str, Params]] = []
    rows = desk.store.rows

    def noted(sql: str, params: Params = ()) -> list[tuple[object, ...]]:
        sent.append((sql, params))
        return rows(sql, params)

    desk.store.rows = noted  # type: ignore[method-assign]
    read_results(desk, indicators=indicators)
    del desk.store.rows

    def fetched() -> None:
        for statement, params in sent:
            rows(statement, params)

    return fetched


def kept_megabytes(desk: Desk) -> float:
    """Return how much memory the results take once they are made."""
    tracemalloc.start()
    results = read_results(desk)
    kept = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    return kept if results.complete else float("nan")


def main() -> int:
    """Measure, print, and return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=36_000)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    missed = 0
    desk = open_desk(caseload(asked.size), PASSPHRASE, TODAY)
    with desk.store:
        print(f"{'':45} {'ms':>9} {'plain':>9} {'ratio':>7}")
        for line in lines(desk):
            job, plain = measured(line, asked.rounds)
            missed += line.goal is not None and job / plain > line.goal
            goal = "" if line.goal is None else f"<={line.goal}"
            print(f"{line.name:45} {job:9.2f} {plain:9.2f} {job / plain:7.2f} {goal}")
        kept = kept_megabytes(desk)
        missed += kept > MEGABYTES
        print(f"{'memory kept for all months, MB':45} {kept:9.2f} {'':9} {'':7} <={MEGABYTES}")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
