"""From what a model dumps to what its table holds: columns by name, with those that are made when it is written."""

import json
from collections.abc import Mapping
from typing import Any

from broker_tui.domain.danish import fold, sort_key
from broker_tui.store.registry import BROKER_FIELDS, CITIZEN_FIELDS, COMPANY_FIELDS, RecordTable, column_of


def citizen_row(dumped: Mapping[str, Any]) -> dict[str, object]:
    """Return a citizen's columns but her id; fields that were not dumped are left to the table."""
    row: dict[str, object] = {name: stored(dumped[name]) for name in CITIZEN_FIELDS if name in dumped}
    return {**row, "search_name": fold(dumped["name"]), "sort_name": sort_key(dumped["name"])}


def record_row(table: RecordTable, citizen_id: str, dumped: Mapping[str, Any]) -> dict[str, object]:
    """Return the columns of a dated fact about a citizen."""
    row: dict[str, object] = {"id": dumped["id"], "citizen_id": citizen_id}
    return {**row, **{column_of(field): stored(dumped[field]) for field in table.fields}}


def broker_row(dumped: Mapping[str, Any]) -> dict[str, object]:
    """Return the columns of a job broker."""
    row: dict[str, object] = {"id": dumped["id"], **{name: stored(dumped[name]) for name in BROKER_FIELDS}}
    return {**row, "sort_name": sort_key(dumped["name"])}


def company_row(dumped: Mapping[str, Any]) -> dict[str, object]:
    """Return the columns of a company."""
    row: dict[str, object] = {"id": dumped["id"], **{name: stored(dumped[name]) for name in COMPANY_FIELDS}}
    people = [contact["name"] for contact in dumped["contacts"]]
    found_by = (*(dumped[name] for name in ("name", "branch", "address", "cvr", "p_number")), *people)
    return {**row, "search_text": fold(" ".join(found_by)), "sort_name": sort_key(dumped["name"])}


def stored(value: object) -> object:
    """Return a dumped value as the column holds it: flags as 0 and 1, lists and objects as JSON."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list | dict):
        return json.dumps(value)
    return value
