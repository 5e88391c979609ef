"""Entries about companies and going to them for a citizen (R64, R93, R94)."""

from datetime import date
from typing import Annotated, ClassVar

from broker_tui.domain.codes import ApproachBy, ApproachResult
from broker_tui.domain.company import Cvr, PNumber
from broker_tui.domain.entries import Entry
from broker_tui.domain.form_spec import Condition, Hint
from broker_tui.domain.model import Line, RequiredLine, Text

UNLISTED = Condition("company_id", ("",))
"""Holds while no company of the register is chosen, so that a name can be typed."""

_LED_ON = Condition("result", ("interested", "visit", "agreed"))


class CompanyEntry(Entry):
    """A company's own data (R64)."""

    form: ClassVar[str] = "company"

    name: RequiredLine
    cvr: Cvr = ""
    p_number: PNumber = ""
    branch: Line = ""
    address: Line = ""
    phone: Annotated[Line, Hint(kind="phone")] = ""
    email: Line = ""
    note: Annotated[Text, Hint(kind="text")] = ""


class NewCompanyEntry(CompanyEntry):
    """A company new to the register, with whom to ask for there."""

    form: ClassVar[str] = "company"

    contact_name: Annotated[Line, Hint(section="contact_person")] = ""
    contact_phone: Annotated[Line, Hint(kind="phone", section="contact_person")] = ""
    contact_email: Annotated[Line, Hint(section="contact_person")] = ""
    contact_role: Annotated[Line, Hint(section="contact_person")] = ""


class CompanyContactEntry(Entry):
    """Someone to ask for at a company."""

    form: ClassVar[str] = "company_contact"

    name: RequiredLine
    phone: Annotated[Line, Hint(kind="phone")] = ""
    email: Line = ""
    role: Line = ""


class ApproachEntry(Entry):
    """One time a company was approached for the citizen (R93); a name not in the register is added to it."""

    form: ClassVar[str] = "approach"

    on: date
    company_id: Annotated[str | None, Hint(choices_from="companies")] = None
    company: Annotated[Line, Hint(visible_when=UNLISTED)] = ""
    by: ApproachBy = ApproachBy.BROKER
    result: ApproachResult = ApproachResult.NO_ANSWER
    note: Annotated[Text, Hint(kind="text")] = ""
    transferred: bool = False
    ordinary_environment: Annotated[bool | None, Hint(section="match", visible_when=_LED_ON)] = None
    colleagues: Annotated[bool | None, Hint(section="match", visible_when=_LED_ON)] = None
    meaningful_tasks: Annotated[bool | None, Hint(section="match", visible_when=_LED_ON)] = None
    room_to_grow: Annotated[bool | None, Hint(section="match", visible_when=_LED_ON)] = None
