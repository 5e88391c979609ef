"""The case file: whole cases as JSON, lossless, keyed by personal number and free of any one database's own ids."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TextIO

from pydantic import Field, ValidationError

from broker_tui.domain.broker import Broker
from broker_tui.domain.case import Case
from broker_tui.domain.model import Model
from broker_tui.exchange.errors import FileProblem

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

SCHEMA: Final = "broker_tui.case/1"
_NAME, _, _VERSION = SCHEMA.partition("/")


class CaseFile(Model):
    """What a case file holds: brokers by id, cases by personal number."""

    schema_name: Literal["broker_tui.case/1"] = Field(alias="schema")
    brokers: tuple[Broker, ...] = ()
    cases: tuple[Case, ...] = ()


class BadCase(NamedTuple):
    """A case of the file that cannot be used.

    Attributes:
        number: which case of the file, from 1.
        place: where in it, such as `contacts.3.on`; empty when it concerns the whole case.
        code: names the reason; the catalogue holds `import.case.<code>`.
    """

    number: int
    place: str
    code: str


class ReadCases(NamedTuple):
    """The content of a case file; `cases` by their number in the file, from 1, without those in `refused`."""

    brokers: tuple[Broker, ...]
    cases: Mapping[int, Case]
    refused: tuple[BadCase, ...]


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a case file."""
    return CaseFile.model_json_schema(by_alias=True)


def document_of(brokers: Iterable[Broker], cases: Iterable[Case]) -> dict[str, Any]:
    """Return a case file as plain data: brokers by id, cases by personal number."""
    return {
        "schema": SCHEMA,
        "brokers": [broker.model_dump(mode="json") for broker in sorted(brokers, key=lambda broker: broker.id)],
        "cases": [case.model_dump(mode="json") for case in sorted(cases, key=lambda case: case.citizen.cpr)],
    }


def write_document(stream: TextIO, brokers: Iterable[Broker], cases: Iterable[Case]) -> int:
    """Write a case file one case a line, without holding more than one, and return how many.

    Args:
        stream: open for writing UTF-8.
        brokers: those that the cases name.
        cases: already sorted by personal number.
    """
    listed = [
        json.dumps(one.model_dump(mode="json"), ensure_ascii=False) for one in sorted(brokers, key=lambda b: b.id)
    ]
    stream.write(f'{{"schema": "{SCHEMA}",\n"brokers": [\n')
    stream.write(",\n".join(listed))
    stream.write('\n],\n"cases": [\n')
    count = 0
    for case in cases:
        stream.write(",\n" if count else "")
        stream.write(json.dumps(case.model_dump(mode="json"), ensure_ascii=False))
        count += 1
    stream.write("\n]}\n")
    return count


def parse(data: bytes) -> dict[str, Any]:
    """Read the JSON of a case file.

    Raises:
        FileProblem: it is no JSON (case_json, with the line), or no case file that this program reads (case_schema,
            case_newer).
    """
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise FileProblem("case_json", row=1) from None
    except json.JSONDecodeError as error:
        raise FileProblem("case_json", row=error.lineno) from None
    except RecursionError:
        raise FileProblem("case_schema") from None
    return document if isinstance(document, dict) else {}


def validated(document: Mapping[str, Any]) -> ReadCases:
    """Return the cases of a document, and which of them cannot be used.

    Raises:
        FileProblem: the document as a whole cannot be used: case_schema, case_newer, case_brokers.
    """
    _check_schema(document.get("schema"))
    listed, brokers = document.get("cases", []), document.get("brokers", [])
    if not isinstance(listed, list) or not isinstance(brokers, list) or set(document) - {"schema", "cases", "brokers"}:
        raise FileProblem("case_schema")
    try:
        known = tuple(Broker.model_validate_json(json.dumps(one), strict=True) for one in brokers)
    except (ValidationError, ValueError):
        raise FileProblem("case_brokers") from None
    if len({broker.id for broker in known}) < len(known):
        raise FileProblem("case_brokers")
    cases: dict[int, Case] = {}
    refused: list[BadCase] = []
    for number, one in enumerate(listed, start=1):
        try:
            cases[number] = Case.model_validate_json(json.dumps(one), strict=True)
        except ValidationError as error:
            refused += [_bad(number, detail) for detail in error.errors(include_input=False, include_url=False)]
    refused += _inconsistent(cases)
    bad = {one.number for one in refused}
    usable = {number: case for number, case in cases.items() if number not in bad}
    return ReadCases(known, usable, tuple(sorted(refused)))


def _check_schema(schema: object) -> None:
    name, _, version = schema.partition("/") if isinstance(schema, str) else ("", "", "")
    if name != _NAME or not (version.isascii() and version.isdecimal()):
        raise FileProblem("case_schema")
    if int(version) > int(_VERSION):
        raise FileProblem("case_newer", version=version)
    if int(version) < 1:
        raise FileProblem("case_schema")


def _bad(number: int, detail: "ErrorDetails") -> BadCase:
    code = detail["type"] if detail["type"] in {"cpr_digits", "cpr_date", "missing", "extra_forbidden"} else "value"
    return BadCase(number, ".".join(str(part) for part in detail["loc"]), code)


def _inconsistent(cases: Mapping[int, Case]) -> Iterator[BadCase]:
    """Yield what each case alone cannot show: numbers and ids that come twice, tasks of contacts that are not there."""
    numbers: set[str] = set()
    ids: set[str] = set()
    for number, case in cases.items():
        if case.citizen.cpr in numbers:
            yield BadCase(number, "citizen.cpr", "cpr_twice")
        numbers.add(case.citizen.cpr)
        for name, records in records_of(case):
            for at, record in enumerate(records):
                if record.id in ids or not record.id:
                    yield BadCase(number, f"{name}.{at}.id", "id_twice")
                ids.add(record.id)
        contacts = {contact.id for contact in case.contacts}
        for at, task in enumerate(case.tasks):
            if task.contact_id is not None and task.contact_id not in contacts:
                yield BadCase(number, f"tasks.{at}.contact_id", "contact_unknown")


def records_of(case: Case) -> "Iterator[tuple[str, tuple[Any, ...]]]":
    """Yield the name and the records of each kind of dated fact in a case."""
    for name in Case.model_fields:
        if name != "citizen":
            yield name, getattr(case, name)
