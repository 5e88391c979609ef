"""What is left of a citizen in the anonymised set."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broker_tui.domain.anonymous import (
    FEW,
    FEWEST,
    KEPT,
    KEPT_OF_CITIZEN,
    RARE,
    Likeness,
    anonymous,
    coarsened,
    likeness,
)
from broker_tui.domain.case import Case
from broker_tui.domain.citizen import Citizen
from tests.strategies import cases, citizens

TODAY = date(2026, 11, 20)
NOBODY = Likeness(None, None, None, None, None)

LARGE = settings(max_examples=15)

# Text that is a code or a week all the same, and never what somebody has typed.
CODED = {("exemptions", "type"), ("worked_hours", "period"), ("excuses", "week")}


def parts_of(annotation: object) -> list[object]:
    """The plain types an annotation is made of."""
    if get_origin(annotation) is Annotated:
        return parts_of(get_args(annotation)[0])
    if isinstance(annotation, UnionType) or get_origin(annotation) in {Union, tuple}:
        return [part for one in get_args(annotation) if one is not Ellipsis for part in parts_of(one)]
    return [annotation]


def record_of(case_field: str) -> Any:  # noqa: ANN401 - a class of records
    return parts_of(Case.model_fields[case_field].annotation)[0]


@pytest.mark.parametrize("case_field", [name for name in Case.model_fields if name not in {"citizen", "network"}])
def test_of_every_record_only_days_codes_and_numbers_are_kept(case_field: str) -> None:
    model = record_of(case_field)
    for field in KEPT[case_field]:
        for part in parts_of(model.model_fields[field].annotation):
            harmless = isinstance(part, type) and issubclass(part, date | Enum | bool | int | Decimal | NoneType)
            assert harmless or (case_field, field) in CODED, f"{case_field}.{field} is {part}"


def test_of_her_own_data_nothing_typed_is_kept() -> None:
    for field in KEPT_OF_CITIZEN:
        for part in parts_of(Citizen.model_fields[field].annotation):
            assert isinstance(part, type)
            assert issubclass(part, date | Enum | bool | NoneType), field


@LARGE
@given(cases(), st.integers(-26, 26))
def test_all_days_of_a_citizen_move_alike(case: Case, weeks: int) -> None:
    still, moved = (anonymous(case, NOBODY, by, frozenset()) for by in (0, weeks))
    assert days_of(moved) == [day + timedelta(weeks=weeks) for day in days_of(still)]


def days_of(value: object) -> list[date]:
    if isinstance(value, dict):
        return [day for one in value.values() for day in days_of(one)]
    if isinstance(value, list):
        return [day for one in value for day in days_of(one)]
    try:
        return [date.fromisoformat(value)] if isinstance(value, str) and len(value) == len("2026-11-20") else []
    except ValueError:
        return []


LIKENESSES = st.builds(
    Likeness,
    st.sampled_from(("1", "2", None)),
    st.sampled_from(("fsm2", "fsm3")),
    st.sampled_from(("cash_benefit", None)),
    st.sampled_from(("30-39", "40-49", "50-59")),
    st.sampled_from(("Vejle", "Aarhus", None)),
)


@given(st.lists(LIKENESSES, max_size=60))
def test_nobody_looks_like_fewer_than_five(everybody: list[Likeness]) -> None:
    exact = {str(number): like for number, like in enumerate(everybody)}
    told = coarsened(exact)
    alike = Counter(like for like in told.values() if like is not None)
    assert all(persons >= FEWEST for persons in alike.values())
    for one, like in told.items():
        if like is not None:
            assert all(
                now is None or now == was or field == "age"
                for field, now, was in zip(Likeness._fields, like, exact[one], strict=True)
            )


def test_who_looks_like_many_is_told_as_she_is() -> None:
    like = Likeness("1", "fsm3", "cash_benefit", "40-49", "Vejle")
    assert coarsened({str(number): like for number in range(FEWEST)}) == {str(n): like for n in range(FEWEST)}
    assert coarsened({str(number): like for number in range(FEWEST - 1)}) == dict.fromkeys("0123")


@LARGE
@given(cases())
def test_values_that_hardly_anybody_has_are_hidden(case: Case) -> None:
    told = anonymous(case, NOBODY, 0, frozenset())
    for place, field in RARE:
        held = [told["citizen"]] if place == "citizen" else told[place]
        assert {one[field] for one in held} <= {FEW, None}


@given(citizens())
def test_age_is_told_by_decade(citizen: Citizen) -> None:
    first, last = map(int, (likeness(Case(citizen=citizen), TODAY).age or "").split("-"))
    assert last - first == 9
    assert first % 10 == 0


def test_every_kind_of_record_is_either_kept_or_left_out_on_purpose() -> None:
    assert set(Case.model_fields) - set(KEPT) == {"citizen", "network"}
