"""What information the two forms of step-up have to hold: F1-F24 and A1-A16, and where our forms hold it (R182, R183).

The catalogue words each: `own_form.element.<id>`.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from broker_tui.domain.codes_step_up import FormKind


class Need(StrEnum):
    """When an element of information is needed."""

    ALWAYS = "always"
    HEALTH = "health"
    FAMILY = "family"
    IF_ANY = "if_any"
    FREE = "free"


class Element(NamedTuple):
    """One piece of information that a form has to hold.

    Attributes:
        id: its number, such as `F13`.
        form: the form it belongs to.
        need: when it is needed: always, when health or family stands in the way, when there is any, or as one likes.
        fields: the fields of the standard form that hold it together; none where the case holds it and every print
            shows it, whatever the form.
    """

    id: str
    form: FormKind
    need: Need
    fields: tuple[str, ...] = ()


def _of(form: FormKind, *elements: tuple[str, Need, str]) -> tuple[Element, ...]:
    return tuple(Element(name, form, need, tuple(fields.split())) for name, need, fields in elements)


_HEALTH_ANSWERS: Final = "health_challenges health_support health_clarification"
_FAMILY_ANSWERS: Final = "family_challenges family_support spare_time_job"

ELEMENTS: Final[tuple[Element, ...]] = (
    *_of(
        FormKind.PREPARATION,
        ("F1", Need.ALWAYS, ""),
        ("F2", Need.ALWAYS, "filled_in_by_citizen helped_by_caseworker helped_by_broker"),
        ("F3", Need.ALWAYS, "responsible_caseworker"),
        ("F4", Need.ALWAYS, ""),
        ("F5", Need.ALWAYS, "match_delayed_reason"),
        ("F6", Need.ALWAYS, "challenge_health challenge_family"),
        ("F7", Need.ALWAYS, "cooperation_insufficient cooperation_reason"),
        ("F8", Need.ALWAYS, "job_goal"),
        ("F9", Need.ALWAYS, "citizen_challenges"),
        ("F10", Need.ALWAYS, "status_overview"),
        ("F11", Need.IF_ANY, "efforts"),
        ("F12", Need.ALWAYS, ""),
        ("F13", Need.HEALTH, "health_challenges"),
        ("F14", Need.HEALTH, "health_support health_support_what"),
        ("F15", Need.HEALTH, "health_clarification health_clarification_what"),
        ("F16", Need.FAMILY, "family_challenges child_case"),
        ("F17", Need.FAMILY, "family_support"),
        ("F18", Need.FAMILY, "spare_time_job spare_time_job_count"),
        ("F19", Need.FAMILY, "is_provider"),
        ("F20", Need.ALWAYS, ""),
        ("F21", Need.ALWAYS, "network_wanted network"),
        ("F22", Need.ALWAYS, ""),
        ("F23", Need.ALWAYS, ""),
        ("F24", Need.ALWAYS, ""),
    ),
    *_of(
        FormKind.AGREEMENT,
        ("A1", Need.ALWAYS, "on meetings"),
        ("A2", Need.ALWAYS, "caseworker with_citizen"),
        ("A3", Need.ALWAYS, "present"),
        ("A4", Need.ALWAYS, "needs_considerations considerations"),
        ("A5", Need.ALWAYS, "needs_measures measures"),
        ("A6", Need.ALWAYS, "considerations"),
        ("A7", Need.ALWAYS, "measures"),
        ("A8", Need.ALWAYS, "considerations measures"),
        ("A9", Need.IF_ANY, "support"),
        ("A10", Need.IF_ANY, "others"),
        ("A11", Need.ALWAYS, "considerations measures"),
        ("A12", Need.ALWAYS, "min_plan_on"),
        (
            "A13",
            Need.IF_ANY,
            f"health_discussed {_HEALTH_ANSWERS} family_discussed {_FAMILY_ANSWERS}",
        ),
        ("A14", Need.IF_ANY, "second_needed"),
        ("A15", Need.FREE, "signatures"),
        ("A16", Need.FREE, "copies"),
    ),
)
"""All elements, in the order of the field lists."""

STRUCTURAL: Final[Mapping[FormKind, frozenset[str]]] = {
    FormKind.PREPARATION: frozenset(
        {
            "job_goal",
            "citizen_challenges",
            "challenge_health",
            "challenge_family",
            "is_provider",
            "network_wanted",
            "network",
            "match_delayed_reason",
            "cooperation_insufficient",
            "cooperation_reason",
            "efforts",
            "responsible_caseworker",
            "approved_on",
        }
    ),
    FormKind.AGREEMENT: frozenset(
        {
            "job_goal",
            "on",
            "meetings",
            "present",
            "challenges",
            "needs_considerations",
            "needs_measures",
            "considerations",
            "measures",
            "support",
            "others",
            "min_plan_on",
        }
    ),
}
"""The fields that acts and rules read: a form of one's own asks them as they are, in words and order of its own."""


def elements_of(form: FormKind) -> tuple[Element, ...]:
    """Return the elements of a form, in order."""
    return tuple(element for element in ELEMENTS if element.form is form)


def elements_in(form: FormKind, field: str) -> tuple[str, ...]:
    """Return the ids of the elements that a field of the standard form holds, alone or with others."""
    return tuple(element.id for element in elements_of(form) if field in element.fields)
