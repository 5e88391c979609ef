"""Forms whose versions are kept: an entry knows which form it was filled in with."""

from typing import ClassVar

from broker_tui.domain.entries import Entry
from broker_tui.domain.form_spec import FormSpec, form_spec


class VersionedEntry(Entry):
    """The base of entries that are saved as versions.

    Attributes:
        variant: the key of the form of one's own it was filled in with; empty for the program's.
        own_spec: what that form asks.
    """

    variant: ClassVar[str] = ""
    own_spec: ClassVar[FormSpec | None] = None

    @classmethod
    def spec(cls) -> FormSpec:
        """Return the form that asks for this entry."""
        return cls.own_spec or form_spec(cls)
