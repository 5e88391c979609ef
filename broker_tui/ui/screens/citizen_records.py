"""Where a citizen stands, as dated lists: steps, groups, exemptions, markers, brokers and the rest."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from broker_tui.domain.dates import covers
from broker_tui.ui.screens.citizen_sheet import Line, Scene, Sheet
from broker_tui.ui.screens.form_paper import Errand
from broker_tui.ui.text import one_line
from broker_tui.ui.widgets.table_columns import Column

ADDABLE: Final = (
    "contact",
    "task",
    "week_excuse",
    "approach",
    "placement",
    "follow_up",
    "hours",
    "job_goal",
    "cv",
    "searchable",
    "resources",
    "network_contact",
    "min_plan_broker",
    "consent",
    "self_support",
    "take_over",
    "parallel",
    "step",
    "exemption",
    "group_assign",
    "rehab",
    "marker",
    "broker_assign",
    "readiness",
    "senior_pension",
    "talk",
    "network",
    "exit",
    "return",
)
"""The acts offered on a citizen's page, the frequent ones first."""


class Family(NamedTuple):
    """One kind of record.

    Attributes:
        name: where they stand in a case; `ui.citizen.family.<name>` words them.
        adds: the act that adds one.
        changes: the act that corrects one; empty when it is removed and entered anew.
        said: words one.
    """

    name: str
    adds: str
    changes: str
    said: Callable[[Scene, Any], str]


def _code(enum: str, attribute: str) -> Callable[[Scene, Any], str]:
    return lambda scene, record: scene.house.words.code(enum, getattr(record, attribute))


def _exemption(scene: Scene, record: Any) -> str:  # noqa: ANN401 - every family has its own record
    kinds = scene.house.desk.programme(scene.page.case.citizen.edition).exemptions
    return kinds[record.type].label if record.type in kinds else str(record.type)


def _talk(scene: Scene, record: Any) -> str:  # noqa: ANN401
    parts = [record.caseworker]
    if record.outcome is not None:
        parts.append(scene.house.words.code("group_long", record.outcome))
    return ", ".join(part for part in parts if part) or scene.house.words("ui.citizen.talk")


def _exit(scene: Scene, record: Any) -> str:  # noqa: ANN401
    said = scene.house.words.code("exit_reason", record.reason)
    if record.returned_on is None:
        return said
    return f"{said}, {scene.house.words('ui.citizen.returned', on=record.returned_on)}"


FAMILIES: Final = (
    Family("steps", "step", "span_change", _code("step", "step")),
    Family("groups", "group_assign", "span_change", _code("group_long", "group")),
    Family("exemptions", "exemption", "exemption_change", _exemption),
    Family("markers", "marker", "marker_change", _code("marker", "marker")),
    Family(
        "brokers", "broker_assign", "span_change", lambda scene, one: scene.brokers.get(one.broker_id, one.broker_id)
    ),
    Family("readiness", "readiness", "readiness", _code("readiness", "readiness")),
    Family("senior_pension", "senior_pension", "", _code("senior_pension", "status")),
    Family("talks", "talk", "", _talk),
    Family("exits", "exit", "", _exit),
)


def records(scene: Scene) -> Sheet:
    """Return every family that has something, and what a case in group 2 has come to."""
    words = scene.house.words
    sheet = Sheet(
        (
            Column("sign", "", 1, sortable=False),
            Column("what", "", 30, minimum=16, grow=1, gap=1, sortable=False),
            Column("when", "", 26, minimum=22, sortable=False),
            Column("more", "", 20, minimum=8, grow=1, drop=1, sortable=False),
        )
    )
    for family in FAMILIES:
        held: Sequence[Any] = getattr(scene.page.case, family.name)
        if held:
            sheet.head(words(f"ui.citizen.family.{family.name}"))
            ordered = sorted(held, key=lambda one: (_start(one), one.id), reverse=True)
            sheet.lines += [_record(scene, family, one) for one in ordered]
    sheet.head(words("ui.citizen.family.rehab"))
    sheet.lines += list(_rehab(scene))
    return sheet


def _record(scene: Scene, family: Family, record: Any) -> Line:  # noqa: ANN401
    house, today = scene.house, scene.house.desk.today
    has_span = hasattr(record, "ended_on")
    now = has_span and covers(record.started_on, record.ended_on, today)
    values: dict[str, object] = {}
    errand = Errand(family.changes, scene.citizen_id, record.id) if family.changes else None
    if family.changes == "readiness":
        errand = Errand("readiness", scene.citizen_id)
        values = {"readiness": record.readiness, "started_on": record.started_on}
    return Line(
        f"{family.name}:{record.id}",
        {
            "sign": ((house.signs.right if now else " ", "accent"),),
            "what": ((one_line(family.said(scene, record)), "" if now or not has_span else "muted"),),
            "when": ((_when(scene, record), "" if now else "muted"),),
            "more": ((one_line(getattr(record, "note", "")), "muted"),),
        },
        errand=errand,
        values=values,
        record_id=record.id,
        adds=family.adds,
    )


def _start(record: Any) -> date:  # noqa: ANN401
    start: date = record.started_on if hasattr(record, "started_on") else record.on
    return start


def _when(scene: Scene, record: Any) -> str:  # noqa: ANN401
    words, today = scene.house.words, scene.house.desk.today
    start = words.date(_start(record), today)
    if not hasattr(record, "ended_on"):
        return start
    if record.ended_on is None:
        return words("ui.citizen.from", start=start)
    return words("ui.citizen.span", start=start, end=words.date(record.ended_on, today))


def _rehab(scene: Scene) -> list[Line]:
    words, person, today = scene.house.words, scene.page.case.citizen, scene.house.desk.today

    def day(value: date | None) -> str:
        return words.date(value, today) if value else words.code("day", None)

    facts = (
        ("assessment", words.code("rehab_target", person.assessment)),
        ("rehab_plan_started_on", day(person.rehab_plan_started_on)),
        ("rehab_team_on", day(person.rehab_team_on)),
        ("rehab_outcome", words.code("rehab_target", person.rehab_outcome)),
    )
    errand = Errand("rehab", scene.citizen_id)
    lines = [
        Line(f"rehab:{name}", {"what": ((words(f"form.rehab.{name}.label"), "muted"),), "when": said}, errand=errand)
        for name, said in facts
    ]
    wish = words.code("network_wish", person.network_wish)
    lines.append(
        Line(
            "network",
            {"what": ((words("form.network.network_wish.label"), "muted"),), "when": wish},
            errand=Errand("network", scene.citizen_id),
        )
    )
    return lines
