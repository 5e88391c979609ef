"""The step-ups of the demo: begun as the rules let them begin, days in order, forms as the program saves them."""

from collections.abc import Iterator
from datetime import date

import pytest

from broker_tui.casework.demo import OWN_CITIZENS
from broker_tui.config.programmes import load_programmes
from broker_tui.domain import checks
from broker_tui.domain.case import Case, facts_of
from broker_tui.domain.checks.step_up_course import FIELDS
from broker_tui.domain.codes import ElementState
from broker_tui.domain.codes_step_up import (
    AgreedKind,
    DeliveryChannel,
    FormKind,
    ParticipantReason,
    ParticipantRole,
    PreparationStatus,
    StepUpPhase,
)
from broker_tui.domain.entries_agreement import AgreementEntry
from broker_tui.domain.entries_preparation import PreparationEntry
from broker_tui.domain.form_compare import lacking
from broker_tui.domain.step_up import FormVersion, StepUp
from broker_tui.domain.step_up_progress import StepUpProgress, step_up_progress
from tests.casework.test_demo import DAYS, FRIDAY, caseload

ENTRIES: dict[FormKind, type[PreparationEntry | AgreementEntry]] = {
    FormKind.PREPARATION: PreparationEntry,
    FormKind.AGREEMENT: AgreementEntry,
}
EVERY_DAY = pytest.mark.parametrize("today", DAYS, ids=str)


def with_step_up(today: date) -> Iterator[tuple[Case, StepUp]]:
    for case in caseload(today):
        for step_up in case.step_ups:
            yield case, step_up


def pictures(today: date, own: int | None = None) -> Iterator[StepUpProgress]:
    programmes = load_programmes()
    for case in caseload(today)[:own]:
        picture = step_up_progress(facts_of(case, today, citizen_id="c"), programmes[case.citizen.edition], today)
        if picture is not None:
            yield picture


def versions() -> list[tuple[Case, FormVersion]]:
    return [(case, version) for case in caseload(FRIDAY) for version in case.form_versions]


@EVERY_DAY
def test_each_was_begun_as_the_rules_let_it_begin(today: date) -> None:
    """R150-R153."""
    programmes = load_programmes()
    for case, step_up in with_step_up(today):
        before = case.model_copy(update={"step_ups": ()})
        checked = checks.check_step_up(step_up, before, programmes[case.citizen.edition], today)
        assert checked.refused == (), (case.citizen.name, checked.refused)
        assert step_up.started_on <= today


@EVERY_DAY
def test_their_days_are_in_order(today: date) -> None:
    for case, step_up in with_step_up(today):
        name = case.citizen.name
        saved = [one for one in case.form_versions if one.step_up_id == step_up.id]
        assert all(step_up.started_on <= one.on <= today for one in saved), name
        assert all(one.on == one.saved_at.date() for one in saved), name
        assert all(one.on <= one.approved_on <= today for one in saved if one.approved_on), name
        for participant in case.participants:
            if participant.delivered_on is not None:
                approved = next(one.approved_on for one in reversed(saved) if one.approved_on)
                assert approved < participant.delivered_on <= today, name
                assert checks.check_delivery(participant, case, today).refused == (), name
        for meeting in case.step_up_meetings:
            assert meeting.on >= step_up.started_on, name
            assert meeting.on <= today or meeting.held is None, name
        for item in case.agreed_items:
            assert checks.check_agreed_item(item, case, today).refused == (), name
            assert any(one.held and one.on < item.agreed_on for one in case.step_up_meetings), name


@pytest.mark.parametrize(("case", "version"), versions())
def test_a_saved_form_is_one_that_the_form_could_have_made(case: Case, version: FormVersion) -> None:
    """C24: what the citizen approved lacks nothing."""
    entry = ENTRIES[version.form].model_validate(version.values)
    assert entry.model_dump(mode="json") == version.values
    if version.form is FormKind.AGREEMENT or version.approved_on is not None:
        assert lacking(entry.spec(), entry.model_dump()) == ()
    if isinstance(entry, PreparationEntry):
        assert entry.approved_on == version.approved_on
        assert entry.challenge_family is (entry.is_provider is True)
        assert case.citizen.is_provider is bool(entry.is_provider)


def test_the_rows_of_an_agreement_are_what_was_agreed() -> None:
    agreements = [(case, one) for case, one in versions() if one.form is FormKind.AGREEMENT]
    assert agreements
    for case, version in agreements:
        for kind, field in FIELDS.items():
            rows = {row["id"]: row["text"] for row in version.values[field]}
            assert rows == {item.id: item.text for item in case.agreed_items if item.kind is kind}


def test_the_agreement_of_the_one_to_follow_says_what_was_talked_of_and_when_it_is_followed_up() -> None:
    mine = [case for case in caseload(FRIDAY)[:OWN_CITIZENS] if case.agreed_items]
    assert mine
    for case in mine:
        [values] = [one.values for one in case.form_versions if one.form is FormKind.AGREEMENT]
        days = {item.id: item.follow_up_on and item.follow_up_on.isoformat() for item in case.agreed_items}
        assert {row["id"]: row["follow_up_on"] for field in FIELDS.values() for row in values[field]} == days
        assert any(days.values())
        assert values["health_discussed"] is any(one.challenge_health for one in case.step_ups)


@EVERY_DAY
def test_the_user_has_one_at_each_phase(today: date) -> None:
    """One in preparation, one waiting on the caseworker before a meeting, one to follow up."""
    mine = {picture.current: picture for picture in pictures(today, OWN_CITIZENS)}
    assert len(list(pictures(today, OWN_CITIZENS))) == 3
    assert set(mine) == {StepUpPhase.PREPARATION, StepUpPhase.FOLLOW_UP}
    statuses = {picture.preparation for picture in pictures(today, OWN_CITIZENS)}
    assert statuses == {PreparationStatus.DRAFT, PreparationStatus.CONSENTED, PreparationStatus.HELD}
    assert {one.code for one in mine[StepUpPhase.FOLLOW_UP].lacks} >= {"measure_started", "support", "other"}


@EVERY_DAY
def test_every_phase_and_state_occurs(today: date) -> None:
    every = list(pictures(today))
    assert {picture.current for picture in every} == set(StepUpPhase)
    assert {phase.state for picture in every for phase in picture.phases} == set(ElementState)
    assert {picture.preparation for picture in every} >= {
        PreparationStatus.DRAFT,
        PreparationStatus.CONSENTED,
        PreparationStatus.SENT,
        PreparationStatus.HELD,
    }
    assert {picture.running for picture in every} == {True, False}
    assert any(picture.can_close for picture in every)
    assert any(picture.stopped for picture in every)


def test_what_the_records_hold_is_varied() -> None:
    cases = caseload(FRIDAY)
    people = [one for case in cases for one in case.participants]
    assert {one.role for one in people} == set(ParticipantRole) - {ParticipantRole.NETWORK}
    assert {one.channel for one in people} >= {DeliveryChannel.PHONE, DeliveryChannel.PAPER, None}
    assert {one.reason for one in people} >= {ParticipantReason.REQUIRED, None}
    assert {item.kind for case in cases for item in case.agreed_items} == set(AgreedKind)
    assert {one.held for case in cases for one in case.step_up_meetings} == {True, None}
    phones = [one.phone for one in people if one.phone]
    assert all(phone.startswith("20 30 4") for phone in phones)
