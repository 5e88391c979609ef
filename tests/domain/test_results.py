"""Who counts in a month, row by row of the counting table and case by case of the group (R40-R59)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from broker_tui.domain.codes import ExitReason, Group, PlacementKind, Readiness, SeniorPension
from broker_tui.domain.codes_results import MonthStatus, ResultColumn, ResultNote, ResultReason
from broker_tui.domain.dates import Month
from broker_tui.domain.facts import ExemptionSpan, ExitSpan, GroupSpan
from broker_tui.domain.results import MonthStanding, Verdict, judge_month
from broker_tui.domain.results_person import PensionMark, Person, ReadinessMark, WorkedSpan
from tests.domain.people import FSM3, PROGRAMMES
from tests.domain.results_people import JANUARY, NOVEMBER, OCTOBER, TODAY, at, doing, person, said, weekly, worked

Kind, Reason = PlacementKind, ResultReason
PAID, STUDY = ResultColumn.PAID_HOURS, ResultColumn.EDUCATION

COUNTS = (
    (Kind.PAID_HOURS, PAID, "R40"),
    (Kind.ORDINARY_JOB, PAID, "R45"),
    (Kind.PAID_EDUCATION, PAID, "R44"),
    (Kind.SU_EDUCATION, STUDY, "R43"),
    (Kind.JOB_ROTATION, PAID, "R55"),
    (Kind.ADULT_APPRENTICE, PAID, "R56"),
)
COUNTS_NOT = (
    (Kind.INTERNSHIP, "R58"),
    (Kind.WAGE_SUBSIDY, "R46"),
    (Kind.FLEX_JOB, "R48"),
    (Kind.SOCIAL_CARD, "R52"),
    (Kind.OTHER_EDUCATION, "R43"),
)


@pytest.mark.parametrize("edition", PROGRAMMES)
@pytest.mark.parametrize(("kind", "column", "rule"), COUNTS)
def test_what_counts(kind: PlacementKind, column: ResultColumn, rule: str, edition: str) -> None:
    standing = said(doing(at(kind)), edition=edition)
    assert (standing.counts, standing.column, standing.kind, standing.code) == (True, column, kind, Reason.KIND)
    assert (standing.in_group, standing.rule, standing.on) == (True, rule, date(2026, 10, 1))


@pytest.mark.parametrize("edition", PROGRAMMES)
@pytest.mark.parametrize(("kind", "rule"), COUNTS_NOT)
def test_what_does_not_count(kind: PlacementKind, rule: str, edition: str) -> None:
    standing = said(doing(at(kind)), edition=edition)
    assert (standing.counts, standing.in_group, standing.column) == (False, True, None)
    assert (standing.kind, standing.code, standing.rule) == (kind, Reason.KIND_NOT, rule)


def test_every_kind_stands_in_the_table_once() -> None:
    assert {kind for kind, _, _ in COUNTS} | {kind for kind, _ in COUNTS_NOT} == set(Kind)
    assert len(COUNTS) + len(COUNTS_NOT) == len(Kind)


@pytest.mark.parametrize(
    ("start", "end", "month", "counts"),
    [
        (date(2026, 10, 31), None, OCTOBER, True),
        (date(2026, 9, 1), date(2026, 10, 1), OCTOBER, True),
        (date(2026, 10, 14), date(2026, 10, 14), OCTOBER, True),
        (date(2026, 9, 1), date(2026, 9, 30), OCTOBER, False),
        (date(2026, 11, 1), None, OCTOBER, False),
        (date(2026, 11, 20), None, NOVEMBER, True),
        (date(2026, 11, 21), None, NOVEMBER, False),
        (date(2026, 11, 21), date(2026, 11, 30), NOVEMBER, False),
    ],
)
def test_one_day_of_the_month_is_enough_and_the_future_never_counts(
    start: date, end: date | None, month: Month, counts: bool
) -> None:
    assert said(doing(at(Kind.PAID_HOURS, start, end)), month).counts is counts


@pytest.mark.parametrize("months_later", range(14))
def test_an_ordinary_job_counts_every_month_until_it_ends(months_later: int) -> None:
    month = Month(2025, 10).plus(months_later)
    one = doing(at(Kind.ORDINARY_JOB, date(2025, 10, 7), date(2026, 9, 2)), enrolled_on=date(2025, 1, 1))
    one = one._replace(groups=(GroupSpan(date(2025, 1, 1), None, Group.INTERVENTION),))
    assert said(one, month).counts is (months_later < 12)


def test_of_several_activities_the_counting_one_wins_and_paid_hours_before_education() -> None:
    internship, study = at(Kind.INTERNSHIP, id_="a"), at(Kind.SU_EDUCATION, date(2026, 10, 5), id_="b")
    job = at(Kind.ORDINARY_JOB, date(2026, 10, 2), date(2026, 10, 3), id_="c")
    assert said(doing(internship, study)).column is STUDY
    standing = said(doing(internship, study, job))
    assert (standing.column, standing.kind) == (PAID, Kind.ORDINARY_JOB)
    assert standing.verdict.kinds == (Kind.ORDINARY_JOB, Kind.INTERNSHIP, Kind.SU_EDUCATION)


def test_of_two_alike_the_later_decides() -> None:
    standing = said(doing(at(Kind.INTERNSHIP, id_="a"), at(Kind.WAGE_SUBSIDY, date(2026, 10, 9), id_="b")))
    assert (standing.rule, standing.on) == ("R46", date(2026, 10, 9))


def test_nothing_at_all() -> None:
    assert said(person()) == MonthStanding(Verdict(Reason.NO_ACTIVITY, "R40", Group.INTERVENTION, in_group=True))


def test_what_is_over_is_told() -> None:
    standing = said(doing(at(Kind.ORDINARY_JOB, JANUARY, date(2026, 9, 30))))
    assert (standing.code, standing.rule, standing.on) == (Reason.ENDED, "R50", date(2026, 9, 30))
    assert (standing.counts, standing.in_group) == (False, True)


def test_what_lies_ahead_is_told_of_the_current_month_alone() -> None:
    one = doing(at(Kind.PAID_HOURS, date(2026, 12, 1)))
    standing = said(one, NOVEMBER)
    assert (standing.code, standing.on, standing.counts) == (Reason.STARTS_LATER, date(2026, 12, 1), False)
    assert said(one, OCTOBER).code is Reason.NO_ACTIVITY
    assert said(doing(at(Kind.INTERNSHIP, date(2026, 12, 1))), NOVEMBER).code is Reason.NO_ACTIVITY


OUTSIDE = (
    (person(enrolled_on=date(2026, 11, 1)), Reason.NOT_ENROLLED, "R57", date(2026, 11, 1)),
    (person(groups=()), Reason.NO_GROUP, "R5", None),
    (person(groups=(GroupSpan(JANUARY, date(2026, 10, 30), Group.INTERVENTION),)), Reason.NO_GROUP, "R5", None),
    (
        person(groups=(GroupSpan(date(2026, 3, 2), None, Group.REHABILITATION),)),
        Reason.GROUP_2,
        "R23",
        date(2026, 3, 2),
    ),
    (
        person(
            pension=(
                PensionMark(date(2026, 6, 1), SeniorPension.APPLIED),
                PensionMark(date(2026, 10, 31), SeniorPension.GRANTED),
            )
        ),
        Reason.PENSION_GRANTED,
        "R21",
        date(2026, 10, 31),
    ),
)


@pytest.mark.parametrize(("one", "code", "rule", "on"), OUTSIDE)
def test_who_is_outside_the_group(one: Person, code: ResultReason, rule: str, on: date | None) -> None:
    standing = said(one._replace(placements=(at(Kind.ORDINARY_JOB),)))
    assert (standing.code, standing.rule, standing.on) == (code, rule, on)
    assert (standing.in_group, standing.counts, standing.exempt, standing.column) == (False, False, False, None)


@pytest.mark.parametrize("reason", ExitReason)
def test_every_exit_takes_the_citizen_out_from_its_day(reason: ExitReason) -> None:
    one = doing(at(Kind.ORDINARY_JOB), exits=(ExitSpan(date(2026, 10, 31), None, reason),))
    standing = said(one)
    assert (standing.code, standing.verdict.detail) == (Reason.EXITED, reason.value)
    assert standing.rule == ("R21" if reason is ExitReason.SENIOR_PENSION else "R22")
    assert said(one, OCTOBER.before).in_group


def test_who_has_come_back_is_in_the_group_again() -> None:
    one = person(exits=(ExitSpan(date(2026, 9, 1), date(2026, 10, 30), ExitReason.MOVED),))
    assert not said(one, OCTOBER.before).in_group
    assert said(one, OCTOBER).in_group


@pytest.mark.parametrize("edition", PROGRAMMES)
@pytest.mark.parametrize("type_", FSM3.exemptions)
def test_only_the_listed_exemptions_subtract(type_: str, edition: str) -> None:
    one = doing(at(Kind.PAID_HOURS), exemptions=(ExemptionSpan(date(2026, 9, 1), None, type_),))
    standing = said(one, edition=edition)
    subtracts = type_ != "other"
    assert (standing.exempt, standing.in_group, standing.counts) == (subtracts, not subtracts, not subtracts)
    assert standing.group is Group.INTERVENTION
    if subtracts:
        assert (standing.code, standing.rule, standing.verdict.detail) == (Reason.EXEMPT, "R14", type_)
        assert standing.verdict.paid
    else:
        assert standing.verdict.notes == (ResultNote.EXEMPT_OTHER,)


def test_who_was_exempt_is_in_the_group_again_the_day_after() -> None:
    until_friday = ExemptionSpan(date(2026, 9, 1), date(2026, 10, 30), "parental_leave")
    until_saturday = until_friday._replace(end=date(2026, 10, 31))
    assert said(person(exemptions=(until_friday,))).in_group
    assert said(person(exemptions=(until_saturday,))).exempt


def test_group_2_stands_by_itself_with_what_it_does() -> None:
    one = doing(at(Kind.FLEX_JOB), groups=(GroupSpan(JANUARY, None, Group.REHABILITATION),))
    standing = said(one)
    assert (standing.group, standing.kind, standing.verdict.kinds) == (
        Group.REHABILITATION,
        Kind.FLEX_JOB,
        (Kind.FLEX_JOB,),
    )
    assert (standing.in_group, standing.counts, standing.exempt) == (False, False, False)


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"case_closed_on": date(2026, 10, 31)}, ResultNote.CASE_CLOSED),
        ({"pension": (PensionMark(date(2026, 5, 1), SeniorPension.APPLIED),)}, ResultNote.PENSION_APPLIED),
        ({"readiness": (ReadinessMark(date(2026, 9, 1), Readiness.JOB_READY),)}, ResultNote.JOB_READY),
    ],
)
def test_what_changes_nothing_is_told_and_changes_nothing(changes: dict[str, Any], note: ResultNote) -> None:
    for one in (doing(at(Kind.ORDINARY_JOB)), person(), doing(at(Kind.INTERNSHIP))):
        plain, noted = said(one), said(one._replace(**changes))
        assert noted.verdict.notes == (note,)
        assert noted.verdict._replace(notes=()) == plain.verdict
        assert said(one._replace(**changes), Month(2026, 4)).verdict.notes == ()


def test_a_refused_pension_is_no_application_any_more() -> None:
    marks = (PensionMark(date(2026, 5, 1), SeniorPension.APPLIED), PensionMark(date(2026, 9, 1), SeniorPension.REFUSED))
    assert said(person(pension=marks)).verdict.notes == ()
    assert said(person(pension=marks), Month(2026, 8)).verdict.notes == (ResultNote.PENSION_APPLIED,)


PART_MONTH = (
    ("exempt until mid-month", {"exemptions": (ExemptionSpan(JANUARY, date(2026, 10, 15), "parental_leave"),)}, 1, 1),
    ("exempt from mid-month", {"exemptions": (ExemptionSpan(date(2026, 10, 15), None, "parental_leave"),)}, 0, 1),
    (
        "exempt all month",
        {"exemptions": (ExemptionSpan(date(2026, 10, 1), date(2026, 10, 31), "parental_leave"),)},
        0,
        0,
    ),
    ("exit in mid-month", {"exits": (ExitSpan(date(2026, 10, 15), None, ExitReason.DIED),)}, 0, 1),
    ("exit on the first", {"exits": (ExitSpan(date(2026, 10, 1), None, ExitReason.DIED),)}, 0, 0),
    ("enrolled in mid-month", {"enrolled_on": date(2026, 10, 15)}, 1, 1),
    ("enrolled on the last day", {"enrolled_on": date(2026, 10, 31)}, 1, 1),
    (
        "to group 2 in mid-month",
        {
            "groups": (
                GroupSpan(JANUARY, date(2026, 10, 15), Group.INTERVENTION),
                GroupSpan(date(2026, 10, 16), None, Group.REHABILITATION),
            )
        },
        0,
        1,
    ),
    (
        "to group 1 in mid-month",
        {
            "groups": (
                GroupSpan(JANUARY, date(2026, 10, 15), Group.REHABILITATION),
                GroupSpan(date(2026, 10, 16), None, Group.INTERVENTION),
            )
        },
        1,
        1,
    ),
    ("pension in mid-month", {"pension": (PensionMark(date(2026, 10, 15), SeniorPension.GRANTED),)}, 0, 1),
)


@pytest.mark.parametrize(
    ("changes", "last_day", "any_day"), [case[1:] for case in PART_MONTH], ids=[c[0] for c in PART_MONTH]
)
def test_a_part_of_a_month_goes_by_the_setting(changes: dict[str, Any], last_day: int, any_day: int) -> None:
    one = doing(at(Kind.ORDINARY_JOB), **changes)
    assert said(one, status=MonthStatus.LAST_DAY).counts == said(one).in_group == bool(last_day)
    assert said(one, status=MonthStatus.ANY_DAY).counts == bool(any_day)
    assert said(one, status=MonthStatus.ANY_DAY).in_group == bool(any_day)


def test_the_current_month_is_measured_today() -> None:
    leaves = person(exits=(ExitSpan(date(2026, 11, 21), None, ExitReason.MOVED),))
    assert said(leaves, NOVEMBER).in_group
    assert said(leaves, NOVEMBER, status=MonthStatus.ANY_DAY).in_group
    assert not said(leaves, NOVEMBER, today=date(2026, 11, 21)).in_group
    comes = person(enrolled_on=date(2026, 11, 21))
    assert said(comes, NOVEMBER, status=MonthStatus.ANY_DAY).code is Reason.NOT_ENROLLED


HOURS = (
    ("paid hours without registration", Kind.PAID_HOURS, (), (), True),
    ("paid hours registered", Kind.PAID_HOURS, (worked("2026-10", "12.5"),), (), True),
    ("a month of none", Kind.PAID_HOURS, (worked("2026-10", "0"),), (), False),
    ("none in another month", Kind.PAID_HOURS, (worked("2026-09", "0"),), (), True),
    ("none in some weeks", Kind.PAID_HOURS, (worked("2026-W41", "0"), worked("2026-W42", "0")), (), True),
    ("none in every week", Kind.PAID_HOURS, tuple(worked(f"2026-W{week}", "0") for week in range(40, 45)), (), False),
    (
        "none in every week but one",
        Kind.PAID_HOURS,
        (*(worked(f"2026-W{week}", "0") for week in range(40, 44)), worked("2026-W44", "0.5")),
        (),
        True,
    ),
    ("hours of another placement", Kind.PAID_HOURS, (worked("2026-10", "0", "other"),), (), True),
    ("agreed with none", Kind.PAID_HOURS, (), (weekly("0"),), False),
    ("agreed with none, registered", Kind.PAID_HOURS, (worked("2026-10", "3"),), (weekly("0"),), True),
    ("agreed with none, then raised", Kind.PAID_HOURS, (), (weekly("0"), weekly("4", date(2026, 10, 31), "f")), True),
    ("raised too late", Kind.PAID_HOURS, (), (weekly("0"), weekly("4", date(2026, 11, 1), "f")), False),
    ("lowered to none in the month", Kind.PAID_HOURS, (), (weekly("4"), weekly("0", date(2026, 10, 2), "f")), True),
    ("lowered to none before it", Kind.PAID_HOURS, (), (weekly("4"), weekly("0", date(2026, 10, 1), "f")), False),
    ("registered none, agreed some", Kind.PAID_HOURS, (worked("2026-10", "0"),), (weekly("4"),), False),
    ("internship", Kind.INTERNSHIP, (), (), False),
    ("internship with paid hours beside", Kind.INTERNSHIP, (worked("2026-10", "3"),), (), True),
    ("internship with none beside", Kind.INTERNSHIP, (worked("2026-10", "0"),), (), False),
    ("internship with paid hours agreed", Kind.INTERNSHIP, (), (weekly("2", date(2026, 10, 20), "f"),), True),
    ("internship with paid hours later", Kind.INTERNSHIP, (), (weekly("2", date(2026, 11, 2), "f"),), False),
    ("wage subsidy with hours", Kind.WAGE_SUBSIDY, (worked("2026-10", "30"),), (weekly("37"),), False),
    ("flex job with hours", Kind.FLEX_JOB, (worked("2026-10", "30"),), (), False),
    ("social card with hours", Kind.SOCIAL_CARD, (worked("2026-10", "30"),), (), False),
    ("an ordinary job with none", Kind.ORDINARY_JOB, (worked("2026-10", "0"),), (weekly("0"),), True),
)


@pytest.mark.parametrize(("kind", "had", "agreed", "counts"), [case[1:] for case in HOURS], ids=[c[0] for c in HOURS])
def test_hours_decide_where_they_are_known(
    kind: PlacementKind, had: tuple[WorkedSpan, ...], agreed: tuple[object, ...], counts: bool
) -> None:
    standing = said(doing(at(kind), worked=had, weekly=agreed))
    assert standing.counts is counts
    if kind is Kind.PAID_HOURS and not counts:
        assert (standing.code, standing.rule) == (Reason.NO_HOURS, "R40")
    if kind is Kind.INTERNSHIP and counts:
        assert (standing.code, standing.rule, standing.column) == (Reason.INTERNSHIP_HOURS, "R104", PAID)


def test_one_day_without_registration_may_have_held_hours() -> None:
    """Weeks 41 and 42 of 2026 are the days from 5 to 18 October."""
    none = (worked("2026-W41", "0"), worked("2026-W42", "0"))
    until_sunday = at(Kind.PAID_HOURS, date(2026, 10, 5), date(2026, 10, 18))
    assert not said(doing(until_sunday, worked=none)).counts
    assert said(doing(until_sunday._replace(end=date(2026, 10, 19)), worked=none)).counts


def test_an_edition_may_count_internships_whatever_their_hours() -> None:
    """R58 is data of the edition."""
    others: dict[PlacementKind, str] = {
        kind: rule for kind, rule in FSM3.counts_not.items() if kind is not Kind.INTERNSHIP
    }
    own = replace(FSM3, counts={**FSM3.counts, Kind.INTERNSHIP: "R58"}, counts_not=others)
    one = doing(at(Kind.INTERNSHIP), worked=(worked("2026-10", "0"),))
    standing = judge_month(one, own, OCTOBER, TODAY)
    assert (standing.counts, standing.code, standing.rule) == (True, Reason.KIND, "R58")


def test_the_hours_of_a_week_belong_to_one_month() -> None:
    """Week 44 of 2026 runs from 26 October to 1 November; week 40 from 28 September to 4 October."""
    one = doing(at(Kind.INTERNSHIP, date(2026, 9, 1)), worked=(worked("2026-W44", "5"), worked("2026-W40", "5")))
    assert [said(one, month).counts for month in (OCTOBER.before, OCTOBER, NOVEMBER)] == [False, True, False]
    ended = doing(at(Kind.INTERNSHIP, date(2026, 9, 1), date(2026, 9, 30)), worked=(worked("2026-W40", "5"),))
    assert said(ended, OCTOBER.before).counts, "the placement ran in September alone in that week"


def test_hours_of_the_future_do_not_count_yet() -> None:
    one = doing(at(Kind.INTERNSHIP), worked=(worked("2026-W48", "5"),))
    assert not said(one, NOVEMBER).counts
    assert said(one, NOVEMBER, today=date(2026, 11, 23)).counts


def test_the_current_month_counts_hours_entered_for_it_so_far() -> None:
    assert said(doing(at(Kind.INTERNSHIP), worked=(worked("2026-11", "5"),)), NOVEMBER).counts
    assert not said(doing(at(Kind.PAID_HOURS), worked=(worked("2026-11", "0"),)), NOVEMBER).counts
    assert NOVEMBER.last > TODAY
