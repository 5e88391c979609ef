"""The case file: whole cases as JSON, lossless, keyed by personal number and free of any one database's own ids."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TextIO, TypeVar

from pydantic import Field, ValidationError

from broker_tui.domain.broker import Broker
from broker_tui.domain.case import Case
from broker_tui.domain.company import Company
from broker_tui.domain.follow_up import FollowUp, WorkedHours
from broker_tui.domain.model import Model
from broker_tui.domain.step_up import AgreedItem, FormVersion, Participant, StepUpMeeting
from broker_tui.exchange.errors import FileProblem

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

AnyShared = TypeVar("AnyShared", Broker, Company)

SCHEMA: Final = "broker_tui.case/1"
_NAME, _, _VERSION = SCHEMA.partition("/")


class CaseFile(Model):
    """What a case file holds: brokers and companies by id, cases by personal number."""

    schema_name: Literal["broker_tui.case/1"] = Field(alias="schema")
    brokers: tuple[Broker, ...] = ()
    companies: tuple[Company, ...] = ()
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
    companies: tuple[Company, ...]
    cases: Mapping[int, Case]
    refused: tuple[BadCase, ...]


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a case file."""
    return CaseFile.model_json_schema(by_alias=True)


def document_of(brokers: Iterable[Broker], cases: Iterable[Case], companies: Iterable[Company] = ()) -> dict[str, Any]:
    """Return a case file as plain data: brokers and companies by id, cases by personal number."""
    return {
        "schema": SCHEMA,
        "brokers": [broker.model_dump(mode="json") for broker in sorted(brokers, key=lambda broker: broker.id)],
        "companies": [one.model_dump(mode="json") for one in sorted(companies, key=lambda one: one.id)],
        "cases": [case.model_dump(mode="json") for case in sorted(cases, key=lambda case: case.citizen.cpr)],
    }


def write_document(
    stream: TextIO, brokers: Iterable[Broker], cases: Iterable[Case], companies: Iterable[Company] = ()
) -> int:
    """Write a case file one case a line, without holding more than one, and return how many.

    Args:
        stream: open for writing UTF-8.
        brokers: those that the cases name.
        cases: already sorted by personal number.
        companies: those that the cases name.
    """
    stream.write(f'{{"schema": "{SCHEMA}"')
    shared: tuple[tuple[str, Iterable[Broker | Company]], ...] = (("brokers", brokers), ("companies", companies))
    for name, records in shared:
        listed = (json.dumps(one.model_dump(mode="json"), ensure_ascii=False) for one in sorted(records, key=_id))
        stream.write(f',\n"{name}": [\n')
        stream.write(",\n".join(listed))
        stream.write("\n]")
    stream.write(',\n"cases": [\n')
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
        FileProblem: the document as a whole cannot be used: case_schema, case_newer, case_brokers, case_companies.
    """
    _check_schema(document.get("schema"))
    held = {name: document.get(name, []) for name in ("cases", "brokers", "companies")}
    if not all(isinstance(one, list) for one in held.values()) or set(document) - {"schema", *held}:
        raise FileProblem("case_schema")
    listed, known = held["cases"], _shared(Broker, held["brokers"], "case_brokers")
    companies = _shared(Company, held["companies"], "case_companies")
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
    return ReadCases(known, companies, usable, tuple(sorted(refused)))


def _shared(model: type[AnyShared], listed: list[object], code: str) -> tuple[AnyShared, ...]:
    """Return what all cases of the file share.

    Raises:
        FileProblem: one of them cannot be read, or an id comes twice; `code` says so.
    """
    try:
        known = tuple(model.model_validate_json(json.dumps(one), strict=True) for one in listed)
    except (ValidationError, ValueError):
        raise FileProblem(code) from None
    if len({one.id for one in known}) < len(known):
        raise FileProblem(code)
    return known


def _id(record: Broker | Company) -> str:
    return record.id


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
    """Yield what no record alone can show: numbers and ids that come twice, and what belongs to what is not there."""
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
        placements = {placement.id for placement in case.placements}
        hanging: tuple[tuple[str, tuple[FollowUp | WorkedHours, ...]], ...] = (
            ("follow_ups", case.follow_ups),
            ("worked_hours", case.worked_hours),
        )
        for name, records in hanging:
            for at, record in enumerate(records):
                if record.placement_id not in placements:
                    yield BadCase(number, f"{name}.{at}.placement_id", "placement_unknown")
        yield from _of_step_ups(number, case)


def _of_step_ups(number: int, case: Case) -> Iterator[BadCase]:
    """Yield what belongs to a step-up, or names a participant of it, that is not there."""
    step_ups = {one.id for one in case.step_ups}
    belonging: tuple[tuple[str, tuple[Participant | StepUpMeeting | FormVersion | AgreedItem, ...]], ...] = (
        ("participants", case.participants),
        ("step_up_meetings", case.step_up_meetings),
        ("form_versions", case.form_versions),
        ("agreed_items", case.agreed_items),
    )
    for name, records in belonging:
        for at, record in enumerate(records):
            if record.step_up_id not in step_ups:
                yield BadCase(number, f"{name}.{at}.step_up_id", "step_up_unknown")
    people = {one.id: one.step_up_id for one in case.participants}
    for at, meeting in enumerate(case.step_up_meetings):
        if any(people.get(person) != meeting.step_up_id for person in meeting.present):
            yield BadCase(number, f"step_up_meetings.{at}.present", "participant_unknown")


def records_of(case: Case) -> "Iterator[tuple[str, tuple[Any, ...]]]":
    """Yield the name and the records of each kind of dated fact in a case."""
    for name in Case.model_fields:
        if name != "citizen":
            yield name, getattr(case, name)
