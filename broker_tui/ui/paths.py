"""Paths as people type, paste and drop them, and the names that would complete them."""

from collections.abc import Collection
from pathlib import Path
from urllib.parse import unquote, urlsplit

_QUOTES = {'"': '"', "'": "'", "“": "”", "«": "»", "»": "«"}


def typed_path(text: str) -> Path:
    """Return the path that was meant: quotes around it, `file://`, `~` and escaped blanks are understood.

    A whole path typed or dropped after the folder that already stood there is the one that counts.
    """
    text = _last_whole_path(text.strip())
    if len(text) > 1 and _QUOTES.get(text[0]) == text[-1]:
        text = text[1:-1].strip()
    if text.startswith("file:"):
        address = urlsplit(text)
        text = unquote(address.path)
        if len(text) > 2 and text[0] == "/" and text[2] == ":":
            text = text[1:]
    elif "\\ " in text and not Path(text).exists():
        # A file dropped on a terminal comes with its blanks escaped.
        text = text.replace("\\ ", " ")
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _last_whole_path(text: str) -> str:
    """Return what follows a folder once a new path has begun: `/home/me//tmp/list.csv`, `/home/me/~/list.csv`."""
    if "://" in text or text.startswith("//"):
        return text
    begun = max(text.rfind("//") + 1, text.rfind("/~/") + 1)
    return text[begun:] if begun > 0 else text


def completions(text: str, endings: Collection[str], limit: int = 200) -> list[str]:
    """Return how the last part of a typed path may go on: folders with a separator at the end, then fitting files.

    Args:
        text: what has been typed; the folder before the last separator is looked into, by default this one.
        endings: endings of the files to offer, small letters, such as `.csv`; folders are always offered.
        limit: how many to return at most.
    """
    whole = typed_path(text) if text.strip() else Path()
    at_folder = not text.strip() or text.rstrip().endswith(("/", "\\"))
    folder, begun = (whole, "") if at_folder else (whole.parent, whole.name)
    try:
        found = [entry for entry in folder.iterdir() if entry.name.casefold().startswith(begun.casefold())]
        hidden = begun.startswith(".")
        shown = [entry for entry in found if hidden or not entry.name.startswith(".")]
        folders = sorted((f"{entry}/" for entry in shown if entry.is_dir()), key=str.casefold)
        files = sorted(
            (str(entry) for entry in shown if entry.suffix.casefold() in endings and entry.is_file()), key=str.casefold
        )
    except OSError:
        return []
    return [*folders, *files][:limit]
