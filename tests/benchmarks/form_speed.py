"""Forms against stock Textual: `python -m tests.benchmarks.form_speed [--rounds 7]`.

Every round runs all programs once, in turning order, in a real terminal; each opens its form several times and types
into it. Printed are medians and minima, and the ratios to the stock program doing the same; a goal is met when the
ratio of medians or of minima holds. Goals: opening a form of 20 fields at most 0.3 times a stock screen of 20 Inputs;
the large form likewise, whose 40 fields stand in eight sections, with conditions and three lists of rows, and which is
laid out from the database as in the program; typing at most 1.3 times a bare Input. The contact reads its case first
and has no goal to open.
"""

import argparse
import gc
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from textual.app import App
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from tests.terminal import Terminal

OPENINGS: Final = 5
LETTERS: Final = "fik afslag men prover igen"
STOCK: Final = "stock, 20 Inputs"
TYPING_GOAL, OPENING_GOAL = 1.3, 0.3


class StockForm(Screen[None]):
    """Twenty Inputs, as Textual has them."""

    BINDINGS = [("escape", "app.pop_screen", "back")]  # noqa: RUF012 - as Textual declares it

    def compose(self) -> Iterator[Widget]:
        for number in range(20):
            yield Input(placeholder=f"Felt {number}")


class Stock(App[None]):
    """One Input, and the twenty on F2."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [("f2", "open", "open")]  # noqa: RUF012 - as Textual declares it

    def compose(self) -> Iterator[Widget]:
        yield Static("READY")
        yield Input(compact=True)

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False
        self.query_one(Input).focus()

    def action_open(self) -> None:
        self.push_screen(StockForm())


def house(opener: "Callable[[object, str], None]") -> "App[None]":
    """Return the program with a database of one citizen; F2 opens a form."""
    from tests.ui.form_house import House, add_citizen, house_of, make_desk

    desk = make_desk(Path(tempfile.mkdtemp()) / "speed.db")
    citizen_id = add_citizen(desk)
    made = house_of(desk)

    class Opening(House):
        BINDINGS = [("f2", "open_form", "open")]  # noqa: RUF012 - as Textual declares it

        def on_ready(self) -> None:
            # As the program does once it has loaded what it needs.
            gc.collect()
            gc.freeze()
            self.say("READY")

        def action_open_form(self) -> None:
            opener(self, citizen_id)

    return Opening(desk, made.words, made.settings, today=desk.today)


def many_fields(count: int) -> "Callable[[object, str], None]":
    """Return what opens a form of `count` lines in one section."""

    @cache
    def dialog() -> "type[Screen[None]]":
        from broker_tui.domain.form_spec import FieldSpec, FormSpec
        from broker_tui.ui.base import BaseDialog
        from broker_tui.ui.widgets.form import Form
        from broker_tui.ui.widgets.form_state import FormState
        from broker_tui.ui.widgets.form_values import Reading
        from tests.ui.form_house import TODAY

        spec = FormSpec("speed", tuple(FieldSpec(f"field_{number}", "line") for number in range(count)))
        stored: dict[str, object] = {field.name: "" for field in spec.fields}

        class Dialog(BaseDialog[None]):
            CSS_PATH = str(Path(sys.modules["broker_tui.ui.app"].__file__ or "").parent / "styles" / "form.tcss")
            HORIZONTAL_BREAKPOINTS = []  # noqa: RUF012 - as in our forms

            def compose(self) -> Iterator[Widget]:
                yield Form(FormState(spec, {}, stored), Reading(TODAY), title="Felt 12")

        return Dialog

    def open_it(app: object, _: str) -> None:
        assert isinstance(app, App)
        app.push_screen(dialog()())

    return open_it


def large(app: object, citizen_id: str) -> None:
    """Open the form of 40 fields as the program opens any form."""
    from broker_tui.casework.form_acts import FORM_ACTS
    from broker_tui.ui.screens.form import open_form
    from broker_tui.ui.screens.form_paper import Errand
    from tests.ui.form_house import House
    from tests.ui.form_sample import Performed, sample_act

    assert isinstance(app, House)
    assert isinstance(FORM_ACTS, dict)
    FORM_ACTS["task"] = sample_act(Performed())
    open_form(app, Errand("task", citizen_id))


def contact(app: object, citizen_id: str) -> None:
    """Open the contact of a citizen."""
    from broker_tui.ui.screens.contact import open_contact
    from tests.ui.form_house import House

    assert isinstance(app, House)
    open_contact(app, citizen_id)


PROGRAMS: Final[dict[str, Callable[[], "App[None]"]]] = {
    STOCK: Stock,
    "form, 20 fields": lambda: house(many_fields(20)),
    "form, 40 fields, sections": lambda: house(large),
    "contact, from the case": lambda: house(contact),
}
OPENED: Final = {"contact, from the case": "20-11-2026", "form, 40 fields, sections": "Helper phone"}
BEFORE_TYPING: Final = {"form, 40 fields, sections": ("down", "down")}


def typed(terminal: Terminal, letter: str) -> float:
    """Return milliseconds from a letter to the first output it causes."""
    terminal.settle(0.05)
    before = terminal.elapsed
    terminal.press(letter)
    terminal.read(2.0)
    return (terminal.chunks[-1].at - before) * 1000


def opened(terminal: Terminal, pattern: str) -> float:
    """Return milliseconds from F2 to the output that brings `pattern` to the screen."""
    while re.search(pattern, terminal.text()):
        terminal.read(1.0)
    terminal.settle(0.2)
    before = terminal.elapsed
    terminal.press("f2")
    terminal.wait_for(pattern)
    return (terminal.chunks[-1].at - before) * 1000


def measure(name: str) -> tuple[list[float], list[float]]:
    """Return the times of opening the form and of typing a letter: in the form, or in the stock program's one Input."""
    command = [sys.executable, "-m", "tests.benchmarks.form_speed", "--program", name]
    opening, typing = [], []
    with Terminal(command) as terminal:
        terminal.wait_for("READY")
        terminal.settle(0.5)
        if name == STOCK:
            typing = [typed(terminal, letter) for letter in LETTERS]
        for number in range(OPENINGS + 1):
            took = opened(terminal, OPENED.get(name, "Felt 12"))
            if number:  # the first one imports and compiles styles
                opening.append(took)
            if number < OPENINGS:
                terminal.press("escape")
        terminal.settle(0.3)
        terminal.press(*BEFORE_TYPING.get(name, ()))
        terminal.settle(0.3)
        if not typing:
            typing = [typed(terminal, letter) for letter in LETTERS]
    return opening, typing


def run(rounds: int) -> int:
    """Print the table and return 1 when a goal is missed."""
    opening: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    typing: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for number in range(rounds):
        for name in PROGRAMS if number % 2 else reversed(PROGRAMS):
            times = measure(name)
            opening[name] += times[0]
            typing[name] += times[1]
    missed = 0
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"forms, {rounds} rounds, {time.strftime('%Y-%m-%d')}, load {load:.1f} of {os.cpu_count()} processors")
    for title, measured, goal in (("opening", opening, OPENING_GOAL), ("typing a letter", typing, TYPING_GOAL)):
        print(f"\n{title:26}{'median':>8}{'min':>8}{'x stock':>9}{'min x':>8}{'goal':>7}")
        base, *_ = measured.values()
        for name, own in measured.items():
            median, least = statistics.median(own) / statistics.median(base), min(own) / min(base)
            bound = goal if own is not base and (measured is typing or name.startswith("form")) else None
            missed += bound is not None and min(median, least) > bound
            print(
                f"{name:26}{statistics.median(own):8.1f}{min(own):8.1f}{median:9.2f}{least:8.2f}"
                f"{f'{bound:7.2f}' if bound else ''}"
            )
    return int(missed > 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--program", choices=list(PROGRAMS), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.program:
        PROGRAMS[asked.program]().run()
    else:
        sys.exit(run(asked.rounds))
