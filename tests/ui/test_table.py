"""The list: what is in view, what is read, what is painted, and what a key costs."""

from collections.abc import Iterator, Sequence
from io import StringIO

import pytest
from rich.console import Console
from textual.geometry import Region
from textual.widget import Widget

from broker_tui.ui.base import BaseScreen
from broker_tui.ui.paint import strip_of
from broker_tui.ui.themes import PALETTES, Tones
from broker_tui.ui.widgets.lines import Foot
from broker_tui.ui.widgets.table import Table
from broker_tui.ui.widgets.table_columns import Column, Row, arrange, row_spans
from broker_tui.ui.widgets.table_view import Spot, Window
from tests.ui.conftest import MakeHouse

COLUMNS = (
    Column("sign", "", 1),
    Column("name", "Navn", 20, minimum=10, grow=1),
    Column("weeks", "Uge", 4, right=True, drop=1),
    Column("company", "Virksomhed", 16, minimum=8, drop=2),
)
TRUE_COLOUR = Console(file=StringIO(), color_system="truecolor", force_terminal=True)
MANY = 36_000


def window(rows: int, height: int, headings: Sequence[int] = (), unfolded: int = 0) -> Window:
    made = Window()
    made.height = height
    made.unfolded = unfolded
    made.replace([str(row) for row in range(rows)], headings)
    return made


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        (60, ["sign", "name", "weeks", "company"]),
        (28, ["sign", "name", "weeks", "company"][:3]),
        (14, ["sign", "name"]),
    ],
)
def test_columns_give_way_by_priority(width: int, columns: list[str]) -> None:
    places = arrange(COLUMNS, width)
    assert [place.column.key for place in places] == columns
    assert places[-1].start + places[-1].width <= width


def test_what_is_left_over_goes_to_the_column_that_grows() -> None:
    widths = {place.column.key: place.width for place in arrange(COLUMNS, 80)}
    assert widths == {"sign": 1, "name": 80 - 1 - 4 - 16 - 6, "weeks": 4, "company": 16}


@pytest.mark.parametrize(
    ("name", "painted"),
    [
        ("Åse", "x  Åse            9"),
        ("Mads Ørsted-Lind", "x  Mads Ørsted-…  9"),
        ("漢字漢字漢字漢", "x  漢字漢字漢字…  9"),
        ("[/] & [b Søn", "x  [/] & [b Søn   9"),
        ("a\nb\x1b[0m", "x  a b [0m         9"),
    ],
)
def test_cells_are_cut_and_set_by_their_width(name: str, painted: str) -> None:
    places = arrange((COLUMNS[0], Column("name", "Navn", 13), Column("weeks", "Uge", 3, right=True)), 21)
    spans = row_spans(Row({"sign": "x", "name": name, "weeks": "9"}), places, 21, "…")
    assert "".join(part for part, _ in spans).split() == painted.split()
    assert strip_of(spans, 21, Tones(PALETTES["dark"])).cell_length == 21


@pytest.mark.parametrize(("more", "line"), [("", "a text t…  9"), ("xy", "a te… xy   9")])
def test_a_text_may_flow_over_columns_that_hold_nothing(more: str, line: str) -> None:
    columns = [
        Column("what", "", 5, flows=True),
        Column("more", "", 3, gap=1),
        Column("when", "", 2, right=True, gap=1),
    ]
    spans = row_spans(Row({"what": "a text that is long", "more": more, "when": "9"}), arrange(columns, 12), 12, "…")
    assert "".join(text for text, _ in spans) == line


def test_headings_and_what_is_unfolded_take_lines() -> None:
    view = window(5, 20, headings=[0, 3, 3], unfolded=2)
    view.cursor = 1
    assert [view.at(line) for line in range(view.total)] == [
        Spot("heading", 0, 1),
        Spot("row", 0),
        Spot("row", 1),
        Spot("unfolded", 0),
        Spot("unfolded", 1),
        Spot("row", 2),
        Spot("heading", 3, 2),
        Spot("heading", 3, 1),
        Spot("row", 3),
        Spot("row", 4),
    ]
    assert view.at(view.total) is None


@pytest.mark.parametrize(
    ("cursor", "top", "wanted"),
    [(0, 30, 0), (5, 0, 0), (9, 0, 0), (10, 0, 1), (99, 0, 90), (50, 55, 50), (50, 200, 50)],
)
def test_the_cursor_stays_in_view(cursor: int, top: int, wanted: int) -> None:
    view = window(100, 10)
    view.cursor, view.top = cursor, top
    view.keep_in_view()
    assert view.top == wanted


@pytest.mark.parametrize(
    ("before", "cursor", "after", "stands_on"),
    [
        ("abcde", 2, "abcde", "c"),
        ("abcde", 2, "xabcde", "c"),
        ("abcde", 2, "abde", "d"),
        ("abcde", 2, "abe", "e"),
        ("abcde", 4, "abc", "c"),
        ("abcde", 2, "", None),
        ("", 0, "abc", "a"),
    ],
)
def test_the_cursor_keeps_its_row_or_goes_to_the_next(
    before: str, cursor: int, after: str, stands_on: str | None
) -> None:
    view = Window()
    view.height = 10
    view.replace(list(before), ())
    view.cursor = cursor
    view.replace(list(after), ())
    assert view.key == stands_on


def test_the_scroll_bar_covers_what_is_in_view() -> None:
    view = window(100, 10)
    assert view.thumb() == range(1)
    view.top = 90
    assert view.thumb() == range(9, 10)
    assert window(5, 10).thumb() == range(0)


class ManyRows(BaseScreen[None]):
    """A long list; it notes which rows were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []
        self.opened: list[str] = []

    def compose(self) -> Iterator[Widget]:
        yield Table(COLUMNS, self.rows)
        yield Foot()

    def on_mount(self) -> None:
        self.table.show([str(number) for number in range(MANY)])
        self.table.focus()

    @property
    def table(self) -> Table:
        return self.query_one(Table)

    def rows(self, keys: Sequence[str]) -> list[Row]:
        self.read += keys
        return [
            Row(
                {
                    "sign": (("●", "overdue"),),
                    "name": f"Åse Ørsted {key}",
                    "weeks": ((key[-1], "muted"),),
                    "company": "Føtex [/] Viby",
                }
            )
            for key in keys
        ]

    def on_table_opened(self, event: Table.Opened) -> None:
        self.opened.append(event.key)


def painted_bytes(table: Table, region: Region) -> int:
    return sum(len(strip.render(TRUE_COLOUR).encode()) for strip in table.render_lines(region))


async def test_only_what_is_in_view_is_read(make_house: MakeHouse) -> None:
    house, screen = make_house(), ManyRows()
    async with house.run_test(size=(120, 40)) as pilot:
        await house.push_screen(screen)
        await pilot.pause()
        assert len(screen.read) == 37
        await pilot.press("end")
        await pilot.pause()
        assert screen.table.cursor == str(MANY - 1)
        assert len(screen.read) <= 2 * 38


async def test_keys_move_and_pages_turn(make_house: MakeHouse) -> None:
    house, screen = make_house(), ManyRows()
    async with house.run_test(size=(80, 24)) as pilot:
        await house.push_screen(screen)
        for key, cursor in (
            ("down", "1"),
            ("j", "2"),
            ("k", "1"),
            ("pagedown", "21"),
            ("pageup", "1"),
            ("up", "0"),
            ("up", "0"),
            ("G", str(MANY - 1)),
            ("g", "0"),
        ):
            await pilot.press(key)
            assert screen.table.cursor == cursor, key


async def test_a_click_chooses_and_a_second_opens(make_house: MakeHouse) -> None:
    house, screen = make_house(), ManyRows()
    async with house.run_test(size=(80, 24)) as pilot:
        await house.push_screen(screen)
        await pilot.pause()
        await pilot.click(Table, offset=(5, 4))
        assert screen.table.cursor == "3"
        assert screen.opened == []
        await pilot.click(Table, offset=(5, 4))
        await pilot.pause()
        assert screen.opened == ["3"]


async def test_a_cursor_key_and_a_page_cost_few_bytes(make_house: MakeHouse) -> None:
    """The terminal hears 500 bytes for a cursor key and 9 KB for a page at most (two lines, and all of them)."""
    house, screen = make_house(), ManyRows()
    async with house.run_test(size=(120, 40)) as pilot:
        await house.push_screen(screen)
        await pilot.press("down")
        await pilot.pause()
        table = screen.table
        assert painted_bytes(table, Region(0, 1, 120, 2)) <= 500
        assert painted_bytes(table, Region(0, 0, 120, 38)) <= 9_000


async def test_another_theme_paints_anew(make_house: MakeHouse) -> None:
    house, screen = make_house(), ManyRows()
    async with house.run_test(size=(80, 24)) as pilot:
        await house.push_screen(screen)
        await pilot.pause()
        dark = screen.table.render_lines(Region(0, 0, 80, 5))
        house.theme = "light"
        await pilot.pause()
        light = screen.table.render_lines(Region(0, 0, 80, 5))
        assert [strip.text for strip in dark] == [strip.text for strip in light]
        assert [strip.render(TRUE_COLOUR) for strip in dark] != [strip.render(TRUE_COLOUR) for strip in light]
