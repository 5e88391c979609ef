"""What a list tells the screen it stands on."""

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from broker_tui.ui.widgets.table import Table


class _About(Message):
    def __init__(self, table: "Table") -> None:
        super().__init__()
        self.table = table

    @property
    def control(self) -> "Table":
        """The list."""
        return self.table


class Moved(_About, namespace="table"):
    """The cursor stands on another row; `key` is None in an empty list."""

    def __init__(self, table: "Table", key: str | None) -> None:
        super().__init__(table)
        self.key = key


class Opened(_About, namespace="table"):
    """The row the cursor stood on was clicked."""

    def __init__(self, table: "Table", key: str) -> None:
        super().__init__(table)
        self.key = key


class HeadPressed(_About, namespace="table"):
    """The title of a sortable column was clicked."""

    def __init__(self, table: "Table", column: str) -> None:
        super().__init__(table)
        self.column = column
