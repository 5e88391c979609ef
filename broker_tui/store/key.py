"""The database key as it passes through memory."""


class Key:
    """The raw key of one database with the salt that stands first in its file; shows neither when printed."""

    __slots__ = ("_raw", "salt")

    def __init__(self, raw: bytes, salt: bytes) -> None:
        if len(raw) != 32 or len(salt) != 16:
            raise ValueError("a key has 32 bytes and a salt 16")
        self._raw = raw
        self.salt = salt

    def __repr__(self) -> str:
        return "Key(hidden)"

    def raw(self) -> bytes:
        """Return the 32 bytes, to be sealed or derived from."""
        return self._raw

    def spelled(self) -> bytes:
        """Return key and salt as SQLCipher reads a raw key."""
        return b"x'" + (self._raw + self.salt).hex().encode("ascii") + b"'"
