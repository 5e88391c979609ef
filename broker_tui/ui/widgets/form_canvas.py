"""The painted side of a form: its lines, where they are scrolled to, and the place of the one editor over them."""

from typing import TYPE_CHECKING, Final, cast

from textual.geometry import NULL_OFFSET, NULL_REGION, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.strip import Strip
from textual.widget import Widget

from broker_tui.domain.form_spec import FieldSpec
from broker_tui.ui.paint import cropped, strip_of
from broker_tui.ui.widgets.editor import LineEditor, TextEditor
from broker_tui.ui.widgets.form_fields import FormLayout, Place
from broker_tui.ui.widgets.form_frame import FEW_SECTIONS, Frame, Manner, View
from broker_tui.ui.widgets.form_layout import Painter
from broker_tui.ui.widgets.form_state import FormState
from broker_tui.ui.widgets.form_values import EDITED_KINDS, LINE_KINDS, TEXT_KINDS, Reading

if TYPE_CHECKING:
    from broker_tui.ui.app import BrokerApp
    from broker_tui.ui.themes import Tones

NOWHERE = Place(0, 1, 1, 0, 1)

ROOMY: Final = 18
"""Lines of the terminal from which on there is air above a form's title and below its keys."""


def editor_for(item: FieldSpec) -> type[LineEditor] | type[TextEditor] | None:
    """Return what a field is filled in with; None for lists and ticks."""
    if item.kind in LINE_KINDS:
        return LineEditor
    return TextEditor if item.kind in TEXT_KINDS else None


class EditorLayout(Layout):
    """Puts the editor where the form says, in the same pass that gives the form its size."""

    name = "form"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:  # noqa: ARG002
        """Return the one place there is."""
        region = parent.editor_region(size) if isinstance(parent, FormCanvas) else size.region
        return [WidgetPlacement(region, NULL_OFFSET, NULL_SPACING, child) for child in children]


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
        super().__init__(id=id, classes="-large" if len(state.spec.sections) > FEW_SECTIONS else None)
        self.state = state
        self.reading = reading
        self.manner = manner
        self.view = view
        self._strips: list[Strip] = []
        self._layout = FormLayout()
        self._frame: Frame | None = None
        self._top = 0
        self._painted_for: tuple[Size, Tones] | None = None
        self._editor_region = NULL_REGION
        self._height = 0
        self._height_for = 0
        self._laid_for = 0
        self._rows = 0
        self._own_layout = EditorLayout()

    @property
    def layout(self) -> Layout:
        """How the editor is placed."""
        return self._own_layout

    @property
    def house(self) -> "BrokerApp":
        """The app, by its own type."""
        return cast("BrokerApp", self.app)

    def painter(self) -> Painter:
        """Return what lays the fields out in the language in force."""
        return Painter(self.house.words, self.reading, self.house.signs, self.house.key_of)

    def is_long(self, item: FieldSpec) -> bool:
        """Tell whether a field's list is opened to choose, rather than painted whole."""
        if item.kind not in {"choice", "choices"}:
            return False
        return self.painter().is_long(self.state, item, self._layout.places.get(item.name, NOWHERE).width)

    def editor_of(self, item: FieldSpec) -> LineEditor | TextEditor | None:
        """Return the editor that a field is filled in with; None for lists and ticks."""
        kind = editor_for(item)
        if kind is None:
            return None
        found = next((child for child in self.children if isinstance(child, kind)), None)
        if found is None:
            found = kind()
            found.display = False
            self.mount(found)
        return found

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the lines that the longest section and the frame take."""
        # The editor asks for a layout at every key, so the height is kept until something is painted anew.
        if self._height_for != width:
            painter = self.painter()
            frame = self._framed(painter, width, viewport.height)
            self._height = frame.wanted_height(self._laid_out(painter, frame.width))
            self._height_for = width
        return self._height

    def editor_region(self, size: Size) -> Region:
        """Return where the editor stands in a form of this size."""
        if self._painted_for is None or self._painted_for[0] != size:
            self._paint(size, follow=True)
        return self._editor_region

    def on_resize(self) -> None:
        """Keep the focused field in sight."""
        if self._painted_for != (self.size, self.house.tones):
            self.show()

    def show(self, *, follow: bool = True) -> None:
        """Paint what has changed and put the editor in its place; `follow` keeps the focused field in sight."""
        size = self.size
        if not size or not self.is_attached:
            self._laid_for = self._height_for = 0
            return
        strips, editor, rows = self._strips, self._editor_region, self._rows
        self._laid_for = 0
        frame = self._paint(size, follow=follow)
        changed = [y for y, strip in enumerate(self._strips) if y >= len(strips) or strip != strips[y]]
        if changed:
            self.refresh(*(Region(0, y, size.width, 1) for y in changed))
        wanted = self.editor_of(self.state.focused)
        moved = self._editor_region != editor
        for child in self.children:
            shown = child is wanted and bool(self._editor_region)
            moved = moved or child.display != shown
            child.display = shown
        if moved:
            # A child's wish clears what this widget has arranged before; its own would clear its parent's alone.
            for child in self.children:
                child.refresh(layout=True, repaint=False)
        if rows != self._rows and frame.wanted_height(self._layout) != self._height:
            self._height_for = 0
            self.refresh(layout=True, repaint=False)

    def _paint(self, size: Size, *, follow: bool) -> Frame:
        painter, tones = self.painter(), self.house.tones
        frame = self._frame = self._framed(painter, size.width, size.height)
        layout = self._laid_out(painter, frame.width)
        place = layout.places.get(self.state.focus, NOWHERE)
        room = frame.bottom - frame.top
        if follow:
            self._top = min(max(self._top, place.top + place.height - room), place.top)
        self._top = max(0, min(self._top, len(layout.rows) - room))
        rows = frame.rows(layout, self._top, self.manner)
        self._strips = [strip_of(spans, size.width, tones, raised=True) for spans in rows]
        self._editor_region = self._region_of(place, frame)
        self._painted_for = size, tones
        self._rows = frame.top + len(layout.rows)
        return frame

    def _framed(self, painter: Painter, width: int, height: int) -> Frame:
        return Frame(self.state, painter, self.view, width, height, airy=self.app.size.height >= ROOMY)

    def _laid_out(self, painter: Painter, width: int) -> FormLayout:
        if self._laid_for != width:
            self._layout = painter.lay_out(self.state, width)
            self._laid_for = width
        return self._layout

    def _region_of(self, place: Place, frame: Frame) -> Region:
        y = frame.top + place.top - self._top
        lines = min(place.lines, frame.bottom - y)
        if y < frame.top or lines < 1 or self.state.focused.kind not in EDITED_KINDS:
            return NULL_REGION
        return Region(frame.left + place.left, y, place.width, lines)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the painted lines that Textual asks for."""
        if self._painted_for != (self.size, self.house.tones):
            self._paint(self.size, follow=True)
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
