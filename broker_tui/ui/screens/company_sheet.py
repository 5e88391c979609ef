"""One company as lines: its data, whom to ask for, who is or was there, and for whom it was approached."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from broker_tui.domain.dates import covers
from broker_tui.ui.paint import ends
from broker_tui.ui.screens.citizen_sheet import Line, Sheet
from broker_tui.ui.screens.form_paper import Errand
from broker_tui.ui.text import Span, Spans, one_line, wrap
from broker_tui.ui.widgets.table_columns import Column

if TYPE_CHECKING:
    from broker_tui.casework.company_list import CompanyPage
    from broker_tui.domain.company import Company, CompanyContact
    from broker_tui.store.companies import CompanyVisit
    from broker_tui.ui.app import BrokerApp

FIELDS: Final = ("cvr", "p_number", "branch", "address", "phone", "email")
PANE_VISITS: Final = 12


def company_sheet(house: "BrokerApp", page: "CompanyPage") -> Sheet:
    """Return all that is known of a company."""
    words = house.words
    sheet = Sheet(
        (
            Column("sign", "", 1, sortable=False),
            Column("what", "", 26, minimum=16, grow=1, gap=1, sortable=False),
            Column("more", "", 32, minimum=14, grow=2, sortable=False),
            Column("when", "", 16, minimum=12, right=True, drop=1, sortable=False),
        )
    )
    sheet.head(words("ui.company.data"))
    sheet.lines += list(_data(house, page.company))
    if page.company.contacts:
        sheet.head(words("ui.company.contacts"))
        sheet.lines += [_contact(house, page.company, one, place) for place, one in enumerate(page.company.contacts)]
    placed = [visit for visit in page.visits if visit.kind is not None]
    asked = [visit for visit in page.visits if visit.kind is None]
    for name, visits in (("placements", placed), ("approaches", asked)):
        if visits:
            sheet.head(words(f"ui.company.{name}"))
            sheet.lines += [_visit(house, visit) for visit in visits]
    return sheet


def _data(house: "BrokerApp", company: "Company") -> Iterator[Line]:
    words = house.words
    errand = Errand("company_change", None, company.id)
    known = [(name, str(getattr(company, name))) for name in FIELDS if getattr(company, name)]
    known += [("note", line) for line in wrap(company.note, 60)[:4]]
    for number, (name, said) in enumerate(known or [("name", company.name)]):
        label = words(f"form.company.{name}.label")
        yield Line(f"data:{number}", {"what": ((label, "muted"),), "more": one_line(said)}, errand=errand)


def _contact(house: "BrokerApp", company: "Company", one: "CompanyContact", place: int) -> Line:
    said = f" {house.signs.dot} ".join(part for part in (one.phone, one.email) if part)
    return Line(
        f"contact:{place}",
        {
            "what": one_line(one.name),
            "more": ((one_line(said), ""),),
            "when": ((one_line(one.role), "muted"),),
        },
        errand=Errand("company_contact", None, f"{company.id}/{place}"),
        record_id=str(place),
        adds="company_contact",
    )


def _visit(house: "BrokerApp", visit: "CompanyVisit") -> Line:
    words, signs, today = house.words, house.signs, house.desk.today
    when = words.date(visit.on, today)
    if visit.kind is not None:
        now = covers(visit.on, visit.ended_on, today)
        what = words.code("placement_kind", visit.kind)
        sign: Span = (signs.right if now else " ", "accent")
        if visit.ended_on is None:
            when = words("ui.citizen.from", start=when)
        elif not now:
            when = words("ui.until", on=visit.ended_on)
    else:
        now = False
        agreed = visit.result == "agreed"
        what = words.code("approach_result", visit.result)
        sign = (signs.ready if agreed else signs.tried, "ready" if agreed else "muted")
    return Line(
        f"visit:{visit.record_id}",
        {
            "sign": (sign,),
            "what": ((one_line(visit.name), "" if now else "muted"),),
            "more": ((what, "muted"),),
            "when": ((when, "muted"),),
        },
        errand=Errand("citizen", visit.citizen_id),
    )


def pane_lines(house: "BrokerApp", page: "CompanyPage", width: int) -> list[Spans]:
    """Return what the pane beside the register says about a company."""
    words, signs, company = house.words, house.signs, page.company
    lines: list[Spans] = [((one_line(company.name), "strong"),)]
    for said in (company.branch, company.address):
        lines += [((part, "muted"),) for part in wrap(said, width)]
    if company.phone or company.cvr:
        cvr = words("ui.company.cvr", cvr=company.cvr) if company.cvr else ""
        lines.append(ends([(company.phone, "")], [(cvr, "muted")], width, signs.ellipsis))
    lines += [((part, ""),) for part in wrap(company.note, width)[:4]]
    for one in company.contacts:
        lines += [
            (),
            ends([(one_line(one.name), "")], [(one_line(one.role), "muted")], width, signs.ellipsis),
            ends([(one_line(one.phone), "muted")], [(one_line(one.email), "muted")], width, signs.ellipsis),
        ]
    for name in ("placements", "approaches"):
        visits = [visit for visit in page.visits if (visit.kind is not None) == (name == "placements")]
        if visits:
            lines += [(), ((words(f"ui.company.{name}"), "muted"),)]
        for visit in visits[:PANE_VISITS]:
            cells = _visit(house, visit).cells
            sign, when = cells["sign"], cells["when"]
            lines.append(ends([*sign, (f" {one_line(visit.name)}", "")], [*when], width, signs.ellipsis))
            lines.append((("  ", ""), *cells["more"]))
    return lines
