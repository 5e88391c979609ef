"""The lines of a month's list: sign and word, the reason with its rule, where it is, and whose she is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from broker_tui.domain.dates import Month
from broker_tui.i18n.results import result_because, result_word
from broker_tui.ui.text import Signs, Span, Spans, one_line
from broker_tui.ui.widgets.table_columns import Cell, Row

if TYPE_CHECKING:
    from broker_tui.casework.results import Results
    from broker_tui.domain.results import MonthStanding
    from broker_tui.store.result_names import NamedPlacement
    from broker_tui.ui.app import BrokerApp


def sign_of(signs: Signs, standing: "MonthStanding") -> Span:
    """Return the sign of what is said of a citizen, in its tone."""
    if standing.counts:
        return signs.ready, "ready"
    return (signs.missing, "") if standing.in_group else (signs.not_required, "muted")


def deciding(standing: "MonthStanding", placements: "Sequence[NamedPlacement]") -> "NamedPlacement | None":
    """Return the placement a reason is about, by its kind and its first or last day."""
    return next((one for one in placements if one.kind is standing.kind and standing.on in {one.start, one.end}), None)


def rows_of(
    house: "BrokerApp", results: "Results", month: Month, said: "Sequence[tuple[str, MonthStanding | None]]"
) -> list[Row]:
    """Return the rows of some citizens and what is said of each; her broker is that of the day it was measured on."""
    from broker_tui.store.caseload import caseload_rows
    from broker_tui.store.result_names import named_placements

    store, words, signs = house.desk.store, house.words, house.signs
    ids = [citizen_id for citizen_id, _ in said]
    found = {row.id: row for row in caseload_rows(store, ids, min(month.last, results.today))}
    placements = named_placements(store, ids)
    nothing: Cell = ((signs.dash, "rule"),)
    rows = []
    for citizen_id, standing in said:
        row = found.get(citizen_id)
        if standing is None or row is None:
            rows.append(Row({}))
            continue
        sign, tone = sign_of(signs, standing)
        programme = house.desk.programme(results.edition_of[citizen_id])
        because = result_because(words, standing, programme, results.today)
        placement = deciding(standing, placements.get(citizen_id, ()))
        where: Spans = (
            ((f" {signs.dot} {one_line(placement.company)}", "muted"),) if placement and placement.company else ()
        )
        quiet = "" if standing.in_group else "muted"
        cells: dict[str, Cell] = {
            "word": ((f"{sign} {result_word(words, standing)}", tone),),
            "name": ((one_line(row.name), quiet),),
            "reason": ((because, quiet), *where),
            "rule": ((standing.rule, "muted"),),
            "broker": ((one_line(row.broker_name), "muted"),) if row.broker_name else nothing,
        }
        rows.append(Row(cells))
    return rows
