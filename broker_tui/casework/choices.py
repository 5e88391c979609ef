"""The lists that forms choose from and that the database or the programme holds."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from broker_tui.casework.acting import the_case
from broker_tui.casework.choices_step_up import of_step_up
from broker_tui.casework.desk import Desk
from broker_tui.domain.danish import sort_key

if TYPE_CHECKING:
    from broker_tui.domain.placement import Placement

NAMES: Final = (
    "editions",
    "benefits",
    "brokers",
    "citizens_of_broker",
    "markers",
    "exemptions",
    "open_tasks",
    "companies",
    "placements",
    "mastery",
    "step_up_participants",
    "step_up_meetings",
)

_NOTHING: Final[Mapping[str, object]] = {}


def choices(
    desk: Desk, name: str, citizen_id: str | None = None, entered: Mapping[str, object] = _NOTHING
) -> list[tuple[str, str]]:
    """Return value and label of each choice, in the order to be shown.

    Args:
        desk: whose database and day count.
        name: one of NAMES, as a field's `choices_from` has it.
        citizen_id: whom the form is about; her edition decides which lists hold.
        entered: what stands in the form, for lists that hang on another field.

    Raises:
        KeyError: there is no such list.
    """
    if name == "brokers":
        return _brokers(desk)
    if name == "citizens_of_broker":
        return _citizens_of(desk, entered)
    if name == "open_tasks":
        tasks = the_case(desk, citizen_id).tasks if citizen_id else ()
        return [(task.id, task.text) for task in tasks if task.done_on is None]
    if name == "companies":
        return _companies(desk)
    if name == "placements":
        return [(one.id, _placed(one)) for one in reversed(_placements(desk, citizen_id))]
    if name == "mastery":
        return _mastery(desk, citizen_id, entered)
    if name in {"step_up_participants", "step_up_meetings"}:
        return of_step_up(desk, name, citizen_id, entered)
    if name == "editions":
        return [(code, programme.label) for code, programme in sorted(desk.programmes.items())]
    programme = desk.programme(_edition(desk, citizen_id, entered))
    if name == "benefits":
        return list(programme.benefits.items())
    if name == "markers":
        return [(marker.value, text) for marker, text in programme.markers.items()]
    if name == "exemptions":
        return [(code, kind.label) for code, kind in programme.exemptions.items()]
    raise KeyError(name)


def _edition(desk: Desk, citizen_id: str | None, entered: Mapping[str, object]) -> str:
    if chosen := entered.get("edition"):
        return str(chosen)
    return the_case(desk, citizen_id).citizen.edition if citizen_id else ""


def _brokers(desk: Desk) -> list[tuple[str, str]]:
    from broker_tui.store.cases import read_brokers

    return [(broker.id, broker.name) for broker in read_brokers(desk.store)]


def _companies(desk: Desk) -> list[tuple[str, str]]:
    """Return all companies by name; those of the same name are told apart by their address or number."""
    from broker_tui.store.companies import company_rows

    rows = company_rows(desk.store, None, desk.today)
    names = Counter(row.name for row in rows)
    return [
        (row.id, row.name if names[row.name] == 1 else ", ".join(filter(None, (row.name, row.address or row.cvr))))
        for row in rows
    ]


def _placements(desk: Desk, citizen_id: str | None) -> "tuple[Placement, ...]":
    return the_case(desk, citizen_id).placements if citizen_id else ()


def _placed(placement: "Placement") -> str:
    return f"{placement.company or '–'} {placement.started_on:%d-%m-%Y}"


def _mastery(desk: Desk, citizen_id: str | None, entered: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return what is still to be mastered at the placement chosen in the form, by its place there (R102)."""
    chosen = next((one for one in _placements(desk, citizen_id) if one.id == entered.get("placement_id")), None)
    tasks = enumerate(chosen.mastery) if chosen else ()
    return [(str(place), task.text) for place, task in tasks if task.done_on is None]


def _citizens_of(desk: Desk, entered: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return the citizens of the broker chosen in the form, by name."""
    from broker_tui.casework.people import citizens_of
    from broker_tui.store.names import citizen_names

    broker_id = entered.get("from_broker")
    if not broker_id:
        return []
    names = citizen_names(desk.store, list(citizens_of(desk, str(broker_id), desk.today)))
    return sorted(names.items(), key=lambda item: (sort_key(item[1]), item[0]))
