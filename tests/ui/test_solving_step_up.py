"""Every finding about a step-up leads to its form, with what it is about filled in, or to the tab of step-up."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from broker_tui.casework.desk import Desk
from broker_tui.casework.form_acts import FORM_ACTS
from broker_tui.domain.codes_step_up import ParticipantRole
from broker_tui.domain.model import Record
from broker_tui.domain.rules import RULES
from broker_tui.domain.step_up import Participant
from broker_tui.store.act import act
from broker_tui.store.cases import read_case
from broker_tui.ui.screens.citizen import CitizenScreen
from broker_tui.ui.screens.citizen_head import TABS
from broker_tui.ui.screens.form import FormScreen
from broker_tui.ui.screens.solving_step_up import ELSEWHERE, FORMS, ON_RECORD, TAB
from tests.ui.form_house import make_desk
from tests.ui.step_up_house import in_step_up
from tests.ui.test_solving import solving


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "caseload.db")


def changed(desk: Desk, citizen_id: str, record_id: str, changes: Mapping[str, object]) -> None:
    """Write a change of one record, as another session would have left it."""
    case = read_case(desk.store, citizen_id)
    records: list[Record] = [*case.step_ups, *case.participants, *case.step_up_meetings, *case.consents]
    record = next(one for one in records if one.id == record_id)
    with act(desk.store, "test", who=desk.who, citizen_id=citizen_id) as doing:
        doing.change(citizen_id, record.model_copy(update=dict(changes)))


def removed(desk: Desk, citizen_id: str, *names: str) -> None:
    case = read_case(desk.store, citizen_id)
    with act(desk.store, "test", who=desk.who, citizen_id=citizen_id) as doing:
        for name in names:
            for record in getattr(case, name):
                doing.remove(citizen_id, type(record), record.id)


def test_every_way_leads_to_an_act_there_is() -> None:
    codes = {rule.__name__ for rule in RULES if rule.__name__.startswith("step_up_")}
    assert FORMS.keys() | ON_RECORD.keys() | ELSEWHERE <= codes
    assert not FORMS.keys() & ON_RECORD.keys()
    assert {FORM_ACTS[code].target for code in FORMS.values()} == {"citizen"}
    assert {FORM_ACTS[code].target for code in ON_RECORD.values()} == {"record"}
    assert TAB in TABS


@pytest.mark.parametrize(
    ("gone", "code", "form", "field", "value"),
    [
        (("consents",), "step_up_consent_missing", "consent", "purpose", "step_up"),
        (("form_versions", "step_up_meetings"), "step_up_preparation_missing", "preparation", "", None),
        (("participants", "step_up_meetings"), "step_up_participants_missing", "participant", "role", "citizen"),
    ],
)
async def test_what_is_missing_opens_its_form(
    desk: Desk, gone: tuple[str, ...], code: str, form: str, field: str, value: object
) -> None:
    citizen_id = in_step_up(desk)
    removed(desk, citizen_id, "agreed_items", *gone)
    async with solving(desk, citizen_id, code) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, FormScreen)
        assert screen.errand.code == form
        assert screen.errand.target_id is None
        if field:
            assert screen.paper.state.entered[field] == value


@pytest.mark.parametrize(
    ("record", "changes", "code"),
    [
        ("m2", {"on": date(2026, 11, 18)}, "step_up_meeting_unrecorded"),
        ("m1", {"present": ("p2", "p3")}, "step_up_without_citizen"),
    ],
)
async def test_a_finding_about_a_meeting_opens_the_form_of_that_one(
    desk: Desk, record: str, changes: dict[str, object], code: str
) -> None:
    citizen_id = in_step_up(desk)
    changed(desk, citizen_id, record, changes)
    async with solving(desk, citizen_id, code) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, FormScreen)
        assert (screen.errand.code, screen.errand.target_id) == ("meeting_held", record)


@pytest.mark.parametrize("on", [date(2026, 11, 22), date(2026, 11, 20)], ids=["to come", "today"])
async def test_a_meeting_to_come_is_its_line_on_the_tab(desk: Desk, on: date) -> None:
    """R163."""
    citizen_id = in_step_up(desk)
    changed(desk, citizen_id, "m2", {"on": on})
    async with solving(desk, citizen_id, "step_up_meeting") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, CitizenScreen)
        assert (screen.table.cursor or "").endswith(":m2")


async def test_answers_that_are_missing_are_written_on_the_last_meeting(desk: Desk) -> None:
    """R164."""
    citizen_id = in_step_up(desk)
    changed(desk, citizen_id, "m1", {"needs_measures": None})
    changed(desk, citizen_id, "m2", {"held": False})
    async with solving(desk, citizen_id, "step_up_decisions_missing") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, FormScreen)
        assert (screen.errand.code, screen.errand.target_id) == ("meeting_held", "m1")


async def test_a_participant_without_a_reason_is_opened(desk: Desk) -> None:
    """R169."""
    citizen_id = in_step_up(desk)
    changed(desk, citizen_id, "m2", {"on": date(2026, 11, 26)})
    with act(desk.store, "test", who=desk.who, citizen_id=citizen_id) as doing:
        doing.add(citizen_id, Participant(id="p9", step_up_id="su", role=ParticipantRole.OTHER, name="Ib Bo"))
    async with solving(desk, citizen_id, "step_up_reason_missing") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, FormScreen)
        assert (screen.errand.code, screen.errand.target_id) == ("participant_change", "p9")


@pytest.mark.parametrize(
    ("code", "record"),
    [("step_up_measure_waiting", "i2"), ("step_up_superfluous", "p5"), ("step_up_considerations", "i1")],
)
async def test_what_is_ticked_is_ticked_on_the_tab(desk: Desk, code: str, record: str) -> None:
    citizen_id = in_step_up(desk)
    async with solving(desk, citizen_id, code) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, CitizenScreen)
        assert any(key.startswith("phase:") for key in screen.table.keys)
        assert record in (screen.table.cursor or "")
