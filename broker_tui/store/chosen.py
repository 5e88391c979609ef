"""Which citizens a reader asks for: some, by their ids, or all; one SQL text either way, so that it stays compiled."""

import json
from collections.abc import Sequence

SCAN_FROM = 4000
"""From this many ids on, reading a table once is cheaper than looking each of them up."""


class Chosen:
    """The citizens asked for, as a condition and its parameter."""

    def __init__(self, ids: Sequence[str] | None) -> None:
        self.ids = None if ids is None else list(ids)
        self.scan = ids is None or len(ids) >= SCAN_FROM
        self._json = None if self.scan else json.dumps(self.ids)

    def where(self, column: str = "citizen_id") -> str:
        """Return a condition on the column that holds the citizen's id."""
        return "1" if self.scan else f"{column} IN (SELECT value FROM json_each(:ids))"

    @property
    def params(self) -> dict[str, object]:
        """The parameter of `where`."""
        return {"ids": self._json}
