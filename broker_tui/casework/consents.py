"""Consents, and the measures beside the way (R130, R140-R142, R159)."""

from broker_tui.casework.acting import acting, put, settle, the_case, the_record
from broker_tui.casework.desk import Desk, Done
from broker_tui.casework.step_up import stopped_by_withdrawal
from broker_tui.domain import checks
from broker_tui.domain.codes import ConsentPurpose
from broker_tui.domain.consent import Consent
from broker_tui.domain.entries_step import ConsentEntry, ParallelEntry, WithdrawalEntry
from broker_tui.domain.parallel import ParallelMeasure
from broker_tui.store.ids import new_id


def set_consent(desk: Desk, citizen_id: str, entry: ConsentEntry, consent_id: str | None = None) -> Done:
    """Keep the citizen's answer to the question of consent, or correct the one called `consent_id` (R130, R159).

    Raises:
        Refused: the dates do not fit, or the answer is gone.
    """
    case = the_case(desk, citizen_id)
    if consent_id is not None:
        the_record(case.consents, consent_id)
    consent = Consent(id=consent_id or new_id(), form=entry.consent_form, **entry.model_dump(exclude={"consent_form"}))
    warnings = settle(checks.check_consent(consent, case, desk.today))
    code = "consent_changed" if consent_id else "consent_refused" if consent.refused else "consent_given"
    with acting(desk, code, citizen_id, purpose=consent.purpose, on=consent.on) as act:
        put(act, citizen_id, consent, is_new=consent_id is None)
    return Done(citizen_id, consent.id, warnings)


def withdraw_consent(desk: Desk, citizen_id: str, consent_id: str, entry: WithdrawalEntry) -> Done:
    """Note that the citizen has taken a consent back; of one to step-up it says what stops (R159).

    Raises:
        Refused: the day lies before she gave it or in the future, or the consent is gone.
    """
    case = the_case(desk, citizen_id)
    after = the_record(case.consents, consent_id).model_copy(update=entry.model_dump())
    warnings = settle(checks.check_consent(after, case, desk.today))
    if after.purpose is ConsentPurpose.STEP_UP:
        warnings += stopped_by_withdrawal(case, entry.withdrawn_on)
    with acting(desk, "consent_withdrawn", citizen_id, purpose=after.purpose, on=entry.withdrawn_on) as act:
        act.change(citizen_id, after)
    return Done(citizen_id, consent_id, warnings)


def set_parallel(desk: Desk, citizen_id: str, entry: ParallelEntry, measure_id: str | None = None) -> Done:
    """Add a parallel measure, or correct the one called `measure_id` (R140-R142).

    Raises:
        Refused: the dates do not fit, or the measure is gone.
    """
    case = the_case(desk, citizen_id)
    if measure_id is not None:
        the_record(case.parallel, measure_id)
    measure = ParallelMeasure(id=measure_id or new_id(), **entry.model_dump())
    warnings = settle(checks.check_parallel(measure, case, desk.today))
    code = "parallel_changed" if measure_id else "parallel_added"
    with acting(desk, code, citizen_id, type=measure.type, on=measure.started_on) as act:
        put(act, citizen_id, measure, is_new=measure_id is None)
    return Done(citizen_id, measure.id, warnings)
