"""One citizen at a glance: the facts of today, how far she has come with each step, the findings."""

from typing import TYPE_CHECKING, NamedTuple

from broker_tui.casework.acting import the_case
from broker_tui.casework.desk import Desk
from broker_tui.casework.overview import Overview, judge_caseload
from broker_tui.casework.steps import progress_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from broker_tui.domain.case import Case
    from broker_tui.domain.codes_step_up import WhyThere
    from broker_tui.domain.finding import Problem
    from broker_tui.domain.step_up_progress import StepUpProgress
    from broker_tui.domain.steps import StepProgress
    from broker_tui.store.caseload import CaseloadRow


class Page(NamedTuple):
    """What one page about a citizen shows; `steps` are the three steps and aftercare."""

    row: "CaseloadRow"
    case: "Case"
    overview: Overview
    steps: "tuple[StepProgress, ...]"


def read_page(desk: Desk, citizen_id: str) -> Page:
    """Return one citizen's page.

    Raises:
        StoreError: there is no such citizen (missing_citizen).
    """
    from broker_tui.store.caseload import caseload_rows

    case = the_case(desk, citizen_id)
    row = caseload_rows(desk.store, [citizen_id], desk.today)[0]
    return Page(row, case, judge_caseload(desk, [citizen_id]), progress_of(desk, citizen_id))


class StepUpStanding(NamedTuple):
    """How a citizen stands with step-up.

    Attributes:
        progress: how far the running step-up has come, or else the latest; None when there was none.
        refused: what forbids one to begin today; nothing when one may (R150-R153).
        why_there: why each participant takes part, by id (R169-R173).
        superfluous: the participants whom nothing she experiences asks for (R170).
        marked: whether the step-up marker is on today (R186).
    """

    progress: "StepUpProgress | None"
    refused: "tuple[Problem, ...]"
    why_there: "Mapping[str, WhyThere]"
    superfluous: frozenset[str]
    marked: bool


def read_step_up(desk: Desk, citizen_id: str) -> StepUpStanding:
    """Return how a citizen stands with step-up today.

    Raises:
        StopIteration: there is no such citizen.
    """
    from broker_tui.domain.codes import Marker
    from broker_tui.domain.dates import covers
    from broker_tui.domain.step_up_needs import may_start, shown_step_up, superfluous_ones, why_there
    from broker_tui.domain.step_up_progress import step_up_progress
    from broker_tui.store.facts import read_facts

    today = desk.today
    facts = next(iter(read_facts(desk.store, today, [citizen_id])))
    programme = desk.programme(facts.edition)
    span = shown_step_up(facts, today)
    people = span.participants if span else ()
    return StepUpStanding(
        step_up_progress(facts, programme, today),
        tuple(may_start(facts, programme, today)),
        {one.id: why_there(one.role, span, facts.is_provider) for one in people if span},
        frozenset(one.id for one in superfluous_ones(span, facts.is_provider)) if span else frozenset(),
        any(one.marker is Marker.STEP_UP and covers(one.start, one.end, today) for one in facts.markers),
    )
