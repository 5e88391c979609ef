"""Companies, shared across citizens, and going to them for a citizen (R64, R93, R94)."""

from typing import TYPE_CHECKING, NamedTuple

from broker_tui.casework.acting import acting, put, settle, the_case, the_record
from broker_tui.casework.desk import Desk, Done, Refused
from broker_tui.domain import checks
from broker_tui.domain.approach import Approach
from broker_tui.domain.company import Company, CompanyContact
from broker_tui.domain.entries_company import ApproachEntry, CompanyContactEntry, CompanyEntry, NewCompanyEntry
from broker_tui.domain.finding import Problem
from broker_tui.store.ids import new_id

if TYPE_CHECKING:
    from broker_tui.store.act import Act

_CONTACT = {"contact_name", "contact_phone", "contact_email", "contact_role"}


class Named(NamedTuple):
    """A company as a record names it.

    Attributes:
        id: the shared company, None when none is named.
        name: what the record says.
        new: the company to be added to the register first, None when it is there.
    """

    id: str | None
    name: str
    new: Company | None = None

    def written(self, act: "Act") -> None:
        """Add the company to the register when it is new."""
        if self.new is not None:
            act.add_company(self.new)


def the_company(desk: Desk, company_id: str) -> Company:
    """Return the company called `company_id`.

    Raises:
        Refused: it is gone.
    """
    from broker_tui.store.companies import read_companies

    for company in read_companies(desk.store, [company_id]):
        return company
    raise Refused(Problem("company_id", "company_unknown"))


def named_company(desk: Desk, company_id: str | None, text: str) -> Named:
    """Return the company that was chosen, or the one typed: known by its name, or new to the register.

    Raises:
        Refused: the one chosen is gone.
    """
    from broker_tui.store.companies import find_company

    if company_id:
        return Named(company_id, the_company(desk, company_id).name)
    if not text:
        return Named(None, "")
    known = find_company(desk.store, text)
    if known is not None:
        return Named(known, text)
    new = Company(id=new_id(), name=text)
    return Named(new.id, text, new)


def contact_target(target_id: str) -> tuple[str, int | None]:
    """Return company and place of a contact person, written `<company id>/<place>`; without a place a new one."""
    company_id, _, place = target_id.partition("/")
    return company_id, int(place) if place.isdecimal() else None


def contact_of(company: Company, place: int) -> CompanyContact:
    """Return the contact person at a place, counted from 0.

    Raises:
        Refused: the person is gone.
    """
    if not 0 <= place < len(company.contacts):
        raise Refused(Problem("", "record_gone"))
    return company.contacts[place]


def add_company(desk: Desk, entry: NewCompanyEntry) -> Done:
    """Add a company to the register, with the first contact person.

    Raises:
        Refused: a contact person has no name.
    """
    from broker_tui.store.companies import read_companies

    contacts = _contacts(entry)
    company = Company(id=new_id(), **entry.model_dump(exclude=_CONTACT), contacts=contacts)
    warnings = settle(checks.check_company(company, read_companies(desk.store)))
    with acting(desk, "company_added") as act:
        act.add_company(company)
    return Done(None, company.id, warnings)


def change_company(desk: Desk, company_id: str, entry: CompanyEntry) -> Done:
    """Correct a company's data; its contact persons stay.

    Raises:
        Refused: it is gone.
    """
    from broker_tui.store.companies import read_companies

    company = the_company(desk, company_id).model_copy(update=entry.model_dump())
    warnings = settle(checks.check_company(company, read_companies(desk.store)))
    with acting(desk, "company_changed") as act:
        act.change_company(company)
    return Done(None, company_id, warnings)


def set_company_contact(desk: Desk, target_id: str, entry: CompanyContactEntry) -> Done:
    """Add a contact person to a company, or correct one; see `contact_target`.

    Raises:
        Refused: the company or the person is gone.
    """
    company_id, place = contact_target(target_id)
    company = the_company(desk, company_id)
    contacts = list(company.contacts)
    contact = CompanyContact(**entry.model_dump())
    if place is None:
        contacts.append(contact)
    else:
        contact_of(company, place)
        contacts[place] = contact
    with acting(desk, "company_contact_set") as act:
        act.change_company(company.model_copy(update={"contacts": tuple(contacts)}))
    return Done(None, company_id)


def remove_company_contact(desk: Desk, target_id: str) -> Done:
    """Remove a contact person; see `contact_target`.

    Raises:
        Refused: the company or the person is gone.
    """
    company_id, place = contact_target(target_id)
    company = the_company(desk, company_id)
    contact_of(company, -1 if place is None else place)
    contacts = tuple(one for at, one in enumerate(company.contacts) if at != place)
    with acting(desk, "company_contact_removed") as act:
        act.change_company(company.model_copy(update={"contacts": contacts}))
    return Done(None, company_id)


def remove_company(desk: Desk, company_id: str) -> Done:
    """Remove a company that no placement and no approach names.

    Raises:
        Refused: it is gone, or still named.
    """
    from broker_tui.store.companies import company_visits

    the_company(desk, company_id)
    visits = company_visits(desk.store, company_id)
    if visits:
        raise Refused(Problem("", "company_in_use", {"n": len(visits)}))
    with acting(desk, "company_removed") as act:
        act.remove_company(company_id)
    return Done(None, company_id)


def set_approach(desk: Desk, citizen_id: str, entry: ApproachEntry, approach_id: str | None = None) -> Done:
    """Log that a company was approached for the citizen, or correct it (R93, R94).

    A name that the register does not hold is added to it in the same act.

    Raises:
        Refused: the day lies in the future, no company is named, or the entry is gone.
    """
    case = the_case(desk, citizen_id)
    before = None if approach_id is None else the_record(case.approaches, approach_id)
    named = named_company(desk, entry.company_id, entry.company)
    transferred_on = ((before.transferred_on if before else None) or desk.today) if entry.transferred else None
    approach = Approach(
        id=approach_id or new_id(),
        company=named.name,
        company_id=named.id,
        transferred_on=transferred_on,
        **entry.model_dump(exclude={"company", "company_id", "transferred"}),
    )
    warnings = settle(checks.check_approach(approach, case, desk.today))
    code = "approach_changed" if approach_id else "approach_logged"
    with acting(desk, code, citizen_id, on=approach.on, result=approach.result) as act:
        named.written(act)
        put(act, citizen_id, approach, is_new=approach_id is None)
    return Done(citizen_id, approach.id, warnings)


def _contacts(entry: NewCompanyEntry) -> tuple[CompanyContact, ...]:
    name, phone, email, role = entry.contact_name, entry.contact_phone, entry.contact_email, entry.contact_role
    if name:
        return (CompanyContact(name=name, phone=phone, email=email, role=role),)
    if phone or email or role:
        raise Refused(Problem("contact_name", "contact_without_name"))
    return ()
