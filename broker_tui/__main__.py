"""Run the program with `python -m broker_tui`."""

import sys

from broker_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
