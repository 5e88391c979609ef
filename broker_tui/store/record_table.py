"""What a table of dated facts about citizens is: its records, its columns, what of it is searched."""

from typing import NamedTuple

RENAMED = {"on": "on_day", "group": "group_code", "by": "done_by", "values": "content"}


def column_of(field: str) -> str:
    """Return the column a model's field is stored in."""
    return RENAMED.get(field, field)


class RecordTable(NamedTuple):
    """A table of dated facts about citizens.

    Attributes:
        name: the table.
        model: module and class of its records under `broker_tui.domain`.
        case_field: where they stand in a Case.
        fields: the model's fields besides `id`, in the order of the columns.
        sort: the column that dates them.
        searched: columns whose words are found by search.
        words_kind: the table's number in the row numbers of `words`, never another's; 0 is a citizen's own texts.
        lists: the fields that are stored as JSON.
    """

    name: str
    model: str
    case_field: str
    fields: tuple[str, ...]
    sort: str
    searched: tuple[str, ...] = ()
    words_kind: int = 0
    lists: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All stored columns, `id` and `citizen_id` first."""
        return ("id", "citizen_id", *(column_of(field) for field in self.fields))
