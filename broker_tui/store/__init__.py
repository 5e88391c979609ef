"""One encrypted SQLite file and all SQL there is; it speaks codes, never words."""
