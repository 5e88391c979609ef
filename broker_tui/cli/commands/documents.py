"""document: what is handed out about a citizen, as PDF, Word or plain text (R157-R185)."""

from pathlib import Path
from typing import Any, Final, NamedTuple

import click

from broker_tui.cli.arguments import DONE, FINDINGS, WrongUse
from broker_tui.cli.output import say
from broker_tui.cli.saving import not_the_database, saving, write_bytes
from broker_tui.cli.session import Session
from broker_tui.cli.worded import Worded
from broker_tui.domain.codes_step_up import DocumentKind, DocumentRecipient

_FORMATS: Final = ("pdf", "docx", "txt")
_CONSENT: Final = "print_"
"""How the codes begin of what forbids printing for want of consent."""


class Asked(NamedTuple):
    """What the arguments ask for."""

    citizen: str
    kind: str
    file_format: str | None
    output: Path | None
    number: int | None
    target: str | None
    recipient: str
    with_cpr: bool
    force: bool

    @property
    def extension(self) -> str:
        """The kind of file: the one named, or the one that the file's name has, or text for the screen."""
        if self.file_format is not None:
            return self.file_format
        if self.output is None:
            return "txt"
        ending = self.output.suffix.removeprefix(".").lower()
        if ending and ending not in _FORMATS:
            raise WrongUse("document_ending", ending=self.output.suffix)
        return ending or "pdf"


@click.command("document", cls=Worded)
@click.argument("citizen", metavar="C")
@click.argument("kind", metavar="KIND", type=click.Choice([kind.value for kind in DocumentKind]))
@click.option("--format", "file_format", type=click.Choice(_FORMATS))
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--version", "number", type=click.IntRange(min=1), metavar="N")
@click.option("--target", metavar="ID")
@click.option(
    "--for",
    "recipient",
    type=click.Choice([recipient.value for recipient in DocumentRecipient]),
    default=DocumentRecipient.PARTICIPANTS.value,
)
@click.option("--with-cpr", is_flag=True)
@click.option("--force", is_flag=True)
@click.pass_obj
def document_command(session: Session, /, **options: Any) -> int:  # noqa: ANN401 - handed on by name to Asked
    """Write a document about a citizen."""
    asked = Asked(**options)
    if asked.output is None and asked.extension != "txt":
        raise WrongUse("need_output")
    if asked.output is not None:
        not_the_database(session.common, asked.output)
    from broker_tui.casework.desk import Refused

    try:
        with saving():
            _write(session, asked)
    except Refused as refused:
        if not all(problem.code.startswith(_CONSENT) for problem in refused.problems):
            raise
        for problem in refused.problems:
            say(session.words(f"problem.{problem.code}", **dict(problem.params)))
        say(session.words("cli.document.own_copy"))
        return FINDINGS
    return DONE


def _write(session: Session, asked: Asked) -> None:
    from broker_tui.casework.documents import Ordered, hand_out, write_document_as

    words = session.words
    citizen_id, _ = session.citizen(asked.citizen)
    wanted = Ordered(citizen_id, DocumentKind(asked.kind), asked.target, asked.number)
    if asked.output is None:
        data = hand_out(session.desk, wanted, "txt", recipient=asked.recipient, with_cpr=asked.with_cpr)
        write_bytes(data.decode("utf-8-sig").encode())
        return
    written = write_document_as(
        session.desk,
        wanted,
        asked.extension,
        asked.output,
        recipient=asked.recipient,
        with_cpr=asked.with_cpr,
        replace=asked.force,
    )
    say(words("cli.document.done", kind=asked.kind, path=written.path))
    if written.missing:
        signs = tuple(f"U+{ord(sign):04X}" for sign in written.missing)
        say(words("cli.document.missing", n=len(signs), signs=signs))
    say(words("cli.export.plain"))
