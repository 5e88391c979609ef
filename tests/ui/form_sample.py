"""A form as large as they get: forty fields in eight sections, conditions, three lists of rows, words of its own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from broker_tui.casework.desk import Desk, Done
from broker_tui.casework.form_acts import Asked, FormAct
from broker_tui.domain.entries import Entry, Lines
from broker_tui.domain.form_spec import Condition, FieldSpec, FormSpec, Hint, form_spec
from broker_tui.domain.model import Line, Model, RequiredLine, Text
from broker_tui.i18n import load_words
from broker_tui.ui.widgets.form_state import FormState
from broker_tui.ui.widgets.form_values import Choice, entered_all

HEALTH: Final = Condition("challenge_health", ("yes",))
FAMILY: Final = Condition("challenge_family", ("yes",))
Who = Literal["broker", "caseworker", "citizen", "other"]


class Effort(Model):
    """What another department does."""

    id: str = ""
    department: RequiredLine
    text: Line = ""
    contact: Line = ""
    since: date | None = None


class Participant(Model):
    """Somebody at the meeting."""

    id: str = ""
    role: Who = "caseworker"
    name: RequiredLine
    reason: Annotated[Line, Hint(visible_when=Condition("role", ("other",)))] = ""
    broker_id: Annotated[str | None, Hint(choices_from="brokers")] = None
    received: tuple[Literal["form", "min_plan", "cv"], ...] = ()


class Consideration(Model):
    """A regard to be taken; it has no id."""

    text: RequiredLine
    hours: Annotated[Decimal | None, Field(ge=0, le=37), Hint(kind="number")] = None
    done: bool = False


class SampleEntry(Entry):
    """A preparation, as far as the form is concerned."""

    form: ClassVar[str] = "sample"

    filled_on: date
    helped_by: tuple[Literal["caseworker", "broker"], ...] = ()
    responsible_caseworker: RequiredLine
    helper_phone: Annotated[Line, Hint(kind="phone")] = ""
    approved: bool = False
    remark: Line = ""
    consent: Annotated[bool | None, Hint(section="consent")] = None
    consent_on: Annotated[date | None, Hint(section="consent", visible_when=Condition("consent", ("yes",)))] = None
    consent_scope: Annotated[Line, Hint(section="consent", visible_when=Condition("consent", ("yes",)))] = ""
    consent_note: Annotated[Line, Hint(section="consent")] = ""
    match_delayed_reason: Annotated[Text, Hint(kind="text", section="ground")] = ""
    challenge_health: Annotated[bool | None, Hint(section="ground")] = None
    challenge_family: Annotated[bool | None, Hint(section="ground")] = None
    cooperation_insufficient: Annotated[bool | None, Hint(section="ground")] = None
    cooperation_reason: Annotated[
        Text, Hint(kind="text", section="ground", visible_when=Condition("cooperation_insufficient", ("yes",)))
    ] = ""
    citizen_view: Annotated[Text, Hint(kind="text", section="ground")] = ""
    job_goal: Annotated[RequiredLine, Hint(section="goal")]
    barriers: Annotated[Text, Hint(kind="text", section="goal")] = ""
    weekly_hours: Annotated[Decimal | None, Field(ge=0, le=37), Hint(kind="number", section="goal")] = None
    readiness: Annotated[Who | None, Hint(section="goal")] = None
    goal_note: Annotated[Line, Hint(section="goal")] = ""
    status: Annotated[Text, Hint(kind="text", section="status")] = ""
    steps: Annotated[Lines, Hint(kind="lines", section="status")] = ()
    since: Annotated[date | None, Hint(section="status")] = None
    efforts: Annotated[tuple[Effort, ...], Hint(kind="rows", section="status")] = ()
    health_challenges: Annotated[Text, Hint(kind="text", section="health", visible_when=HEALTH)] = ""
    health_support: Annotated[bool | None, Hint(section="health", visible_when=HEALTH)] = None
    health_support_what: Annotated[Line, Hint(section="health", visible_when=Condition("health_support", ("yes",)))] = (
        ""
    )
    health_clarify: Annotated[bool | None, Hint(section="health", visible_when=HEALTH)] = None
    considerations: Annotated[tuple[Consideration, ...], Hint(kind="rows", section="health", visible_when=HEALTH)] = ()
    family_challenges: Annotated[Text, Hint(kind="text", section="family", visible_when=FAMILY)] = ""
    is_provider: Annotated[bool | None, Hint(section="family", visible_when=FAMILY)] = None
    family_support: Annotated[Line, Hint(section="family", visible_when=FAMILY)] = ""
    children: Annotated[Line, Hint(section="family", visible_when=FAMILY)] = ""
    spare_time_jobs: Annotated[bool | None, Hint(section="family", visible_when=FAMILY)] = None
    meeting_on: Annotated[date | None, Hint(section="meeting")] = None
    meeting_at: Annotated[Line, Hint(section="meeting")] = ""
    place: Annotated[Line, Hint(section="meeting")] = "Jobcentret"
    participants: Annotated[tuple[Participant, ...], Hint(kind="rows", section="meeting")]
    network_wanted: Annotated[bool | None, Hint(section="meeting")] = None


SECTIONS: Final = {
    "consent": "Samtykke",
    "ground": "Grunden",
    "goal": "Jobmål",
    "status": "Status",
    "health": "Helbred",
    "family": "Familie",
    "meeting": "Mødet",
}
FILLED: Final[dict[str, object]] = {
    "filled_on": date(2026, 11, 20),
    "responsible_caseworker": "Ida Kjær",
    "job_goal": "lager, gerne morgenhold",
    "efforts": (
        {"id": "e1", "department": "Socialforvaltningen", "text": "støttekontaktperson", "since": date(2026, 9, 1)},
        {"id": "e2", "department": "Sundhed", "text": "smertehåndtering"},
    ),
    "participants": ({"id": "p1", "role": "other", "name": "Lis Holm", "received": ("form", "cv")},),
}


def _worded(item: FieldSpec) -> FieldSpec:
    """Give a field words of its own, as a municipality's own form does."""
    label = item.name.replace("_", " ").capitalize()
    rows = replace(item.rows, fields=tuple(map(_worded, item.rows.fields))) if item.rows else None
    labels = {code: f"{code.replace('_', ' ')}!" for code in item.choices} if not item.enum else {}
    return replace(item, label=label, help=f"Om {label.lower()}.", rows=rows, choice_labels=labels)


def own_words(spec: FormSpec) -> FormSpec:
    """Return a form that carries its words itself."""
    return replace(spec, fields=tuple(map(_worded, spec.fields)), section_labels=SECTIONS)


SPEC: Final = own_words(form_spec(SampleEntry))


def sample_state(values: Mapping[str, object] = FILLED) -> FormState:
    """Return the form being filled in, without a database."""
    words = load_words("da")
    found: dict[str, tuple[Choice, ...]] = {}
    for item in SPEC.fields:
        for one in item.row("").fields if item.rows else (item,):
            codes = ("yes", "no") if one.kind == "yes_no" else one.choices
            found[one.common] = tuple(Choice(code, one.choice_labels.get(code, code)) for code in codes)
    return FormState(SPEC, found, entered_all(SPEC, values, words), prefilled=frozenset(values))


class Performed:
    """Takes what the sample form is saved with."""

    def __init__(self) -> None:
        self.entries: list[SampleEntry] = []

    def __call__(self, _desk: Desk, citizen: str | None, _target: str | None, entry: SampleEntry) -> Done:
        self.entries.append(entry)
        return Done(citizen, None, ())


def sample_act(performed: Performed, values: Mapping[str, object] = FILLED, asked: Asked | None = None) -> FormAct:
    """Return an act that asks the sample form."""
    return FormAct(
        "contact",
        SampleEntry,
        "citizen",
        lambda _desk, _citizen, _target: dict(values),
        performed,
        lambda _desk, _citizen, _field, _entered: {},
        lambda _desk, _citizen, _target: frozenset(values),
        lambda _desk, _citizen, _target: asked or Asked(SPEC, SampleEntry),
    )
