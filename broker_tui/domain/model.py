"""The base of every stored concept."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]
"""Free text about a citizen, as typed; may span lines."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]
"""Text on one line: a name, an address, a company."""

RequiredLine = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
"""A line that may not be empty."""


class Model(BaseModel):
    """A frozen value; unknown fields are refused, and errors never repeat what was entered."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Record(Model):
    """A dated fact about one citizen; `id` is a UUIDv7 made where the fact was entered."""

    id: str
