"""What a file says otherwise than the database, and whether that is news or an old list against newer work."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from broker_tui.casework.import_plan import Change, FileCitizen
from broker_tui.casework.import_rows import FilePlacement
from broker_tui.domain.broker import BrokerAssignment
from broker_tui.domain.case import Case
from broker_tui.domain.danish import fold
from broker_tui.domain.dates import covers
from broker_tui.domain.group import Exemption, GroupMembership
from broker_tui.domain.placement import Placement
from broker_tui.domain.progress import StepPeriod

if TYPE_CHECKING:
    from broker_tui.store.imported import ImportedRow

OWN: Final = (
    "name",
    "phone",
    "email",
    "address",
    "home_municipality",
    "enrolled_on",
    "edition",
    "benefit",
    "caseworker",
    "is_provider",
    "remark",
)
"""Fields of the file that are the citizen's own data, under the same name."""

Spanned = TypeVar("Spanned", bound=BrokerAssignment | GroupMembership | StepPeriod | Exemption)


class Following(NamedTuple):
    """A dated fact of which one holds at a time: where it stands in the file, the case and the journal."""

    field: str
    from_field: str
    case_field: str
    attribute: str
    table: str
    column: str


FOLLOWING: Final = (
    Following("group", "group_from", "groups", "group", "group_membership", "group_code"),
    Following("step", "step_from", "steps", "step", "step_period", "step"),
    Following("broker", "broker_from", "brokers", "broker_id", "broker_assignment", "broker_id"),
)


class Base:
    """What imports have last said of one citizen: news is what differs from it."""

    def __init__(self, rows: "Sequence[ImportedRow]" = ()) -> None:
        self.own: dict[str, object] = {}
        self.latest: dict[str, dict[str, object]] = {}
        self.all: dict[str, list[Mapping[str, object]]] = {}
        for row in rows:
            before = row.before or {}
            changed = {name: value for name, value in row.after.items() if name not in before or before[name] != value}
            if row.table == "citizen":
                self.own = {**changed, **self.own}
            else:
                self.latest[row.table] = {**changed, **self.latest.get(row.table, {})}
                if row.before is None:
                    self.all.setdefault(row.table, []).append(row.after)

    def said(self, table: str, **values: object) -> bool:
        """Tell whether the last thing an import said there holds these values."""
        latest = self.latest.get(table)
        return latest is not None and all(latest.get(name) == _stored(value) for name, value in values.items())

    def ever_said(self, table: str, **values: object) -> bool:
        """Tell whether an import has ever added a row with these values."""
        wanted = {name: _stored(value) for name, value in values.items()}
        return any(all(row.get(name) == value for name, value in wanted.items()) for row in self.all.get(table, []))


def _stored(value: object) -> object:
    """Return a value as the journal holds it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def current(spans: Iterable[Spanned], today: date) -> Spanned | None:
    """Return what holds today; failing that, the next to begin."""
    listed = sorted(spans, key=lambda span: (span.started_on, span.id))
    running = [span for span in listed if covers(span.started_on, span.ended_on, today)]
    if running:
        return running[-1]
    return next((span for span in listed if span.started_on > today), None)


def seen_state(case: Case) -> int:
    """Return a number that tells whether what an import may touch is still as it was."""
    dated = (case.brokers, case.groups, case.exemptions, case.markers, case.placements, case.steps, case.job_goals)
    return hash((case.citizen, *dated))


def compare(file: FileCitizen, case: Case, base: Base, today: date, names: Mapping[str, str]) -> tuple[Change, ...]:
    """Return what the file would change about a known citizen.

    A field is no change when it says what is known, or what the last import said (no news). It is a conflict when
    what is known was entered here and not by an import. Empty cells are not in `file` and change nothing.

    Args:
        file: the row.
        case: the citizen as known.
        base: what imports have last said of her.
        today: the day of the import.
        names: the names of brokers by id.
    """
    changes = [*_own(file, case, base)]
    for kind in FOLLOWING:
        changes += _following(kind, file, case, base, today, names)
    changes += _exemption(file, case, base, today)
    changes += _markers(file, case, base, today)
    changes += _placement(file, case, base)
    changes += _job_goal(file, case, base)
    return tuple(changes)


def _own(file: FileCitizen, case: Case, base: Base) -> Iterable[Change]:
    for field in OWN:
        new = file.values.get(field)
        old = getattr(case.citizen, field)
        if new is None or new == old or (field in base.own and base.own[field] == _stored(new)):
            continue
        known = old not in {"", None}
        entered_here = known and base.own.get(field) != _stored(old)
        yield Change(field, old if known else None, new, entered_here)


def _following(
    kind: Following, file: FileCitizen, case: Case, base: Base, today: date, names: Mapping[str, str]
) -> Iterable[Change]:
    new, since = file.values.get(kind.field), file.values.get(kind.from_field)
    if new is None:
        return
    now = current(getattr(case, kind.case_field), today)
    old = getattr(now, kind.attribute) if now else None
    dated = {"started_on": since} if since else {}
    if base.said(kind.table, **{kind.column: new}, **dated):
        return
    if now and old == new:
        if isinstance(since, date) and since != now.started_on:
            swallows = any(since <= span.started_on < now.started_on for span in getattr(case, kind.case_field))
            entered_here = not base.said(kind.table, started_on=now.started_on)
            yield Change(kind.from_field, now.started_on, since, swallows or entered_here)
        return
    older = now is not None and isinstance(since, date) and since < now.started_on
    entered_here = now is not None and not base.said(kind.table, **{kind.column: old})
    shown = (names.get(str(old), old), names.get(str(new), new)) if kind.field == "broker" else (old, new)
    yield Change(kind.field, *shown, older or entered_here)


def _exemption(file: FileCitizen, case: Case, base: Base, today: date) -> Iterable[Change]:
    said = file.values.get("exemption")
    if not isinstance(said, tuple):
        return
    kind = str(said[0])
    start, end = file.values.get("exempt_from"), file.values.get("exempt_to")
    same = matching_exemption(file, case, today)
    if same is None:
        dated = {"started_on": start} if start else {}
        if base.ever_said("exemption", type=kind, **dated):
            return
        now = current(case.exemptions, today)
        entered_here = now is not None and not base.said("exemption", type=now.type)
        yield Change("exemption", now.type if now else None, kind, entered_here)
        return
    for field, column, known, new in (
        ("exempt_from", "started_on", same.started_on, start),
        ("exempt_to", "ended_on", same.ended_on, end),
    ):
        if isinstance(new, date) and new != known and not base.said("exemption", **{column: new}):
            yield Change(field, known, new, known is not None and not base.said("exemption", **{column: known}))


def matching_exemption(file: FileCitizen, case: Case, today: date) -> Exemption | None:
    """Return the exemption that a row speaks of: of its type and start, or of its type and in force today."""
    said, start = file.values.get("exemption"), file.values.get("exempt_from")
    kind = said[0] if isinstance(said, tuple) else None
    of_type = [one for one in case.exemptions if one.type == kind]
    exact = [one for one in of_type if one.started_on == start]
    return exact[-1] if exact else current(of_type, today)


def _markers(file: FileCitizen, case: Case, base: Base, today: date) -> Iterable[Change]:
    wanted = file.values.get("marker")
    if not isinstance(wanted, tuple):
        return
    held = tuple(one.marker for one in case.markers if one.ended_on is None or one.ended_on >= today)
    missing = [marker for marker in wanted if marker not in held and not base.ever_said("person_marker", marker=marker)]
    for marker in missing:
        yield Change("marker", held[-1] if held else None, marker)


def matching_placement(said: FilePlacement, case: Case) -> Placement | None:
    """Return the placement that a row speaks of: same kind, company and start."""
    for one in case.placements:
        if (one.kind, fold(one.company), one.started_on) == (said.kind, fold(said.company), said.started_on):
            return one
    return None


def _placement(file: FileCitizen, case: Case, base: Base) -> Iterable[Change]:
    said = file.values.get("placement")
    if not isinstance(said, FilePlacement):
        return
    same = matching_placement(said, case)
    if same is None:
        if not base.ever_said("placement", kind=said.kind, company=said.company, started_on=said.started_on):
            yield Change("placement", None, said.company or said.kind)
        return
    if said.ended_on and said.ended_on != same.ended_on and not base.said("placement", ended_on=said.ended_on):
        entered_here = same.ended_on is not None and not base.said("placement", ended_on=same.ended_on)
        yield Change("placement_to", same.ended_on, said.ended_on, entered_here)


def _job_goal(file: FileCitizen, case: Case, base: Base) -> Iterable[Change]:
    new = file.values.get("job_goal")
    old = case.job_goals[-1].text if case.job_goals else None
    if new is not None and new != old and not base.said("job_goal", text=new):
        yield Change("job_goal", old, new, old is not None and not base.said("job_goal", text=old))
