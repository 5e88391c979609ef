"""What an import would do or has done, as JSON, as text, and the refused rows as a file to be corrected."""

from typing import TYPE_CHECKING

from broker_tui.cli.output import write, write_table
from broker_tui.cli.session import Session

if TYPE_CHECKING:
    from broker_tui.casework.import_plan import ImportPlan, RowProblem
    from broker_tui.exchange.columns import ColumnMap

_NAMES_SHOWN = 10


def document(session: Session, plan: "ImportPlan", *, dry_run: bool, act_id: str | None) -> dict[str, object]:
    """Return an import as JSON: counts, refused rows with their reasons, and who is not in the file."""
    counts = plan.counts()
    return {
        "file": plan.name,
        "dry_run": dry_run,
        "imported": act_id is not None,
        "act": act_id,
        "new": counts["new"],
        "changed": counts["changed"],
        "unchanged": counts["unchanged"],
        "refused": [_problem(session, problem) for problem in plan.refused],
        "warned": [_problem(session, problem) for problem in plan.warned],
        "skipped": [{"row": row.number, "reason": row.reason} for row in plan.skipped],
        "changes": [
            {
                "citizen": {"id": one.id, "name": one.name},
                "fields": [change.field for change in one.changes],
                "conflicts": [change.field for change in one.changes if change.is_conflict],
            }
            for one in plan.changed
        ],
        "number_changes": [
            {"row": one.row, "citizen": {"id": one.citizen_id, "name": one.name}} for one in plan.number_changes
        ],
        "not_in_file": [{"id": one.id, "name": one.name} for one in plan.not_in_file],
    }


def _problem(session: Session, problem: "RowProblem") -> dict[str, object]:
    return {
        "row": problem.row,
        "column": problem.column,
        "code": problem.code,
        "text": session.words(problem.words, **dict(problem.params)),
        "value": problem.value,
    }


def write_plan(session: Session, plan: "ImportPlan", columns: "ColumnMap") -> None:
    """Write what an import would do, the refused rows one a line."""
    words, counts = session.words, plan.counts()
    if plan.imported_before:
        write(words("cli.import.before", at=plan.imported_before.date()))
    write(words("cli.import.plan", n=counts["new"], file=plan.name))
    if counts["changed"]:
        fields = ", ".join(f"{words(f'import.field.{name}')} ({n})" for name, n in plan.fields_changed().most_common())
        write(words("cli.import.changed", n=counts["changed"], fields=fields))
    if counts["unchanged"]:
        write(words("cli.import.unchanged", n=counts["unchanged"]))
    if plan.conflicts:
        write(words("cli.import.conflicts", n=len(plan.conflicts)))
    unused = tuple(columns.headers[at] for at in columns.unused)
    if unused:
        write(words("cli.import.unused", headers=unused))
    for key, named in (("not_in_file", plan.not_in_file), ("number_change", plan.number_changes)):
        if named:
            names = tuple(one.name for one in named[:_NAMES_SHOWN])
            write(words(f"cli.import.{key}", n=len(named), names=(*names, "…") if len(named) > len(names) else names))
    _write_warnings(session, plan)
    if plan.refused:
        write(words("cli.import.refused", n=plan.refused_rows))
        table = refused_table(session, plan)
        write_table(table[0], table[1:], right=[0])


def _write_warnings(session: Session, plan: "ImportPlan") -> None:
    """Write each kind of warning once, with the rows it is about."""
    rows: dict[str, list[str]] = {}
    for problem in plan.warned:
        text = session.words(problem.words, **dict(problem.params))
        rows.setdefault(text, []).append(str(problem.row))
    for text, found in rows.items():
        numbers = tuple(found if len(found) <= _NAMES_SHOWN else [*found[:_NAMES_SHOWN], "…"])
        write(session.words("cli.import.warned", n=len(found), rows=numbers, text=text))


def refused_table(session: Session, plan: "ImportPlan") -> list[list[str]]:
    """Return the refused rows as text, the headers first; values are masked."""
    words = session.words
    return [[words(f"cli.column.{name}") for name in ("row", "column", "value", "reason")]] + [
        [str(one.row), one.column, one.value, words(one.words, **dict(one.params))] for one in plan.refused
    ]
