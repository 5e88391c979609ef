"""Self-support, which closes step 3 and begins aftercare (R128-R130)."""

from datetime import date

from broker_tui.domain.codes import SelfSupportKind
from broker_tui.domain.model import Line, Record


class SelfSupport(Record):
    """The time a citizen supports herself by a job or an education (R128)."""

    kind: SelfSupportKind
    started_on: date
    ended_on: date | None = None
    note: Line = ""
