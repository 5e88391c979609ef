"""Running text: paragraphs broken to the width they get, as high as they need, each in one tone."""

from collections.abc import Sequence

from textual.geometry import Size

from broker_tui.ui.text import Span, Spans, wrap
from broker_tui.ui.widgets.lines import Painted


class Prose(Painted):
    """Paragraphs; an empty one leaves a line blank."""

    DEFAULT_CSS = "Prose { height: auto; width: 1fr; }"

    def __init__(self, *paragraphs: Span, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._paragraphs: tuple[Span, ...] = paragraphs

    @property
    def text(self) -> str:
        """What it says, one paragraph a line."""
        return "\n".join(text for text, _ in self._paragraphs)

    def show(self, *paragraphs: Span) -> None:
        """Say this instead; the layout follows when it takes more or fewer lines."""
        if paragraphs == self._paragraphs:
            return
        before = len(self._broken(self.size.width))
        self._paragraphs = paragraphs
        self._shown = None
        self.refresh(layout=len(self._broken(self.size.width)) != before or not self.size.width)

    def lines(self, width: int, height: int) -> Sequence[Spans]:  # noqa: ARG002
        """Return the lines as broken to `width`."""
        return self._broken(width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return how many lines the text takes."""
        return len(self._broken(width))

    def _broken(self, width: int) -> list[Spans]:
        if not width:
            return []
        return [((line, tone),) for text, tone in self._paragraphs for line in (wrap(text, width) or [""])]
