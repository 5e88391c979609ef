"""What lies on the table when a form opens: the act, what is stored, the draft, and the lists to choose from."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Self

from broker_tui.domain.form_spec import FieldSpec, FormSpec
from broker_tui.ui.widgets.form_state import FormState
from broker_tui.ui.widgets.form_values import Choice, entered_all, from_json

if TYPE_CHECKING:
    from broker_tui.casework.desk import Desk
    from broker_tui.casework.form_acts import Asked, FormAct
    from broker_tui.i18n import Words


class Errand(NamedTuple):
    """An act and what it is about; as text it is the key of its draft.

    Attributes:
        code: the act, of `FORM_ACTS`.
        citizen_id: the citizen, where there is one.
        target_id: the record, broker or week, where there is one.
    """

    code: str
    citizen_id: str | None = None
    target_id: str | None = None

    def __str__(self) -> str:
        return f"form:{self.code}:{self.citizen_id or ''}:{self.target_id or ''}"

    @classmethod
    def of_draft(cls, key: str) -> Self | None:
        """Return the errand of a draft's key; None when it is a draft of something else."""
        parts = key.split(":", 3)
        if len(parts) != 4 or parts[0] != "form":
            return None
        return cls(parts[1], parts[2] or None, parts[3] or None)


class Paper(NamedTuple):
    """What lies on the table when a form opens.

    Attributes:
        act: what saving does.
        asked: the form, which may be one of one's own.
        state: the form, with the draft where there is one.
        name: the citizen's name; empty when it is about nobody yet.
        drafted_at: when the draft was last saved, None without one.
    """

    act: "FormAct"
    asked: "Asked"
    state: FormState
    name: str
    drafted_at: datetime | None


def lay_out(desk: "Desk", words: "Words", errand: Errand, values: Mapping[str, object] | None = None) -> Paper:
    """Read what a form needs; `values` stand over what the act proposes.

    Raises:
        Refused: the record to be corrected is gone.
        StoreError: the citizen is gone, or the file cannot be read.
    """
    from broker_tui.casework.form_acts import FORM_ACTS
    from broker_tui.store.drafts import list_drafts, read_draft
    from broker_tui.store.names import citizen_names

    act = FORM_ACTS[errand.code]
    asked = act.asked(desk, errand.citizen_id, errand.target_id)
    spec = asked.spec
    proposed = {**act.prefill(desk, errand.citizen_id, errand.target_id), **(values or {})}
    stored = entered_all(spec, proposed, words)
    draft = read_draft(desk.store, str(errand))
    entered = stored if draft is None else from_json(spec, draft, stored, words)
    drafted_at = None
    if entered != stored:
        drafted_at = next((found.saved_at for found in list_drafts(desk.store) if found.key == str(errand)), None)
    prefilled = act.prefilled(desk, errand.citizen_id, errand.target_id)
    state = FormState(spec, {}, stored, entered, prefilled=prefilled)
    state.options = options_of(desk, words, errand, state)
    name = ""
    if errand.citizen_id:
        name = citizen_names(desk.store, [errand.citizen_id]).get(errand.citizen_id, "")
    return Paper(act, asked, state, name, drafted_at)


def options_of(desk: "Desk", words: "Words", errand: Errand, state: FormState) -> dict[str, tuple[Choice, ...]]:
    """Return the choices of every list of a form, for what is entered now."""
    from broker_tui.casework.choices import choices

    def listed(field: FieldSpec) -> tuple[Choice, ...]:
        if field.choices_from:
            found = choices(desk, field.choices_from, errand.citizen_id, state.entered)
            return tuple(Choice(value, label) for value, label in found)
        codes = ("yes", "no") if field.kind == "yes_no" else field.choices
        return tuple(Choice(code, _worded(field, code, words)) for code in codes)

    found = {field.common: listed(field) for field in _with_choices(state.spec)}
    return {name: options for name, options in found.items() if options}


def _with_choices(spec: FormSpec) -> Iterator[FieldSpec]:
    """Yield the fields of a form and of its rows, those of rows once and not for every row."""
    for field in spec.fields:
        if field.rows is None:
            yield field
        else:
            yield from field.row("").fields


def _worded(field: FieldSpec, code: str, words: "Words") -> str:
    """Return the words of a choice: the form's own, or the catalogue's."""
    own = field.choice_labels.get(code)
    if own is not None:
        return own
    enum = "yes_no" if field.kind == "yes_no" else field.enum
    return words.code(enum, code) if enum else code
