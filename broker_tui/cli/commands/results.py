"""results: the 15 and 20 per cent estimate with the reason for every citizen; group 2 apart (R40-R59)."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from broker_tui.cli.arguments import Trouble, WrongUse
from broker_tui.cli.output import say, write_json
from broker_tui.cli.results import results_document, write_results
from broker_tui.cli.session import Session
from broker_tui.cli.worded import Worded, json_option
from broker_tui.domain.codes_results import MonthStatus
from broker_tui.domain.dates import Month
from broker_tui.i18n import fold

if TYPE_CHECKING:
    from broker_tui.casework.overview import Overview
    from broker_tui.casework.results import Results, ResultScope

_MOST: Final = 120
"""Ten years of months."""


class Asked(NamedTuple):
    """What the options ask for."""

    named: str | None
    broker: str | None
    municipality: str | None
    edition: str | None
    any_day: bool
    months: int | None


class Files(NamedTuple):
    """The files that are asked for, and how citizens are named in them."""

    xlsx: Path | None
    csv: Path | None
    people_csv: Path | None
    pdf: Path | None
    names: str

    @property
    def wanted(self) -> dict[str, Path]:
        """The files by their kind."""
        kinds = {"xlsx": self.xlsx, "csv": self.csv, "people_csv": self.people_csv, "pdf": self.pdf}
        return {kind: path for kind, path in kinds.items() if path is not None}


_FILE: Final = click.Path(path_type=Path)


@click.command("results", cls=Worded)
@click.option("--month", "named", metavar="2026-11")
@click.option("--broker", metavar="B")
@click.option("--municipality", metavar="M")
@click.option("--edition", metavar="E")
@click.option("--any-day", is_flag=True)
@click.option("--months", type=int, metavar="N")
@click.option("--xlsx", type=_FILE, metavar="FILE")
@click.option("--csv", type=_FILE, metavar="FILE")
@click.option("--people-csv", type=_FILE, metavar="FILE")
@click.option("--pdf", type=_FILE, metavar="FILE")
@click.option("--names", type=click.Choice(["initials", "full"]), default="initials")
@json_option
@click.pass_obj
def results_command(session: Session, /, *, as_json: bool, **options: Any) -> None:  # noqa: ANN401 - handed on to Asked
    """Print the results of a month toward the targets, and why each citizen counts or does not."""
    files = Files(**{name: options.pop(name) for name in Files._fields})
    asked = Asked(**options)
    month = _month(session, asked.named)
    for path in files.wanted.values():
        if path.resolve() == session.common.database.resolve():
            raise WrongUse("exists", path=path)
    results, overview = _counted(session, asked, month)
    result = results.months[-1]
    if files.wanted:
        _write_files(session, results, overview, files)
    if as_json:
        write_json(results_document(session, results, result))
    elif not files.wanted:
        write_results(session, results, result, _whose(session, results.scope))


def _write_files(session: Session, results: "Results", overview: "Overview | None", files: Files) -> None:
    """Write every file of one report, so that they agree.

    Raises:
        Trouble: one cannot be made or written; those before it are there.
    """
    from broker_tui.casework.report import make_report
    from broker_tui.casework.report_files import ReportKind, write_report_as
    from broker_tui.exchange.documents.errors import DocumentError

    words = session.words
    month, full = results.months[-1].month, files.names == "full"
    lists = any(ReportKind(kind).names_people for kind in files.wanted)
    report = make_report(session.desk, results, month, lists=lists, full_names=full, overview=overview)
    for kind, path in files.wanted.items():
        try:
            write_report_as(session.desk, report, ReportKind(kind), path, words)
        except DocumentError as error:
            raise Trouble(f"error.{error.code}", **error.params) from None
        say(words("cli.results.written", what=words(f"results.report.file.{kind}"), path=path))
    say(words("cli.export.plain"))


def _counted(session: Session, asked: Asked, month: Month) -> "tuple[Results, Overview | None]":
    """Count, and judge the day too where the month is the one that runs: only then it is known what is lacking."""
    from broker_tui.casework.overview import judge_caseload
    from broker_tui.casework.results import MONTHS, add_gaps, read_results
    from broker_tui.config.settings import read_settings

    months = MONTHS if asked.months is None else asked.months
    if not 1 <= months <= _MOST:
        raise WrongUse("months", most=_MOST)
    settings = read_settings()[0]
    own = MonthStatus(settings.month_status) if settings.month_status else None
    results = read_results(
        session.desk,
        _scope(session, asked),
        months,
        last=month,
        status=MonthStatus.ANY_DAY if asked.any_day else own,
        team_goal=settings.team_goal,
        indicators=True,
    )
    if month != Month.of(session.desk.today):
        return results, None
    overview = judge_caseload(session.desk, results.ids)
    add_gaps(results, overview)
    return results, overview


def _month(session: Session, named: str | None) -> Month:
    """Return the month asked for, in any of the ways months are typed.

    Raises:
        WrongUse: it is none, or has not begun.
    """
    today = session.common.day
    if named is None:
        return Month.of(today)
    from broker_tui.i18n.parsing import NotUnderstood, parse_period

    try:
        month = Month.parse(parse_period(named, today))
    except (NotUnderstood, ValueError):
        raise WrongUse("month", value=named) from None
    if month.first > today:
        raise WrongUse("month", value=named)
    return month


def _scope(session: Session, asked: Asked) -> "ResultScope":
    from broker_tui.casework.results import ResultScope
    from broker_tui.store.result_facts import municipalities

    municipality = asked.municipality
    if municipality is not None:
        names = municipalities(session.desk.store)
        found = [name for name in names if fold(name) == fold(municipality.strip())]
        if not found:
            raise WrongUse("municipality", name=municipality, names=tuple(names))
        municipality = found[0]
    edition = None if asked.edition is None else asked.edition.strip().casefold()
    if edition is not None and edition not in session.desk.programmes:
        raise WrongUse("edition", name=asked.edition, names=tuple(session.desk.programmes))
    return ResultScope(None if asked.broker is None else session.broker(asked.broker), municipality, edition)


def _whose(session: Session, scope: "ResultScope") -> list[str]:
    """Return in words whose results these are."""
    from broker_tui.store.cases import read_brokers

    names = {broker.id: broker.name for broker in read_brokers(session.desk.store)} if scope.broker_id else {}
    whose = names.get(scope.broker_id or "") or session.words("results.line.everybody")
    return [whose] if scope.municipality is None else [whose, scope.municipality]
