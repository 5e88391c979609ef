"""The history of a citizen: the journal in plain words, each entry unfolding field by field, old and new."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from broker_tui.domain import entries, entries_company, entries_goal, entries_placement, entries_step
from broker_tui.domain.form_spec import FieldSpec, form_spec
from broker_tui.ui.screens.citizen_sheet import Line, Scene, Sheet
from broker_tui.ui.text import Spans, fit, one_line
from broker_tui.ui.widgets.table_columns import Column

if TYPE_CHECKING:
    from broker_tui.store.journal import JournalEntry, RowChange

PAGE: Final = 60
MOST_FIELDS: Final = 12
VALUE_CELLS: Final = 60

# The form whose words name the columns of each table, and its fields.
_FORMS: Final[Mapping[str, tuple[type[entries.Entry], ...]]] = {
    "citizen": (
        entries.NewCitizenEntry,
        entries.RehabEntry,
        entries_goal.ResourcesEntry,
        entries_goal.MinPlanBrokerEntry,
    ),
    "contact": (entries.ContactChangeEntry,),
    "task": (entries.TaskEntry,),
    "week_excuse": (entries.WeekExcuseEntry,),
    "exemption": (entries.ExemptionEntry,),
    "group_membership": (entries.GroupEntry,),
    "person_marker": (entries.MarkerEntry,),
    "readiness_period": (entries.ReadinessEntry,),
    "senior_pension_event": (entries.SeniorPensionEntry,),
    "clarification_talk": (entries.TalkEntry,),
    "programme_exit": (entries.ExitEntry, entries.ReturnEntry),
    "placement": (entries_placement.PlacementEntry,),
    "step_period": (entries_step.StepEntry, entries.SpanEntry),
    "job_goal": (entries_goal.JobGoalEntry,),
    "network_contact": (entries_goal.NetworkContactEntry,),
    "cv_event": (entries_goal.CvEntry,),
    "cv_searchable": (entries_goal.SearchableEntry,),
    "company": (entries_company.CompanyEntry,),
    "approach": (entries_company.ApproachEntry,),
    "follow_up": (entries_placement.FollowUpChangeEntry,),
    "worked_hours": (entries_placement.HoursEntry,),
    "consent": (entries_step.ConsentEntry,),
    "self_support": (entries_step.SelfSupportChangeEntry,),
    "parallel_measure": (entries_step.ParallelEntry,),
    "broker_assignment": (entries.AssignmentEntry, entries.SpanEntry),
}
_FIELD_OF_COLUMN: Final = {"on_day": "on", "group_code": "group", "transferred_on": "transferred"}
_LOOKED: Final = "citizen_viewed"
_NOTHING: Final = (None, "", 0, "[]")
_UNSHOWN: Final = frozenset({"id", "citizen_id", "contact_id", "search_name", "sort_name"})


def history(scene: Scene, found: "Sequence[JournalEntry]") -> Sheet:
    """Return journal entries, newest first; looks at the page in a row stand on one line, each print on its own."""
    sheet = Sheet(
        (
            Column("when", "", 15, minimum=15, gap=1, sortable=False),
            Column("who", "", 16, minimum=8, drop=1, sortable=False),
            Column("what", "", 40, minimum=20, grow=1, sortable=False),
        )
    )
    before: JournalEntry | None = None
    for entry in found:
        looked = entry.code == _LOOKED and before is not None and before.code == _LOOKED and before.who == entry.who
        if not looked:
            sheet.lines.append(_entry(scene, entry))
        before = entry
    sheet.empty = [(), (("  ", ""), (scene.house.words("ui.empty.history"), ""))]
    return sheet


def _entry(scene: Scene, entry: "JournalEntry") -> Line:
    words = scene.house.words
    local = entry.at.astimezone()
    said = words(f"act.{entry.code}", **entry.params)
    if entry.kind == "undo":
        said = words("ui.undone", act=said)
    elif entry.kind == "redo":
        said = words("ui.redone", act=said)
    quiet = "muted" if entry.kind == "view" else ""
    return Line(
        f"journal:{entry.seq}",
        {
            "when": ((f"{words.date(local.date(), scene.house.desk.today)} {local:%H:%M}", "muted"),),
            "who": ((one_line(scene.brokers.get(entry.who, entry.who)), "muted"),),
            "what": ((said, quiet),),
        },
        detail=_details(scene, entry.changes),
    )


def _details(scene: Scene, changes: "Sequence[RowChange]") -> list[Spans]:
    lines: list[Spans] = []
    several = len(changes) > 1
    for change in changes:
        if several:
            kind = scene.house.words.code("record_kind", change.table) if change.table != "citizen" else ""
            if kind:
                lines.append((("     ", ""), (kind, "muted")))
        lines += list(_fields(scene, change))
    more = len(lines) - MOST_FIELDS
    if more > 0:
        lines = [*lines[:MOST_FIELDS], (("     ", ""), (scene.house.words("ui.citizen.more_fields", n=more), "muted"))]
    return lines


def _fields(scene: Scene, change: "RowChange") -> Iterator[Spans]:
    before, after = change.before or {}, change.after or {}
    for column in dict.fromkeys((*before, *after)):
        old, new = before.get(column), after.get(column)
        label = _label(scene, change.table, column)
        if old == new or not label or (old in _NOTHING and new in _NOTHING):
            continue
        room = max(min((scene.width - 30) // 2, VALUE_CELLS), 12)
        was, became = (fit(one_line(_said(scene, change.table, column, value)), room) for value in (old, new))
        spans: list[tuple[str, str]] = [("     ", ""), (f"{label}: ", "muted")]
        if change.before is not None:
            spans.append((was or scene.house.words.code("day", None), "struck" if change.after is not None else ""))
        if change.before is not None and change.after is not None:
            spans.append((f" {scene.house.signs.right} ", "muted"))
        if change.after is not None:
            spans.append((became or scene.house.words.code("day", None), ""))
        yield tuple(spans)


def _item(one: Any) -> str:  # noqa: ANN401 - whatever the journal holds
    """Return one of several texts; a task to be mastered holds its text among other things."""
    return str(one.get("text", "")) if isinstance(one, dict) else str(one)


def _field(table: str, column: str) -> tuple[FieldSpec, str] | None:
    """Return the field that words a column, and the form it stands in."""
    name = _FIELD_OF_COLUMN.get(column, column)
    for model in _FORMS.get(table, ()):
        if name in model.model_fields:
            spec = form_spec(model)
            return spec.field(name), spec.code
    return None


def _label(scene: Scene, table: str, column: str) -> str:
    found = None if column in _UNSHOWN else _field(table, column)
    return scene.house.words(f"form.{found[1]}.{found[0].name}.label") if found else ""


def _said(scene: Scene, table: str, column: str, value: Any) -> str:  # noqa: ANN401 - whatever the journal holds
    words = scene.house.words
    found = _field(table, column)
    if value is None or value == "" or found is None:
        return ""
    field = found[0]
    if field.kind in {"choices", "lines"}:
        held = json.loads(str(value))
        return ", ".join(words.code(field.enum, one) if field.enum else _item(one) for one in held)
    if column == "cpr":
        from broker_tui.domain.cpr import mask

        return mask(str(value))
    if column == "broker_id":
        return scene.brokers.get(str(value), str(value))
    if field.choices_from == "exemptions":
        kinds = scene.house.desk.programme(scene.page.case.citizen.edition).exemptions
        return kinds[value].label if value in kinds else str(value)
    if field.kind == "date" or column.endswith(("_on", "on_day")):
        return words.date(date.fromisoformat(str(value)), scene.house.desk.today)
    if field.enum:
        return words.code(field.enum, value)
    if field.kind in {"flag", "yes_no"}:
        return words.yes_no(bool(value))
    return str(value)
