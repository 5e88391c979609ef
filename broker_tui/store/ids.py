"""Ids made where the record is made: UUIDv7, which sorts by time and never clashes."""


def new_id() -> str:
    """Return a new record id."""
    from uuid_utils import uuid7

    return str(uuid7())
