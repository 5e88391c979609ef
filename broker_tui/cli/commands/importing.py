"""import: a caseload from a list or a case file; the whole of it, or nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from broker_tui.cli.arguments import DONE, FINDINGS, WrongUse
from broker_tui.cli.output import say, write, write_json, writing
from broker_tui.cli.session import Session
from broker_tui.cli.worded import Worded, json_option

if TYPE_CHECKING:
    from broker_tui.casework.import_plan import ImportPlan
    from broker_tui.exchange.columns import ColumnMap
    from broker_tui.exchange.table import Table


class Asked(NamedTuple):
    """What the options ask for."""

    file: Path
    dry_run: bool
    skip_invalid: bool
    profile: str | None
    save_profile: str | None
    start: str | None
    broker: str | None
    mappings: tuple[str, ...]
    errors: Path | None


@click.command("import", cls=Worded)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True)
@click.option("--profile", metavar="NAME")
@click.option("--save-profile", metavar="NAME")
@click.option("--skip-invalid", is_flag=True)
@click.option("--start", metavar="DATE")
@click.option("--broker", metavar="NAME")
@click.option("--mapping", "mappings", metavar="HEADER=FIELD", multiple=True)
@click.option("--errors", metavar="FILE", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def import_command(session: Session, /, *, as_json: bool, **options: object) -> int:
    """Plan an import, tell what it would do, and do it."""
    from broker_tui.exchange.errors import FileProblem
    from broker_tui.exchange.reading import read_table

    asked = Asked(**options)  # type: ignore[arg-type] # click gives the types its options declare
    try:
        table = read_table(asked.file)
    except FileProblem as problem:
        if problem.code != "case_file":
            raise
        from broker_tui.cli.case_files import bring_in

        return bring_in(session, asked.file, dry_run=asked.dry_run, skip_invalid=asked.skip_invalid, as_json=as_json)
    columns = _columns(session, table, asked)
    plan = _plan(session, table, columns, asked)
    if asked.errors is not None and plan.refused:
        from broker_tui.exchange.refused import write_refused

        with writing(asked.errors):
            write_refused(asked.errors, plan, session.words)
    return _carry_out(session, plan, columns, asked, as_json=as_json)


def _columns(session: Session, table: "Table", asked: Asked) -> "ColumnMap":
    """Return the columns with what the user says of them; likely ones are told, never taken unasked."""
    from broker_tui.casework.importing import suggest_columns
    from broker_tui.exchange.columns import load_columns, normalised

    columns = suggest_columns(session.desk, table, asked.profile)
    fields = load_columns().headers
    for mapping in asked.mappings:
        header, equals, field = mapping.rpartition("=")
        if not equals or field not in {*fields, ""}:
            raise WrongUse("mapping", known=tuple(fields))
        places = [at for at, one in enumerate(columns.headers) if normalised(one) == normalised(header)]
        if not places:
            raise WrongUse("header", header=header)
        if field:
            columns = columns.put(field, places[0])
        else:
            used = next((name for name, at in columns.fields.items() if at == places[0]), None)
            columns = columns.put(used, None) if used else columns
    for field, at in columns.suggested.items():
        say(session.words("cli.import.suggested", header=columns.headers[at], field=field))
    return columns


def _plan(session: Session, table: "Table", columns: "ColumnMap", asked: Asked) -> "ImportPlan":
    """Plan the import; who has no start date in the file starts on the day given, or today."""
    from broker_tui.casework.importing import ImportOptions, plan_import

    desk = session.desk
    broker_id = session.broker(asked.broker) if asked.broker else desk.who or None
    options = ImportOptions(_day(session, asked.start), broker_id, max(desk.programmes))
    plan = plan_import(desk, table, columns, options)
    if options.start_on is None and plan.start_missing:
        say(session.words("cli.import.start", n=plan.start_missing, on=desk.today))
        plan = plan_import(desk, table, columns, replace(options, start_on=desk.today))
    return plan


def _day(session: Session, start: str | None) -> date | None:
    return None if start is None else session.day("--start", start)


def _carry_out(session: Session, plan: "ImportPlan", columns: "ColumnMap", asked: Asked, *, as_json: bool) -> int:
    """Write the plan unless it is a trial or rows are refused, tell of it, and return the exit code."""
    from broker_tui.casework.importing import run_import, save_profile
    from broker_tui.cli.import_words import document, write_plan

    goes_ahead = not asked.dry_run and (asked.skip_invalid or not plan.refused)
    if not as_json:
        write_plan(session, plan, columns)
    act_id = None
    if goes_ahead:
        act_id = run_import(session.desk, plan, skip_invalid=asked.skip_invalid).act_id
        if asked.save_profile:
            save_profile(session.desk, asked.save_profile, columns)
    if as_json:
        write_json(document(session, plan, dry_run=asked.dry_run, act_id=act_id))
    else:
        outcome = "dry" if asked.dry_run else "stopped" if not goes_ahead else "done" if act_id else "nothing"
        write(session.words(f"cli.import.{outcome}"))
    return FINDINGS if plan.refused else DONE
