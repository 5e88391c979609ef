"""R156-R186: what a running step-up owes, when it owes it, and how loudly; both sides of each boundary."""

from datetime import date, timedelta
from typing import Any

import pytest

from broker_tui.domain.codes import ConsentPurpose, ExitReason, Group, Level, Marker, Owner, PlacementKind
from broker_tui.domain.codes_step_up import AgreedKind, ParticipantReason, ParticipantRole
from broker_tui.domain.facts import BrokerSpan, ConsentMark, ExemptionSpan, ExitSpan, Facts, GroupSpan, MarkerSpan
from broker_tui.domain.facts_step_up import MeetingMark
from tests.domain.people import TODAY, agreement, days_ago, facts, found
from tests.domain.step_up_people import (
    AGREED,
    BROKER,
    CASEWORKER,
    EVERYONE,
    FAMILY,
    GIVEN,
    HELD,
    NETWORK,
    NEXT_WEEK,
    STARTED,
    agreed,
    begun,
    item,
    meeting,
    met,
    participant,
    prepared,
    span,
    unsent,
    with_span,
)

TOMORROW, YESTERDAY = days_ago(-1), days_ago(1)
SUNDAY, NEXT_SUNDAY, MONDAY_AFTER = date(2026, 11, 22), date(2026, 11, 29), date(2026, 11, 30)
CONSIDERATION, MEASURE, SUPPORT = AgreedKind.CONSIDERATION, AgreedKind.MEASURE, AgreedKind.SUPPORT
OTHER, TEACHER = ParticipantRole.OTHER, ParticipantRole.TEACHER
OVERDUE, DUE, WARNING, READY, INFO = Level.OVERDUE, Level.DUE, Level.WARNING, Level.READY, Level.INFO
ON = (MarkerSpan(STARTED, None, Marker.STEP_UP),)


def asked(*, refused: bool = False, withdrawn: date | None = None) -> tuple[ConsentMark, ...]:
    return (ConsentMark(STARTED, ConsentPurpose.STEP_UP, refused, withdrawn),)


def unasked(**changes: Any) -> Facts:  # noqa: ANN401
    return with_span(span(**{"participants": unsent(), **changes}), consents=())


def meets(on: date, **changes: Any) -> Facts:  # noqa: ANN401
    return prepared(**{"meetings": (meeting(on),), **changes})


def held_on(on: date, *, decided: bool = True, present: bool = True, **changes: Any) -> Facts:  # noqa: ANN401
    return met(**{"meetings": (meeting(on, held=True, decided=decided, present=present),), **changes})


def meetings(*days: date, held: bool | None = True) -> tuple[MeetingMark, ...]:
    return tuple(meeting(day, held=held) for day in days)


def at_company(*items: Any, **changes: Any) -> Facts:  # noqa: ANN401
    return agreed(*items)._replace(placements=(agreement(**changes),))


BARE = {"prepared_on": None, "approved_on": None, "participants": unsent(), "meetings": ()}
NEAR = {"prepared_on": None, "approved_on": None, "participants": unsent()}

CASES = [
    ("R159 the first week", "step_up_consent_missing", unasked(start=days_ago(2), **BARE), DUE),
    ("R159 the week after", "step_up_consent_missing", unasked(start=days_ago(3), **BARE), OVERDUE),
    (
        "R159 a meeting is near",
        "step_up_consent_missing",
        unasked(start=days_ago(2), prepared_on=None, meetings=(meeting(NEXT_WEEK),)),
        OVERDUE,
    ),
    (
        "R159 shared without",
        "step_up_consent_missing",
        unasked(start=days_ago(2), participants=EVERYONE, meetings=()),
        OVERDUE,
    ),
    ("R159 given", "step_up_consent_missing", begun(), None),
    ("R159 refused is an answer", "step_up_consent_missing", with_span(span(), consents=asked(refused=True)), None),
    ("R159 refused", "step_up_consent_refused", with_span(span(), consents=asked(refused=True)), OVERDUE),
    ("R159 not refused", "step_up_consent_refused", prepared(), None),
    (
        "R159 withdrawn",
        "step_up_consent_withdrawn",
        with_span(span(), consents=asked(withdrawn=TODAY)),
        OVERDUE,
    ),
    ("R159 tomorrow", "step_up_consent_withdrawn", with_span(span(), consents=asked(withdrawn=TOMORROW)), None),
    ("R160 nothing saved", "step_up_preparation_missing", begun(**BARE), WARNING),
    ("R160 meeting next week", "step_up_preparation_missing", prepared(**NEAR), DUE),
    ("R160 meeting far", "step_up_preparation_missing", meets(MONDAY_AFTER, **NEAR), WARNING),
    ("R160 meeting tomorrow", "step_up_preparation_missing", meets(TOMORROW, **NEAR), OVERDUE),
    ("R160 meeting in two days", "step_up_preparation_missing", meets(days_ago(-2), **NEAR), DUE),
    ("R160 saved", "step_up_preparation_missing", begun(approved_on=None), None),
    ("R160 saved tomorrow", "step_up_preparation_missing", begun(**{**BARE, "prepared_on": TOMORROW}), WARNING),
    ("R160 they have met", "step_up_preparation_missing", met(prepared_on=None, approved_on=None), None),
    ("R173 not asked", "step_up_not_asked", begun(network_wanted=None), WARNING),
    ("R172 provider unknown", "step_up_not_asked", begun(family=True), WARNING),
    ("R172 provider known", "step_up_not_asked", begun(family=True)._replace(is_provider=False), None),
    ("R172 only with a family", "step_up_not_asked", begun(), None),
    ("R172 R173 neither", "step_up_not_asked", begun(family=True, network_wanted=None), WARNING),
    ("R173 not its turn yet", "step_up_not_asked", begun(**{**BARE, "network_wanted": None}), None),
    ("R171 nobody of health", "step_up_participants_missing", begun(participants=EVERYONE[:3]), WARNING),
    ("R171 near", "step_up_participants_missing", prepared(participants=EVERYONE[:3]), DUE),
    ("R171 no challenge", "step_up_participants_missing", begun(participants=EVERYONE[:3], health=False), None),
    (
        "R172 a provider",
        "step_up_participants_missing",
        begun(family=True)._replace(is_provider=True),
        WARNING,
    ),
    ("C12 no provider", "step_up_participants_missing", begun(family=True)._replace(is_provider=False), None),
    ("R173 wished", "step_up_participants_missing", begun(network_wanted=True), WARNING),
    (
        "R173 invited",
        "step_up_participants_missing",
        begun(network_wanted=True, participants=(*EVERYONE, participant(NETWORK))),
        None,
    ),
    ("R168 no caseworker", "step_up_participants_missing", begun(participants=(EVERYONE[0], *EVERYONE[2:])), WARNING),
    ("R169 for nothing", "step_up_reason_missing", begun(participants=(*EVERYONE, participant(OTHER))), WARNING),
    (
        "R169 for a reason",
        "step_up_reason_missing",
        begun(participants=(*EVERYONE, participant(OTHER, ParticipantReason.OTHER_EFFORT))),
        None,
    ),
    (
        "R169 required is none",
        "step_up_reason_missing",
        begun(participants=(*EVERYONE, participant(OTHER, ParticipantReason.REQUIRED))),
        WARNING,
    ),
    ("R170 a teacher", "step_up_superfluous", begun(participants=(*EVERYONE, participant(TEACHER))), INFO),
    ("R170 health no more", "step_up_superfluous", begun(health=False), INFO),
    ("R170 no network wanted", "step_up_superfluous", begun(participants=(*EVERYONE, participant(NETWORK))), INFO),
    ("R170 nobody", "step_up_superfluous", begun(), None),
    ("R170 they have met", "step_up_superfluous", met(participants=(*EVERYONE, participant(TEACHER))), None),
    ("C24 not approved", "step_up_approval_missing", begun(approved_on=None), WARNING),
    ("C24 near", "step_up_approval_missing", prepared(approved_on=None), DUE),
    ("C24 approved", "step_up_approval_missing", begun(), None),
    ("C24 nothing to approve", "step_up_approval_missing", prepared(**NEAR), None),
    ("R163 none planned", "step_up_meeting_missing", begun(), WARNING),
    ("R163 planned", "step_up_meeting_missing", meets(MONDAY_AFTER), None),
    ("R163 planned today", "step_up_meeting_missing", meets(TODAY), None),
    ("R163 cancelled", "step_up_meeting_missing", prepared(meetings=meetings(HELD, held=False)), WARNING),
    ("R163 held", "step_up_meeting_missing", met(), None),
    ("R163 this week", "step_up_meeting", meets(SUNDAY), DUE),
    ("R163 today", "step_up_meeting", meets(TODAY), DUE),
    ("R163 next week", "step_up_meeting", meets(SUNDAY + timedelta(days=1)), INFO),
    ("R163 the day has passed", "step_up_meeting", meets(YESTERDAY), None),
    ("R163 no meeting", "step_up_meeting", begun(), None),
    ("R163 off", "step_up_meeting", prepared(meetings=meetings(SUNDAY, held=False)), None),
    ("R163 the second", "step_up_meeting", met(meetings=(meeting(HELD, held=True), meeting(SUNDAY))), DUE),
    ("R159 no meeting without", "step_up_meeting", meets(SUNDAY)._replace(consents=asked(withdrawn=TODAY)), None),
    ("R157 next Sunday", "step_up_pack_missing", meets(NEXT_SUNDAY, participants=unsent()), DUE),
    ("R157 the Monday after", "step_up_pack_missing", meets(MONDAY_AFTER, participants=unsent()), None),
    ("R157 in two days", "step_up_pack_missing", meets(days_ago(-2), participants=unsent()), DUE),
    ("R157 tomorrow", "step_up_pack_missing", meets(TOMORROW, participants=unsent()), OVERDUE),
    ("R157 today", "step_up_pack_missing", meets(TODAY, participants=unsent()), OVERDUE),
    ("R157 all have it", "step_up_pack_missing", meets(TODAY), None),
    ("R185 one lacks it", "step_up_pack_missing", prepared(participants=(*EVERYONE[:3], *unsent()[3:])), DUE),
    (
        "R162 not all of it",
        "step_up_pack_missing",
        prepared(participants=(*EVERYONE[:3], participant(ParticipantRole.HEALTH, has_all=False))),
        DUE,
    ),
    ("R159 no consent", "step_up_pack_missing", unasked(), None),
    (
        "R157 for the second meeting",
        "step_up_pack_missing",
        prepared(participants=unsent(), meetings=(meeting(HELD, held=True), meeting(NEXT_WEEK))),
        DUE,
    ),
    ("R164 yesterday", "step_up_meeting_unrecorded", meets(YESTERDAY), DUE),
    ("R164 a week ago", "step_up_meeting_unrecorded", meets(days_ago(7)), DUE),
    ("R164 longer ago", "step_up_meeting_unrecorded", meets(days_ago(8)), OVERDUE),
    ("R164 today", "step_up_meeting_unrecorded", meets(TODAY), None),
    ("R164 cancelled", "step_up_meeting_unrecorded", prepared(meetings=meetings(HELD, held=False)), None),
    ("R166 without her", "step_up_without_citizen", held_on(HELD, present=False), OVERDUE),
    ("R166 with her", "step_up_without_citizen", met(), None),
    ("R166 not held yet", "step_up_without_citizen", prepared(), None),
    (
        "R163 three",
        "step_up_meetings_many",
        met(meetings=meetings(days_ago(9), days_ago(8), HELD)),
        WARNING,
    ),
    (
        "R163 two and a planned one",
        "step_up_meetings_many",
        met(meetings=(*meetings(days_ago(9), HELD), meeting(NEXT_WEEK))),
        WARNING,
    ),
    ("R163 two", "step_up_meetings_many", met(meetings=meetings(days_ago(9), HELD)), None),
    (
        "R163 two and a cancelled one",
        "step_up_meetings_many",
        met(meetings=(*meetings(days_ago(9), HELD), *meetings(days_ago(8), held=False))),
        None,
    ),
    ("R164 no answers", "step_up_decisions_missing", held_on(HELD, decided=False), DUE),
    ("R164 for long", "step_up_decisions_missing", held_on(days_ago(8), decided=False), OVERDUE),
    ("R164 answered", "step_up_decisions_missing", met(), None),
    (
        "R164 a second to come",
        "step_up_decisions_missing",
        prepared(meetings=(meeting(HELD, held=True, decided=False), meeting(NEXT_WEEK))),
        None,
    ),
    (
        "R164 answered the second time",
        "step_up_decisions_missing",
        met(meetings=(meeting(days_ago(9), held=True, decided=False), meeting(HELD, held=True))),
        None,
    ),
    ("R164 in the agreement", "step_up_decisions_missing", agreed(meetings=(meeting(HELD, held=True),)), None),
    ("R176 none", "step_up_agreement_missing", met(), DUE),
    ("R176 the seventh day", "step_up_agreement_missing", held_on(days_ago(7)), DUE),
    ("R176 the eighth", "step_up_agreement_missing", held_on(days_ago(8)), OVERDUE),
    ("R176 there", "step_up_agreement_missing", agreed(), None),
    ("R176 tomorrow", "step_up_agreement_missing", met(agreement_on=TOMORROW), DUE),
    ("R164 first the answers", "step_up_agreement_missing", held_on(HELD, decided=False), None),
    (
        "R163 first the second meeting",
        "step_up_agreement_missing",
        prepared(meetings=(meeting(HELD, held=True), meeting(NEXT_WEEK))),
        None,
    ),
    ("R177 not there", "step_up_min_plan_missing", agreed(min_plan_on=None), OVERDUE),
    ("R177 tomorrow", "step_up_min_plan_missing", agreed(min_plan_on=TOMORROW), OVERDUE),
    ("R177 there", "step_up_min_plan_missing", agreed(), None),
    ("R177 nothing agreed yet", "step_up_min_plan_missing", met(), None),
    ("R176 Sunday", "step_up_follow_up", agreed(item(SUPPORT, follow_up_on=SUNDAY)), DUE),
    (
        "R176 Monday",
        "step_up_follow_up",
        agreed(item(SUPPORT, follow_up_on=SUNDAY + timedelta(days=1))),
        None,
    ),
    ("R176 yesterday", "step_up_follow_up", agreed(item(SUPPORT, follow_up_on=YESTERDAY)), OVERDUE),
    ("R176 today", "step_up_follow_up", agreed(item(SUPPORT, follow_up_on=TODAY)), DUE),
    ("R176 done", "step_up_follow_up", agreed(item(SUPPORT, follow_up_on=YESTERDAY, done_on=TODAY)), None),
    (
        "R176 done tomorrow",
        "step_up_follow_up",
        agreed(item(SUPPORT, follow_up_on=YESTERDAY, done_on=TOMORROW)),
        OVERDUE,
    ),
    ("A11 no day", "step_up_follow_up", agreed(item(SUPPORT)), None),
    ("R181 waits", "step_up_measure_waiting", agreed(item(MEASURE)), WARNING),
    ("R181 agreed today", "step_up_measure_waiting", agreed(item(MEASURE, agreed_on=TODAY)), None),
    ("R181 started", "step_up_measure_waiting", agreed(item(MEASURE, started_on=TODAY)), None),
    ("R181 to start tomorrow", "step_up_measure_waiting", agreed(item(MEASURE, started_on=TOMORROW)), WARNING),
    ("R181 no longer needed", "step_up_measure_waiting", agreed(item(MEASURE, done_on=TODAY)), None),
    ("R181 support does not start", "step_up_measure_waiting", agreed(item(SUPPORT)), None),
    ("R180 no company", "step_up_considerations", agreed(item(CONSIDERATION)), INFO),
    ("R180 at a company", "step_up_considerations", at_company(item(CONSIDERATION)), DUE),
    ("R180 taken", "step_up_considerations", at_company(item(CONSIDERATION, done_on=TODAY)), None),
    ("R180 over", "step_up_considerations", at_company(item(CONSIDERATION), end=YESTERDAY), INFO),
    (
        "R180 a school",
        "step_up_considerations",
        at_company(item(CONSIDERATION), kind=PlacementKind.SU_EDUCATION),
        INFO,
    ),
    ("R180 support is none", "step_up_considerations", at_company(item(SUPPORT)), None),
    ("R156 nothing open", "step_up_ready", agreed(), READY),
    ("R156 all done", "step_up_ready", agreed(item(MEASURE, started_on=TODAY, done_on=TODAY)), READY),
    ("R156 support open", "step_up_ready", agreed(item(SUPPORT)), None),
    ("R156 not in Min Plan", "step_up_ready", agreed(min_plan_on=None), None),
    ("R156 no agreement", "step_up_ready", met(min_plan_on=TODAY), None),
    ("R166 not without her", "step_up_ready", agreed(meetings=(meeting(HELD, held=True, present=False),)), None),
    ("R156 the form was never saved", "step_up_ready", agreed(prepared_on=None, approved_on=None), READY),
    ("R186 C13 still on", "step_up_marker_superfluous", prepared(end=YESTERDAY)._replace(markers=ON), INFO),
    ("R186 never one", "step_up_marker_superfluous", facts(markers=ON), INFO),
    ("R186 runs", "step_up_marker_superfluous", prepared()._replace(markers=ON), None),
    (
        "R186 last day",
        "step_up_marker_superfluous",
        prepared(end=TODAY)._replace(markers=ON),
        None,
    ),
    ("R186 ended", "step_up_marker_superfluous", facts(markers=(ON[0]._replace(end=YESTERDAY),)), None),
    (
        "R12 the other marker",
        "step_up_marker_superfluous",
        facts(markers=(MarkerSpan(STARTED, None, Marker.REHAB),)),
        None,
    ),
    ("R22 left with a step-up", "exit_open", prepared()._replace(exits=(), exited_on=TODAY), OVERDUE),
    ("R22 left without", "exit_open", prepared(end=TODAY)._replace(exits=(), exited_on=TODAY), None),
]


@pytest.mark.parametrize(
    ("code", "given", "level"), [pytest.param(*row[1:], id=f"{n}-{row[0]}") for n, row in enumerate(CASES)]
)
def test_rule(code: str, given: Facts, level: Level | None) -> None:
    given = given._replace(exits=(ExitSpan(TODAY, None, ExitReason.MOVED),)) if code == "exit_open" else given
    finding = found(given).get(code)
    assert (finding and finding.level) == level


@pytest.mark.parametrize("markers", [(), ON, (ON[0]._replace(end=YESTERDAY),)], ids=["none", "on", "ended"])
@pytest.mark.parametrize("edition", ["fsm2", "fsm3"])
def test_the_marker_is_a_duty_in_one_edition(edition: str, markers: tuple[MarkerSpan, ...]) -> None:
    """R186, C13: FSM3 names no markers."""
    missing = "step_up_marker_missing" in found(prepared()._replace(markers=markers), edition)
    assert missing is (edition == "fsm2" and markers != ON)


def lines(given: Facts, edition: str = "fsm3") -> list[str]:
    """What stands in the list of what is to be done about the step-up; `info` does not."""
    return [
        finding.code.removeprefix("step_up_")
        for finding in found(given, edition).values()
        if finding.code.startswith("step_up") and finding.level is not INFO
    ]


@pytest.mark.parametrize(
    ("given", "owed"),
    [
        (unasked(start=YESTERDAY, network_wanted=None, **BARE), ["consent_missing"]),
        (begun(start=YESTERDAY, **{**BARE, "network_wanted": None}), ["preparation_missing"]),
        (begun(**{**BARE, "participants": EVERYONE[:2]}), ["preparation_missing"]),
        (begun(network_wanted=None, approved_on=None, participants=EVERYONE[:3]), ["not_asked"]),
        (begun(participants=EVERYONE[:3], approved_on=None), ["participants_missing"]),
        (begun(approved_on=None, participants=unsent()), ["approval_missing"]),
        (begun(participants=unsent()), ["meeting_missing"]),
        (meets(MONDAY_AFTER, participants=unsent()), []),
        (prepared(participants=unsent()), ["pack_missing"]),
        (prepared(), []),
        (meets(TODAY), ["meeting"]),
        (prepared(**{**NEAR, "participants": unsent()[:3]}), [
            "pack_missing", "participants_missing", "preparation_missing",
        ]),
        (meets(YESTERDAY, **NEAR), ["meeting_unrecorded"]),
        (held_on(HELD, decided=False), ["decisions_missing"]),
        (met(prepared_on=None, approved_on=None, participants=unsent()), ["agreement_missing"]),
        (agreed(item(SUPPORT), min_plan_on=None), ["min_plan_missing"]),
        (agreed(item(SUPPORT)), []),
        (agreed(), ["ready"]),
    ],
)  # fmt: skip
def test_one_line_for_what_comes_next(given: Facts, owed: list[str]) -> None:
    """Nothing that lies ahead is asked for while no meeting is near."""
    assert sorted(lines(given)) == owed


@pytest.mark.parametrize("given", [prepared(**NEAR), meets(YESTERDAY), met(), held_on(HELD, decided=False), begun()])
def test_a_withdrawn_consent_stops_everything(given: Facts) -> None:
    """R159."""
    assert lines(given._replace(consents=asked(withdrawn=TODAY))) == ["consent_withdrawn"]
    assert lines(given._replace(consents=asked(refused=True))) == ["consent_refused"]


def test_what_was_agreed_goes_on_without_consent() -> None:
    """R180: the considerations are the citizen's own, and taking them shares nothing."""
    given = at_company(item(CONSIDERATION, follow_up_on=TODAY))._replace(consents=asked(withdrawn=TODAY))
    assert sorted(lines(given)) == ["consent_withdrawn", "considerations", "follow_up"]


EVERYTHING = unasked(family=True, network_wanted=None, participants=(), prepared_on=None, meetings=meetings(HELD))


@pytest.mark.parametrize(
    "outside",
    [
        {"groups": (GroupSpan(STARTED, None, Group.REHABILITATION),)},
        {"exemptions": (ExemptionSpan(TODAY, None, "parental_leave"),)},
        {"enrolled_on": TOMORROW},
    ],
    ids=["group 2", "exempt", "not enrolled"],
)
def test_nothing_is_owed_outside_the_indsatsgruppe(outside: dict[str, Any]) -> None:
    assert lines(EVERYTHING)
    assert lines(EVERYTHING._replace(**outside)) == []


@pytest.mark.parametrize("ends", [{"end": YESTERDAY}, {"start": TOMORROW}])
def test_only_a_running_step_up_owes_anything(ends: dict[str, Any]) -> None:
    given = agreed(item(MEASURE), item(SUPPORT, follow_up_on=YESTERDAY), min_plan_on=None, **ends)
    assert lines(given) == []


def test_who_is_missing_is_named_with_the_rule_behind_it() -> None:
    given = begun(network_wanted=True, family=True, participants=EVERYONE[2:3])._replace(is_provider=True)
    finding = found(given)["step_up_participants_missing"]
    assert finding.params["roles"] == (CASEWORKER, BROKER, ParticipantRole.HEALTH, FAMILY, NETWORK)
    assert (finding.rule, finding.params["n"]) == ("R168", 5)
    family = found(begun(family=True)._replace(is_provider=True))["step_up_participants_missing"]
    assert (family.rule, family.params["roles"]) == ("R172", (FAMILY,))


@pytest.mark.parametrize(
    ("family", "network", "rule", "which"),
    [(True, False, "R172", 0), (False, None, "R173", 1), (True, None, "R172", 2)],
)
def test_what_is_not_asked_is_named(family: bool, network: bool | None, rule: str, which: int) -> None:
    finding = found(begun(family=family, network_wanted=network))["step_up_not_asked"]
    assert (finding.rule, finding.params["n"]) == (rule, which)


def test_the_material_says_how_many_lack_it_and_until_when() -> None:
    """R157, R158."""
    finding = found(prepared(participants=(EVERYONE[0], *unsent()[1:])))["step_up_pack_missing"]
    assert (finding.due, finding.params["n"], finding.params["of"]) == (NEXT_WEEK - timedelta(days=1), 3, 4)


def test_it_is_said_who_is_waited_for() -> None:
    """R66, R158, R178: a broker with authority is the caseworker herself."""
    for given, code in (
        (prepared(participants=unsent()), "step_up_pack_missing"),
        (met(), "step_up_agreement_missing"),
    ):
        assert found(given)[code].params["owner"] is Owner.CASEWORKER
        own = given._replace(brokers=(BrokerSpan(STARTED, None, "maja", has_authority=True),))
        assert found(own)[code].params["owner"] is Owner.BROKER


def test_several_follow_ups_are_one_line() -> None:
    """A11."""
    items = (
        item(SUPPORT, follow_up_on=YESTERDAY),
        item(MEASURE, follow_up_on=SUNDAY, started_on=TODAY),
        item(CONSIDERATION, follow_up_on=days_ago(-20)),
    )
    finding = found(agreed(*items))["step_up_follow_up"]
    assert (finding.due, finding.params["n"], finding.params["days"]) == (YESTERDAY, 2, 1)


def test_the_longest_waiting_measure_is_told() -> None:
    """R181: no limit, so the days are shown."""
    items = (item(MEASURE, agreed_on=days_ago(4)), item(MEASURE, id="x"), item(MEASURE, id="y", started_on=TODAY))
    finding = found(agreed(*items))["step_up_measure_waiting"]
    assert (finding.since, finding.params["days"], finding.params["n"]) == (AGREED, 5, 2)


def test_considerations_are_owed_since_the_company() -> None:
    """R180."""
    finding = found(at_company(item(CONSIDERATION), start=YESTERDAY, agreed_on=YESTERDAY))["step_up_considerations"]
    assert finding.since == YESTERDAY
    assert found(at_company(item(CONSIDERATION)))["step_up_considerations"].since == AGREED


def test_since_when_it_can_be_closed() -> None:
    finding = found(agreed(item(SUPPORT, done_on=TODAY), min_plan_on=YESTERDAY))["step_up_ready"]
    assert finding.since == TODAY
    assert found(agreed(min_plan_on=YESTERDAY))["step_up_ready"].since == YESTERDAY


def test_a_marker_is_superfluous_since_the_step_up_ended() -> None:
    over = prepared(end=days_ago(3))._replace(markers=ON)
    assert found(over)["step_up_marker_superfluous"].since == days_ago(2)
    assert found(facts(markers=ON))["step_up_marker_superfluous"].since == STARTED


def test_consent_is_looked_for_since_the_step_up_before() -> None:
    earlier = span(start=days_ago(90), end=days_ago(21), id="earlier")
    given = with_span(span(), step_ups=(earlier, span()))
    assert "consent_missing" not in lines(given)
    assert "consent_missing" in lines(given._replace(consents=(GIVEN[0]._replace(on=days_ago(60)),)))
