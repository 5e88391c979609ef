"""Saving a document in a folder of the user's choice: for her eyes only, whole or not at all, never over another."""

import errno
import os
import re
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Final

from broker_tui.exchange.documents.errors import DocumentError
from broker_tui.exchange.documents.parts import Document
from broker_tui.i18n import load_words

_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]+')
_RESERVED: Final = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")
_LONGEST: Final = 100
"""Signs of a name; folders of other systems cut or refuse names above 255 bytes."""

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_CLOSED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def initials(name: str) -> str:
    """Return the initials of a person: `Åse Marie Ørsted` is `ÅMØ`."""
    return "".join(part[0].upper() for part in re.split(r"[\s-]+", name) if part and part[0].isalpha())


def file_name(document: Document, person: str, extension: str) -> str:
    """Return a name for the document's file, with the person's initials alone: folders and mails show names to many.

    Args:
        document: what is to be saved.
        person: the citizen's name, or empty.
        extension: without the dot, such as `pdf`.
    """
    version = None
    if document.version is not None:
        version = load_words(document.language)("document.file_version", n=str(document.version))
    pieces = [document.title, initials(person), version, document.made_on.date().isoformat()]
    return f"{safe_name(' '.join(piece for piece in pieces if piece))}.{extension}"


def safe_name(text: str) -> str:
    """Return a text as the name of a file that Windows, macOS and Linux all take."""
    name = unicodedata.normalize("NFC", _UNSAFE.sub(" ", text))
    name = " ".join(name.split())[:_LONGEST].strip(" .")
    return f"{name}_" if _RESERVED.match(name) else name or "-"


def save_document(data: bytes, folder: Path, name: str) -> Path:
    """Save a file that only the user may read, and return where; a name that is taken gets `-2`, `-3` after it.

    Raises:
        DocumentError: `folder_missing`, `folder_closed`, `disk_full` or `not_written`, each with `path`; no half a
            file is left behind.
    """
    if not folder.is_dir():
        raise DocumentError("folder_missing", path=folder)
    temporary = folder / f".{secrets.token_hex(8)}.tmp"
    try:
        _write(temporary, data)
        return _placed(temporary, folder, safe_name(Path(name).stem), Path(name).suffix)
    except OSError as error:
        raise _refused(error, folder) from None
    finally:
        temporary.unlink(missing_ok=True)


class Place:
    """Where a file is to lie; `path` is where it is written while it is made, and where it lies once it is whole."""

    def __init__(self, path: Path) -> None:
        self.path = path


@contextmanager
def saving(folder: Path, name: str) -> Iterator[Place]:
    """Give a place to write a large file to; it gets its name when it is whole, as `save_document` does it.

    Raises:
        DocumentError: as `save_document`; no half a file is left behind.
    """
    if not folder.is_dir():
        raise DocumentError("folder_missing", path=folder)
    temporary = folder / f".{secrets.token_hex(8)}.tmp"
    place = Place(temporary)
    try:
        yield place
        place.path = _placed(temporary, folder, safe_name(Path(name).stem), Path(name).suffix)
    except OSError as error:
        raise _refused(error, folder) from None
    finally:
        temporary.unlink(missing_ok=True)


def save_document_as(data: bytes, path: Path, *, replace: bool = False) -> None:
    """Save a file that only the user may read, under the very name that is given.

    Raises:
        DocumentError: `file_exists` when something of that name is there and is not to be replaced; `folder_missing`,
            `folder_closed`, `disk_full` or `not_written`. Each with `path`; what was there stays as it was.
    """
    folder = path.parent
    if not folder.is_dir():
        raise DocumentError("folder_missing", path=folder)
    temporary = folder / f".{secrets.token_hex(8)}.tmp"
    try:
        _write(temporary, data)
        if replace:
            temporary.replace(path)
        else:
            _claimed(temporary, path)
    except FileExistsError:
        raise DocumentError("file_exists", path=path) from None
    except OSError as error:
        raise _refused(error, folder) from None
    finally:
        temporary.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _placed(temporary: Path, folder: Path, stem: str, suffix: str) -> Path:
    """Give the whole file its name, the first that is free; two programs at once get two names."""
    for number in count(1):
        target = folder / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
        try:
            _claimed(temporary, target)
        except FileExistsError:
            continue
        return target
    raise AssertionError("numbers do not end")


def _claimed(temporary: Path, target: Path) -> None:
    """Give a whole file a name that nothing has.

    Raises:
        FileExistsError: something has it.
    """
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        temporary.replace(target)
    except OSError:
        target.unlink(missing_ok=True)
        raise


def _refused(error: OSError, folder: Path) -> DocumentError:
    if error.errno in _FULL:
        return DocumentError("disk_full", path=folder)
    if error.errno in _CLOSED:
        return DocumentError("folder_closed", path=folder)
    reason = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return DocumentError("not_written", path=folder, reason=reason)
