"""Companies: read whole, listed for the register, found by what is written about them, with who has been there."""

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from broker_tui.domain.codes import ApproachResult, PlacementKind
from broker_tui.domain.danish import fold
from broker_tui.store.chosen import Chosen
from broker_tui.store.decode import Days, codes
from broker_tui.store.errors import StoreError
from broker_tui.store.registry import COMPANY_FIELDS
from broker_tui.store.store import Store

if TYPE_CHECKING:
    from broker_tui.domain.company import Company

_KINDS, _RESULTS = codes(PlacementKind), codes(ApproachResult)
_COLUMNS = ", ".join(COMPANY_FIELDS)


class CompanyRow(NamedTuple):
    """One company in the register, as of a day.

    Attributes:
        there_now: how many citizens are there on the day.
        placements: how many placements have begun by then; `last_placement_on` is a day on which one last held.
        approaches: how often it was approached by then, `last_approach_on` when last.
    """

    id: str
    name: str
    cvr: str
    branch: str
    address: str
    phone: str
    contact: str
    there_now: int = 0
    placements: int = 0
    last_placement_on: date | None = None
    approaches: int = 0
    last_approach_on: date | None = None


class CompanyVisit(NamedTuple):
    """One citizen's placement at a company, or one approach to it for her; the other's code is None."""

    citizen_id: str
    name: str
    record_id: str
    on: date
    ended_on: date | None
    kind: PlacementKind | None
    result: ApproachResult | None


def read_companies(store: Store, ids: Sequence[str] | None = None) -> "tuple[Company, ...]":
    """Return the companies asked for, or all, by name in Danish order."""
    from broker_tui.domain.company import Company

    chosen = Chosen(ids)
    sql = f"SELECT id, {_COLUMNS} FROM company WHERE {chosen.where('id')} ORDER BY sort_name, id"
    found = []
    for row in store.rows(sql, chosen.params):
        values = dict(zip(("id", *COMPANY_FIELDS), row, strict=True))
        found.append(Company.model_validate({**values, "contacts": json.loads(str(values["contacts"]))}))
    return tuple(found)


def read_company(store: Store, company_id: str) -> "Company":
    """Return one company.

    Raises:
        StoreError: there is no such company (missing_company).
    """
    for company in read_companies(store, [company_id]):
        return company
    raise StoreError("missing_company")


def company_ids(store: Store, text: str = "") -> list[str]:
    """Return the companies that every word of a text points to, or all, by name in Danish order.

    A word may stand anywhere in name, branch, address, numbers or the names of contact persons.
    """
    words = fold(text).split()
    where = " AND ".join("instr(search_text, ?)" for _ in words) or "1"
    return [row[0] for row in store.rows(f"SELECT id FROM company WHERE {where} ORDER BY sort_name, id", words)]


def find_company(store: Store, name: str, cvr: str = "") -> str | None:
    """Return the company with this number, or else the only one with this name, None when there is none or several."""
    if cvr:
        found = store.rows("SELECT id FROM company WHERE cvr = ? LIMIT 2", (cvr,))
    else:
        wanted = fold(name).split()
        found = [row for row in store.rows("SELECT id, name FROM company") if fold(row[1]).split() == wanted]
    return str(found[0][0]) if len(found) == 1 else None


def company_rows(store: Store, ids: Sequence[str] | None, today: date) -> list[CompanyRow]:
    """Return the rows of the companies asked for, in that order, or of all by name; ids that are gone are left out."""
    chosen = Chosen(ids)
    params = {**chosen.params, "today": today.isoformat()}
    companies = store.rows(
        "SELECT id, name, cvr, branch, address, phone, coalesce(json_extract(contacts, '$[0].name'), '') "
        f"FROM company WHERE {chosen.where('id')} ORDER BY sort_name, id",
        params,
    )
    where = f"company_id IS NOT NULL AND {chosen.where('company_id')}"
    placed = {
        row[0]: row[1:]
        for row in store.rows(
            "SELECT company_id, sum(ended_on IS NULL OR ended_on >= :today), count(*), "
            "max(min(coalesce(ended_on, :today), :today)) FROM placement "
            f"WHERE {where} AND started_on <= :today GROUP BY company_id",
            params,
        )
    }
    approached = {
        row[0]: row[1:]
        for row in store.rows(
            f"SELECT company_id, count(*), max(on_day) FROM approach WHERE {where} AND on_day <= :today "
            "GROUP BY company_id",
            params,
        )
    }
    days = Days()
    rows = []
    for row in companies:
        company_id, name, cvr, branch, address, phone, contact = row
        there_now, placements, last = placed.get(company_id, (0, 0, None))
        approaches, asked = approached.get(company_id, (0, None))
        rows.append(
            CompanyRow(
                company_id,
                name,
                cvr,
                branch,
                address,
                phone,
                contact,
                there_now,
                placements,
                days[last],
                approaches,
                days[asked],
            )
        )
    if ids is None:
        return rows
    by_id = {row.id: row for row in rows}
    return [by_id[company_id] for company_id in ids if company_id in by_id]


def company_visits(store: Store, company_id: str) -> list[CompanyVisit]:
    """Return every placement at a company and every approach to it, the latest first."""
    days = Days()
    rows = store.rows(
        "SELECT citizen_id, citizen.name, r.id, r.day, r.ended_on, r.kind, r.result FROM ("
        "SELECT citizen_id, id, started_on AS day, ended_on, kind, NULL AS result FROM placement "
        "WHERE company_id = :id "
        "UNION ALL SELECT citizen_id, id, on_day, NULL, NULL, result FROM approach WHERE company_id = :id"
        ") r JOIN citizen ON citizen.id = r.citizen_id ORDER BY r.day DESC, r.id DESC",
        {"id": company_id},
    )
    return [
        CompanyVisit(row[0], row[1], row[2], days.of(row[3]), days[row[4]], _KINDS.get(row[5]), _RESULTS.get(row[6]))
        for row in rows
    ]
