"""The line editor of forms behaves as the Input it is, though nothing is laid out at its keys."""

import pytest
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Input

from broker_tui.ui.widgets.editor import LineEditor, TextEditor

KEYS = [*"abcdefghijklmnopqrstuvwxyzæøå", *["left"] * 25, *["backspace"] * 3, "x", "home", "end", "ctrl+u", *"hej"]


class Editing(App[None]):
    """One editor, in a line that is soon full."""

    CSS = "Input { width: 20; height: 1; border: none; padding: 0; }"

    def __init__(self, editor: Input) -> None:
        super().__init__()
        self.editor = editor

    def compose(self) -> ComposeResult:
        yield self.editor


async def after_each_key(editor: Input) -> list[tuple[str, int, float, str]]:
    found: list[tuple[str, int, float, str]] = []
    app = Editing(editor)
    async with app.run_test(size=(40, 5)) as pilot:
        editor.focus()
        for key in KEYS:
            await pilot.press(key)
            strip = editor.render_lines(editor.size.region)[0]
            found.append((editor.value, editor.cursor_position, editor.scroll_offset.x, strip.text))
        editor.value = "lang " * 20
        await pilot.press("end")
        found.append((editor.value, editor.cursor_position, editor.scroll_offset.x, ""))
    return found


async def test_a_line_scrolls_as_an_input_does() -> None:
    stock = Input(select_on_focus=False)
    stock.cursor_blink = False
    expected = await after_each_key(stock)
    assert await after_each_key(LineEditor()) == expected
    assert max(scrolled for _, _, scrolled, _ in expected) > 0


async def test_a_letter_lays_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out = []
    refresh = Screen._refresh_layout

    def counted(screen: Screen[object], *arguments: object) -> None:
        laid_out.append(screen)
        refresh(screen, *arguments)  # type: ignore[arg-type]

    app = Editing(LineEditor())
    async with app.run_test(size=(40, 5)) as pilot:
        app.editor.focus()
        await pilot.press("a")
        await pilot.pause()
        monkeypatch.setattr(Screen, "_refresh_layout", counted)
        await pilot.press(*"bcdef")
        await pilot.pause()
    assert laid_out == []


@pytest.mark.parametrize(
    ("text", "keys", "told"),
    [
        ("", ["pagedown", "pageup"], [1, -1]),
        ("a\nb\nc", ["pagedown", "pageup", "pageup"], [1, -1]),
        ("a\nb\nc", ["pageup", "pagedown"], []),
    ],
)
async def test_a_text_hands_pages_on_at_its_ends(text: str, keys: list[str], told: list[int]) -> None:
    """The cursor begins at the end of a text; the first page up goes to its beginning."""
    turns: list[int] = []

    class Telling(App[None]):
        def compose(self) -> ComposeResult:
            yield TextEditor()

        def on_line_editor_turn(self, event: LineEditor.Turn) -> None:
            turns.append(event.steps)

    app = Telling()
    async with app.run_test(size=(40, 12)) as pilot:
        editor = app.query_one(TextEditor)
        editor.focus()
        editor.load(text)
        await pilot.press(*keys)
    assert turns == told
