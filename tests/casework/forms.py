"""Filling in the form of any act as a broker would: what it proposes, with some of it overwritten."""

from typing import Any

from broker_tui.casework.desk import Desk, Done
from broker_tui.casework.form_acts import FORM_ACTS


def do(desk: Desk, citizen_id: str | None, code: str, target: str | None = None, /, **given: Any) -> Done:  # noqa: ANN401
    """Perform a form's act with what is given over what it proposes."""
    act = FORM_ACTS[code]
    values = act.spec.blank() | act.prefill(desk, citizen_id, target) | given
    return act.perform(desk, citizen_id, target, act.read(values))


def codes(done: Done) -> set[str]:
    """Return the codes of what an act warned about."""
    return {problem.code for problem in done.warnings}
