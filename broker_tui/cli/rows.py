"""The caseload as lines: who fits the filters, with the same signs, weeks and next dates as on the screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.cli.documents import citizen_document, finding_document, iso
from broker_tui.cli.session import Session
from broker_tui.domain.codes import LEVEL_ORDER, Group, Level, Marker, Step
from broker_tui.domain.cpr import mask, written
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.finding import Finding
from broker_tui.domain.weeks import WeekStatus
from broker_tui.i18n import Words

if TYPE_CHECKING:
    from broker_tui.exchange.lists import ListCell
    from broker_tui.store.caseload import CaseloadRow
    from broker_tui.store.caseload_ids import CaseloadFilter

_COLUMNS: Final = (
    "state",
    "name",
    "cpr",
    "group",
    "step",
    "since",
    "broker",
    "last_contact",
    "week",
    "next",
    "company",
)

_LISTED: Final = (
    "name",
    "cpr",
    "phone",
    "enrolled",
    "group",
    "exemption",
    "exempt_until",
    "step",
    "step_from",
    "broker",
    "last_contact",
    "medium",
    "week",
    "state",
    "next",
    "company",
    "exited",
)


class Asked(NamedTuple):
    """What the options ask for."""

    broker: str | None = None
    group: str | None = None
    marker: str | None = None
    exempt: bool | None = None
    step: str | None = None
    state: str | None = None
    week_state: str | None = None
    exited: bool | None = False
    search: str = ""
    sort: str = "name"
    reverse: bool = False


def everybody() -> Asked:
    """Ask for all citizens, those who have left included."""
    return Asked(broker="all", exited=None)


class CaseloadLine(NamedTuple):
    """One citizen of the list with what the day's judgement says about her."""

    row: "CaseloadRow"
    worst: Level | None
    next_due: Finding | None
    week: WeekStatus


def _filter(session: Session, asked: Asked) -> "CaseloadFilter":
    from broker_tui.store.caseload_ids import CaseloadFilter

    return CaseloadFilter(
        group=Group(asked.group) if asked.group and asked.group != "none" else None,
        no_group=asked.group == "none",
        marker=Marker(asked.marker) if asked.marker else None,
        any_exemption=asked.exempt,
        step=Step(int(asked.step)) if asked.step else None,
        broker_id=session.broker(asked.broker) if asked.broker else None,
        exited=asked.exited,
        text=asked.search,
    )


def caseload_lines(session: Session, asked: Asked) -> list[CaseloadLine]:
    """Return the lines that fit, in the order asked for; one's own citizens when no broker is named."""
    from broker_tui.casework.overview import judge_caseload
    from broker_tui.casework.scope import own_ids
    from broker_tui.casework.weeks import week_grid
    from broker_tui.store.caseload import caseload_rows
    from broker_tui.store.caseload_ids import caseload_ids

    desk = session.desk
    ids = caseload_ids(desk.store, desk.today, _filter(session, asked))
    if asked.broker is None and asked.exited is False:
        own = set(own_ids(desk))
        ids = [citizen_id for citizen_id in ids if citizen_id in own]
    overview = judge_caseload(desk, ids)
    this = IsoWeek.of(desk.today)
    weeks = {row.citizen_id: row.statuses[0] for row in week_grid(desk, ids, this, this)}
    lines = [
        CaseloadLine(row, overview.worst(row.id), overview.next_due(row.id), weeks[row.id])
        for row in caseload_rows(desk.store, ids, desk.today)
    ]
    fitting = [
        line
        for line in lines
        if asked.state in {None, line.worst or "none"} and asked.week_state in {None, line.week.state}
    ]
    return _sorted(session, fitting, asked)


def _sorted(session: Session, lines: list[CaseloadLine], asked: Asked) -> list[CaseloadLine]:
    """Return the lines by the column asked for; who has nothing in it comes last either way."""
    from broker_tui.store.caseload_ids import CaseloadColumn, CaseloadOrder, caseload_ids

    if asked.sort == "state":
        return sorted(lines, key=lambda line: LEVEL_ORDER[line.worst or Level.INFO], reverse=asked.reverse)
    order = CaseloadOrder(CaseloadColumn(asked.sort), descending=asked.reverse)
    places = {
        citizen_id: place
        for place, citizen_id in enumerate(caseload_ids(session.desk.store, session.desk.today, order=order))
    }
    return sorted(lines, key=lambda line: places.get(line.row.id, len(places)))


def caseload_document(session: Session, lines: Sequence[CaseloadLine], *, with_cpr: bool) -> dict[str, object]:
    """Return the list as JSON."""
    return {
        "today": iso(session.desk.today),
        "citizens": [
            {
                **citizen_document(line.row, with_cpr=with_cpr),
                "state": line.worst.value if line.worst else None,
                "week_state": line.week.state.value,
                "next_due": finding_document(session.words, line.next_due) if line.next_due else None,
            }
            for line in lines
        ],
    }


def caseload_table(session: Session, lines: Sequence[CaseloadLine]) -> list[list[str]]:
    """Return the list as it is read: the headers first, CPR numbers masked, dates and durations short."""
    words = session.words
    return [[words(f"cli.column.{name}") for name in _COLUMNS], *(_cells(session, line) for line in lines)]


def _cells(session: Session, line: CaseloadLine) -> list[str]:
    words, row, today = session.words, line.row, session.desk.today
    return [
        words.code("level", line.worst) if line.worst else "",
        row.name,
        mask(row.cpr),
        words.code("group", row.group) if row.group else "",
        words.code("step_short", row.step) if row.step else "",
        "" if row.step_started_on is None else words.weeks((today - row.step_started_on).days // 7),
        row.broker_name or "",
        words.date(row.last_contact_on, today) if row.last_contact_on else "",
        words.code("week_state", line.week.state),
        _next(words, line),
        row.company,
    ]


def caseload_list(
    session: Session, lines: Sequence[CaseloadLine], *, with_cpr: bool
) -> "tuple[list[str], list[list[ListCell]]]":
    """Return the list for a spreadsheet: headers, and rows with real dates; CPR numbers only when asked for."""
    names = [name for name in _LISTED if name != "cpr" or with_cpr]
    listed = [_values(session, line) for line in lines]
    return [session.words(f"cli.column.{name}") for name in names], [[row[name] for name in names] for row in listed]


def _values(session: Session, line: CaseloadLine) -> "dict[str, ListCell]":
    words, row = session.words, line.row
    exemption = session.desk.programme(row.edition).exemptions.get(row.exemption or "")
    return {
        "name": row.name,
        "cpr": written(row.cpr),
        "phone": row.phone,
        "enrolled": row.enrolled_on,
        "group": words.code("group", row.group) if row.group else "",
        "exemption": exemption.label if exemption else "",
        "exempt_until": row.exemption_ends_on,
        "step": words.code("step_short", row.step) if row.step else "",
        "step_from": row.step_started_on,
        "broker": row.broker_name or "",
        "last_contact": row.last_contact_on,
        "medium": words.code("contact_medium", row.last_contact_medium) if row.last_contact_medium else "",
        "week": words.code("week_state", line.week.state),
        "state": words.code("level", line.worst) if line.worst else "",
        "next": _next(words, line),
        "company": row.company,
        "exited": row.exited_on,
    }


def _next(words: Words, line: CaseloadLine) -> str:
    due = line.next_due
    return "" if due is None else words(f"finding.{due.code}.title", **due.params)
