"""A citizen's page on a small database, for tests of its tabs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from broker_tui.casework.desk import Desk
from broker_tui.casework.form_acts import FORM_ACTS
from broker_tui.ui.screens.citizen import CitizenScreen, open_citizen
from broker_tui.ui.screens.citizen_head import CitizenHead
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.timeline import Timeline
from tests.ui.form_house import house_of


def put(desk: Desk, citizen_id: str | None, code: str, target: str | None = None, **values: object) -> str | None:
    """Do an act; return the record it made."""
    act = FORM_ACTS[code]
    entry = act.read({**act.prefill(desk, citizen_id, target), **values})
    return act.perform(desk, citizen_id, target, entry).record_id


@asynccontextmanager
async def at(
    desk: Desk, citizen_id: str, tab: str, size: tuple[int, int] = (100, 40), language: str = "da"
) -> AsyncIterator[Pilot[None]]:
    """Open a citizen's page on a tab."""
    house = house_of(desk, language)
    async with house.run_test(size=size) as pilot:
        open_citizen(house, citizen_id, tab)
        await pilot.pause()
        yield pilot


def page(pilot: Pilot[None]) -> CitizenScreen:
    """Return the citizen's page, which is in front."""
    screen = pilot.app.screen
    assert isinstance(screen, CitizenScreen)
    return screen


def text(pilot: Pilot[None]) -> str:
    """Return what head, list and timeline show."""
    lines = []
    for kind in (CitizenHead, Table, Timeline):
        widget = page(pilot).query_one(kind)
        if widget.display:
            lines += ["".join(segment.text for segment in strip) for strip in widget.render_lines(widget.size.region)]
    return "\n".join(lines)


def go_to(pilot: Pilot[None], start: str) -> None:
    """Put the cursor on the first line whose key begins so."""
    table = page(pilot).table
    found = [key for key in table.keys if key.startswith(start)]
    assert found, table.keys
    assert table.go_to(found[0])
