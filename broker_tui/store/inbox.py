"""The inbox: field notes sealed without the passphrase, opened by the program once the database is.

A note is sealed for the public key in the keys file; only the private key inside the database opens it again. One
file for each note, whole or not there. Sealing loads nothing but the standard library and cryptography, since it must
be quick on the command line.
"""

import json
import os
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from broker_tui.store.files import from_system, write_private
from broker_tui.store.keys import read_vault

if TYPE_CHECKING:
    from broker_tui.store.store import Store

_MAGIC = b"BTN1"
_SUFFIX = ".note"
_KEY_BYTES = 32
_NONCE_BYTES = 12


class FieldNote(NamedTuple):
    """A note from the field, not yet filed under a citizen.

    Attributes:
        id: names the note in the inbox.
        at: when it was written.
        text: the note; empty when it cannot be read.
        hint: what was said of whom it concerns.
        readable: whether it could be opened and is whole.
    """

    id: str
    at: datetime
    text: str
    hint: str
    readable: bool = True


def inbox_path(database: Path) -> Path:
    """Return the folder of a database's field notes."""
    return database.with_name(database.name + ".inbox")


def seal_note(database_path: Path, text: str, citizen_hint: str = "") -> None:
    """Put a note into the inbox, sealed; neither passphrase nor database is opened.

    Raises:
        StoreError: the keys are missing or damaged, or the folder cannot be written (read_only, disk_full).
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    database_path = Path(database_path)
    vault = read_vault(database_path)
    once = X25519PrivateKey.generate()
    public = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(vault.inbox_key))
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    content = json.dumps({"at": at, "text": text, "hint": citizen_hint}, ensure_ascii=False).encode("utf-8")
    nonce = os.urandom(_NONCE_BYTES)
    sealed = AESGCM(_derived(shared, public, vault.inbox_key)).encrypt(nonce, content, _MAGIC + vault.id)
    folder = inbox_path(database_path)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise from_system(error, folder) from None
    name = f"{time.time_ns():016x}-{os.urandom(4).hex()}{_SUFFIX}"
    write_private(folder / name, _MAGIC + public + nonce + sealed)


def count_notes(database: Path) -> int:
    """Return how many notes wait in the inbox; nothing is opened."""
    return sum(1 for _ in inbox_path(database).glob(f"*{_SUFFIX}"))


def read_inbox(store: "Store") -> list[FieldNote]:
    """Return all notes of the inbox, the oldest first; one that cannot be opened is listed as unreadable.

    Raises:
        StoreError: the database is damaged.
    """
    paths = sorted(inbox_path(store.path).glob(f"*{_SUFFIX}"))
    if not paths:
        return []
    private, public = store.secret("inbox_private"), store.secret("inbox_public")
    return [_opened(path, private, public, store.key.salt) for path in paths]


def drop_note(store: "Store", note_id: str) -> None:
    """Remove a note, because it has been filed or thrown away.

    Raises:
        StoreError: the folder cannot be written (read_only), or another program holds the database (in_use).
    """
    store.require_writable()
    path = inbox_path(store.path) / f"{note_id}{_SUFFIX}"
    if path.parent != inbox_path(store.path):
        raise ValueError("not the id of a note")
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise from_system(error, path) from None


def _opened(path: Path, private: bytes, public: bytes, vault_id: bytes) -> FieldNote:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        sealed = path.read_bytes()
        once = sealed[len(_MAGIC) :][:_KEY_BYTES]
        nonce = sealed[len(_MAGIC) + _KEY_BYTES :][:_NONCE_BYTES]
        shared = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(once))
        body = sealed[len(_MAGIC) + _KEY_BYTES + _NONCE_BYTES :]
        content = json.loads(AESGCM(_derived(shared, once, public)).decrypt(nonce, body, _MAGIC + vault_id))
        return FieldNote(path.stem, datetime.fromisoformat(content["at"]), content["text"], content["hint"])
    except (OSError, InvalidTag, ValueError, KeyError):
        return FieldNote(path.stem, _time_in(path), "", "", readable=False)


def _time_in(path: Path) -> datetime:
    """Return when a note was written as its name tells, else when its file was."""
    try:
        seconds = int(path.stem.partition("-")[0], 16) / 1e9
        return datetime.fromtimestamp(seconds).astimezone()
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone()


def _derived(shared: bytes, once: bytes, public: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"broker_tui note" + once + public).derive(shared)
