"""The citizen's own data."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from broker_tui.domain.codes import NetworkWish, RehabTarget
from broker_tui.domain.cpr import CprError, birth_date, normalise
from broker_tui.domain.model import Line, Model, RequiredLine, Text


def _cpr(text: str) -> str:
    try:
        return normalise(text)
    except CprError as error:
        raise PydanticCustomError(error.code, "not a personal number") from None


Cpr = Annotated[str, AfterValidator(_cpr)]
"""Ten digits whose first six are a real date; replacement numbers (day + 60) are accepted."""


class Citizen(Model):
    """A citizen in the programme; everything about her that has one value at a time.

    `benefit`, `edition` and `home_municipality` are codes or names of the programme's data, not of this code.
    `case_closed_on` is a flag only: a closed case never leaves the programme (R24). `resources` and `challenges` are
    the citizen's own words; `support_by` is who helps with the challenges, empty for the broker (R68).
    `min_plan_broker_on` is the day the broker's name was written into Min Plan (R82).
    """

    cpr: Cpr
    name: RequiredLine
    enrolled_on: date
    edition: str = "fsm3"
    phone: Line = ""
    email: Line = ""
    address: Line = ""
    protected_address: bool = False
    home_municipality: Line = ""
    benefit: str | None = None
    in_intro_programme: bool = False
    is_provider: bool | None = None
    caseworker: Line = ""
    caseworker_phone: Line = ""
    network_wish: NetworkWish = NetworkWish.NOT_ASKED
    unable_to_take_part: bool = False
    assessment: RehabTarget | None = None
    rehab_plan_started_on: date | None = None
    rehab_team_on: date | None = None
    rehab_outcome: RehabTarget | None = None
    rehab_outcome_on: date | None = None
    case_closed_on: date | None = None
    remark: Text = ""
    resources: Text = ""
    challenges: Text = ""
    support_by: Line = ""
    min_plan_broker_on: date | None = None

    @property
    def birth_date(self) -> date:
        """The birth date that the personal number holds."""
        return birth_date(self.cpr)
