"""Draft: one invented citizen in the making; plots call it to lay out her time in the programme."""

from bisect import bisect
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any, Final

from broker_tui.casework import demo_way
from broker_tui.casework.demo_props import Props, company_id, record_id
from broker_tui.domain.codes import ContactMedium, ContactOutcome, ContactParty, NetworkWish
from broker_tui.domain.dates import IsoWeek

_RECORDS: Final = (
    "brokers", "groups", "exemptions", "markers", "readiness", "senior_pension", "talks", "exits", "contacts",
    "tasks", "excuses", "placements", "steps", "job_goals", "cv", "searchable", "approaches", "follow_ups", "consents",
    "self_support", "network", "worked_hours", "parallel", "step_ups", "participants", "step_up_meetings",
    "form_versions", "agreed_items",
)  # fmt: skip
_MEDIA: Final = {"phone": 46, "sms": 22, "walk": 8, "meeting": 14, "company": 4, "video": 4, "other": 2}
_AGES: Final = (30, 64)

REACHED, TRIED, NOTHING, EXCUSED = "r", "t", "-", "x"
"""What a week held, in patterns of the last weeks: the last sign is this week."""

_RESTING: Final = (REACHED + NOTHING, (1, 5))
_USUAL: Final = (REACHED + TRIED + NOTHING + EXCUSED, (85, 92, 98, 100))
_ATTEMPTS: Final = ((ContactMedium.PHONE.value, ContactMedium.SMS.value), (3, 4))
_BESIDE: Final = ((ContactParty.COMPANY.value, ContactParty.CASEWORKER.value, ContactParty.NETWORK.value), (5, 8, 9))
"""What to draw from, with weights summed up from the first on."""


class Draft:
    """One citizen in the making. Weeks are counted back from this one, which is 0; negative ones lie ahead."""

    def __init__(self, rng: Random, props: Props, today: date, broker: str, colleague: str) -> None:
        self.rng = rng
        self.today = today
        self.broker = broker
        self.colleague = colleague
        self.citizen: dict[str, Any] = {}
        self.weeks = 0
        self._taken: set[str] = set()
        self._props = props
        self._monday = today - timedelta(days=today.weekday())
        self.records: dict[str, list[dict[str, Any]]] = {name: [] for name in _RECORDS}
        self._rests: list[tuple[date, date | None]] = []
        self._company = rng.choice(props.companies)
        self.company_id = company_id(props.companies.index(self._company))
        weights = accumulate(weight * (3 if rng.random() < 0.2 else 1) for weight in _MEDIA.values())
        self._media = tuple(_MEDIA), tuple(weights)

    def person(self, place: int, taken: set[str]) -> None:
        """Invent who she is.

        Args:
            place: her place in the caseload, since the cast has names of its own.
            taken: the personal numbers already given away.
        """
        rng, props = self.rng, self._props
        woman = place % 2 == 0
        born = self._born(rng.uniform(*_AGES))
        self._taken = taken
        cpr = self._own_cpr(born, woman=woman)
        caseworker = rng.randrange(len(props.caseworkers))
        self.citizen = {
            "cpr": cpr,
            "name": self._name(place, woman=woman),
            "enrolled_on": None,
            "edition": "fsm3",
            "phone": f"20 30 {rng.randrange(41, 50)} {rng.randrange(100):02d}" if rng.random() < 0.95 else "",
            "email": f"borger{rng.randrange(1000, 10_000)}@example.org" if rng.random() < 0.4 else "",
            "address": f"{rng.choice(props.streets)} {rng.randrange(1, 140)}, {rng.choice(props.towns)}",
            "protected_address": False,
            "home_municipality": props.municipality,
            "benefit": rng.choices(["cash_benefit", "transition_benefit", "return_benefit"], [90, 6, 4])[0],
            "in_intro_programme": False,
            "is_provider": rng.random() < 0.4,
            "caseworker": props.caseworkers[caseworker],
            "caseworker_phone": f"20 30 40 {20 + caseworker}",
            "network_wish": rng.choice((NetworkWish.YES, NetworkWish.NO, NetworkWish.NO)).value,
            "unable_to_take_part": False,
            "assessment": None,
            "rehab_plan_started_on": None,
            "rehab_team_on": None,
            "rehab_outcome": None,
            "rehab_outcome_on": None,
            "case_closed_on": None,
            "remark": rng.choice(props.remarks) if rng.random() < 0.3 else "",
            "resources": rng.choice(props.resources),
            "challenges": rng.choice(props.challenges),
            "min_plan_broker_on": None,
        }

    def age(self, years: float) -> None:
        """Let her be so many years old."""
        woman = int(self.citizen["cpr"][-1]) % 2 == 0
        self.citizen["cpr"] = self._own_cpr(self._born(years), woman=woman)

    def day(self, weeks: int, weekday: int | None = None) -> date:
        """Return a working day of a week; in this week none after today."""
        day = date.fromordinal(self._monday.toordinal() - 7 * weeks + (weekday or self.rng.randrange(5)))
        return min(day, self.today) if weeks == 0 else day

    def begin(self, weeks: int, *, group: str | None = "1", broker: bool = True, talk: bool = True) -> None:
        """Enrol her so many weeks ago: the first talk, group, broker, and step 1."""
        self.weeks = weeks
        start = self.day(weeks, 1)
        self.citizen["enrolled_on"] = start.isoformat()
        self.add("readiness", start, readiness="activity_ready", started_on=start)
        if talk:
            self.add("talks", start, on=start, caseworker=self.citizen["caseworker"], outcome=group)
        if group:
            self.add("groups", start, group=group, started_on=start, ended_on=None, note="")
        if broker:
            self.give_broker(start)
        self.add("steps", start, step=1, started_on=start, ended_on=None)

    def give_broker(self, start: date, broker: str | None = None, note: str = "") -> None:
        """Give her a broker from a day on; the one before leaves her the day before."""
        self.end("brokers", start)
        self.add("brokers", start, broker_id=broker or self.broker, started_on=start, ended_on=None, note=note)
        if self.citizen["min_plan_broker_on"]:
            self.citizen["min_plan_broker_on"] = start.isoformat()

    def step(self, step: int, weeks: int) -> date:
        """Let her begin a step in a week; the one before ends the day before."""
        start = self.day(weeks, 2)
        self.end("steps", start)
        self.add("steps", start, step=step, started_on=start, ended_on=None)
        if step == 2:
            demo_way.begin_matching(self, start, self._props)
        return start

    def placement(self, kind: str, weeks: int, until: int | None = None) -> None:
        """Let her be at a company from one week, until the end of another."""
        start, end = self.day(weeks, 3), None if until is None else self.day(until, 4)
        demo_way.agree(self, kind, start, end, self._props)
        self._rests.append((start, end))

    def exempt(self, kind: str, start: date, end: date | None = None, *, rests: bool = True) -> None:
        """Exempt her for a time, in which she is left alone when it takes the duty away."""
        self.add("exemptions", start, type=kind, started_on=start, ended_on=end, note="")
        if rests:
            self._rests.append((start, end))

    def rest(self, start: date, end: date | None = None) -> None:
        """Let contacts be rare for a time."""
        self._rests.append((start, end))

    def leave(self, reason: str, weeks: int, note: str = "") -> date:
        """Let her leave the programme; her broker, group, steps and placements end with it."""
        day = self.day(weeks, 2)
        self.add("exits", day, reason=reason, on=day, returned_on=None, note=note)
        for name in ("brokers", "groups", "steps", "placements"):
            self.end(name, day + timedelta(days=1))
        return day

    def task(self, agreed: date, due: date | None, done: date | None = None) -> None:
        """Agree on something to do."""
        text = self._filled(self.rng.choice(self._props.tasks))
        self.add("tasks", agreed, text=text, agreed_on=agreed, contact_id=None, due_on=due, done_on=done)

    def excuse(self, weeks: int) -> None:
        """Agree to skip a week."""
        week = str(IsoWeek.of(self._monday - timedelta(weeks=weeks)))
        self.add("excuses", self.today, week=week, note=self.rng.choice(self._props.excuses))

    def draw(self, texts: str) -> str:
        """Return one of the texts of a list, such as `handovers`."""
        return str(self.rng.choice(getattr(self._props, texts)))

    def end(self, name: str, start: date) -> None:
        """End what is open of a kind on the day before `start`."""
        for record in self.records[name]:
            if record["ended_on"] is None:
                record["ended_on"] = (start - timedelta(days=1)).isoformat()

    def add(self, name: str, day: date, /, **fields: object) -> dict[str, Any]:
        """Add a record made on a day, and return it."""
        row: dict[str, Any] = {"id": record_id(day, self.rng)}
        for field, value in fields.items():
            row[field] = value.isoformat() if isinstance(value, date) else value
        self.records[name].append(row)
        return row

    @property
    def company(self) -> str:
        """The company that has to do with her."""
        return self._company

    def talk(self, recent: str) -> None:
        """Write the contacts since she got a broker: at random, but the last weeks as `recent` says."""
        for weeks in range(self.weeks, -1, -1):
            self._week(weeks, recent[-1 - weeks] if weeks < len(recent) else self._any(weeks))

    def call(self, weeks: int, notes: str) -> None:
        """Write a telephone call that reached her."""
        self._contact(self.day(weeks), ContactMedium.PHONE.value, ContactOutcome.REACHED.value, self._note(notes))

    def row(self) -> dict[str, Any]:
        """Return the case as it is dumped."""
        for name, records in self.records.items():
            key = "on" if name in _ON else _SORT.get(name)
            if len(records) > 1:
                records.sort(key=lambda record: (record[key or "started_on"], record["id"]))
        return {"citizen": self.citizen, **self.records}

    def _any(self, weeks: int) -> str:
        sunday = self._monday + timedelta(days=6 - 7 * weeks)
        if self._rests and any(start <= sunday and (end is None or sunday <= end) for start, end in self._rests):
            return _drawn(self.rng, *_RESTING)
        return _drawn(self.rng, *_USUAL)

    def _week(self, weeks: int, held: str) -> None:
        rng = self.rng
        day = self.day(weeks)
        if day.isoformat() < self.citizen["enrolled_on"] or (held == NOTHING and rng.random() < 0.9):
            return
        if held == EXCUSED:
            self.excuse(weeks)
        elif held == TRIED:
            self._try(day)
        elif held == REACHED:
            before = day - timedelta(days=1)
            if day.weekday() and before.isoformat() >= self.citizen["enrolled_on"] and rng.random() < 0.12:
                self._try(before)
            self._reach(day)
        if rng.random() < 0.08:
            self._beside(day)

    def _reach(self, day: date) -> None:
        medium = _drawn(self.rng, *self._media)
        statutory = medium == ContactMedium.MEETING and self.rng.random() < 0.2
        note = self._note(medium)
        self._contact(day, medium, ContactOutcome.REACHED.value, note, statutory=statutory)
        if self.rng.random() < 0.1 and (self.today - day).days > 21:
            self.task(day, day + timedelta(days=10), day + timedelta(days=self.rng.randrange(3, 12)))

    def _try(self, day: date) -> None:
        if self.rng.random() < 0.25:
            self._contact(day, ContactMedium.MEETING.value, ContactOutcome.NO_SHOW.value, self._note("no_show"))
        else:
            medium = _drawn(self.rng, *_ATTEMPTS)
            self._contact(day, medium, ContactOutcome.NO_ANSWER.value, self._note("no_answer"))

    def _beside(self, day: date) -> None:
        party = _drawn(self.rng, *_BESIDE)
        note = self._note(f"{party}_party")
        self._contact(day, ContactMedium.PHONE.value, ContactOutcome.REACHED.value, note, party=party)

    def _contact(
        self, day: date, medium: str, outcome: str, note: str, party: str = "citizen", *, statutory: bool = False
    ) -> None:
        moved = (self.today - day).days > 7 and self.rng.random() < 0.8
        self.records["contacts"].append(
            {
                "id": record_id(day, self.rng),
                "on": day.isoformat(),
                "medium": medium,
                "outcome": outcome,
                "party": party,
                "note": note,
                "is_statutory_talk": statutory,
                "transferred_on": (day + timedelta(days=1)).isoformat() if moved else None,
            }
        )

    def _note(self, kind: str) -> str:
        if self.rng.random() < 0.25:
            return ""
        return self._filled(self.rng.choice(self._props.notes[kind]))

    def _filled(self, text: str) -> str:
        if "{" not in text:
            return text
        goals = self.records["job_goals"]
        return text.replace("{company}", self._company).replace("{job}", goals[-1]["text"] if goals else "et job")

    def _name(self, place: int, *, woman: bool) -> str:
        cast = self._props.women if woman else self._props.men
        if place // 2 < len(cast):
            return cast[place // 2]
        pool = self.rng.choices(self._props.pools, [pool["weight"] for pool in self._props.pools])[0]
        return f"{self.rng.choice(pool['women' if woman else 'men'])} {self.rng.choice(pool['surnames'])}"

    def _born(self, years: float) -> date:
        return self.today - timedelta(days=int(years * 365.2425) + 1)

    def _own_cpr(self, born: date, *, woman: bool) -> str:
        """Return a number that nobody else has."""
        cpr = self._cpr(born, woman=woman)
        while cpr in self._taken:
            cpr = self._cpr(born, woman=woman)
        self._taken.add(cpr)
        return cpr

    def _cpr(self, born: date, *, woman: bool) -> str:
        """Return a replacement number: day + 60, so that it can be nobody's."""
        # The seventh digit tells the century: 0-3 is the twentieth, 4 the twenty-first.
        first = 2 * self.rng.randrange(500) + 4000 if born.year >= 2000 else 2 * self.rng.randrange(2000)
        serial = first if woman else first + 1
        return f"{born.day + 60:02d}{born:%m%y}{serial:04d}"


_ON: Final = frozenset(
    {
        "contacts", "talks", "exits", "senior_pension", "job_goals", "cv", "approaches", "follow_ups", "consents",
        "step_up_meetings", "form_versions",
    }
)  # fmt: skip
_SORT: Final = {
    "tasks": "agreed_on", "excuses": "week", "network": "name", "worked_hours": "period", "participants": "role",
    "agreed_items": "agreed_on",
}  # fmt: skip


def _drawn(rng: Random, values: Sequence[str], summed: Sequence[int]) -> str:
    """Return one of some values, by their weights."""
    return values[bisect(summed, rng.random() * summed[-1], 0, len(values) - 1)]
