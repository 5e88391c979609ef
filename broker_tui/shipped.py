"""Where the data that ships with the program lies: the same answer in a checkout and in an installed wheel."""

from functools import cache
from pathlib import Path


@cache
def data_dir() -> Path:
    """Return the folder that holds `programmes`, `language` and `demo`."""
    package = Path(__file__).parent
    inside = package / "_data"
    return inside if inside.is_dir() else package.parent / "data"
