"""A large caseload on the screen, against bare Textual programs: `python -m tests.benchmarks.caseload`.

`--size` citizens (36,000) in an encrypted database, `--rounds` (7). Every round runs all programs once, in turning
order, in a real terminal of 120x40. What is asked for stands in `GOALS`.
"""

import argparse
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Final

from broker_tui.store.keys import DEFAULT_KDF, change_passphrase, read_vault, unlock
from tests.benchmarks.measuring import (
    FIRST_SCREEN,
    PASSPHRASE,
    Goal,
    Program,
    Session,
    Times,
    caseload,
    program,
    run_in_turns,
    stock,
    told,
)
from tests.benchmarks.startup import HELLO, UNLOCK

FEW: Final = 40
NAME: Final = "mari"
OPEN: Final = {"BROKER_TUI_PASSPHRASE": PASSPHRASE}
NO_PANE: Final = (100, 40)
"""A terminal without the pane that follows a moment later: the last frame after a letter shows what was found."""

GOALS: Final = (
    Goal("first list of 36,000 / hello and key", "first, many", ("hello", "key"), 1.3),
    Goal("first list of 36,000 / of 40", "first, many", ("first, few",), 1.15),
    Goal("Enter to first list / Argon2id and hello", "enter", ("argon2id", "hello"), 1.0),
    Goal("down / DataTable of 40", "down", ("stock down",), 0.35),
    Goal("down on 36,000 / on 40", "down", ("down, few",), 1.10),
    Goal("down while all are judged / DataTable of 40", "down, judging", ("stock down",), 1.0),
    Goal("page of new rows / DataTable of 1,000", "page", ("stock page",), 0.08),
    Goal("page of the week grid / DataTable of 1,000", "week page", ("stock page",), 0.15),
    Goal("key repeat: lag in ms", "repeat lag", (), 16.7),
    Goal("key repeat: frames of 60", "repeat frames", (), None, 58),
    Goal("letter of a search to results / bare Input", "letter", ("stock letter",), 2.0),
    Goal("Esc back / stock Esc back", "back", ("stock back",), 0.45),
    Goal("quit / hello's quit", "quit", ("stock quit",), 0.2),
    Goal("memory at its height / hello", "memory", ("stock memory",), 1.5),
    Goal("bytes of a down", "down bytes", (), 500),
    Goal("bytes of a page", "page bytes", (), 9_000),
    Goal("frames of a down without pane", "down frames", (), 1),
)


def add(times: Times, **measured: float) -> None:
    """Add measured values to their lists; `_` stands for a blank, `__` for a comma."""
    for name, value in measured.items():
        times.setdefault(name.replace("__", ", ").replace("_", " "), []).append(value)


def hello(session: Session, times: Times) -> None:
    """Start, settle, quit."""
    add(times, hello=session.wait_for("Hello, world"))
    session.rest()
    add(times, stock_memory=session.peak_mb(), stock_quit=session.quit())


def few_in_table(session: Session, times: Times) -> None:
    """Move the cursor of a small DataTable."""
    session.wait_for("READY")
    session.rest()
    for _ in range(20):
        add(times, stock_down=session.press("down").first)


def many_in_table(session: Session, times: Times) -> None:
    """Turn the pages of a larger one."""
    session.wait_for("READY")
    session.rest()
    for _ in range(10):
        add(times, stock_page=session.press("pagedown").first)


def one_input(session: Session, times: Times) -> None:
    """Type into a field."""
    session.wait_for("READY")
    session.rest()
    for letter in NAME * 3:
        add(times, stock_letter=session.press(letter).first)


def two_screens(session: Session, times: Times) -> None:
    """Open a screen and leave it."""
    session.wait_for("READY")
    session.rest()
    for _ in range(4):
        session.press("f2")
        add(times, stock_back=session.press("escape").first)


def few(session: Session, times: Times) -> None:
    """Start on a small caseload and move."""
    add(times, first__few=session.wait_for(FIRST_SCREEN))
    show_everyone(session)
    session.rest()
    for _ in range(20):
        add(times, down__few=session.press("down").first)


def many(session: Session, times: Times) -> None:
    """Start on a large caseload, move at once and again when all are judged, leave a page, look at weeks, quit."""
    add(times, first__many=session.wait_for(FIRST_SCREEN))
    show_everyone(session)
    for _ in range(20):
        add(times, down__judging=session.press("down").first)
    session.rest()
    for _ in range(20):
        cost = session.press("down")
        add(times, down=cost.first, down_bytes=cost.bytes)
    for _ in range(10):
        cost = session.press("pagedown")
        add(times, page=cost.first, page_bytes=cost.bytes)
    lag, frames = session.repeat("down", 60, 30)
    add(times, repeat_lag=lag, repeat_frames=frames)
    for _ in range(4):
        session.press("f1")
        add(times, back=session.press("escape").first)
    session.press("1")
    session.press("e")
    session.press("3")
    session.rest()
    for _ in range(5):
        add(times, week_page=session.press("pagedown").first)
    session.rest()
    add(times, memory=session.peak_mb(), quit=session.quit())


def searching(session: Session, times: Times) -> None:
    """Type a search, on a terminal without a pane."""
    session.wait_for(FIRST_SCREEN)
    show_everyone(session)
    session.rest()
    for _ in range(5):
        add(times, down_frames=session.press("down").frames)
    session.press("/")
    for _ in range(3):
        for letter in NAME:
            add(times, letter=session.press(letter).last)
        session.press("\x15")


def show_everyone(session: Session) -> None:
    """Go to the caseload and take its filter off."""
    session.until("Borgere", "2")
    session.until("alle borgere", "c")


def unlocking(database: Path) -> Program:
    """Return a program that is opened by its passphrase, kept with the costs that real ones have."""
    linked = database.with_name(f"locked-{database.name}")
    for old, new in ((database, linked), (Path(f"{database}.keys"), Path(f"{linked}.keys"))):
        new.unlink(missing_ok=True)
        (os.link if old is database else shutil.copy)(old, new)
    change_passphrase(linked, PASSPHRASE, PASSPHRASE, kdf=DEFAULT_KDF)
    vault = read_vault(linked)

    def play(session: Session, times: Times) -> None:
        session.wait_for(UNLOCK)
        session.rest()
        session.press(*PASSPHRASE)
        add(times, enter=session.until(FIRST_SCREEN, "enter"))
        session.terminal.kill()
        began = time.perf_counter()
        unlock(vault, PASSPHRASE, linked)
        add(times, argon2id=(time.perf_counter() - began) * 1000)

    return Program(program(linked), play)


def key_alone(database: Path) -> float:
    """Return the milliseconds that the cheap key of these measurements takes."""
    began = time.perf_counter()
    unlock(read_vault(database), PASSPHRASE, database)
    return (time.perf_counter() - began) * 1000


def main() -> int:
    """Measure, print, and return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=36_000)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    small, large = caseload(FEW), caseload(asked.size)
    programs = [
        Program([sys.executable, "-c", HELLO], hello),
        Program(program(large), many, OPEN),
        Program(stock("table", "40"), few_in_table),
        Program(program(small), few, OPEN),
        Program(stock("table", "1000"), many_in_table),
        unlocking(large),
        Program(stock("input"), one_input, size=NO_PANE),
        Program(program(large), searching, OPEN, NO_PANE),
        Program(stock("screens"), two_screens),
    ]
    times = run_in_turns(programs, asked.rounds)
    times["key"] = [key_alone(large) for _ in range(5)]
    print(f"{asked.size} citizens, {asked.rounds} rounds")
    return int(told(GOALS, times) > 0)


if __name__ == "__main__":
    sys.exit(main())
