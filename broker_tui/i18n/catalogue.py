"""Words: the catalogue of one language, read room by room as keys are asked for.

Every key's first segment names its file, so the first screen pays for the rooms it shows and no more. A template is
split once and never again: what a parameter holds is put in as it stands, however many braces or brackets it has.
"""

from collections.abc import Mapping
from enum import Enum
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Final, TypeAlias

from broker_tui.i18n.formats import Formats, enum_name
from broker_tui.shipped import data_dir

LANGUAGES: Final = ("da", "en")
PLURALS: Final = frozenset({"zero", "one", "other"})

Entry: TypeAlias = str | dict[str, str]
Part: TypeAlias = tuple[str, str | None, str]
"""Text before a field, the field's name (None after the last one), its format."""


def is_plural(table: Mapping[str, object]) -> bool:
    """Tell whether a table is one word in its numbers rather than a group of words."""
    return "one" in table and "other" in table and table.keys() <= PLURALS


def read_room(path: Path) -> dict[str, Entry]:
    """Return the entries of one catalogue file by key, the room's name first.

    Raises:
        ValueError: the file is not TOML.
    """
    import tomllib

    found: dict[str, Entry] = {}

    def gather(prefix: str, table: Mapping[str, object]) -> None:
        for name, value in table.items():
            key = f"{prefix}.{name}"
            if isinstance(value, dict) and not is_plural(value):
                gather(key, value)
            elif isinstance(value, dict):
                found[key] = {number: str(text) for number, text in value.items()}
            else:
                found[key] = str(value)

    with path.open("rb") as file:
        gather(path.stem, tomllib.load(file))
    return found


def parts_of(template: str) -> tuple[Part, ...]:
    """Split a template into text and fields.

    Raises:
        ValueError: its braces do not match.
    """
    return tuple((text, field, spec or "") for text, field, spec, _ in Formatter().parse(template))


class Words:
    """The words of one language: `words("ui.save")`, `words("finding.no_broker.title", days=3)`."""

    def __init__(self, language: str, folder: Path) -> None:
        self.language = language
        self._folder = folder
        self._rooms: set[str] = set()
        self._entries: dict[str, Entry] = {}
        self._parts: dict[str, tuple[Part, ...]] = {}
        self._formats = Formats(self)
        self.date = self._formats.date
        self.date_long = self._formats.date_long
        self.date_entry = self._formats.date_entry
        self.month = self._formats.month
        self.week = self._formats.week
        self.period = self._formats.period
        self.number = self._formats.number
        self.number_entry = self._formats.number_entry
        self.percent = self._formats.percent
        self.listed = self._formats.listed

    def __call__(self, key: str, /, **params: object) -> str:
        """Return the words of `key` with its parameters put in; a missing key or parameter shows as `⟨name⟩`.

        A plural is chosen by the parameter `n`. Formats: date, date_long, date_entry, week, month, days, weeks,
        months, years, number, percent, list, code.<enum>, codes.<enum>; without one, the value's type decides.
        """
        template = self.template(key, params.get("n"))
        if template is None:
            return f"⟨{key}⟩"
        if "{" not in template and "}" not in template:
            return template
        parts = self._parts.get(template)
        if parts is None:
            parts = self._parts[template] = parts_of(template)
        if len(parts) == 1 and parts[0][1] is None:
            return parts[0][0]
        written: list[str] = []
        for text, field, spec in parts:
            written.append(text)
            if field is not None:
                written.append(self._formats.write(params[field], spec) if field in params else f"⟨{field}⟩")
        return "".join(written)

    def has(self, key: str) -> bool:
        """Tell whether the catalogue holds `key`."""
        return self._entry(key) is not None

    def template(self, key: str, n: object = None) -> str | None:
        """Return the words of `key` as written in the catalogue, the plural chosen by `n`; None when missing."""
        entry = self._entry(key)
        if entry is None or isinstance(entry, str):
            return entry
        if n == 0 and "zero" in entry:
            return entry["zero"]
        return entry["one"] if n == 1 else entry["other"]

    def keys(self, prefix: str) -> list[str]:
        """Return all keys below `prefix`, in the order of the file."""
        self._load(prefix.partition(".")[0])
        return [key for key in self._entries if key.startswith(f"{prefix}.")]

    def code(self, enum: str, value: object) -> str:
        """Return the word of a code, such as `code("contact_medium", "phone")`; None is shown as nothing."""
        if value is None:
            return self("calendar.pattern.nothing")
        return self(f"code.{enum}.{value.value if isinstance(value, Enum) else value}")

    def codes(self, enum: type[Enum]) -> list[tuple[str, str]]:
        """Return value and word of each member of a closed list, in its own order."""
        return [(str(member.value), self.code(enum_name(enum), member)) for member in enum]

    def days(self, n: int) -> str:
        """Return `1 dag`, `16 dage`."""
        return self.count("days", n)

    def weeks(self, n: int) -> str:
        """Return `1 uge`, `13 uger`."""
        return self.count("weeks", n)

    def count(self, unit: str, n: int) -> str:
        """Return a number with its unit: days, weeks, months, years, hours, citizens."""
        return self(f"calendar.count.{unit}", n=n)

    def yes_no(self, value: bool | None) -> str:
        """Return yes, no, or nothing for what is not known."""
        return self.code("yes_no", None if value is None else "yes" if value else "no")

    def _entry(self, key: str) -> Entry | None:
        entry = self._entries.get(key)
        if entry is None:
            room = key.partition(".")[0]
            if room not in self._rooms:
                self._load(room)
                entry = self._entries.get(key)
        return entry

    def _load(self, room: str) -> None:
        if room in self._rooms:
            return
        self._rooms.add(room)
        path = self._folder / f"{room}.toml"
        if room.isidentifier() and path.is_file():
            self._entries.update(read_room(path))


@cache
def load_words(language: str) -> Words:
    """Return the words of a language; its files are read when first asked for.

    Raises:
        ValueError: there is no such language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"languages are {', '.join(LANGUAGES)}")
    return Words(language, data_dir() / "language" / language)
