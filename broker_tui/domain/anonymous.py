"""A citizen without herself: what may leave the house for evaluation and testing (law.md 3.2).

Only what is listed here is kept: days, codes, flags and numbers. Names, personal numbers, texts, companies and brokers
are not. All days of one citizen are moved by the same whole number of weeks, so that weekday and distance between them
stay as they are; citizens who could be told apart by age, benefit, municipality, group and edition are described more
coarsely until at least five look the same.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from broker_tui.domain.case import Case
from broker_tui.domain.cpr import birth_date
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.model import Record

FEWEST: Final = 5
"""How many citizens must share a description or a rare value at least."""

FEW: Final = "few"
"""Stands for a value that fewer than FEWEST citizens have."""

MOST_WEEKS: Final = 26
"""How far days are moved at most, to either side."""

_BAND, _WIDE_BAND = 10, 20
_MIDDLE_OF_MONTH: Final = 14
_MONTH_LETTERS: Final = len("2026-11")

KEPT: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "brokers": ("started_on", "ended_on"),
        "groups": ("group", "started_on", "ended_on"),
        "exemptions": ("type", "started_on", "ended_on"),
        "markers": ("marker", "started_on", "ended_on"),
        "readiness": ("readiness", "started_on"),
        "senior_pension": ("status", "on"),
        "talks": ("on", "outcome"),
        "exits": ("reason", "on", "returned_on"),
        "contacts": ("on", "medium", "outcome", "party", "is_statutory_talk"),
        "tasks": ("agreed_on", "due_on", "done_on"),
        "excuses": ("week",),
        "placements": (
            "kind",
            "started_on",
            "ended_on",
            "agreed_on",
            "weekly_hours",
            "purpose",
            "paid_hours_possible",
            "paid_hours_expected_on",
            "is_taster",
            "plan_agreed_on",
            "min_plan_on",
            "vitas_on",
            "taken_over",
            "interrupted_on",
        ),
        "steps": ("step", "started_on", "ended_on"),
        "job_goals": ("on", "kind", "clarity", "sources"),
        "cv": ("on", "work", "with_broker"),
        "searchable": ("started_on", "ended_on", "job_sought_filled"),
        "approaches": ("on", "by", "result"),
        "follow_ups": ("on", "place", "with_citizen", "with_company", "acute", "internship_hours", "paid_hours"),
        "worked_hours": ("period", "hours"),
        "consents": ("purpose", "on", "form", "refused", "withdrawn_on"),
        "self_support": ("kind", "started_on", "ended_on"),
        "parallel": ("type", "started_on", "ended_on"),
        "step_ups": ("started_on", "ended_on", "challenge_health", "challenge_family", "min_plan_on"),
        "participants": ("role", "reason", "channel", "delivered_on", "received"),
        "step_up_meetings": ("on", "held", "needs_considerations", "needs_measures", "second_needed"),
        "form_versions": ("form", "number", "on", "approved_on"),
        "agreed_items": ("kind", "ensured_by", "follow_up_by", "follow_up_on", "agreed_on", "started_on", "done_on"),
    }
)
"""The fields kept of each kind of dated fact; those of the network are left out altogether."""

KEPT_OF_CITIZEN: Final = (
    "enrolled_on",
    "in_intro_programme",
    "network_wish",
    "unable_to_take_part",
    "assessment",
    "rehab_plan_started_on",
    "rehab_team_on",
    "rehab_outcome",
    "rehab_outcome_on",
    "case_closed_on",
    "min_plan_broker_on",
)
"""What is kept of her own data beside her description."""

RARE: Final = (
    ("exemptions", "type"),
    ("exits", "reason"),
    ("senior_pension", "status"),
    ("placements", "kind"),
    ("citizen", "assessment"),
    ("citizen", "rehab_outcome"),
)
"""Values that could point to a citizen when hardly anybody has them."""

_LINKS: Final = {"placement_id": ("placement", "placements"), "step_up_id": ("step_up", "step_ups")}


class Likeness(NamedTuple):
    """What a citizen looks like from outside; None where it is described no further."""

    group: str | None
    edition: str | None
    benefit: str | None
    age: str | None
    municipality: str | None


def likeness(case: Case, today: date) -> Likeness:
    """Return what a citizen looks like on a day, as closely as anything is ever told."""
    groups = [one for one in case.groups if one.started_on <= today and (one.ended_on is None or one.ended_on >= today)]
    citizen = case.citizen
    return Likeness(
        groups[-1].group.value if groups else None,
        citizen.edition,
        citizen.benefit,
        _age_band(citizen.cpr, today, _BAND),
        citizen.home_municipality or None,
    )


def coarsened(likenesses: Mapping[str, Likeness]) -> dict[str, Likeness | None]:
    """Return what each citizen is told to look like, so that FEWEST or more look the same; None leaves her out."""
    told: dict[str, Likeness] = dict(likenesses)
    for coarser in (_without_municipality, _wide_age, _without_benefit, _without_age, _without_edition):
        alike = Counter(told.values())
        told = {one: like if alike[like] >= FEWEST else coarser(like) for one, like in told.items()}
    alike = Counter(told.values())
    return {one: like if alike[like] >= FEWEST else None for one, like in told.items()}


def rare_values(case: Case) -> Iterator[tuple[str, str, Hashable]]:
    """Yield each value of RARE that a citizen has, once."""
    found = set()
    for place, field in RARE:
        records: Iterable[Any] = (case.citizen,) if place == "citizen" else getattr(case, place)
        found |= {(place, field, plain(getattr(one, field))) for one in records if getattr(one, field) is not None}
    yield from found


def anonymous(case: Case, like: Likeness, weeks: int, common: frozenset[tuple[str, str, Hashable]]) -> dict[str, Any]:
    """Return what is kept of a case, as plain data.

    Args:
        case: the citizen's case.
        like: what she is told to look like.
        weeks: how far all her days are moved.
        common: the values of RARE that enough citizens have; all others become FEW.
    """
    kept = _Keeping(timedelta(weeks=weeks), common)
    places = {
        name: {record.id: number for number, record in enumerate(getattr(case, name))} for _, name in _LINKS.values()
    }
    return {
        "like": like._asdict(),
        "citizen": kept.fields("citizen", case.citizen, KEPT_OF_CITIZEN),
        **{
            name: [kept.fields(name, record, fields) | _links(record, places) for record in getattr(case, name)]
            for name, fields in KEPT.items()
        },
    }


class _Keeping:
    def __init__(self, moved: timedelta, common: frozenset[tuple[str, str, Hashable]]) -> None:
        self._moved = moved
        self._common = common

    def fields(self, place: str, record: object, fields: Iterable[str]) -> dict[str, Any]:
        return {field: self._value(place, field, getattr(record, field)) for field in fields}

    def _value(self, place: str, field: str, value: object) -> object:
        if isinstance(value, date):
            return (value + self._moved).isoformat()
        if isinstance(value, str) and field in {"week", "period"}:
            return self._period(value)
        told = plain(value)
        if value is not None and (place, field) in RARE and (place, field, told) not in self._common:
            return FEW
        return told

    def _period(self, period: str) -> str:
        """Move an ISO week, or a month to the one that its middle falls into."""
        if "W" in period:
            return str(IsoWeek.of(IsoWeek.parse(period).monday + self._moved))
        middle = date.fromisoformat(f"{period}-01") + timedelta(days=_MIDDLE_OF_MONTH)
        return (middle + self._moved).isoformat()[:_MONTH_LETTERS]


def plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return a code, number, flag or list of them as JSON holds it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return value


def _links(record: Record, places: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """Return where in its list the placement or step-up stands that a record belongs to."""
    return {
        told: places[name][getattr(record, field)]
        for field, (told, name) in _LINKS.items()
        if getattr(record, field, None) in places[name]
    }


def _age_band(cpr: str, today: date, width: int) -> str:
    born = birth_date(cpr)
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    start = age // width * width
    return f"{start}-{start + width - 1}"


def _without_municipality(like: Likeness) -> Likeness:
    return like._replace(municipality=None)


def _wide_age(like: Likeness) -> Likeness:
    start = int((like.age or "0").partition("-")[0]) // _WIDE_BAND * _WIDE_BAND
    return like._replace(age=f"{start}-{start + _WIDE_BAND - 1}")


def _without_benefit(like: Likeness) -> Likeness:
    return like._replace(benefit=None)


def _without_age(like: Likeness) -> Likeness:
    return like._replace(age=None)


def _without_edition(like: Likeness) -> Likeness:
    return like._replace(edition=None)
