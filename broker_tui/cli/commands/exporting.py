"""export: the case file, which can be brought in again, or the list for a spreadsheet."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from broker_tui.cli.arguments import WrongUse
from broker_tui.cli.output import say, write_csv, write_json, writing
from broker_tui.cli.rows import caseload_lines, caseload_list, everybody
from broker_tui.cli.session import Session
from broker_tui.cli.worded import Worded

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command("export", cls=Worded)
@click.option("--format", "kind", type=click.Choice(["json", "csv", "xlsx", "anonymised"]), default="json")
@click.option("--citizen", metavar="C")
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--with-cpr", is_flag=True)
@click.option("--template", is_flag=True)
@click.pass_obj
def export_command(
    session: Session, kind: str, citizen: str | None, output: Path | None, *, with_cpr: bool, template: bool
) -> None:
    """Write everything there is about citizens, or the list of them, or an empty list to fill in."""
    if template:
        _template(session, output)
        return
    ids = None if citizen is None else [session.citizen(citizen)[0]]
    if output is not None and output.resolve() == session.common.database.resolve():
        raise WrongUse("exists", path=output)
    if kind == "anonymised":
        _anonymous(session, output, one=citizen is not None)
        return
    count = _case_file(session, ids, output) if kind == "json" else _list(session, ids, kind, output, with_cpr=with_cpr)
    if output is not None:
        say(session.words("cli.export.done", n=count, path=output))
        say(session.words("cli.export.plain"))


def _template(session: Session, output: Path | None) -> None:
    """Write the headers of a caseload list; no database is opened for it."""
    from broker_tui.exchange.columns import load_columns
    from broker_tui.exchange.lists import template_headers
    from broker_tui.exchange.lists import write_csv as write_csv_file

    headers = template_headers(load_columns())
    if output is None:
        write_csv(headers, ())
        return
    if output.exists():
        raise WrongUse("exists", path=output)
    with writing(output):
        write_csv_file(output, headers, ())
    say(session.words("cli.export.template", path=output))


def _anonymous(session: Session, output: Path | None, *, one: bool) -> None:
    """Write everybody without what could tell who they are; of one citizen alone that cannot be done."""
    from broker_tui.casework.anonymise import write_anonymous

    if one:
        raise WrongUse("anonymous_one")
    if output is None:
        raise WrongUse("need_file")
    with writing(output):
        done = write_anonymous(session.desk, output, session.words("cli.export.anonymous.about"))
    session.seen("anonymised_exported", None, n=done.written)
    say(session.words("cli.export.anonymous.done", n=done.written, path=output))
    if done.coarser or done.left_out:
        say(session.words("cli.export.anonymous.coarser", coarser=done.coarser, left_out=done.left_out))


def _case_file(session: Session, ids: "Sequence[str] | None", output: Path | None) -> int:
    from broker_tui.casework.casefile import export_cases, write_cases

    session.seen("case_exported", ids[0] if ids else None)
    if output is not None:
        with writing(output):
            return write_cases(session.desk, output, ids)
    document = export_cases(session.desk, ids)
    write_json(document)
    return len(document["cases"])


def _list(session: Session, ids: "Sequence[str] | None", kind: str, output: Path | None, *, with_cpr: bool) -> int:
    """Write the whole list, or one line of it, as CSV or as an Excel workbook."""
    from broker_tui.exchange import lists

    if kind == "xlsx" and output is None:
        raise WrongUse("need_file")
    lines = [line for line in caseload_lines(session, everybody()) if ids is None or line.row.id in ids]
    headers, rows = caseload_list(session, lines, with_cpr=with_cpr)
    session.seen("list_exported", ids[0] if ids else None, n=len(rows))
    if output is None:
        write_csv(headers, rows)
        return len(rows)
    with writing(output):
        if kind == "csv":
            lists.write_csv(output, headers, rows)
        else:
            lists.write_xlsx(output, session.words("ui.view.caseload"), headers, rows)
    return len(rows)
