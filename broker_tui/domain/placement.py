"""A time at a company or school, as far as the weekly contact needs it (R96)."""

from datetime import date

from broker_tui.domain.codes import PlacementKind
from broker_tui.domain.model import Line, Record


class Placement(Record):
    """What, where and when; the weekly duty rests from the actual start to the last day."""

    kind: PlacementKind
    company: Line = ""
    started_on: date
    ended_on: date | None = None
    note: Line = ""
