"""Times that follow each other: a new one ends the one before it on the day before (groups, brokers, steps)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from broker_tui.domain.broker import BrokerAssignment
from broker_tui.domain.dates import covers
from broker_tui.domain.group import GroupMembership
from broker_tui.domain.progress import StepPeriod

if TYPE_CHECKING:
    from broker_tui.store.act import Act

Following = TypeVar("Following", BrokerAssignment, GroupMembership, StepPeriod)


def begin(act: "Act", citizen_id: str, spans: Iterable[Following], new: Following) -> Following:
    """Add `new` so that no two times overlap, and return it as it was added.

    What runs on its first day ends the day before; what began that same day is replaced; what begins later
    stays, and `new` ends the day before it.
    """
    later: list[date] = []
    for span in spans:
        if span.started_on == new.started_on:
            act.remove(citizen_id, type(span), span.id)
        elif span.started_on > new.started_on:
            later.append(span.started_on)
        elif covers(span.started_on, span.ended_on, new.started_on):
            act.change(citizen_id, span.model_copy(update={"ended_on": new.started_on - timedelta(days=1)}))
    if later:
        end = min(later) - timedelta(days=1)
        new = new.model_copy(update={"ended_on": end if new.ended_on is None else min(end, new.ended_on)})
    act.add(citizen_id, new)
    return new


def on_day(spans: Iterable[Following], day: date) -> Following | None:
    """Return the time that runs on `day`; where two overlap by mistake, the one that began last."""
    running = [span for span in spans if covers(span.started_on, span.ended_on, day)]
    return max(running, key=lambda span: (span.started_on, span.id), default=None)
