"""File formats at the border: caseload files in, lists and case files out."""
