"""Facts of step-ups in bulk; most citizens have none, so the tables that hang on them are read only when there are."""

import json
from collections import defaultdict
from datetime import date
from typing import Any, Final

from broker_tui.domain.codes_step_up import AgreedKind, FormKind, PackItem, ParticipantReason, ParticipantRole
from broker_tui.domain.facts import in_order
from broker_tui.domain.facts_step_up import AgreedMark, MeetingMark, ParticipantMark, StepUpSpan
from broker_tui.domain.step_up_facts import ALWAYS_SENT
from broker_tui.store.chosen import Chosen
from broker_tui.store.decode import Days, codes
from broker_tui.store.store import Store

_ROLES, _REASONS = codes(ParticipantRole), codes(ParticipantReason)
_AGREED, _PACK = codes(AgreedKind), codes(PackItem)
_FLAGS: Final = {None: None, 0: False, 1: True}
_NEVER: Final = (None, None)


class StepUpReader:
    """One reading, as of a day, of the citizens chosen."""

    def __init__(self, store: Store, today: date, chosen: Chosen, days: Days) -> None:
        self._store = store
        self._chosen = chosen
        self._days = days
        self._params = {**chosen.params, "today": today.isoformat()}

    def facts(self) -> dict[str, tuple[StepUpSpan, ...]]:
        """Read the step-ups of each citizen, in the order in which Facts carry them."""
        rows = self._rows(
            "SELECT citizen_id, started_on, ended_on, id, challenge_health, challenge_family, network_wanted, "
            "min_plan_on FROM step_up WHERE {where}"
        )
        if not rows:
            return {}
        participants, citizens = self._participants()
        meetings, items, forms = self._meetings(citizens), self._items(), self._forms()
        days = self._days
        gathered: dict[str, list[StepUpSpan]] = defaultdict(list)
        for citizen_id, start, end, step_up_id, health, family, network, min_plan_on in rows:
            prepared = forms.get((step_up_id, FormKind.PREPARATION.value), _NEVER)
            agreement = forms.get((step_up_id, FormKind.AGREEMENT.value), _NEVER)
            gathered[citizen_id].append(
                StepUpSpan(
                    days.of(start),
                    days[end],
                    step_up_id,
                    health == 1,
                    family == 1,
                    _FLAGS[network],
                    *prepared,
                    agreement[0],
                    days[min_plan_on],
                    tuple(sorted(participants[step_up_id], key=lambda mark: (mark.role, mark.id))),
                    tuple(sorted(meetings[step_up_id])),
                    tuple(sorted(items[step_up_id])),
                )
            )
        return {citizen_id: in_order(spans) for citizen_id, spans in gathered.items()}

    def _participants(self) -> tuple[dict[str, list[ParticipantMark]], dict[str, set[str]]]:
        """Read who takes part and which of them is the citizen herself, by step-up."""
        gathered: dict[str, list[ParticipantMark]] = defaultdict(list)
        citizens: dict[str, set[str]] = defaultdict(set)
        for step_up_id, one_id, role, reason, delivered_on, received in self._rows(
            "SELECT step_up_id, id, role, reason, delivered_on, received FROM participant WHERE {where}"
        ):
            has_all = {_PACK[item] for item in json.loads(received)} >= ALWAYS_SENT
            gathered[step_up_id].append(
                ParticipantMark(one_id, _ROLES[role], _REASONS.get(reason), self._days[delivered_on], has_all)
            )
            if role == ParticipantRole.CITIZEN.value:
                citizens[step_up_id].add(one_id)
        return gathered, citizens

    def _meetings(self, citizens: dict[str, set[str]]) -> dict[str, list[MeetingMark]]:
        gathered: dict[str, list[MeetingMark]] = defaultdict(list)
        for step_up_id, on_day, one_id, held, present, decided in self._rows(
            "SELECT step_up_id, on_day, id, held, present, challenges <> '' AND needs_considerations IS NOT NULL "
            "AND needs_measures IS NOT NULL FROM step_up_meeting WHERE {where}"
        ):
            has_citizen = not citizens[step_up_id].isdisjoint(json.loads(present))
            gathered[step_up_id].append(
                MeetingMark(self._days.of(on_day), one_id, _FLAGS[held], has_citizen, decided == 1)
            )
        return gathered

    def _items(self) -> dict[str, list[AgreedMark]]:
        gathered: dict[str, list[AgreedMark]] = defaultdict(list)
        days = self._days
        for row in self._rows(
            "SELECT step_up_id, agreed_on, id, kind, follow_up_on, started_on, done_on FROM agreed_item "
            "WHERE {where} AND agreed_on <= :today AND (dropped_on IS NULL OR dropped_on > :today)"
        ):
            gathered[row[0]].append(
                AgreedMark(days.of(row[1]), row[2], _AGREED[row[3]], days[row[4]], days[row[5]], days[row[6]])
            )
        return gathered

    def _forms(self) -> dict[tuple[str, str], tuple[date | None, date | None]]:
        """Read when the newest version of each form was saved and approved."""
        rows = self._rows(
            "SELECT step_up_id, form, on_day, approved_on FROM form_version "
            "WHERE {where} AND on_day <= :today ORDER BY number, id"
        )
        return {(row[0], row[1]): (self._days[row[2]], self._days[row[3]]) for row in rows}

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._store.rows(sql.format(where=self._chosen.where()), self._params)
