"""What contacts left in each week, for the week grid."""

from collections.abc import Sequence
from datetime import date

from broker_tui.domain.codes import ContactMedium, ContactOutcome
from broker_tui.domain.dates import IsoWeek
from broker_tui.domain.weeks import WeekMark
from broker_tui.store.chosen import Chosen
from broker_tui.store.decode import WeekOfDay, codes, collector_paused
from broker_tui.store.store import Store


def week_marks(
    store: Store, ids: Sequence[str] | None, first: IsoWeek, last: IsoWeek, until: date | None = None
) -> dict[str, dict[IsoWeek, WeekMark]]:
    """Return, for each citizen, the weeks that hold a contact with her, from `first` to `last`, both included.

    A week that reached her carries the medium of the last contact that did; any other that of the last attempt.
    Contacts after `until` are left out, as when judging as of that day.
    """
    with collector_paused():
        return _read_marks(store, Chosen(ids), first.monday, min(last.sunday, until or date.max))


def _read_marks(store: Store, chosen: Chosen, first: date, last: date) -> dict[str, dict[IsoWeek, WeekMark]]:
    rows = store.rows(
        "SELECT citizen_id, on_day, outcome, medium FROM contact "
        f"WHERE {chosen.where()} AND on_day BETWEEN :first AND :last AND party = 'citizen' "
        "ORDER BY citizen_id, on_day DESC, id DESC",
        {**chosen.params, "first": first.isoformat(), "last": last.isoformat()},
    )
    wanted = set(chosen.ids) if chosen.scan and chosen.ids is not None else None
    weeks, media = WeekOfDay(), codes(ContactMedium)
    marks: dict[str, dict[IsoWeek, WeekMark]] = {}
    for citizen_id, on_day, outcome, medium in rows:
        if wanted is not None and citizen_id not in wanted:
            continue
        own = marks.setdefault(citizen_id, {})
        week = weeks[on_day]
        reached = outcome == ContactOutcome.REACHED
        before = own.get(week)
        if before is None or (reached and not before.reached):
            own[week] = WeekMark(reached, media[medium])
    return marks
