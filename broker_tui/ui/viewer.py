"""Opening a file in the system's own viewer."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

WAIT_SECONDS: Final = 4.0
"""How long a viewer's starter may take to fail; one that still runs then has opened the file."""


def open_in_viewer(path: Path) -> bool:
    """Open a file in the program that the system opens such files with; False when that cannot be done here."""
    if sys.platform == "win32":
        try:
            os.startfile(path)  # noqa: S606 - the system chooses the program
        except OSError:
            return False
        return True
    starter = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if starter is None:
        return False
    try:
        process = subprocess.Popen(  # noqa: S603 - the system's own starter, no shell
            [starter, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(WAIT_SECONDS) == 0
    except subprocess.TimeoutExpired:
        return True
