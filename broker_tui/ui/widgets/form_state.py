"""What a form holds while it is filled in: texts and ticks, where the focus stands, what is wrong. No Textual."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from broker_tui.domain.danish import fold
from broker_tui.domain.finding import Problem
from broker_tui.domain.form_spec import FieldSpec, FormSpec, row_keys, token
from broker_tui.ui.widgets.form_values import Choice, Entered, is_blank


class Removed(NamedTuple):
    """A row that was taken out and can be taken back: the field that holds the rows, its key, and where it stood."""

    field: str
    key: str
    place: int


@dataclass
class FormState:
    """A form being filled in; `stored` is what it is compared with to tell whether something has changed.

    Attributes:
        spec: what is asked.
        options: the choices of each field that has a list, by the field's common name; always replaced as a whole.
        stored: the form as it stands in the database, or empty.
        entered: the form as it stands on the screen; fields that are not shown keep their text, removed rows too.
        focus: the field that has the keyboard.
        option: in a list with several ticks, the option that has the keyboard.
        problems: what was refused, by field; the empty name stands for the whole form.
        prefilled: the fields that were filled in from what the case knows.
        removed: rows that can be taken back, the last one first to come.
    """

    spec: FormSpec
    options: Mapping[str, tuple[Choice, ...]]
    stored: Mapping[str, object]
    entered: Entered = field(default_factory=dict)
    focus: str = ""
    option: int = 0
    problems: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    prefilled: frozenset[str] = frozenset()
    removed: list[Removed] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.entered = dict(self.entered or self.stored)
        self._sources = _sources(self.spec)
        self._shown: list[FieldSpec] = []
        self._fields: dict[str, FieldSpec] = {}
        self._shown_for: Mapping[str, tuple[Choice, ...]] | None = None
        if not self.focus:
            self.focus = next((item.name for item in self.shown()), "")

    @property
    def dirty(self) -> bool:
        """Whether anything differs from what is stored."""
        return any(self.entered.get(name) != self.stored.get(name) for name in self._names())

    def _names(self) -> Iterator[str]:
        for item in self.spec.fields:
            yield item.name
            if item.rows is not None:
                yield from self._inner(item)

    def _inner(self, item: FieldSpec) -> Iterator[str]:
        """Yield the names of all fields in the rows of a field."""
        for key in self.keys(item.name):
            yield from (f"{item.name}.{key}.{inner.name}" for inner in (item.rows.fields if item.rows else ()))

    @property
    def focused(self) -> FieldSpec:
        """The field that has the keyboard."""
        return self.field(self.focus)

    @property
    def section(self) -> str:
        """The section on the screen: the one with the focused field."""
        return self.focused.section

    def field(self, name: str) -> FieldSpec:
        """Return a field of the form, or of one of its rows."""
        self.shown()
        return self._fields.get(name) or self.spec.field(name)

    def shown(self, section: str | None = None) -> list[FieldSpec]:
        """Return the fields asked for what is entered, of one section or of all; ticks without a list are not asked."""
        if self._shown_for is not self.options:
            self._shown_for = self.options
            self._shown = [
                item
                for item in self.spec.visible(self.entered)
                if item.kind != "choices" or item.required or self.options.get(item.common)
            ]
            self._fields = {item.name: item for item in self._shown}
        return self._shown if section is None else [item for item in self._shown if item.section == section]

    def sections(self) -> list[str]:
        """Return the sections that have anything to ask."""
        return list(dict.fromkeys(item.section for item in self.shown()))

    def held(self, name: str) -> object:
        """Return what a field holds."""
        return self.entered.get(name)

    def set(self, name: str, value: object) -> bool:
        """Enter a value; tells whether other fields may come or go with it."""
        self.entered[name] = value
        bears = self.field(name).common in self._sources
        if bears:
            self._renew()
        return bears

    def put(self, values: Mapping[str, object]) -> None:
        """Enter several values at once."""
        self.entered.update(values)
        self._renew()

    def _renew(self) -> None:
        """Find anew what is shown, and put the focus near where it was when its field is gone."""
        before = [item.name for item in self._shown]
        self._shown_for = None
        names = [item.name for item in self.shown()]
        if self.focus not in names:
            place = before.index(self.focus) if self.focus in before else 0
            near = before[place + 1 :] + before[:place][::-1]
            self.focus = next((name for name in near if name in names), names[0] if names else "")

    def options_of(self, name: str) -> tuple[Choice, ...]:
        """Return the choices of a field; those of a row's field are the same in every row."""
        return self.options.get(self.field(name).common, ())

    def is_prefilled(self, name: str) -> bool:
        """Tell whether a field still holds what the case knew; rows do as long as none of them has changed."""
        if name not in self.prefilled or self.held(name) != self.stored.get(name) or is_blank(self.held(name)):
            return False
        return all(self.held(inner) == self.stored.get(inner) for inner in self._inner(self.field(name)))

    def lacking(self, section: str) -> int:
        """Return how many fields of a section are wrong, or needed and empty."""
        return sum(
            item.name in self.problems or ((item.needed or item.required) and is_blank(self.held(item.name)))
            for item in self.shown(section)
        )

    def answered(self, section: str) -> bool:
        """Tell whether a section holds anything; an unticked box says nothing."""
        return any(
            not is_blank(held) and not (item.kind == "flag" and held is False)
            for item in self.shown(section)
            for held in (self.held(item.name),)
        )

    def keys(self, name: str) -> tuple[str, ...]:
        """Return the keys of the rows that a field holds."""
        return row_keys(self.entered.get(name))

    def row_of(self, name: str) -> tuple[str, str] | None:
        """Return the field that holds the row a field stands in, and the row's key; None outside rows."""
        rows, dot, rest = name.partition(".")
        return (rows, rest.rpartition(".")[0]) if dot else None

    def rows_here(self) -> FieldSpec | None:
        """Return the rows that the keyboard is in or next comes to in this section; None in a section without."""
        row = self.row_of(self.focus)
        if row is not None:
            return self.spec.field(row[0])
        shown = self.shown(self.section)
        names = [item.name for item in shown]
        place = names.index(self.focus) if self.focus in names else 0
        return next((item for item in shown[place:] + shown[:place][::-1] if item.rows is not None), None)

    def add_row(self, name: str, key: str, row: Mapping[str, object]) -> None:
        """Add a row at the end and go to its first field."""
        self.put({**row, name: (*self.keys(name), key)})
        self.focus = self._first_in(name, key)

    def remove_row(self) -> Removed | None:
        """Take out the row that has the keyboard and go to the one that takes its place; None outside rows."""
        row = self.row_of(self.focus)
        if row is None:
            return None
        name, key = row
        keys = self.keys(name)
        gone = Removed(name, key, keys.index(key))
        self.removed.append(gone)
        left = tuple(one for one in keys if one != key)
        self.put({name: left})
        start = f"{name}.{key}."
        self.problems = {at: found for at, found in self.problems.items() if not at.startswith(start)}
        self.focus = self._first_in(name, left[min(gone.place, len(left) - 1)]) if left else name
        return gone

    def restore_row(self) -> Removed | None:
        """Take the last removed row back to where it stood and go to it; None when there is none."""
        if not self.removed:
            return None
        back = self.removed.pop()
        keys = self.keys(back.field)
        self.put({back.field: (*keys[: back.place], back.key, *keys[back.place :])})
        first = self._first_in(back.field, back.key)
        self.focus = first if first in self._fields else self.focus
        return back

    def drop_row(self, name: str, key: str) -> None:
        """Let go of a row that holds nothing."""
        if self.row_of(self.focus) == (name, key):
            self.focus = name
        self.put({name: tuple(one for one in self.keys(name) if one != key)})

    def _first_in(self, name: str, key: str) -> str:
        start = f"{name}.{key}."
        return next((item.name for item in self.shown() if item.name.startswith(start)), name)

    def chosen(self, name: str) -> tuple[str, ...]:
        """Return the chosen values of a list."""
        value = self.held(name)
        if isinstance(value, tuple):
            return tuple(str(item) for item in value)
        return (token(value),) if token(value) else ()

    def label_of(self, name: str, value: str) -> str:
        """Return the words of a choice; a value that is no longer on the list shows as it is stored."""
        return next((choice.label for choice in self.options_of(name) if choice.value == value), value)

    def cycled(self, name: str, steps: int) -> str:
        """Return the value `steps` from the chosen one, around the ends; the first or last when none is chosen."""
        values = [choice.value for choice in self.options_of(name)]
        if not values:
            return ""
        held = token(self.held(name))
        if held not in values:
            return values[0 if steps > 0 else -1]
        return values[(values.index(held) + steps) % len(values)]

    def initial(self, name: str, letter: str, after: int) -> int | None:
        """Return the place of the next option after `after` whose words begin with `letter`, around the end."""
        wanted = fold(letter)
        labels = [fold(choice.label) for choice in self.options_of(name)]
        order = [*range(after + 1, len(labels)), *range(after + 1)]
        return next((place for place in order if place < len(labels) and labels[place].startswith(wanted)), None)

    def toggled(self, name: str, value: str) -> tuple[str, ...]:
        """Return the ticks of a list with one of them turned, in the order of the list."""
        ticked = set(self.chosen(name)) ^ {value}
        known = [choice.value for choice in self.options_of(name)]
        return tuple(item for item in known if item in ticked) + tuple(sorted(ticked - set(known)))

    def neighbour(self, steps: int) -> str:
        """Return the field `steps` away, over the borders of sections; the ends stay."""
        names = [item.name for item in self.shown()]
        place = names.index(self.focus) if self.focus in names else 0
        return names[min(max(place + steps, 0), len(names) - 1)]

    def first_of_section(self, steps: int) -> str:
        """Return the first field of the section `steps` away; the ends stay."""
        sections = self.sections()
        place = min(max(sections.index(self.section) + steps, 0), len(sections) - 1)
        return self.shown(sections[place])[0].name

    def refuse(self, problems: Iterable[Problem]) -> str | None:
        """Take over what was refused and return the first shown field it concerns."""
        found: dict[str, list[Problem]] = {}
        shown = [item.name for item in self.shown()]
        for problem in problems:
            name = self._placed(problem.field)
            found.setdefault(name if name in shown else "", []).append(problem)
        self.problems = {name: tuple(items) for name, items in found.items()}
        return next((name for name in shown if name in self.problems), None)

    def _placed(self, name: str) -> str:
        """Return the field of a row that is named by the row's place; a whole row by its first field."""
        rows, _, rest = name.partition(".")
        place, _, plain_name = rest.partition(".")
        keys = self.keys(rows)
        if not place.isdecimal() or int(place) >= len(keys):
            return name
        key = keys[int(place)]
        return f"{rows}.{key}.{plain_name}" if plain_name else self._first_in(rows, key)

    def next_problem(self) -> str | None:
        """Return the next field with a problem after the focused one, around the end; None when there is none."""
        names = [item.name for item in self.shown()]
        place = names.index(self.focus) + 1 if self.focus in names else 0
        return next((name for name in names[place:] + names[:place] if name in self.problems), None)


def _sources(spec: FormSpec) -> frozenset[str]:
    """Return the common names of the fields that others hang on."""
    found = {item.visible_when.field for item in spec.fields if item.visible_when}
    for item in spec.fields:
        for inner in item.rows.fields if item.rows else ():
            if inner.visible_when:
                found.add(f"{item.name}.{inner.visible_when.field}")
    return frozenset(found)
