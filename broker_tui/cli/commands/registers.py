"""companies and registrations: the register that citizens share, and what the official systems still lack."""

from typing import TYPE_CHECKING

import click

from broker_tui.cli.documents import iso
from broker_tui.cli.output import write, write_json, write_table
from broker_tui.cli.session import Session
from broker_tui.cli.worded import Worded, json_option

if TYPE_CHECKING:
    from broker_tui.casework.company_list import Suggestion
    from broker_tui.casework.registrations import Lack, RegistrationRow
    from broker_tui.store.companies import CompanyRow


@click.command("companies", cls=Worded)
@click.option("--search", metavar="TEXT", default="")
@click.option("--for", "citizen", metavar="C")
@json_option
@click.pass_obj
def companies_command(session: Session, search: str, citizen: str | None, *, as_json: bool) -> None:
    """Print the register of companies, or for one citizen in the order in which to ask them."""
    from broker_tui.casework.company_list import companies, suggestions

    words, today = session.words, session.desk.today
    citizen_id = session.citizen(citizen)[0] if citizen is not None else None
    rows = companies(session.desk, search)
    found: dict[str, Suggestion] = {}
    if citizen_id is not None:
        among = {row.id for row in rows}
        found = {one.row.id: one for one in suggestions(session.desk, citizen_id) if one.row.id in among}
        rows = [one.row for one in found.values()]
    if as_json:
        write_json({"today": iso(today), "companies": [_company(row, found.get(row.id)) for row in rows]})
        return
    write(words("cli.companies.title", n=len(rows)))
    if rows:
        names = ["name", "branch", "there_now", "last_there", "contact_person", "phone"]
        if found:
            names.append("why")
        cells = [[*_cells(session, row), *([_why(session, found[row.id])] if found else [])] for row in rows]
        write_table([words(f"cli.column.{name}") for name in names], cells, right=[2])


def _company(row: "CompanyRow", suggestion: "Suggestion | None") -> dict[str, object]:
    document: dict[str, object] = {
        "id": row.id,
        "name": row.name,
        "cvr": row.cvr,
        "branch": row.branch,
        "address": row.address,
        "phone": row.phone,
        "contact": row.contact,
        "there_now": row.there_now,
        "placements": row.placements,
        "last_placement_on": iso(row.last_placement_on),
        "approaches": row.approaches,
        "last_approach_on": iso(row.last_approach_on),
    }
    if suggestion is not None:
        document["why"] = {
            "branch": suggestion.reasons.word,
            "days_since_last": suggestion.reasons.days,
            "answered": suggestion.approach.result.value if suggestion.approach else None,
        }
    return document


def _cells(session: Session, row: "CompanyRow") -> list[str]:
    last = row.last_placement_on
    return [
        row.name,
        row.branch,
        str(row.there_now or ""),
        "" if last is None else session.words.date(last, session.desk.today),
        row.contact,
        row.phone,
    ]


def _why(session: Session, suggestion: "Suggestion") -> str:
    words, reasons = session.words, suggestion.reasons
    parts = []
    if reasons.word:
        parts.append(words("cli.companies.branch"))
    if reasons.there_now:
        parts.append(words("cli.companies.taken"))
    elif reasons.days is not None:
        parts.append(words("cli.companies.free", days=reasons.days))
    if suggestion.approach is not None:
        answer = words.code("approach_result", suggestion.approach.result)
        parts.append(words("cli.companies.answered", result=answer, on=suggestion.approach.on))
    return ", ".join(parts)


@click.command("registrations", cls=Worded)
@click.option("--broker", metavar="B")
@json_option
@click.pass_obj
def registrations_command(session: Session, broker: str | None, *, as_json: bool) -> None:
    """Print what the official systems still lack, citizen by citizen."""
    from broker_tui.casework.overview import judge_caseload
    from broker_tui.casework.registrations import registrations

    desk, words = session.desk, session.words
    ids = session.ids(broker)
    rows = registrations(desk, judge_caseload(desk, ids), ids)
    if as_json:
        write_json({"today": iso(desk.today), "citizens": [_lacking(row) for row in rows]})
        return
    write(words("cli.registrations.title", n=len(rows), today=desk.today))
    if rows:
        write()
        write_table(
            [words(f"cli.column.{name}") for name in ("name", "lacks", "since_day", "rule")],
            [_line(session, row, place) for row in rows for place in range(len(row.lacks))],
        )


def _lacking(row: "RegistrationRow") -> dict[str, object]:
    return {
        "citizen": {"id": row.citizen_id, "name": row.name},
        "lacks": [
            {"code": one.code, "rule": one.rule, "since": iso(one.since), "n": one.n, "target": one.target_id}
            for one in row.lacks
        ],
    }


def _line(session: Session, row: "RegistrationRow", place: int) -> list[str]:
    lack = row.lacks[place]
    since = "" if lack.since is None else session.words.date(lack.since, session.desk.today)
    return [row.name if place == 0 else "", _what(session, lack), since, lack.rule]


def _what(session: Session, lack: "Lack") -> str:
    what = session.words.code("registration", lack.code)
    return f"{what} ({lack.n})" if lack.n > 1 else what
