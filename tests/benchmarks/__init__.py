"""Scripts that measure, printing ratios in one run; nothing of it runs with the tests.

A clock says little on a machine that changes its pace, so each script runs what it measures and what it measures
against in turns, and prints medians, minima and their ratios. A goal is met when the ratio of the medians or that of
the minima holds. All take `--help`; run them on an idle machine, from the root of the repository.

- `python -m tests.benchmarks.startup`: exec to the unlock screen at most 1.15, `demo` to the first list at most 2 times
  a bare Textual program.
- `python -m tests.benchmarks.caseload`: 36,000 citizens on the screen. First list at most 1.3 times the bare program
  and 1.15 times that of 40 citizens; from Enter on the passphrase at most Argon2id and the bare program together;
  a cursor key at most 0.35 times that of a DataTable of 40 rows, a page of new rows 0.08 times that of one of 1,000;
  a held key paints every time; a letter of a search shows what it finds in 2 times what a bare Input takes; Esc 0.45,
  quitting 0.2, memory 1.5 times the bare program's; 500 bytes a cursor key, 9,000 a page.
- `python -m tests.benchmarks.form_speed`: a form of 20 or 40 fields opens in 0.3 times what twenty Inputs take; typing
  takes at most 1.3 times a bare Input.
- `python -m tests.benchmarks.store_speed`: the store against the plainest SQL that touches the same rows.
- `python -m tests.benchmarks.judging`: judging everyone against the SQL that fetches the same facts, at most 1.3 times.
- `python -m tests.benchmarks.results_speed`: counting thirteen months of all against the SQL that fetches the same
  histories.
- `python -m tests.benchmarks.import_speed`: a file of 100,000 rows, from reading to undoing.
- `python -m tests.benchmarks.kill_writer`: a writing program is killed again and again; nothing it has acknowledged
  is lost.

`measuring` holds what the screen's scripts share, `stock` the bare programs. Counts that do not depend on a clock
(statements, bytes, frames, modules) are held by tests: `tests/ui/test_costs.py`, `tests/ui/test_start_hygiene.py`.
"""
