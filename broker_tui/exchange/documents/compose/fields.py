"""The fields of a saved form as parts of a document: every section, what is empty too, and nothing that is not asked.

Labels are the form's own: those of the catalogue, or the words of a municipality's own form.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from broker_tui.domain.form_spec import FieldSpec, FormSpec, plain
from broker_tui.exchange.documents.compose.wording import capital, day
from broker_tui.exchange.documents.parts import Heading, Pairs, Paragraph, Part, Table
from broker_tui.i18n import Words

Chosen = Mapping[str, Mapping[str, str]]
"""What the values of lists made from the database are called: by list, then by value."""


class FormReader:
    """Reads one saved form: its sections, its labels, and what stands in each field."""

    def __init__(self, spec: FormSpec, values: Mapping[str, object], words: Words, chosen: Chosen) -> None:
        self._spec = spec
        self._values = {name: plain(value) for name, value in values.items()}
        self._words = words
        self._chosen = chosen
        self._asked = {item.name for item in spec.asked(self._values)}

    def held(self, name: str) -> object:
        """Return what a field holds, None where it is not asked."""
        return self._values.get(name) if name in self._asked else None

    def text(self, name: str) -> str:
        """Return what a field holds as it is printed, empty where it is not asked."""
        return self.written(self._spec.field(name), self._values) if name in self._asked else ""

    def sections(self, skip: frozenset[str] = frozenset()) -> Iterator[tuple[str, tuple[FieldSpec, ...]]]:
        """Yield the label of each section with the fields that are asked; none where all hang on something else."""
        for section in self._spec.sections:
            fields = [item for item in self._spec.fields if item.section == section and item.name not in skip]
            if fields:
                label = self._spec.section_labels.get(section) or self._section(section)
                yield label, tuple(item for item in fields if item.name in self._asked)

    def parts(self, skip: frozenset[str] = frozenset()) -> Iterator[Part]:
        """Yield all sections but the fields of `skip`, each with its heading."""
        for label, fields in self.sections(skip):
            yield Heading(1, label)
            if not fields:
                yield Paragraph(self._words("document.not_relevant"))
            yield from self._section_parts(label, fields)

    def label(self, item: FieldSpec) -> str:
        """Return what a field is called."""
        return item.label or self._words(f"form.{self._spec.code}.{item.name}.label")

    def written(self, item: FieldSpec, values: Mapping[str, object]) -> str:
        """Return what a field holds as it is printed; nothing where it is empty."""
        value = values.get(item.name)
        if value is None or value in ("", ()):
            return ""
        if isinstance(value, bool):
            return capital(self._words.yes_no(value))
        try:
            return self._formatted(item, value)
        except ValueError:
            # A version may come from a case file, whose values nobody has checked: they are printed as they stand.
            return str(value)

    def _formatted(self, item: FieldSpec, value: object) -> str:
        match item.kind:
            case "date":
                return day(self._words, value if isinstance(value, date) else date.fromisoformat(str(value)))
            case "number":
                return self._words.number(float(str(value)))
            case "period":
                return self._words.period(str(value))
            case "choice" | "choices":
                chosen = value if isinstance(value, tuple) else (value,)
                between = "\n" if item.choices_from else ", "
                return capital(between.join(filter(None, (self._choice(item, str(one)) for one in chosen))))
            case _:
                return "\n".join(map(str, value)) if isinstance(value, tuple) else str(value)

    def rows(self, item: FieldSpec) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Return the rows that a field holds, each as labels with texts; what belongs to another field stands in it."""
        spec, held = item.rows, self._values.get(item.name)
        if spec is None or not isinstance(held, tuple):
            return ()
        return tuple(self._row(item, spec, row) for row in held if isinstance(row, Mapping))

    def _row(self, item: FieldSpec, spec: FormSpec, row: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
        asked = {one.name for one in spec.asked(row)}
        cells: dict[str, tuple[str, str]] = {}
        for one in spec.fields:
            text = self.written(one, row) if one.name in asked else ""
            owner = one.visible_when.field if one.visible_when is not None else ""
            if one.kind == "line" and owner in cells:
                label, first = cells[owner]
                cells[owner] = label, f"{first}: {text}" if text else first
            else:
                label = one.label or self._words(f"form.{self._spec.code}.{item.name}.{one.name}.label")
                cells[one.name] = label, text
        return tuple(cells.values())

    def _section_parts(self, section: str, fields: Sequence[FieldSpec]) -> Iterator[Part]:
        pairs: list[tuple[str, str]] = []
        for item in fields:
            if item.rows is None:
                pairs.append((self.label(item), self.written(item, self._values)))
                continue
            if pairs:
                yield Pairs(tuple(pairs))
                pairs = []
            if len(fields) > 1:
                yield Heading(2, self.label(item))
            yield self._table(item)
        if len(fields) == 1 and pairs and pairs[0][0] == section:
            yield Paragraph(pairs[0][1])
        elif pairs:
            yield Pairs(tuple(pairs))

    def _table(self, item: FieldSpec) -> Table:
        rows = self.rows(item)
        headers = tuple(label for label, _ in rows[0]) if rows else (self.label(item),)
        return Table(headers, tuple(tuple(text for _, text in row) for row in rows))

    def _section(self, section: str) -> str:
        return self._words(f"form.section.{section}" if section else "document.heading.details")

    def _choice(self, item: FieldSpec, value: str) -> str:
        if value in item.choice_labels:
            return item.choice_labels[value]
        if item.enum:
            return self._words.code(item.enum, value)
        if item.choices_from is not None:
            # A value of such a list is an id: what it stood for may be gone, and the id says nothing on paper.
            return self._chosen.get(item.choices_from, {}).get(value, "")
        return value
