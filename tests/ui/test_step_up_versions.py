"""The versions of a form: listed, two of them compared by field, side by side where there is room."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from broker_tui.casework.desk import Desk
from broker_tui.ui.screens.document import DocumentScreen
from broker_tui.ui.screens.versions import CompareScreen, VersionsScreen
from tests.ui.citizen_house import at, go_to, page
from tests.ui.conftest import shown
from tests.ui.form_house import HOSTILE, House, add_citizen, make_desk
from tests.ui.step_up_house import in_step_up


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "caseload.db")


def seen(pilot: Pilot[None]) -> list[str]:
    assert isinstance(pilot.app, House)
    return [line.rstrip(" ┃") for line in shown(pilot.app)]


def line_of(pilot: Pilot[None], part: str) -> str:
    found = [line for line in seen(pilot) if part in line]
    assert found, "\n".join(seen(pilot))
    return found[0]


async def compare(pilot: Pilot[None], *keys: str) -> None:
    """Open the versions from the tab and press keys there."""
    await pilot.press("v")
    await pilot.pause()
    assert isinstance(pilot.app.screen, VersionsScreen)
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def test_v_lists_the_versions_with_when_and_whether_approved(desk: Desk) -> None:
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "step_up", (100, 30)) as pilot:
        await compare(pilot)
        assert "✓ godkendt ma 9/11" in line_of(pilot, "v2")
        assert "fr 6/11" in line_of(pilot, "v1")
        assert "ikke godkendt" in line_of(pilot, "v1")


async def test_v_is_no_key_where_there_are_no_versions_to_see(desk: Desk) -> None:
    citizen_id = add_citizen(desk)
    async with at(desk, citizen_id, "step_up") as pilot:
        await pilot.press("v")
        await pilot.pause()
        assert pilot.app.screen is page(pilot)


async def test_enter_compares_with_the_version_before_and_shows_what_changed_only(desk: Desk) -> None:
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "step_up", (120, 40)) as pilot:
        await compare(pilot, "enter")
        assert isinstance(pilot.app.screen, CompareScreen)
        assert "≈ 1 ændret" in seen(pilot)[0]
        assert "+ 2 nye" in seen(pilot)[0]
        assert "- 1 udgået" in seen(pilot)[0]
        before, _, after = line_of(pilot, "især om vinteren").partition("│")
        assert before.startswith("  ≈ ")
        assert "Ryggen" in before
        assert after.strip() == "Ryggen og søvnen, især om vinteren"
        assert "Støttekontakt" in line_of(pilot, "Støttekontakt").partition("│")[2]
        assert "Udredning" in line_of(pilot, "Udredning").partition("│")[0]
        assert not [line for line in seen(pilot) if "morgenhold" in line]
        await pilot.press("a")
        await pilot.pause()
        assert [line for line in seen(pilot) if "morgenhold" in line]


async def test_on_a_narrow_screen_one_stands_above_the_other(desk: Desk) -> None:
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "step_up", (60, 40)) as pilot:
        await compare(pilot, "enter")
        lines = seen(pilot)
        old = next(place for place, line in enumerate(lines) if line.strip() == "- Ryggen")
        assert lines[old + 1].strip() == "+ Ryggen og søvnen, især om vinteren"
        assert "ændret" in lines[old - 1]


async def test_marked_versions_are_compared_and_the_first_alone_says_why_not(desk: Desk) -> None:
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "step_up", (100, 30)) as pilot:
        await compare(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, VersionsScreen)
        assert "ingen version før denne" in seen(pilot)[-2]
        for key in ("space", "up", "space", "enter"):
            await pilot.press(key)
            await pilot.pause()
        assert isinstance(pilot.app.screen, CompareScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert line_of(pilot, "v2").startswith(" [x]")
        assert line_of(pilot, "v1").startswith(" [x]")


async def test_p_shows_a_version_as_the_document_it_becomes(desk: Desk) -> None:
    citizen_id = in_step_up(desk)
    async with at(desk, citizen_id, "step_up", (100, 40)) as pilot:
        await compare(pilot, "down", "p")
        assert isinstance(pilot.app.screen, DocumentScreen)
        assert line_of(pilot, "Version 1")


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["da", "en"])
async def test_hostile_text_stands_as_written(desk: Desk, size: tuple[int, int], language: str) -> None:
    citizen_id = in_step_up(desk, HOSTILE, f"{HOSTILE} \x1b[2J\u202e")
    async with at(desk, citizen_id, "step_up", size, language) as pilot:
        go_to(pilot, "form:preparation")
        await compare(pilot, "enter", "a", "end")
        everything = "\n".join(seen(pilot))
        assert "⟨" not in everything
        await pilot.press("home")
        await pilot.pause()
        everything = "\n".join(seen(pilot))
        assert HOSTILE in everything
        assert "\x1b" not in everything
        assert "⟨" not in everything
