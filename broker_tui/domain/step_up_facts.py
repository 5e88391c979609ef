"""What the rules read of a case's step-ups (R150-R187)."""

from datetime import date
from typing import TYPE_CHECKING, Final

from broker_tui.domain.codes_step_up import FormKind, PackItem, ParticipantRole
from broker_tui.domain.facts import in_order
from broker_tui.domain.facts_step_up import AgreedMark, MeetingMark, ParticipantMark, StepUpSpan

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.domain.step_up import FormVersion, Participant, StepUp, StepUpMeeting

ALWAYS_SENT: Final = frozenset({PackItem.PREPARATION, PackItem.MIN_PLAN, PackItem.CV_AND_GOAL})
"""What every participant gets before the meeting (R161, R162)."""


def step_up_spans(case: "Case", today: date) -> tuple[StepUpSpan, ...]:
    """Return the step-ups of a case, with the forms and agreed items there are on `today`."""
    return in_order(_span(one, case, today) for one in case.step_ups)


def newest(case: "Case", step_up_id: str, form: FormKind, today: date) -> "FormVersion | None":
    """Return the newest version of a form that there is on a day, None before the first."""
    mine = (v for v in case.form_versions if v.step_up_id == step_up_id and v.form is form and v.on <= today)
    return max(mine, key=lambda version: (version.number, version.id), default=None)


def _span(one: "StepUp", case: "Case", today: date) -> StepUpSpan:
    participants = [p for p in case.participants if p.step_up_id == one.id]
    citizens = {p.id for p in participants if p.role is ParticipantRole.CITIZEN}
    prepared = newest(case, one.id, FormKind.PREPARATION, today)
    agreement = newest(case, one.id, FormKind.AGREEMENT, today)
    return StepUpSpan(
        one.started_on,
        one.ended_on,
        one.id,
        one.challenge_health,
        one.challenge_family,
        one.network_wanted,
        prepared.on if prepared else None,
        prepared.approved_on if prepared else None,
        agreement.on if agreement else None,
        one.min_plan_on,
        tuple(sorted((_participant(p) for p in participants), key=lambda mark: (mark.role, mark.id))),
        tuple(sorted(_meeting(m, citizens) for m in case.step_up_meetings if m.step_up_id == one.id)),
        tuple(
            sorted(
                AgreedMark(item.agreed_on, item.id, item.kind, item.follow_up_on, item.started_on, item.done_on)
                for item in case.agreed_items
                if item.step_up_id == one.id
                and item.agreed_on <= today
                and (item.dropped_on is None or item.dropped_on > today)
            )
        ),
    )


def _participant(one: "Participant") -> ParticipantMark:
    return ParticipantMark(one.id, one.role, one.reason, one.delivered_on, set(one.received) >= ALWAYS_SENT)


def _meeting(one: "StepUpMeeting", citizens: set[str]) -> MeetingMark:
    decided = bool(one.challenges) and one.needs_considerations is not None and one.needs_measures is not None
    return MeetingMark(one.on, one.id, one.held, bool(citizens & set(one.present)), decided)
