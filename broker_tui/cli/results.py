"""The results as one JSON document and as lines to be read aloud; the same numbers as on the screen and on paper."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from broker_tui.cli.documents import code, iso
from broker_tui.cli.output import write, write_table
from broker_tui.cli.session import Session
from broker_tui.domain.codes import PlacementKind
from broker_tui.i18n.results import result_notes, result_reason, result_word

if TYPE_CHECKING:
    from broker_tui.casework.results import Ahead, ResultRow, Results
    from broker_tui.domain.indicators import MonthIndicators
    from broker_tui.domain.results_month import MonthResult

_WORDS = ("counts", "counts_not", "exempt", "group_2", "outside")


def results_document(session: Session, results: "Results", result: "MonthResult") -> dict[str, object]:
    """Return a month with every citizen, the months beside it, and what it would take."""
    from broker_tui.casework.results import explain

    best, beside = results.best, {one.month: indicator_document(one) for one in results.indicators}
    return {
        **month_document(result),
        "indicators": beside.get(result.month),
        "today": iso(results.today),
        "estimate": True,
        "status": results.status.value,
        "edition": results.programme.code,
        "editions": dict(results.editions),
        "scope": results.scope._asdict(),
        "targets": [float(one.share) for one in results.targets if not one.is_team_goal],
        "team_goal": next((float(one.share) for one in results.targets if one.is_team_goal), None),
        "needed": [{"target": float(target.share), "n": more} for target, more in results.needed(result.month)],
        "best": None if best is None else {"month": str(best.month), "share": best.share},
        "ahead": [_ahead(one) for one in results.ahead],
        "citizens": [_citizen(session, results, row) for row in explain(results, result.month)],
        "months": [{**month_document(one), "indicators": beside.get(one.month)} for one in results.months],
    }


def month_document(result: "MonthResult") -> dict[str, object]:
    """Return the numbers of a month; each is persons but for the share."""
    return {
        "month": str(result.month),
        "day": iso(result.day),
        "so_far": result.so_far,
        "in_period": result.in_period,
        "gross": result.gross,
        "exempt": result.exempt,
        "net": result.net,
        "counted": result.counted,
        "paid_hours": result.paid_hours,
        "education": result.education,
        "share": result.share,
        "kinds": _kinds(result.kinds),
        "exempt_by_type": dict(result.exempt_by_type),
        "group2": {
            "size": result.group2.size,
            "paid_hours": result.group2.paid_hours,
            "education": result.group2.education,
            "kinds": _kinds(result.group2.kinds),
        },
    }


def indicator_document(one: "MonthIndicators") -> dict[str, object]:
    """Return what is followed beside a month; `gaps` is null where nobody knows any more."""
    return {
        "step_ups": one.step_ups,
        "exits": {reason.value: persons for reason, persons in one.exits.items()},
        "to_job_ready": one.to_job_ready,
        "weeks": one.weeks._asdict(),
        "steps": {str(step.value): days._asdict() for step, days in one.steps.items()},
        "gaps": None if one.gaps is None else dict(one.gaps),
    }


def _kinds(kinds: Mapping[PlacementKind, int]) -> dict[str, int]:
    return {kind.value: persons for kind, persons in kinds.items()}


def _ahead(one: "Ahead") -> dict[str, object]:
    return {
        "citizen": {"id": one.citizen_id, "name": one.name},
        "on": iso(one.on),
        "kind": one.kind.value,
        "in_group": one.in_group,
        "counts": one.counts,
    }


def _citizen(session: Session, results: "Results", row: "ResultRow") -> dict[str, object]:
    standing = row.standing
    programme = session.desk.programme(row.edition)
    return {
        "citizen": {"id": row.citizen_id, "name": row.name},
        "in_group": standing.in_group,
        "counts": standing.counts,
        "rule": standing.rule,
        "reason": result_reason(session.words, standing, programme, results.today),
        "code": standing.code.value,
        "exempt": standing.exempt,
        "group": code(standing.group),
        "column": code(standing.column),
        "kind": code(standing.kind),
        "kinds": [kind.value for kind in standing.verdict.kinds],
        "on": iso(standing.on),
        "detail": standing.verdict.detail or None,
        "notes": [note.value for note in standing.verdict.notes],
    }


def write_results(session: Session, results: "Results", result: "MonthResult", whose: Iterable[str]) -> None:
    """Write a month as sentences: the numbers, what it would take, group 2, the months, then every citizen."""
    words = session.words
    month, day = words.month(result.month.first), words.date_long(result.day)
    title = "results.line.title_so_far" if result.so_far else "results.line.title"
    write(f"{words(title, month=month, day=day)} · {words('results.estimate')}")
    write(" · ".join([*whose, results.programme.label, words(f"results.line.{results.status.value}")]))
    write(words("results.estimate_why"))
    write()
    for line in _numbers(session, results, result):
        write(line)
    if len(results.months) > 1:
        _write_months(session, results)
    _write_citizens(session, results, result)


def _numbers(session: Session, results: "Results", result: "MonthResult") -> Iterable[str]:
    words, best = session.words, results.best
    if not result.in_period:
        yield words("results.line.outside_period", edition=results.programme.label)
    if len(results.editions) > 1:
        labels = [session.desk.programme(edition).label for edition in sorted(results.editions)]
        yield words("results.line.editions", editions=labels, edition=results.programme.label)
    yield words("results.line.group", net=result.net, gross=result.gross, exempt=result.exempt)
    if result.share is None:
        yield words("results.line.counted_nobody")
    else:
        yield words("results.line.counted", counted=result.counted, share=result.share)
        yield words("results.line.columns", paid=result.paid_hours, education=result.education)
        for target, more in results.needed(result.month):
            share = float(target.share)
            line = (
                words("results.line.needed", target=share, n=more)
                if more
                else words("results.line.reached", target=share)
            )
            yield f"{words('results.line.team_goal')} {line}" if target.is_team_goal else line
    if result.so_far:
        yield from _starts(session, results)
    if result.kinds:
        yield words("results.line.kinds", kinds=_counted(session, result.kinds))
    if result.exempt_by_type:
        labels_of = results.programme.exemptions
        types = [
            words("results.line.kind", kind=labels_of[code].label if code in labels_of else code, n=persons)
            for code, persons in result.exempt_by_type.items()
        ]
        yield words("results.line.exempt_by_type", types=types)
    two = result.group2
    yield words("results.line.group2", size=two.size, paid=two.paid_hours, education=two.education)
    if two.kinds:
        yield words("results.line.kinds2", kinds=_counted(session, two.kinds))
    for one in results.indicators:
        if one.month == result.month:
            yield from _beside(session, one)
    if best is not None and len(results.months) > 1:
        yield words("results.line.best", month=words.month(best.month.first), share=best.share)


def _beside(session: Session, one: "MonthIndicators") -> Iterable[str]:
    """Yield what is followed beside the share, a line each."""
    words = session.words
    yield f"{words('results.screen.line.step_up')}: {words.number(one.step_ups)}"
    yield f"{words('results.screen.line.exits')}: {words.number(sum(one.exits.values()))}"
    yield f"{words('results.screen.line.job_ready')}: {words.number(one.to_job_ready)}"
    kept, required = one.weeks
    if required:
        weeks = words("results.line.beside_weeks", share=kept / required, kept=kept, required=required)
        yield f"{words('results.screen.line.weekly')}: {weeks}"
    for step, days in one.steps.items():
        number = int(step)
        if days.inside_median is not None:
            inside = words("results.line.beside_days", days=days.inside_median, n=days.inside)
            yield f"{words('results.screen.line.step_inside', step=number)}: {inside}"
        if days.left_median is not None:
            left = words("results.line.beside_days", days=days.left_median, n=days.left)
            yield f"{words('results.screen.line.step_left', step=number)}: {left}"
    yield f"{words('results.screen.line.over')}: {words.number(sum(days.over for days in one.steps.values()))}"
    if one.gaps is not None:
        gaps = [f"{words.code('registration', code.removesuffix('_missing'))} {n}" for code, n in one.gaps.items() if n]
        yield words("results.line.beside_gaps", gaps=gaps)


def _starts(session: Session, results: "Results") -> Iterable[str]:
    words, ahead = session.words, results.ahead
    if not ahead:
        yield words("results.line.ahead_none")
        return
    yield words("results.line.ahead_title", n=len({one.citizen_id for one in ahead}))
    for one in ahead:
        kind, on = words.code("placement_kind", one.kind), words.date(one.on, results.today)
        line = "results.line.ahead_counts" if one.counts else "results.line.ahead"
        yield f"  {words(line, name=one.name, kind=kind, on=on)}"


def _counted(session: Session, kinds: Mapping[PlacementKind, int]) -> list[str]:
    words = session.words
    return [words("results.line.kind", kind=words.code("placement_kind", kind), n=n) for kind, n in kinds.items()]


def _write_months(session: Session, results: "Results") -> None:
    words = session.words
    write()
    write(words("results.line.series"))
    columns = ("month", "net", "exempt", "counted", "paid_hours", "education", "share")
    rows = [
        [
            words.month(one.month.first),
            *(words.number(n) for n in (one.net, one.exempt, one.counted, one.paid_hours, one.education)),
            "" if one.share is None else words.percent(one.share),
        ]
        for one in results.months
    ]
    write_table([words(f"results.column.{name}") for name in columns], rows, right=range(1, len(columns)))


def _write_citizens(session: Session, results: "Results", result: "MonthResult") -> None:
    """Write a list for each thing that can be said of a citizen, those who count first."""
    from broker_tui.casework.results import explain

    words = session.words
    lists: dict[str, list[list[str]]] = {words(f"results.word.{name}"): [] for name in _WORDS}
    for row in explain(results, result.month):
        programme = session.desk.programme(row.edition)
        reason = result_reason(words, row.standing, programme, results.today)
        why = " ".join([reason, *result_notes(words, row.standing)])
        lists[result_word(words, row.standing)].append([row.name, why, row.standing.rule])
    headers = [words(f"results.column.{name}") for name in ("name", "why", "rule")]
    for said, rows in lists.items():
        if rows:
            write()
            write(words("results.line.list", said=said[:1].upper() + said[1:], n=len(rows)))
            write_table(headers, rows)
