"""The SQLite with encryption, in place before sqlite-utils looks for its driver.

sqlite-utils takes `pysqlite3` when it finds it and catches that module's errors; without the alias its own
recoveries (adding a column, falling back) miss the errors of SQLCipher.
"""

import sys
from typing import Any

import sqlcipher3
from sqlcipher3 import dbapi2 as dbapi

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi

OLDEST = (3, 51, 3)
"""SQLite below this can lose commits in WAL mode with two connections (sqlite.org/wal.html#walresetbug)."""

if tuple(dbapi.sqlite_version_info) < OLDEST:
    raise ImportError(f"sqlcipher3 holds SQLite {dbapi.sqlite_version}; {'.'.join(map(str, OLDEST))} is needed")

Connection = Any
"""A connection of sqlcipher3, which ships no types."""

__all__ = ["Connection", "dbapi"]
