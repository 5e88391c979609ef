"""merge: what another machine's database or a case file has and ours has not; nothing of ours is removed."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from broker_tui.cli.arguments import DONE, FINDINGS, Trouble, WrongUse
from broker_tui.cli.documents import iso
from broker_tui.cli.output import write, write_json, write_table
from broker_tui.cli.session import Session
from broker_tui.cli.worded import Worded, json_option

if TYPE_CHECKING:
    from broker_tui.casework.merging import Difference, MergePlan

_THEIRS: Final = "theirs"


class Asked(NamedTuple):
    """What the arguments ask for."""

    file: Path
    take: str
    other_passphrase_file: str | None
    dry_run: bool
    as_json: bool


@click.command("merge", cls=Worded)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--take", type=click.Choice(["mine", _THEIRS]), default="mine")
@click.option("--other-passphrase-file", metavar="FILE")
@click.option("--dry-run", is_flag=True)
@json_option
@click.pass_obj
def merge_command(session: Session, /, **options: Any) -> int:  # noqa: ANN401 - handed on by name to Asked
    """Bring in what another database or a case file has more."""
    from broker_tui.casework.merging import merge, plan_merge

    asked = Asked(**options)
    if asked.file.resolve() == session.common.database.resolve():
        raise WrongUse("merge_itself")
    document = _document(session, asked)
    plan = plan_merge(session.desk, document, take_theirs=asked.take == _THEIRS)
    act_id = None if asked.dry_run else merge(session.desk, plan).act_id
    if asked.as_json:
        write_json(_told(session, plan, asked, act_id))
    else:
        _write(session, plan, asked)
        write(session.words(f"cli.merge.{'dry' if asked.dry_run else 'done' if act_id else 'nothing'}"))
    left = plan.differences and (asked.dry_run or asked.take != _THEIRS)
    return FINDINGS if left or plan.cases.refused else DONE


def _document(session: Session, asked: Asked) -> dict[str, Any]:
    """Return what the other file holds.

    Raises:
        Trouble: it is a database that this passphrase or this version cannot open.
    """
    from broker_tui.casework.merging import is_case_file, other_document
    from broker_tui.store.errors import StoreError

    # Ours is opened first, so that what is wrong with it is not taken for the other's.
    desk = session.desk
    secret = "" if is_case_file(asked.file) else _secret(session, asked)
    try:
        return other_document(asked.file, secret, desk.today)
    except StoreError as error:
        if error.code == "wrong_passphrase":
            raise Trouble("cli.trouble.other_passphrase", path=asked.file) from None
        if error.code == "read_only":
            raise Trouble("cli.trouble.other_older", path=asked.file) from None
        raise


def _secret(session: Session, asked: Asked) -> str:
    from broker_tui.cli.secrets import asked as ask
    from broker_tui.cli.secrets import given_passphrase, passphrase_in

    if asked.other_passphrase_file is not None:
        return passphrase_in(asked.other_passphrase_file)
    given = given_passphrase(session.common)
    return ask(session.words("cli.ask.passphrase", file=asked.file.name)) if given is None else given


def _told(session: Session, plan: "MergePlan", asked: Asked, act_id: str | None) -> dict[str, object]:
    counts = plan.cases.counts()
    return {
        "file": asked.file.name,
        "dry_run": asked.dry_run,
        "take": asked.take,
        "merged": act_id is not None,
        "act": act_id,
        "new": counts["new"],
        "changed": counts["changed"],
        "unchanged": counts["unchanged"],
        "differing": len(plan.differences),
        "differences": [_difference(one) for one in plan.differences],
        "refused": [
            {"row": bad.number, "column": bad.place, "code": bad.code, "text": session.words(f"import.case.{bad.code}")}
            for bad in plan.cases.refused
        ],
    }


def _difference(one: "Difference") -> dict[str, object]:
    citizen = None if one.citizen_id is None else {"id": one.citizen_id, "name": one.name}
    record = {"kind": one.kind, "id": one.record_id or None, "on": iso(one.on), "fields": list(one.fields)}
    return {"citizen": citizen, **record}


def _write(session: Session, plan: "MergePlan", asked: Asked) -> None:
    words, counts = session.words, plan.cases.counts()
    write(words("cli.merge.new", n=counts["new"], file=asked.file.name))
    if counts["changed"]:
        write(words("cli.merge.changed", n=counts["changed"]))
    if counts["unchanged"]:
        write(words("cli.import.unchanged", n=counts["unchanged"]))
    if plan.differences:
        write(words("cli.merge.differing", n=len(plan.differences)))
        rows = [
            [one.name, _kind(session, one), "" if one.on is None else words.date(one.on, session.common.day)]
            for one in plan.differences
        ]
        write_table([words(f"cli.column.{name}") for name in ("name", "what", "date")], rows)
        write(words("cli.merge.theirs", file=asked.file.name) if asked.take == _THEIRS else words("cli.merge.mine"))
    if plan.cases.refused:
        write(words("cli.merge.refused", n=counts["refused"]))
        lines = [[str(bad.number), bad.place, words(f"import.case.{bad.code}")] for bad in plan.cases.refused]
        write_table([words(f"cli.column.{name}") for name in ("row", "column", "reason")], lines, right=[0])


def _kind(session: Session, one: "Difference") -> str:
    from broker_tui.casework.merging import BROKER, COMPANY, OWN

    known = one.kind in {OWN, BROKER, COMPANY}
    return session.words(f"cli.merge.{one.kind}") if known else session.words.code("record_kind", one.kind)
