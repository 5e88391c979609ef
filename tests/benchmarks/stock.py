"""Bare Textual programs to measure against: `python -m tests.benchmarks.stock hello | input | screens | table ROWS`."""

import sys
from collections.abc import Iterator
from typing import Final

from textual.app import App
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import DataTable, Input, Static

COLUMNS: Final = ("", "Navn", "Gr", "Trin", "Uge", "Seneste", "Kontakt", "Næste", "Virksomhed", "Formidler")


class Hello(App[None]):
    """One line."""

    def compose(self) -> Iterator[Widget]:
        yield Static("READY")


class OneInput(App[None]):
    """One line and one field."""

    def compose(self) -> Iterator[Widget]:
        yield Static("READY")
        yield Input()


class Behind(Screen[None]):
    """A second screen that Esc leaves."""

    BINDINGS = [("escape", "app.pop_screen", "back")]  # noqa: RUF012 - as Textual declares it

    def compose(self) -> Iterator[Widget]:
        yield Static("SECOND")


class Screens(Hello):
    """Two screens: F2 opens the second."""

    BINDINGS = [("f2", "second", "second")]  # noqa: RUF012 - as Textual declares it

    def action_second(self) -> None:
        self.push_screen(Behind())


class Rows(App[None]):
    """A DataTable of ten columns."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self.rows = rows

    def compose(self) -> Iterator[Widget]:
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        for column in COLUMNS:
            table.add_column(column)
        for number in range(self.rows):
            table.add_row("●", f"Borger {number:05d}", "1", "2", "14", "3 dage", "telefon", "uge 47", "Lager", "READY")
        table.focus()


def main(arguments: list[str]) -> None:
    """Run the program that is asked for."""
    name, *more = arguments
    if name == "table":
        Rows(int(more[0])).run()
    else:
        {"hello": Hello, "input": OneInput, "screens": Screens}[name]().run()


if __name__ == "__main__":
    main(sys.argv[1:])
