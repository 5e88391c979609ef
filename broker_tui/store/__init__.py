"""Storage: one encrypted SQLite file, its keys, its journal; all SQL there is lives here."""
