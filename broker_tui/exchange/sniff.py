"""What a file is, told by its first bytes; its name is never asked."""

import re
from enum import StrEnum
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from broker_tui.exchange.errors import FileProblem

MAX_BYTES: Final = 256 * 2**20
MAX_UNPACKED: Final = 2 * 2**30

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_OTHER: Final = {
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"BM": "picture",
    b"II*\0": "picture",
    b"MM\0*": "picture",
    b"{\\rtf": "word",
    b"\x1f\x8b": "packed",
    b"7z\xbc\xaf": "packed",
    b"Rar!": "packed",
    b"PK\x05\x06": "packed",
    b"SQLite format 3": "database",
}
_JSON: Final = re.compile(rb"[{\[]\s*(?:[\"{}\[\]]|$)")
_LOOKED_AT: Final = 8192
_CONTROLS: Final = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1a\x00")


class FileKind(StrEnum):
    """How a file has to be read."""

    TEXT = "text"
    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"
    CASE_FILE = "case_file"


def kind_of(data: bytes) -> FileKind:
    """Tell what a file is.

    Raises:
        FileProblem: it is nothing we read; the code names what it is instead: empty, html, password, broken, pdf,
            picture, word, packed, database, binary.
    """
    start = data[:_LOOKED_AT]
    if not start.strip(b"\0 \t\r\n"):
        raise FileProblem("empty")
    if start.startswith(_ZIP):
        return _inside_zip(data)
    if start.startswith(_OLE):
        return _inside_ole(data)
    _refuse_others(start)
    text = _after_bom(start).lstrip(b" \t\r\n\0")
    if text.startswith(b"<"):
        raise FileProblem("html")
    if _JSON.match(text):
        return FileKind.CASE_FILE
    _refuse_binary(start)
    return FileKind.TEXT


def _after_bom(start: bytes) -> bytes:
    return next((start[len(bom) :] for bom in _BOMS if start.startswith(bom)), start)


def _refuse_others(start: bytes) -> None:
    for magic, code in _OTHER.items():
        # "BM" alone could begin a name; a bitmap has zeros in its header.
        if start.startswith(magic) and (magic != b"BM" or b"\0" in start[2:16]):
            raise FileProblem(code)


def _refuse_binary(start: bytes) -> None:
    controls = sum(byte in _CONTROLS for byte in start)
    zeros = start.count(0)
    halves = max(start[0::2].count(0), start[1::2].count(0))
    wide = start.startswith(_BOMS[1:]) or (zeros > len(start) // 4 and zeros - halves < halves // 8)
    if controls > len(start) // 20 or (zeros > len(start) // 20 and not wide):
        raise FileProblem("binary")


def _inside_zip(data: bytes) -> FileKind:
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        raise FileProblem("broken") from None
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise FileProblem("too_large", limit=MAX_BYTES // 2**20)
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return FileKind.XLSX
    if "content.xml" in names and "mimetype" in names:
        return FileKind.ODS
    raise FileProblem("word" if any(name.startswith(("word/", "ppt/")) for name in names) else "packed")


def _inside_ole(data: bytes) -> FileKind:
    """Tell an old Excel book from an encrypted new one, which hides in the same kind of container."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise FileProblem("password")
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return FileKind.XLS
    raise FileProblem("word" if "WordDocument".encode("utf-16-le") in data else "broken")
