"""What the caseload list is narrowed to: a value that says itself in words and turns into the store's filter."""

from typing import TYPE_CHECKING, Final, NamedTuple, Self

from broker_tui.domain.codes import Group, Level, Marker, Step
from broker_tui.store.caseload_ids import CaseloadFilter
from broker_tui.ui.widgets.picker import Choice

if TYPE_CHECKING:
    from broker_tui.casework.desk import Desk
    from broker_tui.casework.overview import Overview
    from broker_tui.i18n import Words

ANY: Final = "any"
NONE: Final = "none"
GONE: Final = "gone"
ALL: Final = "all"


class Filters(NamedTuple):
    """Active filters, each empty when it asks nothing.

    Attributes:
        group: a group's code, or `none`.
        step: a step's number.
        marker: a marker's code.
        exemption: an exemption type, `any` or `none`.
        broker: a broker's id, or `none` for those without one.
        level: at least one finding of this level.
        week: `none` for those who lack this week's contact.
        exit: `gone` for those who have left, `all` for both.
    """

    group: str = ""
    step: str = ""
    marker: str = ""
    exemption: str = ""
    broker: str = ""
    level: str = ""
    week: str = ""
    exit: str = ""

    def toggled(self, coded: str) -> Self:
        """Return these filters with one more, `field=value`; the same one again takes it away."""
        field, _, value = coded.partition("=")
        return self._replace(**{field: "" if getattr(self, field) == value else value})

    @property
    def coded(self) -> set[str]:
        """The filters in force as `field=value`."""
        return {f"{field}={value}" for field, value in zip(self._fields, self, strict=True) if value}

    def for_store(self) -> CaseloadFilter:
        """Return the part the store can answer."""
        return CaseloadFilter(
            group=Group(self.group) if self.group and self.group != NONE else None,
            no_group=self.group == NONE,
            marker=Marker(self.marker) if self.marker else None,
            exemption=self.exemption if self.exemption not in {"", ANY, NONE} else None,
            any_exemption={ANY: True, NONE: False}.get(self.exemption),
            step=Step(int(self.step)) if self.step else None,
            broker_id=None if not self.broker else "" if self.broker == NONE else self.broker,
            exited=None if self.exit == ALL else self.exit == GONE,
        )

    def judged(self, ids: list[str], overview: "Overview | None") -> list[str]:
        """Return those of `ids` that fit what only the rules can tell."""
        if not (self.level or self.week) or overview is None:
            return ids
        found = overview.findings
        if self.level:
            level = Level(self.level)
            ids = [one for one in ids if any(finding.level is level for finding in found.get(one, ()))]
        if self.week:
            ids = [one for one in ids if lacks_contact(overview, one)]
        return ids

    def said(self, words: "Words", brokers: dict[str, str], desk: "Desk") -> list[str]:
        """Return each active filter in a few words."""
        return [label_of(words, coded, brokers, desk) for coded in sorted(self.coded, key=self._place)]

    def _place(self, coded: str) -> int:
        return self._fields.index(coded.partition("=")[0])


def lacks_contact(overview: "Overview", citizen_id: str) -> bool:
    """Tell whether this week's contact is due and has not been made."""
    return any(finding.code == "weekly_contact" for finding in overview.findings.get(citizen_id, ()))


def label_of(words: "Words", coded: str, brokers: dict[str, str], desk: "Desk") -> str:
    """Return one filter in words."""
    field, _, value = coded.partition("=")
    if field == "broker" and value != NONE:
        return brokers.get(value, value)
    if field == "exemption" and value not in {ANY, NONE}:
        programme = desk.programmes[max(desk.programmes)]
        return programme.exemptions[value].label if value in programme.exemptions else value
    if field == "level":
        return words.code("level", value)
    if field == "group" and value != NONE:
        return words.code("group", value)
    if field == "step":
        return words.code("step_short", value)
    if field == "marker":
        return words.code("marker", value)
    return words(f"ui.filter.{field}_{value}")


def filter_choices(words: "Words", filters: Filters, brokers: dict[str, str], desk: "Desk") -> list[Choice]:
    """Return every filter that can be put on, those in force marked."""
    programme = desk.programmes[max(desk.programmes)]
    coded = [
        f"week={NONE}",
        *(f"level={level.value}" for level in Level if level is not Level.INFO),
        *(f"group={group.value}" for group in Group),
        f"group={NONE}",
        *(f"step={int(step)}" for step in Step),
        *(f"marker={marker.value}" for marker in Marker),
        f"exemption={NONE}",
        f"exemption={ANY}",
        *(f"exemption={kind}" for kind in programme.exemptions),
        *(f"broker={broker}" for broker in brokers),
        f"broker={NONE}",
        f"exit={GONE}",
        f"exit={ALL}",
    ]
    active = filters.coded
    return [
        Choice(
            one,
            label_of(words, one, brokers, desk),
            aside=words(f"ui.filter.{one.partition('=')[0]}"),
            also=words(f"ui.filter.{one.partition('=')[0]}"),
            chosen=one in active,
        )
        for one in coded
    ]
