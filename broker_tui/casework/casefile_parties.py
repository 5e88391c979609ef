"""Brokers and companies in a case file: those that its cases name, and what of them is new or changed."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from broker_tui.casework.desk import Desk
from broker_tui.exchange.case_file import BadCase, ReadCases

if TYPE_CHECKING:
    from broker_tui.domain.approach import Approach
    from broker_tui.domain.broker import Broker
    from broker_tui.domain.case import Case
    from broker_tui.domain.company import Company
    from broker_tui.domain.placement import Placement


class Parties(NamedTuple):
    """Whom cases name besides their citizens."""

    brokers: "tuple[Broker, ...]"
    companies: "tuple[Company, ...]"

    def named_by(self, cases: "Sequence[Case]") -> "Parties":
        """Return those of them that the cases name."""
        brokers = {assignment.broker_id for case in cases for assignment in case.brokers}
        companies = {company_id for case in cases for _, company_id in companies_of(case)}
        return Parties(
            tuple(broker for broker in self.brokers if broker.id in brokers),
            tuple(company for company in self.companies if company.id in companies),
        )


def read_parties(desk: Desk) -> Parties:
    """Return all brokers and companies of the database."""
    from broker_tui.store.cases import read_brokers
    from broker_tui.store.companies import read_companies

    return Parties(read_brokers(desk.store), read_companies(desk.store))


def companies_of(case: "Case") -> Iterator[tuple[str, str]]:
    """Yield where in a case a company of the register is named, and which."""
    held: tuple[tuple[str, tuple[Approach | Placement, ...]], ...] = (
        ("approaches", case.approaches),
        ("placements", case.placements),
    )
    for name, records in held:
        for at, record in enumerate(records):
            if record.company_id is not None:
                yield f"{name}.{at}.company_id", record.company_id


def unknown_parties(known: Parties, read: ReadCases) -> Iterator[BadCase]:
    """Yield where a file names a broker or a company that is neither in it nor in the database."""
    brokers = {broker.id for broker in (*known.brokers, *read.brokers)}
    companies = {company.id for company in (*known.companies, *read.companies)}
    for number, case in read.cases.items():
        for at, assignment in enumerate(case.brokers):
            if assignment.broker_id not in brokers:
                yield BadCase(number, f"brokers.{at}.broker_id", "broker_unknown")
        for place, company_id in companies_of(case):
            if company_id not in companies:
                yield BadCase(number, place, "company_unknown")


def new_and_changed(known: Parties, read: ReadCases) -> tuple[Parties, Parties]:
    """Return what the file has and the database lacks, and what both have and the file otherwise."""
    brokers = {broker.id: broker for broker in known.brokers}
    companies = {company.id: company for company in known.companies}
    new = Parties(
        tuple(broker for broker in read.brokers if broker.id not in brokers),
        tuple(company for company in read.companies if company.id not in companies),
    )
    changed = Parties(
        tuple(broker for broker in read.brokers if brokers.get(broker.id, broker) != broker),
        tuple(company for company in read.companies if companies.get(company.id, company) != company),
    )
    return new, changed
