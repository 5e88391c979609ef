"""The keys file beside the database: the random database key, sealed once for each way of unlocking it.

`<db>.keys` is JSON. Each slot holds the same database key, sealed with AES-GCM under a key that Argon2id makes from the
passphrase or the recovery code; vault id, slot name and Argon2id's parameters are bound to it, so that none of them
can be changed unnoticed. A new passphrase therefore rewrites one small file and never the database.
"""

import json
import os
from pathlib import Path
from typing import Any, Final, NamedTuple

from broker_tui.store.errors import StoreError
from broker_tui.store.files import write_private
from broker_tui.store.key import Key

FORMAT: Final = 1
PASSPHRASE: Final = "passphrase"  # noqa: S105 - the name of a slot
RECOVERY: Final = "recovery"
_RECOVERY_BYTES: Final = 20
_RECOVERY_LETTERS: Final = 32
_GROUP: Final = 4
_MOST_MEMORY_KIB: Final = 4 * 1024 * 1024


class Kdf(NamedTuple):
    """What Argon2id costs: memory in KiB, passes over it, lanes."""

    memory_kib: int
    iterations: int
    lanes: int


DEFAULT_KDF: Final = Kdf(65_536, 3, 4)
"""0.2-0.4 s on an ordinary laptop."""

FAST_KDF: Final = Kdf(8, 1, 1)
"""For tests and the demo only, whose passphrases protect nothing."""


class Slot(NamedTuple):
    """The database key, sealed for one way of unlocking."""

    name: str
    kdf: Kdf
    salt: bytes
    nonce: bytes
    sealed: bytes


class Vault(NamedTuple):
    """What the keys file holds.

    Attributes:
        id: 16 random bytes that stand first in the database file too, so that file and keys can be told to belong
            together before anything is unlocked.
        slots: one for each way of unlocking.
        inbox_key: the public key that field notes are sealed with; its private half lies in the database.
        backup: what a backup tells about itself; empty beside the live database.
    """

    id: bytes
    slots: tuple[Slot, ...]
    inbox_key: bytes
    backup: dict[str, Any]


def keys_path(database: Path) -> Path:
    """Return where the keys of a database lie."""
    return database.with_name(database.name + ".keys")


def new_vault(passphrase: str, kdf: Kdf, inbox_key: bytes) -> tuple[Vault, Key, str]:
    """Return a new vault, its key, and the recovery code, which is stored nowhere."""
    key = Key(os.urandom(32), os.urandom(16))
    code = new_recovery_code()
    empty = Vault(key.salt, (), inbox_key, {})
    return with_slots(empty, key, {PASSPHRASE: passphrase, RECOVERY: code}, kdf), key, code


def with_slots(vault: Vault, key: Key, secret_by_slot: dict[str, str], kdf: Kdf) -> Vault:
    """Return the vault with the named slots made anew."""
    kept = tuple(slot for slot in vault.slots if slot.name not in secret_by_slot)
    made = tuple(_seal(vault.id, name, secret, kdf, key) for name, secret in secret_by_slot.items())
    return vault._replace(slots=kept + made)


def unlock(vault: Vault, secret: str, path: Path) -> Key:
    """Return the database key that a passphrase or a recovery code opens.

    Raises:
        StoreError: it opens no slot (wrong_passphrase).
    """
    code = recovery_letters(secret)
    first = RECOVERY if code else PASSPHRASE
    for slot in sorted(vault.slots, key=lambda slot: slot.name != first):
        spoken = code if slot.name == RECOVERY else secret
        if spoken and (raw := _open(vault.id, slot, spoken)):
            return Key(raw, vault.id)
    raise StoreError("wrong_passphrase", path=path)


def new_recovery_code() -> str:
    """Return 160 random bits as eight groups of four letters and digits."""
    import base64

    letters = base64.b32encode(os.urandom(_RECOVERY_BYTES)).decode("ascii")
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def recovery_letters(text: str) -> str | None:
    """Return the 32 letters of what looks like a recovery code, however it was typed; None for anything else."""
    letters = "".join(text.upper().split()).replace("-", "")
    # What is read off paper: the code holds no 0, 1 or 8.
    letters = letters.translate(str.maketrans("018", "OIB"))
    if len(letters) != _RECOVERY_LETTERS or not letters.isascii():
        return None
    return letters if all(letter.isalpha() or letter in "234567" for letter in letters) else None


def read_vault(database: Path) -> Vault:
    """Read the keys file of a database.

    Raises:
        StoreError: it is not there (keys_missing), or cannot be understood (keys_damaged).
    """
    path = keys_path(database)
    try:
        content = json.loads(path.read_bytes())
        if content["format"] > FORMAT:
            raise StoreError("newer", path=path)
        return _vault_of(content)
    except FileNotFoundError:
        raise StoreError("keys_missing", path=path) from None
    except OSError:
        raise StoreError("unreadable", path=path) from None
    except (ValueError, KeyError, TypeError):
        raise StoreError("keys_damaged", path=path) from None


def write_vault(database: Path, vault: Vault) -> None:
    """Write the keys file of a database, atomically and for the user alone.

    Raises:
        StoreError: the folder cannot be written (read_only), or the disk is full (disk_full).
    """
    content: dict[str, Any] = {
        "format": FORMAT,
        "vault": vault.id.hex(),
        "slots": [
            {
                "name": slot.name,
                "kdf": {"name": "argon2id", **slot.kdf._asdict()},
                "salt": slot.salt.hex(),
                "nonce": slot.nonce.hex(),
                "sealed": slot.sealed.hex(),
            }
            for slot in vault.slots
        ],
        "inbox_key": vault.inbox_key.hex(),
    }
    if vault.backup:
        content["backup"] = vault.backup
    write_private(keys_path(database), json.dumps(content, indent=1).encode("ascii"))


def _vault_of(content: dict[str, Any]) -> Vault:
    slots = tuple(
        Slot(
            str(slot["name"]),
            _checked(Kdf(*(int(slot["kdf"][name]) for name in Kdf._fields))),
            bytes.fromhex(slot["salt"]),
            bytes.fromhex(slot["nonce"]),
            bytes.fromhex(slot["sealed"]),
        )
        for slot in content["slots"]
    )
    vault_id = bytes.fromhex(content["vault"])
    if len(vault_id) != 16 or not slots:
        raise ValueError("no vault")
    return Vault(vault_id, slots, bytes.fromhex(content["inbox_key"]), dict(content.get("backup", {})))


def _checked(kdf: Kdf) -> Kdf:
    """Refuse costs that no one has chosen, which would only serve to exhaust the machine."""
    fits = 1 <= kdf.lanes <= 64 and 8 * kdf.lanes <= kdf.memory_kib <= _MOST_MEMORY_KIB and 1 <= kdf.iterations <= 100
    if not fits:
        raise ValueError("costs out of range")
    return kdf


def _seal(vault_id: bytes, name: str, secret: str, kdf: Kdf, key: Key) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(16), os.urandom(12)
    spoken = recovery_letters(secret) if name == RECOVERY else secret
    sealing = AESGCM(_derived(spoken or "", salt, kdf))
    return Slot(name, kdf, salt, nonce, sealing.encrypt(nonce, key.raw(), _bound(vault_id, name, kdf)))


def _open(vault_id: bytes, slot: Slot, secret: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        opened = AESGCM(_derived(secret, slot.salt, slot.kdf)).decrypt(
            slot.nonce, slot.sealed, _bound(vault_id, slot.name, slot.kdf)
        )
    except (InvalidTag, ValueError):
        return None
    return opened if len(opened) == 32 else None


def _bound(vault_id: bytes, name: str, kdf: Kdf) -> bytes:
    return b"\0".join([b"broker_tui", vault_id.hex().encode(), name.encode(), repr(tuple(kdf)).encode()])


def _derived(secret: str, salt: bytes, kdf: Kdf) -> bytes:
    import unicodedata

    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    # A Mac may type ø or å in two parts; the passphrase is the same.
    spoken = unicodedata.normalize("NFKC", secret).encode("utf-8")
    derived: bytes = Argon2id(
        salt=salt, length=32, iterations=kdf.iterations, lanes=kdf.lanes, memory_cost=kdf.memory_kib
    ).derive(spoken)
    return derived


def change_passphrase(database: Path, current: str, new: str, *, kdf: Kdf = DEFAULT_KDF) -> None:
    """Give the database a new passphrase; `current` may be the recovery code, which stays as it is.

    Backups made before keep the passphrase they were made with.

    Raises:
        StoreError: wrong_passphrase, keys_missing, keys_damaged, read_only or disk_full; nothing has changed then.
    """
    vault = read_vault(database)
    key = unlock(vault, current, database)
    write_vault(database, with_slots(vault, key, {PASSPHRASE: new}, kdf))


def renew_recovery_code(database: Path, current: str, *, kdf: Kdf = DEFAULT_KDF) -> str:
    """Make and return a new recovery code; the old one opens nothing any more.

    Raises:
        StoreError: wrong_passphrase, keys_missing, keys_damaged, read_only or disk_full; nothing has changed then.
    """
    vault = read_vault(database)
    key = unlock(vault, current, database)
    code = new_recovery_code()
    write_vault(database, with_slots(vault, key, {RECOVERY: code}, kdf))
    return code
