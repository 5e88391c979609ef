"""The help of the two commands that never wait for click: demo and note."""

import click

from broker_tui.cli.session import Session
from broker_tui.cli.worded import Worded


@click.command("demo", cls=Worded)
@click.option("--size", type=int, metavar="N")
@click.pass_obj
def demo_command(session: Session, size: int | None) -> int:
    """Run the program on a fictitious caseload."""
    from broker_tui.cli.program import start

    return start(session.common, ["demo", *(() if size is None else ("--size", str(size)))])


@click.command("note", cls=Worded)
@click.argument("text", metavar="TEXT", nargs=-1)
@click.option("--citizen", metavar="C", default="")
@click.pass_obj
def note_command(session: Session, text: tuple[str, ...], citizen: str) -> int:
    """Seal a field note."""
    from broker_tui.cli.light import note

    return note(session.common, [*(("--citizen", citizen) if citizen else ()), "--", *text])
