"""Make what the README shows from the program itself: `python -m tests.generate`, or `--check` to compare only.

The pictures are the demo's screens on a fixed day; the table of keys comes from the command declarations.
"""

import argparse
import asyncio
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from broker_tui.casework.demo import DEMO_SIZE, make_demo
from broker_tui.casework.desk import Desk
from broker_tui.casework.opening import desk_of
from broker_tui.config.settings import Settings
from broker_tui.i18n import Words, load_words
from broker_tui.store.keys import FAST_KDF
from broker_tui.store.store import create_store
from broker_tui.ui.app import BrokerApp
from broker_tui.ui.commands import COMMANDS, Command
from broker_tui.ui.keymap import shown_key

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PICTURES = ROOT / "data" / "pictures"
DAY = date(2026, 11, 20)
SIZE = (120, 36)
SHOTS = {
    "min-uge": (),
    "borgere": ("2",),
    "kontaktuger": ("3",),
    "kontakt": ("u",),
    "borger": ("b",),
    "trin": ("b", "right"),
    "virksomheder": ("5",),
    "step-up": ("2", "slash", *"lind", "enter", "left", "left", "left"),
    "dokument": ("2", "slash", *"lind", "enter", "p", "enter"),
    "resultat": ("4",),
    "resultat-borgere": ("4", "down", "enter"),
}
"""Picture -> keys pressed on the first screen."""

PLACES = {
    "app": "Overalt",
    "views": "I alle lister",
    "my_week": "Min uge",
    "caseload": "Borgere",
    "weeks": "Kontaktuger",
    "companies": "Virksomheder",
    "registrations": "Registreringer",
    "results": "Resultat",
    "results.month": "Månedens borgere",
    "citizen": "En borger",
    "document": "Et dokument",
    "versions": "Versioner",
    "form": "Skemaer",
}
"""Place -> its heading in the table of keys."""


@contextmanager
def demo_desk() -> Iterator[Desk]:
    """Give the demo as of the fixed day."""
    with tempfile.TemporaryDirectory() as folder:
        store, _ = create_store(Path(folder) / "demo.db", "demo", kdf=FAST_KDF)
        make_demo(store, DEMO_SIZE, DAY)
        with store:
            yield desk_of(store, DAY)


async def picture(desk: Desk, words: Words, keys: tuple[str, ...]) -> str:
    """Return a screen as SVG after some keys."""
    app = BrokerApp(desk, words, Settings(), today=DAY, demo=True)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press(*keys)
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        return _plain(app.export_screenshot(title=""))


def _plain(svg: str) -> str:
    """Return an SVG that names no other machine's fonts and has the same ids whenever it is made."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def key_table(words: Words) -> str:
    """Return the commands and their keys as a Markdown table, in declared order."""
    rows = ["| taster | | |", "|---|---|---|"]
    for place, heading in PLACES.items():
        rows.append(f"| **{heading}** | | |")
        named = [command for command in COMMANDS if command.where == place and command.keys and not command.system]
        rows += [_row(command, words) for command in named]
    return "\n".join(rows)


def _row(command: Command, words: Words) -> str:
    keys = " ".join(f"`{shown_key(key.strip())}`" for key in command.keys.split(","))
    return f"| {keys} | {words(f'command.{command.id}.label')} | {words(f'command.{command.id}.help')} |"


def with_keys(readme: str, table: str) -> str:
    """Return the README with its table of keys."""
    return re.sub(
        r"(<!-- keys: [^\n]*-->\n).*?(<!-- /keys -->)", lambda m: f"{m[1]}{table}\n{m[2]}", readme, flags=re.DOTALL
    )


def main() -> int:
    """Write what has changed, or with --check say what would change and return 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when the README is not current")
    check = parser.parse_args().check
    words = load_words("da")
    wanted = with_keys(README.read_text(encoding="utf-8"), key_table(words))
    if check:
        current = README.read_text(encoding="utf-8") == wanted
        sys.stdout.write("README is current\n" if current else "README: run python -m tests.generate\n")
        return 0 if current else 1
    README.write_text(wanted, encoding="utf-8")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with demo_desk() as desk:
        for name, keys in SHOTS.items():
            svg = asyncio.run(picture(desk, words, keys))
            (PICTURES / f"{name}.svg").write_text(svg, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
