"""The painted side of a form: its lines, where they are scrolled to, and the place of the one editor over them."""

from typing import TYPE_CHECKING, cast

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from broker_tui.domain.form_spec import FieldSpec
from broker_tui.ui.paint import cropped, strip_of
from broker_tui.ui.widgets.editor import LineEditor, TextEditor
from broker_tui.ui.widgets.form_frame import Frame, Manner, View
from broker_tui.ui.widgets.form_layout import Layout, Painter, Place
from broker_tui.ui.widgets.form_state import FormState
from broker_tui.ui.widgets.form_values import LINE_KINDS, TEXT_KINDS, Reading

if TYPE_CHECKING:
    from broker_tui.ui.app import BrokerApp

NOWHERE = Place(0, 1, 1, 0, 1)


class FormCanvas(Widget):
    """Paints a form and keeps the editor where the focused field stands."""

    def __init__(
        self,
        state: FormState,
        reading: Reading,
        manner: Manner,
        view: View,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.state = state
        self.reading = reading
        self.manner = manner
        self.view = view
        self._strips: list[Strip] = []
        self._layout = Layout()
        self._frame: Frame | None = None
        self._top = 0
        self._rows = -1

    @property
    def house(self) -> "BrokerApp":
        """The app, by its own type."""
        return cast("BrokerApp", self.app)

    def painter(self) -> Painter:
        """Return what lays the fields out in the language in force."""
        return Painter(self.house.words, self.reading, self.house.signs)

    def is_long(self, item: FieldSpec) -> bool:
        """Tell whether a field's list is opened to choose, rather than painted whole."""
        if item.kind not in {"choice", "choices"}:
            return False
        return self.painter().is_long(self.state, item, self._layout.places.get(item.name, NOWHERE).width)

    def editor_of(self, item: FieldSpec) -> LineEditor | TextEditor | None:
        """Return the editor that a field is filled in with; None for lists and ticks."""
        if item.kind in LINE_KINDS:
            return self.query_one(LineEditor)
        return self.query_one(TextEditor) if item.kind in TEXT_KINDS else None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the lines that the longest section and the frame take."""
        return Frame(self.state, self.painter(), self.view, width, viewport.height).wanted_height

    def on_resize(self) -> None:
        """Lay out anew."""
        self.show()

    def show(self, *, follow: bool = True) -> None:
        """Paint what has changed and put the editor in its place; `follow` keeps the focused field in sight."""
        width, height = self.size
        if not width or not height:
            return
        painter = self.painter()
        frame = self._frame = Frame(self.state, painter, self.view, width, height)
        self._layout = painter.lay_out(self.state, frame.width)
        place = self._layout.places.get(self.state.focus, NOWHERE)
        room = frame.bottom - frame.top
        if follow:
            self._top = min(max(self._top, place.top + place.height - room), place.top)
        self._top = max(0, min(self._top, len(self._layout.rows) - room))
        tones = self.house.tones
        painted = [
            strip_of(spans, width, tones, raised=True) for spans in frame.rows(self._layout, self._top, self.manner)
        ]
        changed = [y for y, strip in enumerate(painted) if y >= len(self._strips) or strip != self._strips[y]]
        self._strips = painted
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))
        self._place_editor(frame, place)
        rows, self._rows = self._rows, frame.top + len(self._layout.rows)
        if rows not in {-1, self._rows} and frame.wanted_height != height:
            self.refresh(layout=True)

    def _place_editor(self, frame: Frame, place: Place) -> None:
        wanted = self.editor_of(self.state.focused)
        y = frame.top + place.top - self._top
        lines = min(place.lines, frame.bottom - y)
        inside = frame.top <= y and lines > 0
        for editor in self.children:
            editor.display = editor is wanted and inside
        if wanted is not None and inside:
            wanted.styles.offset = (frame.left + place.left, y)
            wanted.styles.width = place.width
            wanted.styles.height = lines if isinstance(wanted, TextEditor) else 1

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the painted lines that Textual asks for."""
        return cropped(self._strips, crop, strip_of((), self.size.width, self.house.tones, raised=True))

    def spot(self, x: int, y: int) -> tuple[str, int | None]:
        """Return the field at a cell and the option there; the first field of a section for its name in the list."""
        frame = self._frame
        if frame is None:
            return "", None
        section = frame.section_at(x, y)
        if section is not None:
            return self.state.shown(section)[0].name, None
        row = frame.row_at(y)
        if row is None or row + self._top >= len(self._layout.rows):
            return "", None
        row += self._top
        for hit in self._layout.hits:
            if hit.row == row and hit.start <= x - frame.left < hit.end:
                return hit.field, hit.option
        return self._layout.rows[row].field, None

    def scroll_rows(self, rows: int) -> None:
        """Show what lies above or below, wherever the keyboard is."""
        self._top += rows
        self.show(follow=False)
