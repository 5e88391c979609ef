"""The two forms of a step-up: each save is a version, and the agreement's rows are what is agreed (R160, R176)."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

from broker_tui.casework.acting import acting, settle, the_case
from broker_tui.casework.desk import Desk, Done, Refused
from broker_tui.casework.status_text import status_overview
from broker_tui.casework.step_up import the_step_up
from broker_tui.domain import checks
from broker_tui.domain.checks.step_up_course import FIELDS
from broker_tui.domain.codes_step_up import AgreedKind, FormKind, ParticipantRole
from broker_tui.domain.entries_agreement import AgreedRow, AgreementEntry, MeasureRow
from broker_tui.domain.entries_preparation import PreparationEntry
from broker_tui.domain.finding import Problem
from broker_tui.domain.form_compare import lacking
from broker_tui.domain.form_spec import ROW_ID
from broker_tui.domain.step_up import AgreedItem, FormVersion, StepUp
from broker_tui.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from broker_tui.domain.case import Case
    from broker_tui.domain.entries_versioned import VersionedEntry
    from broker_tui.store.act import Act

SNAPSHOT: Final = "snapshot"
"""Among a version's values: who took part, which meetings there were and how the case stood when it was saved.

No field has this name.
"""

_TEXTS: Final = {
    "citizen_view": "citizen_challenges",
    "match_delayed_reason": "match_delayed_reason",
    "cooperation_reason": "cooperation_reason",
    "responsible_caseworker": "responsible_caseworker",
}
_FLAGS: Final = ("challenge_health", "challenge_family", "cooperation_insufficient")
_ROLES: Final = tuple(ParticipantRole)


def save_preparation(desk: Desk, citizen_id: str, step_up_id: str | None, entry: PreparationEntry) -> Done:
    """Add a version of the preparation form, and write to the step-up what the rules read of it (R160, C24).

    A form may be saved half filled in; what still lacks is warned about, and she cannot have approved it. Without a
    change since the newest version nothing is written.

    Raises:
        Refused: she approved a form that lacks something, or on a day to come; she feels neither challenge.
    """
    case = the_case(desk, citizen_id)
    before = the_step_up(case, step_up_id, desk.today)
    after = before.model_copy(update=_written_through(entry))
    _refuse_unmet(case, after, desk)
    version = _version(desk, case, before, FormKind.PREPARATION, entry, desk.today, entry.approved_on)
    warnings = settle(checks.check_preparation_form(version, case, desk.today)) + _what_lacks(entry)
    newest = next(iter(versions(case, before.id, FormKind.PREPARATION)), None)
    if newest is not None and _same(newest, version):
        return Done(citizen_id, newest.id, warnings)
    provider = case.citizen.is_provider
    with acting(desk, "preparation_saved", citizen_id, number=version.number) as act:
        act.change(citizen_id, after)
        if "is_provider" in _asked(entry) and entry.challenge_family and entry.is_provider is not provider:
            act.change_citizen(citizen_id, {"is_provider": entry.is_provider})
        act.add(citizen_id, version)
    return Done(citizen_id, version.id, warnings)


def save_agreement(desk: Desk, citizen_id: str, step_up_id: str | None, entry: AgreementEntry) -> Done:
    """Add a version of the agreement; each of its rows is something agreed, and what it lacks is dropped (R176).

    How far a row has come stays with it. Min Plan is written to the step-up (R177). Without a change since the newest
    version nothing is written.

    Raises:
        Refused: no meeting was held (R156), an answer of R164 lacks, or the dates do not fit.
    """
    case = the_case(desk, citizen_id)
    before = the_step_up(case, step_up_id, desk.today)
    asked = _asked(entry)
    known = {item.id: item for item in case.agreed_items if item.step_up_id == before.id and FIELDS[item.kind] in asked}
    agreed = _agreed(before.id, entry, known)
    rows = {field: [item.id for item in agreed if item.kind is kind] for kind, field in FIELDS.items()}
    version = _version(desk, case, before, FormKind.AGREEMENT, entry, entry.on, None, rows)
    after = before.model_copy(update={"min_plan_on": entry.min_plan_on}) if "min_plan_on" in asked else before
    warnings = _checked_agreement(desk, case, entry, version, agreed)
    if after != before:
        warnings += settle(checks.check_step_up_min_plan(after, _with(case, version), desk.today))
    warnings += _what_lacks(entry)
    dropped = _dropped(known.values(), agreed, desk.today)
    if dropped:
        warnings += (Problem("", "agreed_items_dropped", {"n": len(dropped)}),)
    newest = next(iter(versions(case, before.id, FormKind.AGREEMENT)), None)
    if newest is not None and _same(newest, version) and not dropped:
        return Done(citizen_id, newest.id, warnings)
    with acting(desk, "agreement_saved", citizen_id, number=version.number) as act:
        act.change(citizen_id, after)
        act.add(citizen_id, version)
        _written(act, citizen_id, known, (*agreed, *dropped))
    return Done(citizen_id, version.id, warnings)


def versions(case: "Case", step_up_id: str, form: FormKind) -> tuple[FormVersion, ...]:
    """Return the saved versions of a form, the newest first."""
    mine = (one for one in case.form_versions if one.step_up_id == step_up_id and one.form is form)
    return tuple(sorted(mine, key=lambda one: (one.number, one.id), reverse=True))


def rows_of(entry: AgreementEntry, kind: AgreedKind) -> tuple[AgreedRow | MeasureRow, ...]:
    """Return the rows of an agreement that hold things of one kind."""
    rows: tuple[AgreedRow | MeasureRow, ...] = getattr(entry, FIELDS[kind])
    return rows


def _agreed(step_up_id: str, entry: AgreementEntry, known: dict[str, AgreedItem]) -> tuple[AgreedItem, ...]:
    """Return what the rows of an agreement make: the item a row belongs to as it now reads, or a new one."""
    made: list[AgreedItem] = []
    taken: set[str] = set()
    for kind in FIELDS:
        for row in rows_of(entry, kind):
            item = None if row.id in taken else known.get(row.id)
            taken.add(row.id)
            said = {**row.model_dump(exclude={ROW_ID}), "kind": kind}
            if item is None:
                made.append(AgreedItem(id=new_id(), step_up_id=step_up_id, agreed_on=entry.on, **said))
            else:
                made.append(item.model_copy(update={**said, "dropped_on": None}))
    return tuple(made)


def _dropped(known: "Iterable[AgreedItem]", agreed: tuple[AgreedItem, ...], today: date) -> tuple[AgreedItem, ...]:
    """Return what an agreement leaves out that was part of it, as it reads from today."""
    kept = {item.id for item in agreed}
    gone = (item for item in known if item.id not in kept and item.dropped_on is None)
    return tuple(item.model_copy(update={"dropped_on": today}) for item in gone)


def _written(act: "Act", citizen_id: str, known: dict[str, AgreedItem], items: tuple[AgreedItem, ...]) -> None:
    for item in items:
        if item.id not in known:
            act.add(citizen_id, item)
        elif item != known[item.id]:
            act.change(citizen_id, item)


def _checked_agreement(
    desk: Desk, case: "Case", entry: AgreementEntry, version: FormVersion, agreed: tuple[AgreedItem, ...]
) -> tuple[Problem, ...]:
    decisions = checks.Decisions(entry.challenges, entry.needs_considerations, entry.needs_measures)
    checked = checks.check_agreement_form(version, decisions, agreed, case, desk.today, with_citizen=entry.with_citizen)
    return settle(checked)


def _written_through(entry: PreparationEntry) -> dict[str, object]:
    """Return what a preparation form says about its step-up; what is empty, or not asked, takes nothing away."""
    asked = _asked(entry)
    said: dict[str, object] = {name: getattr(entry, name) for name in (*_FLAGS, "network_wanted") if name in asked}
    return said | {name: getattr(entry, field) for name, field in _TEXTS.items() if getattr(entry, field)}


def _asked(entry: "VersionedEntry") -> frozenset[str]:
    """Return the fields that the form asks at all; one of one's own may leave some of ours out."""
    return frozenset(field.name for field in entry.spec().fields)


def _refuse_unmet(case: "Case", step_up: StepUp, desk: Desk) -> None:
    """Refuse a form that says that a condition of the step-up does not hold (R150)."""
    checked = checks.check_step_up(step_up, case, desk.programme(case.citizen.edition), desk.today)
    unmet = [problem for problem in checked.refused if problem.field in _FLAGS]
    if unmet:
        raise Refused(*unmet)


def _what_lacks(entry: "VersionedEntry") -> tuple[Problem, ...]:
    """Return the warning that a saved form lacks something.

    Raises:
        Refused: the citizen is said to have approved it.
    """
    fields = lacking(entry.spec(), entry.model_dump())
    if fields and getattr(entry, "approved_on", None) is not None:
        problem = Problem("approved_on", "approved_unfinished", {"n": len(fields)})
        raise Refused(problem, *(Problem(name, "needed_before_approval") for name in fields))
    return (Problem("", "form_unfinished", {"n": len(fields)}),) if fields else ()


def _version(
    desk: Desk,
    case: "Case",
    step_up: StepUp,
    form: FormKind,
    entry: "VersionedEntry",
    on: date,
    approved_on: date | None,
    rows: dict[str, list[str]] | None = None,
) -> FormVersion:
    """Return the next version of a form; `rows` are the ids that the rows of a field have."""
    values = _plain(entry, rows or {})
    numbers = (one.number for one in versions(case, step_up.id, form))
    return FormVersion(
        id=new_id(),
        step_up_id=step_up.id,
        form=form,
        number=max(numbers, default=0) + 1,
        on=on,
        saved_at=datetime.now(UTC),
        saved_by=desk.who,
        variant=type(entry).variant,
        values=values | {SNAPSHOT: _snapshot(desk, case, step_up)},
        approved_on=approved_on,
    )


def _plain(entry: "VersionedEntry", ids: dict[str, list[str]]) -> dict[str, Any]:
    """Return what an entry holds as plain JSON, each row with an id of its own."""
    values = entry.model_dump(mode="json")
    for field in entry.spec().fields:
        if field.rows is None or not field.rows.identified:
            continue
        given = ids.get(field.name) or [str(row[ROW_ID] or new_id()) for row in values[field.name]]
        values[field.name] = [row | {ROW_ID: id_} for row, id_ in zip(values[field.name], given, strict=True)]
    return values


def _snapshot(desk: Desk, case: "Case", step_up: StepUp) -> dict[str, Any]:
    """Return what a printed version says and the form does not ask: who takes part, and the meetings (F20, F22).

    The overview is kept as the case gives it, to tell whether the one in the form has been edited.
    """
    people = [one for one in case.participants if one.step_up_id == step_up.id]
    meetings = [one for one in case.step_up_meetings if one.step_up_id == step_up.id and one.held is not False]
    return {
        "people": [
            one.model_dump(mode="json", include={"id", "role", "name", "organisation", "reason", "reason_note"})
            for one in sorted(people, key=lambda one: (_ROLES.index(one.role), one.id))
        ],
        "meetings": [
            one.model_dump(mode="json", include={"id", "on", "at", "place", "held"})
            for one in sorted(meetings, key=lambda one: (one.on, one.id))
        ],
        "status_overview": status_overview(case, desk.programme(case.citizen.edition), desk.today),
    }


def _same(older: FormVersion, newer: FormVersion) -> bool:
    """Tell whether two versions say the same, whoever takes part by now."""
    held = [{name: value for name, value in one.values.items() if name != SNAPSHOT} for one in (older, newer)]
    return held[0] == held[1] and (older.variant, older.approved_on) == (newer.variant, newer.approved_on)


def _with(case: "Case", version: FormVersion) -> "Case":
    return case.model_copy(update={"form_versions": (*case.form_versions, version)})
