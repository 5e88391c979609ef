"""Companies, shared across citizens: who they are and whom to ask for there (R64)."""

from typing import Annotated, Final

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from broker_tui.domain.model import Line, Model, Record, RequiredLine, Text

_P_NUMBER_DIGITS: Final = 10
_SEPARATORS: Final = str.maketrans("", "", " -.\u00a0")


def _cvr(text: str) -> str:
    if not text:
        return ""
    from stdnum.dk import cvr
    from stdnum.exceptions import ValidationError

    try:
        return str(cvr.validate(text))
    except ValidationError:
        raise PydanticCustomError("cvr", "not a company number") from None


def _p_number(text: str) -> str:
    digits = text.translate(_SEPARATORS)
    if digits and not (len(digits) == _P_NUMBER_DIGITS and digits.isascii() and digits.isdecimal()):
        raise PydanticCustomError("p_number", "not a production unit number")
    return digits


Cvr = Annotated[Line, AfterValidator(_cvr)]
"""Eight digits that pass modulus 11, or nothing; blanks and `DK` are taken off."""

PNumber = Annotated[Line, AfterValidator(_p_number)]
"""Ten digits that name one place of a company, or nothing."""


class CompanyContact(Model):
    """Someone to ask for at a company."""

    name: RequiredLine
    phone: Line = ""
    email: Line = ""
    role: Line = ""


class Company(Record):
    """A company or school; all brokers of a database share it (R64)."""

    name: RequiredLine
    cvr: Cvr = ""
    p_number: PNumber = ""
    branch: Line = ""
    address: Line = ""
    phone: Line = ""
    email: Line = ""
    note: Text = ""
    contacts: tuple[CompanyContact, ...] = ()
