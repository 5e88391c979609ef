"""The sections of an import's plan as rows of a list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Final

from broker_tui.domain.cpr import mask
from broker_tui.ui.widgets.table_columns import Cell, Column, Row

if TYPE_CHECKING:
    from broker_tui.casework.import_plan import Change, ChangedCitizen, FileCitizen, ImportPlan, RowProblem
    from broker_tui.i18n import Words
    from broker_tui.ui.text import Signs

SECTIONS: Final = ("refused", "same", "new", "changed", "warned", "unchanged", "not_in_file", "skipped")
"""What asks for something comes first."""

_ALWAYS: Final = frozenset({"refused", "new", "changed", "unchanged", "not_in_file"})
_COLUMNS: Final = {
    "refused": (("row", 6), ("column", 18), ("reason", 40), ("value", 14)),
    "warned": (("row", 6), ("column", 18), ("reason", 40), ("value", 14)),
    "same": (("sign", 1), ("row", 6), ("name", 26), ("offer", 36)),
    "new": (("row", 6), ("name", 28), ("cpr", 11), ("start", 10), ("group", 4), ("step", 4)),
    "changed": (("sign", 1), ("name", 26), ("what", 18), ("old", 18), ("new", 18)),
    "unchanged": (),
    "not_in_file": (("name", 40),),
    "skipped": (("row", 6), ("reason", 40)),
}
_GROWING: Final = frozenset({"reason", "name", "offer", "new"})
_LEAST: Final = {"reason": 30, "name": 18, "offer": 24}
_DROPPED: Final = {"value": 2, "cpr": 1, "start": 2, "group": 4, "step": 3, "old": 1}


@dataclass(frozen=True)
class PlanPages:
    """A plan, ready to be shown."""

    plan: "ImportPlan"
    words: "Words"
    signs: "Signs"
    label: Callable[[str], str]

    def counts(self) -> dict[str, int]:
        """Return how many entries each section has; a citizen with three changes counts once."""
        counts = self.plan.counts()
        return {
            "refused": counts["refused"],
            "same": len(self.plan.number_changes),
            "new": counts["new"],
            "changed": len(self.plan.changed),
            "warned": len({problem.row for problem in self.plan.warned}),
            "unchanged": self.plan.unchanged,
            "not_in_file": counts["not_in_file"],
            "skipped": len(self.plan.skipped),
        }

    def shown(self) -> list[str]:
        """Return the sections to name: the usual ones always, the others when they hold something."""
        counts = self.counts()
        return [name for name in SECTIONS if counts[name] or name in _ALWAYS]

    def columns(self, section: str) -> list[Column]:
        """Return the columns of a section."""
        return [
            Column(
                key,
                "" if key == "sign" else self.words(f"intake.column.{key}"),
                width,
                minimum=min(width, _LEAST.get(key, 12)),
                grow=int(key in _GROWING),
                right=key == "row",
                drop=_DROPPED.get(key, 0),
                gap=1 if key == "sign" else 2,
                sortable=False,
            )
            for key, width in _COLUMNS[section]
        ]

    def keys(self, section: str) -> list[str]:
        """Return one key for each row of a section."""
        plan = self.plan
        if section == "changed":
            return [f"{at}:{place}" for at, one in enumerate(plan.changed) for place in range(len(one.changes))]
        sizes = {
            "refused": len(plan.refused),
            "warned": len(plan.warned),
            "same": len(plan.number_changes),
            "new": len(plan.new),
            "unchanged": 0,
            "not_in_file": len(plan.not_in_file),
            "skipped": len(plan.skipped),
        }
        return [str(at) for at in range(sizes[section])]

    def rows(self, section: str, keys: Sequence[str]) -> list[Row]:
        """Return the rows of keys."""
        return [Row(self._cells(section, key)) for key in keys]

    def _cells(self, section: str, key: str) -> dict[str, Cell]:
        plan = self.plan
        if section == "changed":
            citizen, change = self._change(key)
            return self._changed(citizen, change)
        at = int(key)
        if section in {"refused", "warned"}:
            return self._problem((plan.refused if section == "refused" else plan.warned)[at])
        if section == "new":
            return self._new(plan.new[at])
        if section == "same":
            offer = plan.number_changes[at]
            taken = offer.citizen_id in plan.same_people
            said = self.words(f"intake.same.{'yes' if taken else 'no'}")
            sign = (self.signs.ready, "ready") if taken else (self.signs.missing, "muted")
            return {"sign": (sign,), "row": str(offer.row), "name": offer.name, "offer": said}
        if section == "not_in_file":
            return {"name": plan.not_in_file[at].name}
        skipped = plan.skipped[at]
        return {"row": str(skipped.number), "reason": self.words(f"import.skipped.{skipped.reason}")}

    def _problem(self, problem: "RowProblem") -> dict[str, Cell]:
        return {
            "row": str(problem.row),
            "column": problem.column,
            "reason": self.words(problem.words, **dict(problem.params)),
            "value": ((problem.value, "muted"),),
        }

    def _new(self, citizen: "FileCitizen") -> dict[str, Cell]:
        values = citizen.values
        start = values.get("enrolled_on") or self.plan.options.start_on
        return {
            "row": str(citizen.row),
            "name": str(values.get("name", "")),
            "cpr": ((mask(citizen.cpr), "muted"),),
            "start": self._said(start),
            "group": self._said(values.get("group")),
            "step": self._said(values.get("step")),
        }

    def _changed(self, citizen: "ChangedCitizen", change: "Change") -> dict[str, Cell]:
        taken = not change.is_conflict or (citizen.id, change.field) in self.plan.taken
        sign = (self.signs.warning, "warning") if change.is_conflict else (self.signs.ready, "ready")
        return {
            "sign": (sign,),
            "name": citizen.name,
            "what": self.label(change.field),
            "old": ((self._said(change.old), "struck" if taken else "strong"),),
            "new": ((self._said(change.new), "strong" if taken else "struck"),),
        }

    def _change(self, key: str) -> "tuple[ChangedCitizen, Change]":
        at, _, place = key.partition(":")
        citizen = self.plan.changed[int(at)]
        return citizen, citizen.changes[int(place)]

    def turned(self, section: str, key: str) -> "ImportPlan | None":
        """Return the plan with the entry decided the other way, None when there is nothing to decide."""
        plan = self.plan
        if section == "changed":
            citizen, change = self._change(key)
            if not change.is_conflict:
                return None
            return plan.take(plan.taken ^ {(citizen.id, change.field)})
        if section == "same":
            return replace(plan, same_people=plan.same_people ^ {plan.number_changes[int(key)].citizen_id})
        return None

    def _said(self, value: object) -> str:
        if value is None or value == "":
            return self.signs.dash
        if isinstance(value, date):
            return self.words.date_entry(value)
        if isinstance(value, bool):
            return self.words.yes_no(value)
        if isinstance(value, Enum):
            return str(value.value)
        if isinstance(value, tuple):
            return ", ".join(self._said(one) for one in value)
        return str(value)
