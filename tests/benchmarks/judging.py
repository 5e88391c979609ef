"""Judging a whole caseload against the SQL that fetches the same facts: `python -m tests.benchmarks.judging`.

Both sides run in one process on the encrypted database, in turns.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import Final

from broker_tui.casework.desk import Desk
from broker_tui.casework.opening import open_desk
from broker_tui.casework.overview import judge_caseload
from broker_tui.casework.weeks import week_grid
from broker_tui.domain.dates import IsoWeek
from broker_tui.store.caseload import caseload_ids, caseload_rows
from broker_tui.store.facts import read_facts
from tests.benchmarks.measuring import PASSPHRASE, TODAY, caseload
from tests.benchmarks.store_speed import Job, Line, measured

PAGE: Final = 38
JUDGED: Final = 1.3

Params = Sequence[object] | Mapping[str, object]


def lines(desk: Desk) -> list[Line]:
    """Return what is measured."""
    store, week = desk.store, IsoWeek.of(TODAY)
    year_ago = week.plus(-52)
    ids = caseload_ids(store, TODAY)
    page = ids[len(ids) // 2 :][:PAGE]
    flat = "SELECT id, name, cpr, phone, enrolled_on, last_contact_on FROM citizen WHERE id IN (SELECT value FROM "
    some = f"{flat} json_each('[{','.join(f'{chr(34)}{one}{chr(34)}' for one in page)}]'))"

    def fetched() -> None:
        for statement, params in statements:
            store.rows(statement, params)

    def sql(text: str) -> Job:
        return lambda: store.rows(text)

    statements = statements_of(desk)
    return [
        Line("judging all / the SQL of their facts", lambda: judge_caseload(desk), fetched, JUDGED),
        Line("facts of all / their SQL", lambda: list(read_facts(store, TODAY)), fetched),
        Line("judging a page / its flat rows", lambda: judge_caseload(desk, page), sql(some)),
        Line("rows of a page / its flat rows", lambda: caseload_rows(store, page, TODAY), sql(some)),
        Line("a year of weeks of a page / its flat rows", lambda: week_grid(desk, page, year_ago, week), sql(some)),
    ]


def statements_of(desk: Desk) -> list[tuple[str, Params]]:
    """Return every statement that reading the facts of all sends, with its parameters."""
    sent: list[tuple[str, Params]] = []
    rows = desk.store.rows

    def noted(sql: str, params: Params = ()) -> list[tuple[object, ...]]:
        sent.append((sql, params))
        return rows(sql, params)

    desk.store.rows = noted  # type: ignore[method-assign]
    list(read_facts(desk.store, TODAY))
    del desk.store.rows
    return sent


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
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
