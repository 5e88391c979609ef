"""One family of rules a file; each a pure function of facts, programme and day."""
