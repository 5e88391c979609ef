"""Documents to hand out: one neutral structure, written as PDF, Word and plain text."""
