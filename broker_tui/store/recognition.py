"""Is this file a database of ours, and are these its keys? All that can be told without unlocking it."""

from pathlib import Path

from broker_tui.store.errors import StoreError
from broker_tui.store.keys import Vault, read_vault

_PLAIN_HEADER = b"SQLite format 3\0"
_PAGE_BYTES = 4096


def vault_of(path: Path) -> Vault:
    """Return the vault beside a database, once both are known to belong together.

    Raises:
        StoreError: missing, unreadable, empty_file, not_ours, keys_missing, keys_damaged or keys_mismatch.
    """
    header, size = _beginning(path)
    try:
        vault = read_vault(path)
    except StoreError as error:
        # Our files are whole pages of noise; anything else without keys was never ours.
        if error.code == "keys_missing" and (len(header) < len(_PLAIN_HEADER) or size % _PAGE_BYTES):
            raise StoreError("not_ours", path=path) from None
        raise
    if header != vault.id:
        raise StoreError("keys_mismatch", path=path)
    return vault


def _beginning(path: Path) -> tuple[bytes, int]:
    """Return the first 16 bytes, where our files hold the id of their vault, and the size of the file."""
    try:
        with path.open("rb") as stream:
            header = stream.read(len(_PLAIN_HEADER))
        size = path.stat().st_size
    except FileNotFoundError:
        raise StoreError("missing", path=path) from None
    except OSError:
        raise StoreError("unreadable", path=path) from None
    if not header:
        raise StoreError("empty_file", path=path)
    if header == _PLAIN_HEADER:
        raise StoreError("not_ours", path=path)
    return header, size
