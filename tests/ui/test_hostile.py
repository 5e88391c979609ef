"""Hostile text on every view: shown as written, never read as markup, never breaking a line."""

import pytest

from broker_tui.casework.desk import Desk
from broker_tui.casework.scope import own_ids
from broker_tui.domain.codes import ContactMedium, PlacementKind
from broker_tui.domain.contact import Contact, Task
from broker_tui.domain.placement import Placement
from broker_tui.domain.progress import JobGoal
from broker_tui.store.act import act
from broker_tui.store.cases import find_citizens
from broker_tui.ui.widgets.table import Table
from tests.ui.conftest import TODAY, MakeHouse, shown

HOSTILE = "Ølsen [/] & [b Søn"
NASTY = f"{HOSTILE}\n\x1b[2J\u202e[@click=app.quit]x[/]"


@pytest.fixture
def hostile_desk(desk: Desk) -> Desk:
    citizen = own_ids(desk)[0]
    with act(desk.store, "test", who=desk.who, citizen_id=citizen) as doing:
        doing.change_citizen(citizen, {"name": HOSTILE, "phone": "[/]", "remark": NASTY})
        doing.add(citizen, Contact(id="c-hostile", on=TODAY, medium=ContactMedium.PHONE, note=NASTY))
        doing.add(citizen, Task(id="t-hostile", text=NASTY, agreed_on=TODAY, due_on=TODAY))
        doing.add(citizen, JobGoal(id="g-hostile", text=NASTY, on=TODAY))
        doing.add(citizen, Placement(id="p-hostile", kind=PlacementKind.INTERNSHIP, company=HOSTILE, started_on=TODAY))
    return desk


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
@pytest.mark.parametrize("keys", ["1", "2", "3", "1f1", "2f1", "3f1"])
async def test_it_stands_as_written(
    hostile_desk: Desk, make_house: MakeHouse, keys: str, size: tuple[int, int]
) -> None:
    house = make_house()
    async with house.run_test(size=size) as pilot:
        await house.workers.wait_for_complete()
        await pilot.press(keys[0])
        await pilot.pause()
        house.screen.query_one(Table).go_to(find_citizens(hostile_desk.store, "Ølsen")[0][0])
        if keys[1:]:
            await pilot.press(keys[1:])
        await pilot.pause(0.1)
        lines = shown(house)
        assert all("\x1b" not in line and "\u202e" not in line for line in lines)
        assert len(lines) == size[1]
        if keys == "2" or (keys == "1" and size[0] >= 80):
            assert any(HOSTILE[:10] in line for line in lines), "\n".join(lines)


async def test_messages_are_no_markup(hostile_desk: Desk, make_house: MakeHouse) -> None:
    house = make_house()
    async with house.run_test(size=(100, 30)) as pilot:
        house.say(NASTY)
        await pilot.pause()
        assert HOSTILE in shown(house)[-2]
