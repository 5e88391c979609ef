"""Hypothesis strategies for step-ups and all that hangs on them."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from broker_tui.domain.codes_step_up import (
    AgreedKind,
    DeliveryChannel,
    FormKind,
    PackItem,
    ParticipantReason,
    ParticipantRole,
    Responsible,
)
from broker_tui.domain.model import Record
from broker_tui.domain.step_up import AgreedItem, FormVersion, Participant, StepUp, StepUpMeeting
from tests.strategies_basic import NewId, days, lines, maybe_flags, required_lines, texts, tuples_of

_maybe = st.none() | days
_moments = days.map(lambda day: datetime(day.year, day.month, day.day, 13, 2, 59, tzinfo=UTC))
_values = st.dictionaries(
    st.sampled_from(("job_goal", "challenge_health", "considerations")),
    st.one_of(texts, maybe_flags, st.lists(st.fixed_dictionaries({"id": required_lines, "text": texts}), max_size=2)),
)


def step_ups(draw: st.DrawFn, new_id: NewId) -> dict[str, tuple[Record, ...]]:
    """Draw up to two step-ups, one in four cases, with participants, meetings, forms and agreed items."""
    starts = draw(st.one_of(st.just([]), st.just([]), st.just([]), st.lists(days, min_size=1, max_size=2)))
    made: dict[str, list[Record]] = {
        name: [] for name in ("step_ups", "participants", "step_up_meetings", "form_versions", "agreed_items")
    }
    for start in sorted(starts):
        length = draw(st.none() | st.integers(0, 300))
        end = None if length is None else start + timedelta(days=length)
        one = draw(
            st.builds(
                StepUp,
                id=st.just(new_id()),
                started_on=st.just(start),
                ended_on=st.just(end),
                match_delayed_reason=texts,
                challenge_health=st.booleans(),
                challenge_family=st.booleans(),
                citizen_view=texts,
                network_wanted=maybe_flags,
                pack_others=tuples_of(required_lines),
                min_plan_on=_maybe,
            )
        )
        made["step_ups"].append(one)
        participants = [_participant(draw, new_id, one.id) for _ in range(draw(st.integers(0, 3)))]
        made["participants"] += participants
        ids = [participant.id for participant in participants]
        made["step_up_meetings"] += [_meeting(draw, new_id, one.id, ids) for _ in range(draw(st.integers(0, 2)))]
        made["form_versions"] += [
            _version(draw, new_id, one.id, number) for number in range(1, draw(st.integers(1, 3)))
        ]
        made["agreed_items"] += [_item(draw, new_id, one.id) for _ in range(draw(st.integers(0, 2)))]
    return {name: tuple(sorted(records, key=_place)) for name, records in made.items()}


def _place(record: Record) -> tuple[str, str]:
    """Sort as the store does: by the column that dates a record, then its id; participants by role."""
    names = ("role", "on", "agreed_on", "started_on")
    return next(str(getattr(record, name)) for name in names if hasattr(record, name)), record.id


def _participant(draw: st.DrawFn, new_id: NewId, step_up_id: str) -> Participant:
    return Participant(
        id=new_id(),
        step_up_id=step_up_id,
        role=draw(st.sampled_from(ParticipantRole)),
        name=draw(lines),
        organisation=draw(lines),
        reason=draw(st.none() | st.sampled_from(ParticipantReason)),
        channel=draw(st.none() | st.sampled_from(DeliveryChannel)),
        delivered_on=draw(_maybe),
        received=tuple(draw(st.lists(st.sampled_from(PackItem), unique=True))),
    )


def _meeting(draw: st.DrawFn, new_id: NewId, step_up_id: str, participants: list[str]) -> StepUpMeeting:
    return StepUpMeeting(
        id=new_id(),
        step_up_id=step_up_id,
        on=draw(days),
        at=draw(st.sampled_from(("", "09:30", "23:59"))),
        place=draw(lines),
        agenda=draw(tuples_of(required_lines)),
        held=draw(maybe_flags),
        present=tuple(draw(st.lists(st.sampled_from(participants), unique=True))) if participants else (),
        challenges=draw(texts),
        needs_considerations=draw(maybe_flags),
        considerations=draw(texts),
        needs_measures=draw(maybe_flags),
        second_needed=draw(maybe_flags),
    )


def _version(draw: st.DrawFn, new_id: NewId, step_up_id: str, number: int) -> FormVersion:
    return FormVersion(
        id=new_id(),
        step_up_id=step_up_id,
        form=draw(st.sampled_from(FormKind)),
        number=number,
        on=draw(days),
        saved_at=draw(_moments),
        saved_by=draw(lines),
        variant=draw(st.sampled_from(("", "vejle"))),
        values=draw(_values),
        approved_on=draw(_maybe),
    )


def _item(draw: st.DrawFn, new_id: NewId, step_up_id: str) -> AgreedItem:
    return AgreedItem(
        id=new_id(),
        step_up_id=step_up_id,
        kind=draw(st.sampled_from(AgreedKind)),
        text=draw(texts.filter(bool)),
        department=draw(lines),
        ensured_by=draw(st.sampled_from(Responsible)),
        follow_up_by=draw(st.sampled_from(Responsible)),
        follow_up_on=draw(_maybe),
        agreed_on=draw(days),
        started_on=draw(_maybe),
        done_on=draw(_maybe),
        dropped_on=draw(_maybe),
        outcome=draw(texts),
    )
