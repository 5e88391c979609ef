"""Bringing a case file in: whole cases, merged record by record, nothing removed."""

from pathlib import Path
from typing import TYPE_CHECKING

from broker_tui.cli.arguments import DONE, FINDINGS
from broker_tui.cli.output import write, write_json, write_table
from broker_tui.cli.session import Session

if TYPE_CHECKING:
    from broker_tui.casework.casefile import CasePlan
    from broker_tui.exchange.case_file import BadCase


def bring_in(session: Session, path: Path, *, dry_run: bool, skip_invalid: bool, as_json: bool) -> int:
    """Plan a case file, tell what it would do, do it, and return the exit code.

    Raises:
        FileProblem: the file as a whole cannot be used.
        StoreError: nothing was written.
    """
    from broker_tui.casework.casefile import import_cases, plan_cases, read_case_file

    plan = plan_cases(session.desk, read_case_file(path))
    goes_ahead = not dry_run and (skip_invalid or not plan.refused)
    act_id = import_cases(session.desk, plan, skip_invalid=skip_invalid).act_id if goes_ahead else None
    if as_json:
        write_json(_document(session, plan, path, dry_run=dry_run, act_id=act_id))
    else:
        _write_plan(session, plan, path)
        outcome = "dry" if dry_run else "stopped" if not goes_ahead else "done" if act_id else "nothing"
        write(session.words(f"cli.import.{outcome}"))
    return FINDINGS if plan.refused else DONE


def _document(
    session: Session, plan: "CasePlan", path: Path, *, dry_run: bool, act_id: str | None
) -> dict[str, object]:
    counts = plan.counts()
    return {
        "file": path.name,
        "dry_run": dry_run,
        "imported": act_id is not None,
        "act": act_id,
        "new": counts["new"],
        "changed": counts["changed"],
        "unchanged": counts["unchanged"],
        "refused": [
            {"row": one.number, "column": one.place, "code": one.code, "text": _text(session, one)}
            for one in plan.refused
        ],
        "not_in_file": [],
    }


def _text(session: Session, bad: "BadCase") -> str:
    return session.words(f"import.case.{bad.code}")


def _write_plan(session: Session, plan: "CasePlan", path: Path) -> None:
    words, counts = session.words, plan.counts()
    write(words("cli.import.plan", n=counts["new"], file=path.name))
    if counts["changed"]:
        write(words("cli.import.changed_cases", n=counts["changed"]))
    if counts["unchanged"]:
        write(words("cli.import.unchanged", n=counts["unchanged"]))
    if plan.refused:
        write(words("cli.import.refused", n=counts["refused"]))
        write_table(
            [words(f"cli.column.{name}") for name in ("row", "column", "reason")],
            [[str(one.number), one.place, _text(session, one)] for one in plan.refused],
            right=[0],
        )
