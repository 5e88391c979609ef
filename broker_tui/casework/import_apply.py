"""Writing what an import has found: new cases, and changes that never overwrite history."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from broker_tui.casework.import_compare import (
    FOLLOWING,
    OWN,
    Following,
    current,
    matching_exemption,
    matching_placement,
)
from broker_tui.casework.import_plan import FileCitizen, ImportOptions
from broker_tui.casework.import_rows import FilePlacement
from broker_tui.casework.spans import begin
from broker_tui.domain.broker import BrokerAssignment
from broker_tui.domain.case import Case
from broker_tui.domain.citizen import Citizen
from broker_tui.domain.codes import Group, Step
from broker_tui.domain.dates import covers
from broker_tui.domain.group import Exemption, GroupMembership, PersonMarker
from broker_tui.domain.model import Record
from broker_tui.domain.placement import Placement
from broker_tui.domain.progress import JobGoal, StepPeriod
from broker_tui.store.ids import new_id

if TYPE_CHECKING:
    from broker_tui.store.act import Act

AnyFollowing: TypeAlias = GroupMembership | StepPeriod | BrokerAssignment


def begins_on(file: FileCitizen, options: ImportOptions) -> date | None:
    """Return when a new citizen came into the programme, None when neither file nor options say."""
    day = file.values.get("enrolled_on")
    return day if isinstance(day, date) else options.start_on


def new_case(file: FileCitizen, options: ImportOptions, enrolled_on: date, today: date) -> Case:
    """Return the case of a citizen we do not know: group 1 unless the file says otherwise (R4)."""
    values = {"group": Group.INTERVENTION, "broker": options.broker_id, **file.values}
    own = {name: values[name] for name in OWN if name in values}
    citizen = Citizen.model_validate({"edition": options.edition, **own, "cpr": file.cpr, "enrolled_on": enrolled_on})
    parts: dict[str, list[Record]] = {}
    for kind in FOLLOWING:
        if values.get(kind.field):
            start = _day(values, kind.from_field, enrolled_on)
            parts[kind.case_field] = [_span(kind.field, values[kind.field], start)]
    if "exemption" in values:
        parts["exemptions"] = [_exemption(file, today)]
    markers = values.get("marker")
    if isinstance(markers, tuple):
        parts["markers"] = [PersonMarker(id=new_id(), marker=marker, started_on=enrolled_on) for marker in markers]
    if "placement" in values:
        parts["placements"] = [_placement(values["placement"])]
    if "job_goal" in values:
        parts["job_goals"] = [JobGoal(id=new_id(), text=str(values["job_goal"]), on=enrolled_on)]
    return Case.model_validate({"citizen": citizen, **{name: tuple(records) for name, records in parts.items()}})


def apply_changes(
    act: "Act", citizen_id: str, case: Case, file: FileCitizen, fields: Collection[str], today: date
) -> None:
    """Write the fields in which a known citizen changes; a dated fact begins anew and ends what held before it."""
    own = {name: file.values[name] for name in OWN if name in fields}
    if own:
        act.change_citizen(citizen_id, own)
    for kind in FOLLOWING:
        if kind.field in fields:
            _begin(act, citizen_id, case, file, kind, today)
        elif kind.from_field in fields:
            _move_start(act, citizen_id, case, file, kind, today)
    if "exemption" in fields:
        _begin_exemption(act, citizen_id, case, _exemption(file, today))
    elif "exempt_from" in fields or "exempt_to" in fields:
        _change_exemption(act, citizen_id, case, file, fields, today)
    _add_to_case(act, citizen_id, case, file, fields, today)


def _add_to_case(
    act: "Act", citizen_id: str, case: Case, file: FileCitizen, fields: Collection[str], today: date
) -> None:
    """Write what stands beside what is already there: markers, placements, job goals."""
    markers = file.values.get("marker")
    if "marker" in fields and isinstance(markers, tuple):
        held = {one.marker for one in case.markers if one.ended_on is None or one.ended_on >= today}
        for marker in markers:
            if marker not in held:
                act.add(citizen_id, PersonMarker(id=new_id(), marker=marker, started_on=today))
    said = file.values.get("placement")
    if "placement" in fields:
        act.add(citizen_id, _placement(said))
    elif "placement_to" in fields and isinstance(said, FilePlacement) and (same := matching_placement(said, case)):
        act.change(citizen_id, same.model_copy(update={"ended_on": said.ended_on}))
    if "job_goal" in fields:
        act.add(citizen_id, JobGoal(id=new_id(), text=str(file.values["job_goal"]), on=today))


def _begin(act: "Act", citizen_id: str, case: Case, file: FileCitizen, kind: Following, today: date) -> None:
    spans: Sequence[Any] = getattr(case, kind.case_field)
    # The group of somebody who has never had one is hers from the start; a step or a broker is not known to be.
    unknown = case.citizen.enrolled_on if kind.field == "group" and not spans else today
    new: Any = _span(kind.field, file.values[kind.field], _day(file.values, kind.from_field, unknown))
    # What began since then, where the user has chosen the file's word, never was.
    overruled = [span for span in spans if new.started_on < span.started_on <= today]
    for span in overruled:
        act.remove(citizen_id, type(span), span.id)
    begin(act, citizen_id, [span for span in spans if span not in overruled], new)


def _move_start(act: "Act", citizen_id: str, case: Case, file: FileCitizen, kind: Following, today: date) -> None:
    spans: Sequence[AnyFollowing] = getattr(case, kind.case_field)
    now = current(spans, today)
    start = file.values[kind.from_field]
    if now is None or not isinstance(start, date):
        return
    day_before = start - timedelta(days=1)
    for span in spans:
        ends_at_now = span.ended_on == now.started_on - timedelta(days=1)
        if span is now or span.started_on > now.started_on:
            continue
        if span.started_on >= start:
            act.remove(citizen_id, type(span), span.id)
        elif ends_at_now or covers(span.started_on, span.ended_on, start):
            act.change(citizen_id, span.model_copy(update={"ended_on": day_before}))
    act.change(citizen_id, now.model_copy(update={"started_on": start}))


def _begin_exemption(act: "Act", citizen_id: str, case: Case, new: Exemption) -> None:
    later = [one.started_on for one in case.exemptions if one.started_on > new.started_on]
    for one in case.exemptions:
        if one.started_on == new.started_on:
            act.remove(citizen_id, Exemption, one.id)
        elif covers(one.started_on, one.ended_on, new.started_on):
            act.change(citizen_id, one.model_copy(update={"ended_on": new.started_on - timedelta(days=1)}))
    if later and new.ended_on is None:
        new = new.model_copy(update={"ended_on": min(later) - timedelta(days=1)})
    act.add(citizen_id, new)


def _change_exemption(
    act: "Act", citizen_id: str, case: Case, file: FileCitizen, fields: Collection[str], today: date
) -> None:
    same = matching_exemption(file, case, today)
    names = {"exempt_from": "started_on", "exempt_to": "ended_on"}
    if same:
        update = {column: file.values[field] for field, column in names.items() if field in fields}
        act.change(citizen_id, same.model_copy(update=update))


def _day(values: Mapping[str, object], field: str, otherwise: date) -> date:
    day = values.get(field)
    return day if isinstance(day, date) else otherwise


def _span(field: str, value: object, start: date) -> AnyFollowing:
    if field == "group":
        return GroupMembership(id=new_id(), group=Group(str(value)), started_on=start)
    if field == "step":
        return StepPeriod(id=new_id(), step=Step(int(str(value))), started_on=start)
    return BrokerAssignment(id=new_id(), broker_id=str(value), started_on=start)


def _exemption(file: FileCitizen, today: date) -> Exemption:
    said, end = file.values["exemption"], file.values.get("exempt_to")
    kind, note = said if isinstance(said, tuple) else ("other", "")
    last = end if isinstance(end, date) else None
    start = _day(file.values, "exempt_from", min(today, last) if last else today)
    return Exemption(id=new_id(), type=kind, started_on=start, ended_on=last, note=note)


def _placement(said: object) -> Placement:
    if not isinstance(said, FilePlacement):
        raise TypeError
    return Placement(id=new_id(), **said._asdict())
