"""What an act that takes a form is: its entry, what stands in it when it opens, and what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias, TypedDict, Unpack

from broker_tui.casework.desk import Desk, Done
from broker_tui.casework.entry_reading import read_entry
from broker_tui.domain import entries
from broker_tui.domain.form_spec import FormSpec, form_spec

Target: TypeAlias = Literal["none", "citizen", "record", "broker", "company"]
Prefill: TypeAlias = Callable[[Desk, str | None, str | None], dict[str, object]]
Carry: TypeAlias = Callable[[Desk, str | None, str, Mapping[str, object]], dict[str, object]]
Perform: TypeAlias = Callable[[Desk, str | None, str | None, Any], Done]
OnCitizen: TypeAlias = Callable[[Desk, str, Any], Done]
OnRecord: TypeAlias = Callable[[Desk, str, str, Any], Done]
OnStepUp: TypeAlias = Callable[[Desk, str, str | None, Any], Done]
Prefilled: TypeAlias = Callable[[Desk, str | None, str | None], frozenset[str]]


class Asked(NamedTuple):
    """A form as it is asked: its fields, and the model that what is entered makes.

    Attributes:
        spec: the fields, in their order and words.
        entry: the model; a form of one's own may have more fields than the act's.
    """

    spec: FormSpec
    entry: type[entries.Entry]

    def read(self, values: Mapping[str, object]) -> entries.Entry:
        """Return the entry that the form's values make.

        Raises:
            Refused: a field lacks or does not fit.
        """
        return read_entry(self.entry, values, self.spec)


Variant: TypeAlias = Callable[[Desk, str | None, str | None], Asked | None]


def _nothing(_desk: Desk, _citizen: str | None, _field: str, _entered: Mapping[str, object]) -> dict[str, object]:
    return {}


def _nobody(_desk: Desk, _citizen: str | None, _target: str | None) -> frozenset[str]:
    return frozenset()


def _standard(_desk: Desk, _citizen: str | None, _target: str | None) -> None:
    return None


class More(TypedDict, total=False):
    """What only some acts have; see FormAct."""

    prefilled: Prefilled
    variant: Variant


@dataclass(frozen=True, slots=True)
class FormAct:
    """An act that takes a form.

    Attributes:
        code: the act, and the form's title in the catalogue.
        entry: the model of what is entered.
        target: what it works on: nothing yet, a citizen, one of her records, a broker or a company; `perform` and
            `prefill` want the ids of that.
        prefill: what stands in the form when it opens, choices as text.
        perform: checks, changes and journals; raises Refused.
        carried: what follows when a value has just been chosen in the field named, for the form to put in where the
            user has typed nothing.
        prefilled: the fields that `prefill` has filled in from what the case already knows; they are marked as such.
        variant: a form of one's own to be asked in place of the act's; None where the act's own holds.
    """

    code: str
    entry: type[entries.Entry]
    target: Target
    prefill: Prefill
    perform: Perform
    carried: Carry = _nothing
    prefilled: Prefilled = _nobody
    variant: Variant = _standard

    @property
    def spec(self) -> FormSpec:
        """The form's fields."""
        return form_spec(self.entry)

    def asked(self, desk: Desk, citizen_id: str | None, target_id: str | None) -> Asked:
        """Return the form as it is asked here: the one of one's own that is in use, or the act's."""
        return self.variant(desk, citizen_id, target_id) or Asked(self.spec, self.entry)

    def read(self, values: Mapping[str, object]) -> entries.Entry:
        """Return the entry that the form's values make.

        Raises:
            Refused: a field lacks or does not fit.
        """
        return read_entry(self.entry, values)


def new(code: str, entry: type[entries.Entry], perform: Callable[[Desk, Any], Done], prefill: Prefill) -> FormAct:
    """Return an act on nothing that is there yet."""
    return FormAct(code, entry, "none", prefill, lambda desk, _citizen, _target, given: perform(desk, given))


def on_citizen(
    code: str,
    entry: type[entries.Entry],
    perform: OnCitizen,
    prefill: Prefill,
    carried: Carry = _nothing,
    **more: Unpack[More],
) -> FormAct:
    """Return an act on a citizen."""

    def done(desk: Desk, citizen: str | None, _target: str | None, given: Any) -> Done:  # noqa: ANN401 - any entry
        return perform(desk, _id(citizen), given)

    return FormAct(code, entry, "citizen", prefill, done, carried, **more)


def on_record(
    code: str,
    entry: type[entries.Entry],
    perform: OnRecord,
    prefill: Prefill,
    carried: Carry = _nothing,
    **more: Unpack[More],
) -> FormAct:
    """Return an act on one of a citizen's records."""

    def done(desk: Desk, citizen: str | None, target: str | None, given: Any) -> Done:  # noqa: ANN401 - any entry
        return perform(desk, _id(citizen), _id(target), given)

    return FormAct(code, entry, "record", prefill, done, carried, **more)


def on_step_up(
    code: str, entry: type[entries.Entry], perform: OnStepUp, prefill: Prefill, **more: Unpack[More]
) -> FormAct:
    """Return an act on a citizen's step-up: the one given as target, or else the running one."""

    def done(desk: Desk, citizen: str | None, target: str | None, given: Any) -> Done:  # noqa: ANN401 - any entry
        return perform(desk, _id(citizen), target, given)

    return FormAct(code, entry, "citizen", prefill, done, **more)


def on_shared(code: str, entry: type[entries.Entry], target: Target, perform: OnCitizen, prefill: Prefill) -> FormAct:
    """Return an act on something that all citizens share."""
    return FormAct(
        code,
        entry,
        target,
        prefill,
        lambda desk, _citizen, target_id, given: perform(desk, _id(target_id), given),
        _nothing,
    )


def _id(given: str | None) -> str:
    if given is None:
        raise ValueError("this act needs to know whom or what it concerns")
    return given


def swapped(perform: Callable[[Desk, str, Any, str | None], Done]) -> OnRecord:
    """Let an act that takes the record last be called with it second to last."""
    return lambda desk, citizen, record, given: perform(desk, citizen, given, record)
