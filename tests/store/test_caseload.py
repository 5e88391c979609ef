"""The list: whom a filter keeps, what a search finds, in which order they come."""

from datetime import date, timedelta
from typing import NamedTuple

import pytest

from broker_tui.domain.broker import Broker, BrokerAssignment
from broker_tui.domain.case import Case
from broker_tui.domain.codes import ExitReason, Group, Marker, PlacementKind, Step
from broker_tui.domain.contact import Contact, Task
from broker_tui.domain.group import Exemption, GroupMembership, PersonMarker, ProgrammeExit
from broker_tui.domain.placement import Placement
from broker_tui.domain.progress import JobGoal, StepPeriod
from broker_tui.store import chosen
from broker_tui.store.act import act
from broker_tui.store.caseload import CaseloadColumn, CaseloadFilter, CaseloadOrder, caseload_ids
from broker_tui.store.caseload_ids import search_ids
from broker_tui.store.store import Store
from tests.conftest import MakeCitizen

TODAY = date(2026, 11, 16)
YESTERDAY, LAST_YEAR = TODAY - timedelta(days=1), date(2025, 11, 1)
ALL = CaseloadFilter(exited=None)


class Known(NamedTuple):
    """A database with five citizens, and the names of all its ids."""

    store: Store
    names: dict[str, str]

    def listed(self, filter: CaseloadFilter = ALL, column: str = "name", *, descending: bool = False) -> list[str]:  # noqa: A002
        order = CaseloadOrder(CaseloadColumn(column), descending)
        return [self.names[citizen_id] for citizen_id in caseload_ids(self.store, TODAY, filter, order)]

    def found(self, text: str) -> set[str]:
        return {self.names[citizen_id] for citizen_id in search_ids(self.store, text)}


@pytest.fixture
def known(store: Store, make_citizen: MakeCitizen) -> Known:
    def contact(number: int, on: date, note: str = "") -> Contact:
        return Contact(id=f"contact-{number}", on=on, note=note)

    cases = [
        Case(
            citizen=make_citizen(name="Åse Ørsted", cpr="6101801000"),
            brokers=(BrokerAssignment(id="b1", broker_id="ida", started_on=LAST_YEAR),),
            groups=(GroupMembership(id="g1", group=Group.INTERVENTION, started_on=LAST_YEAR),),
            steps=(StepPeriod(id="s1", step=Step.TOWARDS_JOB, started_on=LAST_YEAR),),
            contacts=(contact(1, YESTERDAY, "Dårlig søvn, ondt i ryggen"),),
        ),
        Case(
            citizen=make_citizen(name="Bo Holm", remark="Vil gerne køre truck"),
            brokers=(
                BrokerAssignment(id="b2", broker_id="ida", started_on=LAST_YEAR, ended_on=YESTERDAY),
                BrokerAssignment(id="b3", broker_id="aage", started_on=TODAY),
            ),
            groups=(GroupMembership(id="g2", group=Group.REHABILITATION, started_on=LAST_YEAR),),
            markers=(PersonMarker(id="m1", marker=Marker.REHAB, started_on=LAST_YEAR),),
            contacts=(contact(2, LAST_YEAR),),
        ),
        Case(
            citizen=make_citizen(name="Ægir Bæk"),
            groups=(GroupMembership(id="g3", group=Group.INTERVENTION, started_on=LAST_YEAR, ended_on=YESTERDAY),),
            exemptions=(Exemption(id="e1", type="barsel", started_on=LAST_YEAR, ended_on=TODAY),),
            tasks=(Task(id="t1", text="Send CV til Ågård", agreed_on=TODAY),),
        ),
        Case(
            citizen=make_citizen(name="Øjvind Aagaard"),
            steps=(StepPeriod(id="s2", step=Step.COMPANY, started_on=TODAY),),
            placements=(
                Placement(id="p1", kind=PlacementKind.INTERNSHIP, company="Rema 1000 Vejle", started_on=LAST_YEAR),
            ),
            job_goals=(JobGoal(id="j1", text="lagermedarbejder", on=LAST_YEAR),),
        ),
        Case(
            citizen=make_citizen(name="Zoë Müller"),
            exits=(ProgrammeExit(id="x1", reason=ExitReason.MOVED, on=LAST_YEAR),),
        ),
    ]
    with act(store, "imported", who="me") as written:
        written.add_broker(Broker(id="ida", name="Ida Å"))
        written.add_broker(Broker(id="aage", name="Aage B"))
        ids = written.add_cases(cases)
    return Known(store, {i: case.citizen.name.split()[0] for i, case in zip(ids, cases, strict=True)})


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (CaseloadFilter(), ["Bo", "Ægir", "Øjvind", "Åse"]),
        (ALL, ["Bo", "Zoë", "Ægir", "Øjvind", "Åse"]),
        (CaseloadFilter(exited=True), ["Zoë"]),
        (CaseloadFilter(broker_id="ida"), ["Åse"]),
        (CaseloadFilter(broker_id="aage"), ["Bo"]),
        (CaseloadFilter(broker_id=""), ["Ægir", "Øjvind"]),
        (CaseloadFilter(group=Group.INTERVENTION), ["Åse"]),
        (CaseloadFilter(group=Group.REHABILITATION), ["Bo"]),
        (CaseloadFilter(no_group=True), ["Ægir", "Øjvind"]),
        (CaseloadFilter(marker=Marker.REHAB), ["Bo"]),
        (CaseloadFilter(marker=Marker.STEP_UP), []),
        (CaseloadFilter(exemption="barsel"), ["Ægir"]),
        (CaseloadFilter(exemption="other"), []),
        (CaseloadFilter(any_exemption=True), ["Ægir"]),
        (CaseloadFilter(any_exemption=False), ["Bo", "Øjvind", "Åse"]),
        (CaseloadFilter(step=Step.COMPANY), ["Øjvind"]),
        (CaseloadFilter(group=Group.INTERVENTION, broker_id="ida", text="søvn"), ["Åse"]),
        (CaseloadFilter(group=Group.REHABILITATION, text="søvn"), []),
    ],
)
def test_a_filter_keeps_who_fits_on_the_day(
    known: Known, asked: CaseloadFilter, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert known.listed(asked) == expected
    by_column = {column: known.listed(asked, column) for column in CaseloadColumn}
    assert {tuple(sorted(names)) for names in by_column.values()} == {tuple(sorted(expected))}
    # Many are picked from a list of all, a few are read by their ids: both give the same.
    monkeypatch.setattr(chosen, "SCAN_FROM", 0)
    assert {column: known.listed(asked, column) for column in CaseloadColumn} == by_column


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("åse", {"Åse"}),
        ("AASE", {"Åse"}),
        ("oersted", {"Åse"}),
        ("gaard", {"Øjvind"}),
        ("aagaard", {"Øjvind", "Ægir"}),
        ("muller", {"Zoë"}),
        ("müller", {"Zoë"}),
        ("søvn", {"Åse"}),
        ("sovn", set()),
        ("rygg", {"Åse"}),
        ("yggen", set()),
        ("rema vejle", {"Øjvind"}),
        ("øjvind lager", {"Øjvind"}),
        ("bo lager", set()),
        ("truck", {"Bo"}),
        ("cv", set()),
        ("send cv", set()),
        ("610180", {"Åse"}),
        ("610180-1000", {"Åse"}),
        ("6101801001", set()),
        ("", set()),
        ('"', set()),
        ("søvn* OR bo", set()),
        ("(søvn", {"Åse"}),
        ("%_\\", set()),
        ("🙂", set()),
    ],
)
def test_search_folds_letters_and_joins_words_across_texts(known: Known, text: str, expected: set[str]) -> None:
    assert known.found(text) == expected


@pytest.mark.parametrize(
    ("column", "upwards", "downwards"),
    [
        ("name", ["Bo", "Zoë", "Ægir", "Øjvind", "Åse"], ["Åse", "Øjvind", "Ægir", "Zoë", "Bo"]),
        ("group", ["Åse", "Bo", "Zoë", "Ægir", "Øjvind"], ["Bo", "Åse", "Zoë", "Ægir", "Øjvind"]),
        ("step", ["Åse", "Øjvind", "Bo", "Zoë", "Ægir"], ["Øjvind", "Åse", "Bo", "Zoë", "Ægir"]),
        ("broker", ["Åse", "Bo", "Zoë", "Ægir", "Øjvind"], ["Bo", "Åse", "Zoë", "Ægir", "Øjvind"]),
        ("exemption", ["Ægir", "Bo", "Zoë", "Øjvind", "Åse"], ["Ægir", "Bo", "Zoë", "Øjvind", "Åse"]),
        ("company", ["Øjvind", "Bo", "Zoë", "Ægir", "Åse"], ["Øjvind", "Bo", "Zoë", "Ægir", "Åse"]),
        ("last_contact", ["Bo", "Åse", "Zoë", "Ægir", "Øjvind"], ["Åse", "Bo", "Zoë", "Ægir", "Øjvind"]),
    ],
)
def test_who_has_nothing_in_the_column_comes_last(
    known: Known, column: str, upwards: list[str], downwards: list[str]
) -> None:
    assert known.listed(column=column) == upwards
    assert known.listed(column=column, descending=True) == downwards


def test_every_column_lists_everyone_once(known: Known) -> None:
    for column in CaseloadColumn:
        assert sorted(known.listed(column=column)) == sorted(known.names.values())
