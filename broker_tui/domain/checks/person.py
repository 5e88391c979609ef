"""Checks of the citizen's own data: all of them hints, since the model refuses what cannot be (R1-R3, C1, C2)."""

from datetime import date
from typing import TYPE_CHECKING

from broker_tui.domain.checks.found import Checked, Found
from broker_tui.domain.cpr import is_replacement, looks_mistyped
from broker_tui.domain.dates import age_on
from broker_tui.domain.rules.target_group import below_minimum_age

if TYPE_CHECKING:
    from broker_tui.domain.citizen import Citizen
    from broker_tui.domain.programme import Programme


def check_citizen(citizen: "Citizen", programme: "Programme", today: date, before: "Citizen | None" = None) -> Checked:
    """R1-R3: number, age, benefit and introduction programme, none of which keeps a citizen out.

    With `before`, only what has changed since then is warned about, so that a new telephone number brings no old hint.
    """
    found = Found()
    if before is None or before.cpr != citizen.cpr:
        if is_replacement(citizen.cpr):
            found.warn("cpr", "cpr_replacement")
        elif looks_mistyped(citizen.cpr):
            found.warn("cpr", "cpr_modulus")
        if below_minimum_age(citizen.birth_date, programme, today):
            age = age_on(citizen.birth_date, today)
            found.warn("cpr", "under_age", age=age, minimum=programme.minimum_age)
    outside = citizen.benefit is not None and citizen.benefit not in programme.benefits
    if outside and (before is None or before.benefit != citizen.benefit):
        found.warn("benefit", "benefit_outside")
    if citizen.in_intro_programme and not (before is not None and before.in_intro_programme):
        found.warn("in_intro_programme", "intro_programme")
    return found.done()
