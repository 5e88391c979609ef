"""The commands that click reads, one module loaded a run."""
