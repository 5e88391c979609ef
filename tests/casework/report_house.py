"""A caseload whose report is known: who counts, who does not, who shares initials, and what is lacking."""

from datetime import date

from broker_tui.casework.desk import Desk
from broker_tui.casework.people import add_broker
from broker_tui.casework.report import make_report
from broker_tui.casework.results import Results, ResultScope, read_results
from broker_tui.domain.dates import Month
from broker_tui.domain.entries import BrokerEntry
from broker_tui.exchange.results_report import Report
from tests.casework.conftest import Enrol
from tests.casework.forms import do

NOVEMBER = Month(2026, 11)
HOSTILE = '=HYPERLINK("http://x";"y")'
NAMES = (
    "Anna Bæk",
    "Arne Buhl",
    "Carla Toft",
    "Dan Friis",
    "Else Noor",
    HOSTILE,
    "+45 Plus",
    "Finn Skov",
    "Gerda Holm",
)


def fill(desk: Desk, enrol: Enrol) -> dict[str, str]:
    """Put in nine citizens of two brokers; Anna works, Arne practises, Dan is exempt, Else in group 2, Finn starts."""
    other = str(add_broker(desk, BrokerEntry(name="=Åge Kragh")).record_id)
    hers = {"Else Noor", HOSTILE}
    ids = {name: enrol(name=name, broker_id=other if name in hers else desk.who) for name in NAMES}
    at = {"company": "føtex", "agreed_on": date(2026, 9, 1)}
    do(desk, ids["Anna Bæk"], "placement", kind="paid_hours", started_on=date(2026, 10, 5), **at)
    do(desk, ids["Carla Toft"], "placement", kind="su_education", started_on=date(2026, 8, 3), **at)
    do(desk, ids["Arne Buhl"], "placement", kind="internship", started_on=date(2026, 9, 7), purpose="training", **at)
    do(desk, ids["Dan Friis"], "exemption", type="parental_leave", started_on=date(2026, 9, 7), ended_on=None)
    do(desk, ids["Else Noor"], "group_assign", group="2", started_on=date(2026, 7, 1), assessment="flex_job")
    do(desk, ids["Finn Skov"], "placement", kind="ordinary_job", started_on=date(2026, 12, 1), **at)
    do(desk, ids["Gerda Holm"], "exit", reason="moved", on=date(2026, 10, 15))
    do(desk, ids["Finn Skov"], "contact", on=date(2026, 11, 12), medium="phone", outcome="reached")
    return ids


def report_of(
    desk: Desk, month: Month = NOVEMBER, *, full_names: bool = False, results: Results | None = None
) -> Report:
    """Return the report of everybody, with a goal of the team's own."""
    counted = results or read_results(desk, ResultScope(), team_goal=0.6, indicators=True)
    return make_report(desk, counted, month, full_names=full_names)
