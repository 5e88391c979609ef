"""Checks of what belongs to the way itself: CV, Min Plan, companies, consents, self-support, measures (R71-R142)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from broker_tui.domain.checks.found import Checked, Found, overlapping, running
from broker_tui.domain.codes import ConsentPurpose, CvWork, ParallelType
from broker_tui.domain.danish import fold
from broker_tui.domain.dates import plus_months

if TYPE_CHECKING:
    from broker_tui.domain.aftercare import SelfSupport
    from broker_tui.domain.approach import Approach
    from broker_tui.domain.case import Case
    from broker_tui.domain.company import Company
    from broker_tui.domain.consent import Consent
    from broker_tui.domain.cv import CvEvent, CvSearchable
    from broker_tui.domain.parallel import ParallelMeasure
    from broker_tui.domain.programme import Programme


def check_min_plan_broker(on: date | None, case: "Case", today: date) -> Checked:
    """R82: the name in Min Plan is that of the broker of today."""
    found = Found()
    found.not_future("min_plan_broker_on", on, today)
    broker = running(case.brokers, today)
    if on is not None and broker is None:
        found.warn("min_plan_broker_on", "min_plan_without_broker")
    elif on is not None and broker is not None and on < broker.started_on:
        found.warn("min_plan_broker_on", "min_plan_before_broker", started=broker.started_on)
    return found.done()


def check_cv(event: "CvEvent", case: "Case", today: date) -> Checked:
    """R71, R72: work on the CV has been done, and with the broker."""
    found = Found()
    found.not_future("on", event.on, today)
    found.since_enrolment("on", event.on, case)
    together = any(other.with_broker and other.id != event.id and other.work is not CvWork.CAFE for other in case.cv)
    if event.work is not CvWork.CAFE and not event.with_broker and not together:
        found.warn("with_broker", "cv_without_broker")
    return found.done()


def check_searchable(agreed: "CvSearchable", case: "Case", _today: date) -> Checked:
    """R78: companies find a CV when "Jeg søger job som" is filled in."""
    found = Found()
    found.span(agreed)
    other = overlapping(agreed, case.searchable)
    if other is not None:
        found.refuse("started_on", "overlaps", started=other.started_on, ended=other.ended_on)
    if not agreed.job_sought_filled:
        found.warn("job_sought_filled", "job_sought_not_filled")
    return found.done()


def check_company(company: "Company", others: "Iterable[Company]") -> Checked:
    """R64: a company stands in the register once; another place of it has a production unit number of its own."""
    found = Found()
    for other in others:
        if other.id == company.id:
            continue
        if company.cvr and other.cvr == company.cvr and other.p_number == company.p_number:
            found.warn("cvr", "company_known")
            break
        if fold(other.name).split() == fold(company.name).split() and not (company.cvr and other.cvr):
            found.warn("name", "company_known")
            break
    return found.done()


def check_approach(approach: "Approach", case: "Case", today: date) -> Checked:
    """R93: a company was approached on a day that has come."""
    found = Found()
    found.not_future("on", approach.on, today)
    if not approach.company and approach.company_id is None:
        found.refuse("company", "company_missing")
    found.since_enrolment("on", approach.on, case)
    found.while_in_programme("on", approach.on, case)
    return found.done()


def check_consent(consent: "Consent", _case: "Case", today: date) -> Checked:
    """R130, R159: a consent is given before it is withdrawn, and what was refused cannot be.

    What is shared in a step-up, and with whom, is part of the answer.
    """
    found = Found()
    found.not_future("on", consent.on, today)
    found.not_future("withdrawn_on", consent.withdrawn_on, today)
    if consent.withdrawn_on is not None:
        if consent.refused:
            found.refuse("withdrawn_on", "refused_and_withdrawn")
        elif consent.withdrawn_on < consent.on:
            found.refuse("withdrawn_on", "withdrawn_before_given", given=consent.on)
    if consent.purpose is ConsentPurpose.STEP_UP and not consent.refused and not consent.scope:
        found.refuse("scope", "scope_missing")
    return found.done()


def check_self_support(support: "SelfSupport", case: "Case", today: date) -> Checked:
    """R128: self-support has begun, one time after another."""
    found = Found()
    found.span(support)
    found.not_future("started_on", support.started_on, today)
    other = overlapping(support, case.self_support)
    if other is not None:
        found.refuse("started_on", "overlaps", started=other.started_on, ended=other.ended_on)
    found.since_enrolment("started_on", support.started_on, case)
    found.while_in_programme("started_on", support.started_on, case)
    return found.done()


def check_end_aftercare(on: date, case: "Case", programme: "Programme", today: date) -> Checked:
    """R129, C19: aftercare may end after its first months, at once where the citizen has declined it (R130)."""
    found = Found()
    found.not_future("on", on, today)
    answers = [one for one in case.consents if one.purpose is ConsentPurpose.AFTERCARE and one.on <= on]
    last = max(answers, key=lambda one: (one.on, one.id), default=None)
    declined = last is not None and (last.refused or (last.withdrawn_on is not None and last.withdrawn_on <= on))
    support, step = running(case.self_support, on), running(case.steps, on)
    begun = support or step
    if begun is not None and not declined:
        first = plus_months(begun.started_on, programme.aftercare_months[0])
        if on < first:
            found.warn("on", "aftercare_short", first=first)
    return found.done()


def check_parallel(measure: "ParallelMeasure", case: "Case", _today: date) -> Checked:
    """R140, R141: a measure rests on an assessment that it is needed; without one there is no upskilling."""
    found = Found()
    found.span(measure)
    if not measure.reason:
        if measure.type is ParallelType.UPSKILLING:
            found.refuse("reason", "parallel_needs_reason")
        else:
            found.warn("reason", "parallel_without_reason")
    found.since_enrolment("started_on", measure.started_on, case)
    found.while_in_programme("started_on", measure.started_on, case)
    return found.done()
