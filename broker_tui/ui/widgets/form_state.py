"""What a form holds while it is filled in: texts and ticks, where the focus stands, what is wrong. No Textual."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from broker_tui.domain.danish import fold
from broker_tui.domain.finding import Problem
from broker_tui.domain.form_spec import FieldSpec, FormSpec, token
from broker_tui.ui.widgets.form_values import Choice, Entered, is_blank


@dataclass
class FormState:
    """A form being filled in; `stored` is what it is compared with to tell whether something has changed.

    Attributes:
        spec: what is asked.
        options: the choices of each field that has a list.
        optional: fields that may be emptied.
        stored: the form as it stands in the database, or empty.
        entered: the form as it stands on the screen; fields that are not shown keep their text.
        focus: the field that has the keyboard.
        option: in a list with several ticks, the option that has the keyboard.
        problems: what was refused, by field; the empty name stands for the whole form.
    """

    spec: FormSpec
    options: Mapping[str, tuple[Choice, ...]]
    stored: Mapping[str, object]
    optional: frozenset[str] = frozenset()
    entered: Entered = field(default_factory=dict)
    focus: str = ""
    option: int = 0
    problems: dict[str, tuple[Problem, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.entered = dict(self.entered or self.stored)
        self._sources = {item.visible_when.field for item in self.spec.fields if item.visible_when}
        if not self.focus and self.spec.fields:
            self.focus = self.spec.fields[0].name

    @property
    def dirty(self) -> bool:
        """Whether anything differs from what is stored."""
        return any(self.entered.get(item.name) != self.stored.get(item.name) for item in self.spec.fields)

    @property
    def focused(self) -> FieldSpec:
        """The field that has the keyboard."""
        return self.spec.field(self.focus)

    @property
    def section(self) -> str:
        """The section on the screen: the one with the focused field."""
        return self.focused.section

    def shown(self, section: str | None = None) -> list[FieldSpec]:
        """Return the fields asked for what is entered, of one section or of all; ticks without a list are not asked."""
        return [
            item
            for item in self.spec.visible(self.entered)
            if (section is None or item.section == section)
            and (item.kind != "choices" or item.required or self.options.get(item.name))
        ]

    def sections(self) -> list[str]:
        """Return the sections that have anything to ask."""
        return list(dict.fromkeys(item.section for item in self.shown()))

    def held(self, name: str) -> object:
        """Return what a field holds."""
        return self.entered.get(name)

    def set(self, name: str, value: object) -> bool:
        """Enter a value; tells whether other fields may come or go with it."""
        self.entered[name] = value
        return name in self._sources

    def lacking(self, section: str) -> int:
        """Return how many fields of a section are wrong, or required and empty."""
        return sum(
            item.name in self.problems or (item.required and is_blank(self.held(item.name)))
            for item in self.shown(section)
        )

    def chosen(self, name: str) -> tuple[str, ...]:
        """Return the chosen values of a list."""
        value = self.held(name)
        if isinstance(value, tuple):
            return tuple(str(item) for item in value)
        return (token(value),) if token(value) else ()

    def label_of(self, name: str, value: str) -> str:
        """Return the words of a choice; a value that is no longer on the list shows as it is stored."""
        return next((choice.label for choice in self.options.get(name, ()) if choice.value == value), value)

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
            found.setdefault(problem.field if problem.field in shown else "", []).append(problem)
        self.problems = {name: tuple(items) for name, items in found.items()}
        return next((name for name in shown if name in self.problems), None)

    def next_problem(self) -> str | None:
        """Return the next field with a problem after the focused one, around the end; None when there is none."""
        names = [item.name for item in self.shown()]
        place = names.index(self.focus) + 1 if self.focus in names else 0
        return next((name for name in names[place:] + names[:place] if name in self.problems), None)

    def cycled(self, name: str, steps: int) -> str:
        """Return the value `steps` from the chosen one, around the ends; the first or last when none is chosen."""
        values = [choice.value for choice in self.options.get(name, ())]
        if not values:
            return ""
        held = token(self.held(name))
        if held not in values:
            return values[0 if steps > 0 else -1]
        return values[(values.index(held) + steps) % len(values)]

    def initial(self, name: str, letter: str, after: int) -> int | None:
        """Return the place of the next option after `after` whose words begin with `letter`, around the end."""
        wanted = fold(letter)
        labels = [fold(choice.label) for choice in self.options.get(name, ())]
        order = [*range(after + 1, len(labels)), *range(after + 1)]
        return next((place for place in order if place < len(labels) and labels[place].startswith(wanted)), None)

    def toggled(self, name: str, value: str) -> tuple[str, ...]:
        """Return the ticks of a list with one of them turned, in the order of the list."""
        ticked = set(self.chosen(name)) ^ {value}
        known = [choice.value for choice in self.options.get(name, ())]
        return tuple(item for item in known if item in ticked) + tuple(sorted(ticked - set(known)))
