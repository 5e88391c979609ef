"""The way to a job on the command line: each step with its core elements, what is in place, what is missing."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from broker_tui.cli.documents import code, iso
from broker_tui.cli.output import safe, write
from broker_tui.domain.codes import ElementState, Step, StepState, Weight

if TYPE_CHECKING:
    from datetime import date

    from broker_tui.domain.steps import ElementProgress, Item, StepProgress
    from broker_tui.i18n import Words

_STATES: Final = {
    StepState.RUNNING: "open",
    StepState.CLOSED: "done",
    StepState.NOT_BEGUN: "ahead",
    StepState.SKIPPED: "skipped",
    StepState.INTERRUPTED: "interrupted",
    ElementState.RUNNING: "open",
    ElementState.DONE: "done",
    ElementState.NOT_BEGUN: "ahead",
}
"""One word for where a step or an element stands, in JSON and as keys of `cli.step`."""


def shown(steps: "Iterable[StepProgress]") -> "list[StepProgress]":
    """Return the three steps, and aftercare once it has begun (C20)."""
    return [one for one in steps if one.step is not Step.AFTERCARE or one.state is not StepState.NOT_BEGUN]


def steps_document(words: "Words", steps: "Iterable[StepProgress]") -> list[dict[str, object]]:
    """Return the steps as JSON: `state` is open, done, ahead, skipped or interrupted."""
    return [
        {
            "step": code(one.step),
            "state": _STATES[one.state],
            "started": iso(one.started),
            "ended": iso(one.ended),
            "days": one.days,
            "total_days": one.total_days,
            "limit_days": one.limit_days,
            "due": iso(one.due),
            "rounds": [
                {"started": iso(time.started), "ended": iso(time.ended), "days": time.days} for time in one.rounds
            ],
            "can_close": one.can_close,
            "elements": [_element_document(words, element) for element in one.elements],
        }
        for one in shown(steps)
    ]


def _element_document(words: "Words", element: "ElementProgress") -> dict[str, object]:
    return {
        "element": code(element.element),
        "state": _STATES[element.state],
        "missing": [_item_document(words, item) for item in element.missing],
        "done": [{"code": item.code, "rule": item.rule, "on": iso(item.on)} for item in element.done],
    }


def _item_document(words: "Words", item: "Item") -> dict[str, object]:
    return {
        "code": item.code,
        "text": words(f"way.{item.code}"),
        "rule": item.rule,
        "owner": item.owner.value,
        "weight": item.weight.value,
        "since": iso(item.since),
        "placement_id": item.placement_id,
    }


def write_steps(words: "Words", steps: "Sequence[StepProgress]", today: "date") -> None:
    """Write each step and its core elements: what is missing, who owes it and since when, and what is in place."""
    write()
    for one in shown(steps):
        write(_step_line(words, one, today))
        if one.state in {StepState.NOT_BEGUN, StepState.SKIPPED}:
            continue
        for element in one.elements:
            write(f"  {words.code('core_element', element.element)}: {words(f'cli.step.{_STATES[element.state]}')}")
            for item in element.missing:
                write(f"    {_missing(words, item, today)}")
            if element.done:
                there = (words(f"way.{item.code}") for item in element.done)
                write(f"    {words('cli.in_place', what=words.listed(dict.fromkeys(there)))}")


def _step_line(words: "Words", one: "StepProgress", today: "date") -> str:
    parts = []
    if one.started is not None:
        parts.append(words("cli.since", on=words.date(one.started, today)))
    if one.days is not None:
        parts.append(words.days(one.days))
    if one.limit_days is not None:
        parts.append(words("cli.limit", days=one.limit_days))
    if len(one.rounds) > 1:
        parts.append(words("cli.rounds", n=len(one.rounds), days=one.total_days))
    state = words("cli.step.closable" if one.can_close else f"cli.step.{_STATES[one.state]}")
    detail = ", ".join(parts)
    return f"{words.code('step', one.step)}: {state}{f' ({detail})' if detail else ''}"


def _missing(words: "Words", item: "Item", today: "date") -> str:
    key = "cli.advised" if item.weight is Weight.ADVISED else "cli.missing"
    line = words(key, what=words(f"way.{item.code}"), owner=words.code("owner", item.owner))
    since = "" if item.since is None else f", {words('cli.since', on=words.date(item.since, today))}"
    return safe(f"{line}{since} ({item.rule})")
