"""StepUpDraft: one invented step-up in the making; the stories of `demo_step_up` call it."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from broker_tui.casework.demo_draft import Draft
from broker_tui.casework.demo_props import broker_id, read_props, record_id
from broker_tui.shipped import data_dir

_LOOKED_AT_AGAIN: Final = timedelta(weeks=6)
"""How long after an agreement what was agreed is followed up, where a story says nothing else."""

_WHOLE_PACK: Final = ["preparation", "min_plan", "cv_and_goal"]
_CHANNELS: Final = {"citizen": "paper", "health": "phone"}
_FRIDAY: Final = 4


class StepUpDraft:
    """A step-up on top of a citizen in the making, begun so many days ago, but not before a company was approached.

    Args:
        draft: the citizen, whose plot is done.
        days: how many days ago it begins.
        family: whether her family stands in the way, too; then she is a provider.
        network: whether she wants her network there; None while she has not been asked.
    """

    def __init__(self, draft: Draft, days: int, *, family: bool = False, network: bool | None = False) -> None:
        self.draft = draft
        self._texts = _texts()
        self._efforts: list[dict[str, Any]] = []
        start = max(back(draft, days), min(date.fromisoformat(one["on"]) for one in draft.records["approaches"]))
        draft.citizen["is_provider"] = family
        health, other = self._texts["health"], self._texts["family"]
        self.start = start
        self.row = draft.add(
            "step_ups",
            start,
            started_on=start,
            ended_on=None,
            main_model_tried=True,
            match_delayed_reason=_both(health, other, "match_delayed_reason", family=family),
            challenge_health=True,
            challenge_family=family,
            citizen_view=_both(health, other, "citizen_view", family=family),
            cooperation_insufficient=True,
            cooperation_reason=_both(health, other, "cooperation_reason", family=family),
            network_wanted=network,
            responsible_caseworker=draft.citizen["caseworker"],
            min_plan_on=None,
        )

    def ask(self, *, refused: bool = False, withdrawn: date | None = None) -> None:
        """Ask for consent on the first day (R159)."""
        self.draft.add(
            "consents",
            self.start,
            purpose="step_up",
            on=self.start,
            form="written",
            scope=self._texts["refused" if refused else "scope"],
            refused=refused,
            withdrawn_on=withdrawn,
        )

    def invite(self, *roles: str, reasons: Mapping[str, str] | None = None) -> None:
        """Invite the three of R168, and those of these roles; all that are required when none is named."""
        citizen = self.draft.citizen
        self._invite("citizen", citizen["name"], phone=citizen["phone"], reason="required")
        self._invite("caseworker", citizen["caseworker"], phone=citizen["caseworker_phone"], reason="required")
        self._invite("broker", _broker_names()[self.draft.records["brokers"][-1]["broker_id"]], reason="required")
        for role in roles or ("health", *(("family",) if self.row["challenge_family"] else ())):
            someone = self._texts["people"][role]
            self._invite(role, reason=(reasons or {}).get(role), **someone)

    def _invite(self, role: str, name: str, **fields: object) -> None:
        self.draft.add("participants", self.start, step_up_id=self.row["id"], role=role, name=name, **fields)

    def prepare(self, on: date, approved: date | None = None) -> None:
        """Save a version of the preparation form (R160)."""
        self._save("preparation", on, self._preparation(on, approved), approved)

    def _preparation(self, on: date, approved: date | None) -> dict[str, Any]:
        family, health = self.row["challenge_family"], self._texts["health"]["questions"]
        questions = self._texts["family"]["questions"]
        if not self._efforts:
            # A row keeps its id from one version to the next.
            self._efforts = [{"id": record_id(on, self.draft.rng), **one} for one in self._texts["efforts"]]
        return {
            "job_goal": self._goal(),
            "citizen_challenges": self.row["citizen_view"],
            "challenge_health": True,
            "challenge_family": family,
            "is_provider": True if family else None,
            **health,
            "health_clarification_what": "",
            **{name: answer if family else _EMPTY[type(answer)] for name, answer in questions.items()},
            "network_wanted": self.row["network_wanted"],
            "network": [],
            "match_delayed_reason": self.row["match_delayed_reason"],
            "cooperation_insufficient": True,
            "cooperation_reason": self.row["cooperation_reason"],
            "status_overview": self._overview(),
            "efforts": [dict(one) for one in self._efforts],
            "filled_in_by_citizen": True,
            "helped_by_caseworker": True,
            "helped_by_broker": True,
            "responsible_caseworker": self.row["responsible_caseworker"],
            "approved_on": None if approved is None else approved.isoformat(),
        }

    def send(self, on: date, but: tuple[str, ...] = ()) -> None:
        """Hand the whole material to all but some (R157, R185)."""
        for one in self._people():
            if one["role"] not in but:
                channel = _CHANNELS.get(one["role"], "secure_mail")
                one |= {"channel": channel, "delivered_on": on.isoformat(), "received": list(_WHOLE_PACK)}

    def meet(
        self, on: date, *, held: bool | None = True, decided: bool = True, without: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        """Plan a meeting, or hold it with all but some, and with its three answers (R163-R166)."""
        said: dict[str, Any] = {}
        if held:
            said["present"] = [one["id"] for one in self._people() if one["role"] not in without]
        if held and decided:
            answers = self._texts["health"]["answers"]
            said |= {**answers, "needs_considerations": True, "needs_measures": True, "second_needed": False}
        place, agenda = self._texts["place"], list(self._texts["agenda"])
        given = {"on": on, "at": "13:00", "place": place, "agenda": agenda, "held": held, **said}
        return self.draft.add("step_up_meetings", on, step_up_id=self.row["id"], **given)

    def agree(self, on: date, measures: int = 2) -> dict[str, list[dict[str, Any]]]:
        """Save the agreement, and return what was agreed, by kind (R176)."""
        agreed, texts = {}, self._texts["agreed"]
        agreed["consideration"] = [self._agreed("consideration", text, on) for text in texts["consideration"][:1]]
        agreed["measure"] = [
            self._agreed("measure", text, on, "caseworker", department=department)
            for text, department in texts["measure"][:measures]
        ]
        agreed["support"] = [self._agreed("support", text, on) for text in texts["support"]]
        agreed["other"] = [self._agreed("other", text, on, "caseworker") for text in texts["other"]]
        self._save("agreement", on, self._agreement(on, agreed))
        return agreed

    def plan_follow_ups(self, agreed: Mapping[str, list[dict[str, Any]]]) -> None:
        """Let the saved agreement say when each thing is followed up (A11)."""
        values = self.draft.records["form_versions"][-1]["values"]
        days = {item["id"]: item.get("follow_up_on") for items in agreed.values() for item in items}
        for name in ("considerations", "measures", "support", "others"):
            for row in values[name]:
                row["follow_up_on"] = days[row["id"]]

    def _agreed(self, kind: str, text: str, on: date, who: str = "broker", **fields: object) -> dict[str, Any]:
        row = {"step_up_id": self.row["id"], "kind": kind, "text": text, "ensured_by": who, "follow_up_by": who}
        row["follow_up_on"] = (on + _LOOKED_AT_AGAIN).isoformat()
        return self.draft.add("agreed_items", on, **row, agreed_on=on, **fields)

    def _agreement(self, on: date, agreed: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
        meetings = [one for one in self.draft.records["step_up_meetings"] if one["held"]]
        answers = self._texts["health"]["answers"]
        return {
            "job_goal": self._goal(),
            "on": on.isoformat(),
            "meetings": [one["id"] for one in meetings],
            "present": [one["id"] for one in self._people()],
            "caseworker": self.row["responsible_caseworker"],
            "with_citizen": True,
            "challenges": answers["challenges"],
            "needs_considerations": True,
            "needs_measures": bool(agreed["measure"]),
            "considerations": [_row(one) for one in agreed["consideration"]],
            "measures": [
                _row(one) | {"department": one["department"], "started_on": None} for one in agreed["measure"]
            ],
            "support": [_row(one) for one in agreed["support"]],
            "others": [_row(one) for one in agreed["other"]],
            "health_discussed": True,
            **self._texts["health"]["discussed"],
            "family_discussed": False,
            "family_challenges": "",
            "family_support": "",
            "spare_time_job": "",
            "second_needed": False,
            "min_plan_on": None,
            "copies": [],
            "signatures": False,
        }

    def _save(self, form: str, on: date, values: dict[str, Any], approved: date | None = None) -> None:
        mine = [one for one in self.draft.records["form_versions"] if one["form"] == form]
        self.draft.add(
            "form_versions",
            on,
            step_up_id=self.row["id"],
            form=form,
            number=len(mine) + 1,
            on=on,
            saved_at=f"{on.isoformat()}T09:{15 + len(mine)}:00Z",
            saved_by=self.draft.broker,
            variant="",
            values=values,
            approved_on=approved,
        )

    def _people(self) -> list[dict[str, Any]]:
        return [one for one in self.draft.records["participants"] if one["step_up_id"] == self.row["id"]]

    def _goal(self) -> str:
        return str(self.draft.records["job_goals"][-1]["text"])

    def _overview(self) -> str:
        companies = len({one["company"] for one in self.draft.records["approaches"]})
        since = date.fromisoformat(self.draft.citizen["enrolled_on"])
        return (
            f"Med i projektet siden {since.day}/{since.month}-{since.year}. Trin 1 er afsluttet.\n"
            f"Virksomheder kontaktet: {companies}. Forløb i virksomheder: {len(self.draft.records['placements'])}."
        )


def back(draft: Draft, days: int) -> date:
    """Return the working day so many days ago, or the one before it."""
    day = draft.today - timedelta(days=days)
    return day - timedelta(days=max(0, day.weekday() - _FRIDAY))


_EMPTY: Final[Mapping[type, object]] = {str: "", bool: None, int: None}
"""What a question holds that is not asked."""

_ROW: Final = ("id", "text", "ensured_by", "follow_up_by", "follow_up_on")


def _row(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row of the agreement that something agreed stands on."""
    return {name: item[name] for name in _ROW} | {"ensured_name": "", "follow_up_name": ""}


def _both(health: Mapping[str, Any], other: Mapping[str, Any], name: str, *, family: bool) -> str:
    return f"{health[name]}\n{other[name]}" if family else str(health[name])


@cache
def _broker_names() -> Mapping[str, str]:
    return {broker_id(place): str(one["name"]) for place, one in enumerate(read_props().brokers)}


@cache
def _texts() -> Mapping[str, Any]:
    return tomllib.loads((data_dir() / "demo" / "step_up.toml").read_text(encoding="utf-8"))
