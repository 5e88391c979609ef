"""Which class of record lies in which table: the one list that reading, writing, journal and checks go by.

Column names are the fields' names, save for words that SQL keeps for itself (`RENAMED`). The classes are named, not
imported, so that lists can be read without pydantic; a test holds the columns to the models.
"""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from broker_tui.store.record_table import RENAMED, RecordTable, column_of
from broker_tui.store.record_tables import RECORDS

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["JOURNALLED", "RECORDS", "RENAMED", "RecordTable", "column_of", "model_of", "table_of"]

CITIZEN_FIELDS = (
    "cpr",
    "name",
    "enrolled_on",
    "edition",
    "phone",
    "email",
    "address",
    "protected_address",
    "home_municipality",
    "benefit",
    "in_intro_programme",
    "is_provider",
    "caseworker",
    "caseworker_phone",
    "network_wish",
    "unable_to_take_part",
    "assessment",
    "rehab_plan_started_on",
    "rehab_team_on",
    "rehab_outcome",
    "rehab_outcome_on",
    "case_closed_on",
    "remark",
    "resources",
    "challenges",
    "support_by",
    "min_plan_broker_on",
)
CITIZEN_SEARCHED = ("remark", "resources", "challenges")
"""Texts of a citizen's own whose words are found by search."""

DERIVED = ("search_name", "sort_name")
"""Columns of `citizen` made from the name when it is written."""

KEPT = (
    "last_contact_on",
    "last_contact_medium",
    "last_contact_outcome",
    "last_reached_on",
    "last_reached_medium",
)
"""Columns of `citizen` that triggers keep in step with `contact`; never journalled, since they follow from it."""

CITIZEN_COLUMNS = ("id", *CITIZEN_FIELDS, *DERIVED)
BROKER_FIELDS = ("name", "roles", "phone", "email")
COMPANY_FIELDS = ("name", "cvr", "p_number", "branch", "address", "phone", "email", "note", "contacts")
COMPANY_DERIVED = ("search_text", "sort_name")
"""Columns of `company` made when it is written: what it is found by, folded, and what it is sorted by."""

JOURNALLED: dict[str, tuple[str, ...]] = {
    "broker": ("id", *BROKER_FIELDS, "sort_name"),
    "company": ("id", *COMPANY_FIELDS, *COMPANY_DERIVED),
    "citizen": CITIZEN_COLUMNS,
    **{table.name: table.columns for table in RECORDS},
}
"""The stored columns of every journalled table, parents before children."""


@cache
def model_of(table: RecordTable) -> "type[Any]":
    """Return the class of a table's records; imports pydantic."""
    module, _, name = table.model.partition(".")
    model: type[Any] = getattr(import_module(f"broker_tui.domain.{module}"), name)
    return model


@cache
def _table_by_model() -> "dict[type[BaseModel], RecordTable]":
    return {model_of(table): table for table in RECORDS}


def table_of(model: "type[BaseModel]") -> RecordTable:
    """Return the table that holds records of a class.

    Raises:
        KeyError: the class is not stored as a record.
    """
    return _table_by_model()[model]
