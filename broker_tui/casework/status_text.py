"""The status overview of a case as text, for the preparation form to begin with (F10, R157).

It becomes part of the citizen's document, so it is Danish whatever language the screen speaks, and everyone may edit
it. Notes, considerations for her health and the reasons for exits or interruptions stay out of it.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from broker_tui.domain.dates import covers
from broker_tui.i18n import load_words

if TYPE_CHECKING:
    from broker_tui.domain.case import Case
    from broker_tui.domain.placement import Placement
    from broker_tui.domain.programme import Programme
    from broker_tui.i18n import Words

LANGUAGE: Final = "da"


def status_overview(case: "Case", programme: "Programme", today: date) -> str:
    """Return how a citizen's case stands on a day, in a few short lines under headings; what has not come is left out.

    Args:
        case: the case.
        programme: the edition that names her exemptions.
        today: the day that counts as today.
    """
    words = load_words(LANGUAGE)
    parts = (
        ("way", _way(case, today, words)),
        ("goal", _goal(case, today, words)),
        ("companies", _companies(case, today, words)),
        ("beside", _beside(case, programme, today, words)),
        ("brings", iter([case.citizen.resources] if case.citizen.resources else [])),
    )
    sections = ((words(f"status.head.{name}"), list(lines)) for name, lines in parts)
    return "\n\n".join("\n".join((head, *map(_sentence, lines))) for head, lines in sections if lines)


def _sentence(line: str) -> str:
    return line[:1].upper() + line[1:]


def _way(case: "Case", today: date, words: "Words") -> Iterator[str]:
    yield words("status.line.enrolled", on=case.citizen.enrolled_on)
    for period in case.steps:
        if period.started_on > today:
            continue
        over = period.ended_on is not None and period.ended_on < today
        key = "step_over" if over else "step"
        yield words(f"status.line.{key}", step=period.step, on=period.started_on, until=period.ended_on)
    worked = [one for one in case.cv if one.on <= today]
    if worked:
        key = "cv_with_broker" if worked[-1].with_broker else "cv"
        yield words(f"status.line.{key}", on=worked[-1].on)
    for one in case.searchable:
        if covers(one.started_on, one.ended_on, today):
            yield words("status.line.searchable", on=one.started_on)


def _goal(case: "Case", today: date, words: "Words") -> Iterator[str]:
    goals = [goal for goal in case.job_goals if goal.on <= today]
    if goals:
        yield words("status.line.goal", text=goals[-1].text.rstrip("."), on=goals[-1].on)
    else:
        yield words("status.line.no_goal")


def _companies(case: "Case", today: date, words: "Words") -> Iterator[str]:
    approaches = [one for one in case.approaches if one.on <= today]
    placements = [one for one in case.placements if one.started_on <= today]
    if approaches:
        first, last = approaches[0], approaches[-1]
        yield words("status.line.approaches", n=len(approaches), on=first.on, until=last.on, result=last.result)
    elif not placements:
        yield words("status.line.no_companies")
    for placement in placements:
        said = _placement(placement, today, words)
        if placement.work_function:
            said = f"{said} {words('status.line.work', text=placement.work_function.rstrip('.'))}"
        yield said


def _placement(placement: "Placement", today: date, words: "Words") -> str:
    over = placement.ended_on is not None and placement.ended_on < today
    key = "placement_interrupted" if placement.interrupted_on else "placement_over" if over else "placement"
    return words(
        f"status.line.{key}",
        kind=placement.kind,
        company=placement.company or words("status.line.unnamed_company"),
        on=placement.started_on,
        until=placement.interrupted_on or placement.ended_on,
    )


def _beside(case: "Case", programme: "Programme", today: date, words: "Words") -> Iterator[str]:
    for one in case.exemptions:
        if covers(one.started_on, one.ended_on, today):
            key = "exemption_until" if one.ended_on else "exemption"
            kind = programme.exemptions.get(one.type)
            label = kind.label if kind else one.type
            yield words(f"status.line.{key}", on=one.started_on, until=one.ended_on, type=label)
    for measure in case.parallel:
        if measure.started_on <= today:
            over = measure.ended_on is not None and measure.ended_on < today
            yield words(
                "status.line.parallel_over" if over else "status.line.parallel",
                name=measure.name,
                type=measure.type,
                on=measure.started_on,
                until=measure.ended_on,
            )
