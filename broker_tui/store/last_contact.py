"""The last contact as of a day in the past; as of now the columns kept on the citizen say it."""

from datetime import date

from broker_tui.store.chosen import Chosen
from broker_tui.store.store import Store

LastContact = tuple[str | None, str | None, str | None, str | None, str | None]
"""last_contact_on, _medium, _outcome, last_reached_on, _medium as stored."""

NEVER: LastContact = (None, None, None, None, None)


def last_contacts_by(store: Store, today: date, chosen: Chosen) -> dict[str, LastContact]:
    """Return the last contact up to a day of each citizen who has one; two passes over a covering index.

    SQLite takes bare columns from the row that holds the maximum, so the newest contact needs no sorting.
    """
    sql = (
        "SELECT citizen_id, on_day, medium, outcome, max(on_day || id) FROM contact "
        f"WHERE {chosen.where()} AND on_day <= :today AND party = 'citizen' {{more}} GROUP BY citizen_id"
    )
    params = {**chosen.params, "today": today.isoformat()}
    reached = {row[0]: (row[1], row[2]) for row in store.rows(sql.format(more="AND outcome = 'reached'"), params)}
    never = (None, None)
    return {
        row[0]: (row[1], row[2], row[3], *reached.get(row[0], never)) for row in store.rows(sql.format(more=""), params)
    }
