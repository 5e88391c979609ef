"""todo, caseload and week: the lists of the day, from the same judgement as the screens."""

from typing import TYPE_CHECKING, Any

import click

from broker_tui.cli.arguments import WrongUse
from broker_tui.cli.output import write, write_csv, write_json, write_table
from broker_tui.cli.rows import Asked, caseload_document, caseload_lines, caseload_list, caseload_table
from broker_tui.cli.session import Session
from broker_tui.cli.worded import Worded, json_option
from broker_tui.domain.codes import Group, Level, Marker, Step, WeekState

if TYPE_CHECKING:
    from broker_tui.casework.overview import TodoItem
    from broker_tui.casework.weeks import WeekRow
    from broker_tui.domain.weeks import WeekStatus

_LEVELS = [level.value for level in Level if level is not Level.INFO]
SORTS = ("name", "state", "group", "step", "broker", "exemption", "company", "last_contact", "enrolled")


@click.command("todo", cls=Worded)
@click.option("--broker", metavar="B")
@json_option
@click.pass_obj
def todo_command(session: Session, broker: str | None, *, as_json: bool) -> None:
    """Print what is due, most urgent first."""
    from broker_tui.casework.overview import judge_caseload

    desk, words = session.desk, session.words
    overview = judge_caseload(desk, session.ids(broker))
    items, totals = overview.todo(), overview.totals()
    if as_json:
        write_json(
            {
                "today": desk.today.isoformat(),
                "items": [_todo_item(session, item) for item in items],
                "totals": {level.value: number for level, number in totals.items()},
            }
        )
        return
    write(words("cli.todo.title", today=desk.today, n=len(overview.findings)))
    if not items:
        write(words("cli.todo.nothing"))
    for level, number in totals.items():
        if number:
            write()
            write(words("cli.todo.level", level=words.code("level_heading", level), n=number))
            write_table(
                [words(f"cli.column.{name}") for name in ("name", "what", "when", "rule")],
                [_todo_row(session, item) for item in items if item.finding.level is level],
            )


def _todo_item(session: Session, item: "TodoItem") -> dict[str, object]:
    from broker_tui.cli.documents import finding_document

    return {"citizen": {"id": item.citizen_id, "name": item.name}, **finding_document(session.words, item.finding)}


def _todo_row(session: Session, item: "TodoItem") -> list[str]:
    from broker_tui.cli.documents import when

    finding, words = item.finding, session.words
    return [
        item.name,
        words(f"finding.{finding.code}.title", **finding.params),
        when(words, finding, session.desk.today),
        finding.rule,
    ]


@click.command("caseload", cls=Worded)
@click.option("--broker", metavar="B")
@click.option("--group", type=click.Choice([group.value for group in Group] + ["none"]))
@click.option("--marker", type=click.Choice([marker.value for marker in Marker]))
@click.option("--exempt/--not-exempt", default=None)
@click.option("--step", type=click.Choice([str(step.value) for step in Step]))
@click.option("--state", type=click.Choice([*_LEVELS, "none"]))
@click.option("--week-state", type=click.Choice([state.value for state in WeekState]))
@click.option("--exited", is_flag=True)
@click.option("--search", metavar="TEXT", default="")
@click.option("--sort", type=click.Choice(SORTS), default="name")
@click.option("--reverse", is_flag=True)
@click.option("--csv", "as_csv", is_flag=True)
@click.option("--with-cpr", is_flag=True)
@json_option
@click.pass_obj
def caseload_command(
    session: Session,
    /,
    *,
    as_json: bool,
    as_csv: bool,
    with_cpr: bool,
    **options: Any,  # noqa: ANN401 - handed on by name to Asked
) -> None:
    """Print the list of citizens with group, step, last contact and state."""
    if as_json and as_csv:
        raise WrongUse("one_format")
    if with_cpr and not (as_json or as_csv):
        raise WrongUse("cpr_in_files")
    lines = caseload_lines(session, Asked(**options))
    if with_cpr:
        session.seen("list_exported", n=len(lines))
    if as_json:
        write_json(caseload_document(session, lines, with_cpr=with_cpr))
    elif as_csv:
        write_csv(*caseload_list(session, lines, with_cpr=with_cpr))
    else:
        headers, *rows = caseload_table(session, lines)
        write(session.words("cli.caseload.title", n=len(lines), today=session.desk.today))
        write_table(headers, rows)


@click.command("week", cls=Worded)
@click.option("--week", "named", metavar="2026-W47")
@click.option("--broker", metavar="B")
@json_option
@click.pass_obj
def week_command(session: Session, named: str | None, broker: str | None, *, as_json: bool) -> None:
    """Print who has had contact in a week, who lacks it, and who need not."""
    from broker_tui.casework.weeks import column_sums, week_grid
    from broker_tui.domain.weeks import KeptRequired
    from broker_tui.store.names import citizen_names

    desk, words = session.desk, session.words
    week = session.week(named)
    rows = week_grid(desk, session.ids(broker), week, week)
    names = citizen_names(desk.store, [row.citizen_id for row in rows])
    sums = column_sums(rows) or [KeptRequired(0, 0)]
    if as_json:
        write_json(
            {
                "week": str(week),
                "kept": sums[0].kept,
                "required": sums[0].required,
                "citizens": [
                    {
                        "citizen": {"id": row.citizen_id, "name": names[row.citizen_id]},
                        **_week_document(session, row),
                    }
                    for row in rows
                ],
            }
        )
        return
    write(words("cli.week.title", week=week, kept=sums[0].kept, required=sums[0].required))
    _write_week(session, [(names[row.citizen_id], row.statuses[0]) for row in rows])


def _week_document(session: Session, row: "WeekRow") -> dict[str, object]:
    from broker_tui.casework.weeks import week_rule

    status = row.statuses[0]
    return {
        "state": status.state.value,
        "medium": status.medium.value if status.medium else None,
        "rule": week_rule(session.desk, row.edition, status),
        "reason": status.reason.value if status.reason else None,
    }


def _write_week(session: Session, lines: "list[tuple[str, WeekStatus]]") -> None:
    """Write one group a state, those who lack contact first."""
    words = session.words
    order = [WeekState.MISSING, WeekState.TRIED, WeekState.REACHED, WeekState.EXCUSED, WeekState.NOT_REQUIRED]
    for state in [*order, WeekState.FUTURE]:
        found = [(name, status) for name, status in lines if status.state is state]
        if found:
            write()
            write(words("cli.week.state", state=words.code("week_state", state), n=len(found)))
            write_table([words("cli.column.name"), ""], [[name, _week_detail(session, one)] for name, one in found])


def _week_detail(session: Session, status: "WeekStatus") -> str:
    words = session.words
    parts = []
    if status.medium:
        parts.append(words.code("contact_medium", status.medium))
    if status.reason:
        parts.append(words.code("not_required", status.reason))
    return ", ".join(parts)
