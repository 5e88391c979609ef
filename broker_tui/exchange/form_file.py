"""A form of one's own as a TOML file: read strictly, every fault named by its line and field."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from broker_tui.domain.codes_step_up import FormKind
from broker_tui.domain.form_coverage import MOST_FIELDS, Shortcoming
from broker_tui.domain.form_spec import Condition
from broker_tui.domain.form_variant import Labelled, OwnField, UsedField, Variant, digest_of

LARGEST: Final = 256 * 1024
"""Bytes; a form with two hundred fields of long words takes a tenth of it."""

_TOP: Final = ("form", "code", "name", "sections", "fields")
_USED: Final = ("use", "label", "help", "section", "rows")
_OWN: Final = ("name", "kind", "label", "help", "section", "choices", "required", "when", "covers")
_WORDS: Final = ("label", "help")
_WHEN: Final = ("field", "values")
_HEADER: Final = re.compile(r"^\s*\[\[\s*fields\s*\]\]")
_WHERE: Final = re.compile(r"\(at line (\d+), column (\d+)\)")


class FormFile(NamedTuple):
    """What a file says.

    Attributes:
        text: the file as it was read.
        variant: the form, as far as it could be understood; None when it is not clear which form it is.
        faults: what could not be understood.
        lines: the line each field begins at, from 1; empty where that cannot be told.
    """

    text: str
    variant: Variant | None
    faults: tuple[Shortcoming, ...]
    lines: tuple[int, ...] = ()

    def line(self, fault: Shortcoming) -> int | None:
        """Return the line of the file that a fault stands on, or near."""
        if fault.code == "toml":
            return int(str(fault.params["line"]))
        begins = self.lines[fault.field] - 1 if fault.field is not None and fault.field < len(self.lines) else None
        if fault.field is not None and begins is None:
            return None
        rows = self.text.splitlines()
        start = 0 if begins is None else begins + 1
        for number, row in enumerate(rows[start:], start + 1):
            if _HEADER.match(row):
                break
            if fault.key and re.match(rf'\s*"?{re.escape(fault.key.partition(".")[0])}"?\s*[=.]', row):
                return number
        return None if begins is None else begins + 1


def read_form_file(path: Path) -> FormFile:
    """Read a form of one's own.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        return FormFile("", None, (Shortcoming("too_large", params={"most": LARGEST // 1024}),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return FormFile("", None, (Shortcoming("encoding"),))
    return parse_form(text)


def parse_form(text: str) -> FormFile:
    """Read a form of one's own from the text of its file."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _WHERE.search(str(error))
        line, column = found.groups() if found else (str(len(text.splitlines())), "1")
        return FormFile(text, None, (Shortcoming("toml", params={"line": line, "column": column}),))
    except (RecursionError, ValueError, OverflowError):
        return FormFile(text, None, (Shortcoming("too_deep"),))
    reader = _Reader()
    variant = reader.form(document, digest_of(text))
    count = len(variant.fields) if variant is not None else 0
    lines = tuple(number for number, row in enumerate(text.splitlines(), 1) if _HEADER.match(row))
    return FormFile(text, variant, tuple(reader.faults), lines if len(lines) == count else ())


class _Reader:
    """Reads one document and gathers what is wrong with it."""

    def __init__(self) -> None:
        self.faults: list[Shortcoming] = []
        self._field: int | None = None

    def form(self, document: Mapping[str, Any], digest: str) -> Variant | None:
        """Return the form; None when it does not say which it is."""
        self._only(document, _TOP, "")
        kinds = tuple(kind.value for kind in FormKind)
        kind = document.get("form")
        if kind not in kinds:
            self._fault("bad_form", "form", known=kinds)
            return None
        sections = self._table(document, "sections")
        labels = {name: self._text(sections, name, f"sections.{name}") for name in sections}
        listed = document.get("fields", [])
        if not (isinstance(listed, list) and all(isinstance(item, dict) for item in listed)):
            self._fault("wants_tables", "fields")
            listed = []
        fields = []
        for self._field, item in enumerate(listed[: MOST_FIELDS + 1]):
            fields.append(self._one(item))
        self._field = None
        return Variant(
            FormKind(kind),
            self._text(document, "code"),
            self._text(document, "name"),
            labels,
            tuple(fields),
            digest,
        )

    def _one(self, item: Mapping[str, Any]) -> UsedField | OwnField:
        if "use" in item:
            if "name" in item:
                self._fault("use_and_name", "name")
            else:
                self._only(item, _USED, "")
            return self._used(item)
        if "name" not in item:
            self._fault("no_name_or_use", "name")
        self._only(item, _OWN, "")
        return self._own(item)

    def _used(self, item: Mapping[str, Any]) -> UsedField:
        rows = {}
        for name, words in self._table(item, "rows").items():
            if not isinstance(words, dict):
                self._fault("wants_table", f"rows.{name}")
                continue
            start = f"rows.{name}."
            self._only(words, _WORDS, start)
            rows[name] = Labelled(*(self._text(words, key, start + key) for key in _WORDS))
        return UsedField(
            self._text(item, "use"),
            self._text(item, "label"),
            self._text(item, "help"),
            self._text(item, "section"),
            rows,
        )

    def _own(self, item: Mapping[str, Any]) -> OwnField:
        required = item.get("required", False)
        if not isinstance(required, bool):
            self._fault("wants_bool", "required")
        # Which kinds there are is checked together with the rest.
        kind: Any = self._text(item, "kind") or "line"
        return OwnField(
            name=self._text(item, "name"),
            kind=kind,
            label=self._text(item, "label"),
            help=self._text(item, "help"),
            section=self._text(item, "section"),
            choices=self._choices(item),
            required=required is True,
            when=self._when(item),
            covers=tuple(self._texts(item, "covers")),
        )

    def _choices(self, item: Mapping[str, Any]) -> dict[str, str]:
        given = item.get("choices", [])
        if isinstance(given, dict):
            return {name: self._text(given, name, "choices") for name in given}
        values = list(self._texts(item, "choices"))
        if len(set(values)) < len(values):
            self._fault("choice_twice", "choices")
        return {value: value for value in values}

    def _when(self, item: Mapping[str, Any]) -> Condition | None:
        if "when" not in item:
            return None
        when = self._table(item, "when")
        self._only(when, _WHEN, "when.")
        if "field" not in when:
            self._fault("when_incomplete", "when")
            return None
        values = when.get("values", [])
        listed = values if isinstance(values, list) else [values]
        told = ["yes" if value is True else "no" if value is False else value for value in listed]
        if not all(isinstance(value, str) for value in told):
            self._fault("wants_texts", "when")
            told = []
        return Condition(self._text(when, "field", "when.field"), tuple(told))

    def _table(self, holder: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = holder.get(key, {})
        if isinstance(value, dict):
            return value
        self._fault("wants_table", key)
        return {}

    def _text(self, holder: Mapping[str, Any], key: str, said: str = "") -> str:
        value = holder.get(key, "")
        if isinstance(value, str):
            return value.strip()
        self._fault("wants_text", said or key)
        return ""

    def _texts(self, holder: Mapping[str, Any], key: str) -> Iterator[str]:
        value = holder.get(key, [])
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            yield from (one.strip() for one in value)
        else:
            self._fault("wants_texts", key)

    def _only(self, holder: Mapping[str, Any], known: tuple[str, ...], start: str) -> None:
        for key in holder:
            if key not in known:
                self._fault("unknown_key", start + key, known=known)

    def _fault(self, code: str, place: str, **params: object) -> None:
        self.faults.append(Shortcoming(code, params={"key": place, **params}, field=self._field, key=place))
