"""What the rules say about a citizen: a code with dates and parameters, never a sentence."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from broker_tui.domain.codes import LEVEL_ORDER, Level

NO_PARAMS: Mapping[str, object] = MappingProxyType({})


class Finding(NamedTuple):
    """One thing a rule has found.

    Attributes:
        code: names the finding; the catalogue holds `finding.<code>.title`, `.why` and `.clear`.
        level: how much it asks for.
        rule: the rule's number, such as `R95`; the catalogue holds the wording of its source.
        since: the first day it was so, where there is one.
        due: the last day to solve it in time, where there is one.
        params: values for the words; dates, numbers and codes, never free text about the citizen.
    """

    code: str
    level: Level
    rule: str
    since: date | None = None
    due: date | None = None
    params: Mapping[str, object] = NO_PARAMS

    @property
    def is_event(self) -> bool:
        """Whether it happens on its day, rather than having to be done by then."""
        return self.code == "step_up_meeting"

    @property
    def urgency(self) -> tuple[int, date, str]:
        """Sort key: level first, then the date that has waited longest, then the code."""
        return (LEVEL_ORDER[self.level], self.due or self.since or date.max, self.code)


class Problem(NamedTuple):
    """Why an entry is refused, or warned about, at one field.

    Attributes:
        field: the field's name in its model; empty when the problem belongs to the whole entry.
        code: the catalogue holds `problem.<code>`.
        params: values for the words; never the entered value itself when it may be personal.
    """

    field: str
    code: str
    params: Mapping[str, object] = NO_PARAMS
