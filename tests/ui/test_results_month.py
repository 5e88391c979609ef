"""The citizens of a month: from the bar to the list to the citizen and back, each with word, reason and rule."""

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from broker_tui.casework.desk import Desk
from broker_tui.casework.results import explain, read_results
from broker_tui.domain.codes import ExitReason, PlacementKind
from broker_tui.domain.dates import Month
from broker_tui.domain.group import ProgrammeExit
from broker_tui.store.act import act
from broker_tui.ui.screens.citizen import CitizenScreen
from broker_tui.ui.screens.results_month import SHOWS
from tests.ui.form_house import HOSTILE, TODAY, make_desk
from tests.ui.results_house import NAMES, add_known, at, line, lines, listed, place, settled, text, view, write

NOVEMBER = Month(2026, 11)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "caseload.db")


async def to_list(pilot: Pilot[None]) -> None:
    """Open the list of the month in hand."""
    await pilot.press("enter")
    await settled(pilot)


@pytest.mark.parametrize(
    ("who", "word", "reason", "rule"),
    [
        ("works", "✓ tæller", "der er lønnede timer, fra ma 5/10 · Netto", "R40"),
        ("practises", "○ tæller ikke", "virksomhedspraktik er ulønnet · Netto", "R58"),
        ("idle", "○ tæller ikke", "der ikke er løntimer eller uddannelse i måneden", "R40"),
        ("exempt", "– fritaget", "borgeren er fritaget fra ma 2/11: Barsel", "R14"),
        ("group_2", "– gruppe 2", "borgeren er i gruppe 2 fra ma 24/8", "R23"),
        ("starts", "○ tæller ikke", "ordinært job er aftalt, men begynder først fr 27/11 · Netto", "R50"),
    ],
)
async def test_every_citizen_has_word_reason_and_rule(desk: Desk, who: str, word: str, reason: str, rule: str) -> None:
    add_known(desk)
    async with at(desk, (140, 40)) as pilot:
        await to_list(pilot)
        said = line(pilot, NAMES[who])
        assert said.startswith(f" {word} ")
        assert reason in said
        assert f" {rule} " in said
        assert "Maja Lund" in said


async def test_the_list_says_what_the_bar_says(desk: Desk) -> None:
    add_known(desk)
    async with at(desk) as pilot:
        await to_list(pilot)
        assert "november 2026 indtil i dag · lokalt skøn" in lines(pilot)[0]
        assert "1 af 4 tæller · 25 %" in lines(pilot)[0]
        assert "alle 6   tæller 1   tæller ikke 3   uden for gruppen 2" in lines(pilot)[2]


async def test_every_selection_holds_whom_the_counting_puts_there(desk: Desk) -> None:
    add_known(desk)
    said = {row.citizen_id: row.standing for row in explain(read_results(desk), NOVEMBER)}
    wanted = {
        "all": set(said),
        "counts": {one for one, standing in said.items() if standing.counts},
        "counts_not": {one for one, standing in said.items() if standing.in_group and not standing.counts},
        "outside": {one for one, standing in said.items() if not standing.in_group},
    }
    async with at(desk) as pilot:
        await to_list(pilot)
        for shows in SHOWS:
            assert listed(pilot).shows == shows
            assert set(listed(pilot).table.keys) == wanted[shows]
            await pilot.press("tab")
        assert listed(pilot).shows == "all"
        await pilot.press("shift+tab")
        assert listed(pilot).shows == "outside"
        await pilot.press("c")
        assert listed(pilot).shows == "all"


@pytest.mark.parametrize(("row", "shows"), [("net", "all"), ("paid_hours", "counts"), ("exempt", "outside")])
async def test_the_list_begins_with_whom_the_number_is_about(desk: Desk, row: str, shows: str) -> None:
    add_known(desk)
    async with at(desk) as pilot:
        view(pilot).table.go_to(row)
        await to_list(pilot)
        assert listed(pilot).shows == shows


@pytest.mark.parametrize(
    ("who", "on_page"),
    [
        ("works", "Netto"),
        ("practises", "Netto"),
        ("exempt", "Barsel"),
        ("group_2", "gruppe 2"),
        ("idle", NAMES["idle"]),
    ],
)
async def test_enter_opens_the_citizen_where_the_reason_is_seen_and_escape_returns_to_the_line(
    desk: Desk, who: str, on_page: str
) -> None:
    ids = add_known(desk)
    async with at(desk) as pilot:
        await to_list(pilot)
        listed(pilot).table.go_to(ids[who])
        await pilot.press("enter")
        await settled(pilot)
        page = pilot.app.screen
        assert isinstance(page, CitizenScreen)
        assert page.citizen_id == ids[who]
        assert on_page.lower() in text(pilot).lower()
        if who in {"works", "practises"}:
            assert page.line is not None
            assert page.line.key.startswith("placement:")
        if who == "exempt":
            assert page.line is not None
            assert page.line.key.startswith("exemptions:")
        await pilot.press("escape")
        await settled(pilot)
        assert listed(pilot).table.cursor == ids[who]
        await pilot.press("escape")
        await settled(pilot)
        assert view(pilot).month == NOVEMBER


async def test_left_shows_the_month_before_and_the_bars_follow(desk: Desk) -> None:
    ids = add_known(desk)
    async with at(desk) as pilot:
        await to_list(pilot)
        await pilot.press("left")
        await settled(pilot)
        assert "1 af 5 tæller · 20 %" in lines(pilot)[0]
        assert "○ tæller ikke" in line(pilot, NAMES["exempt"])
        await pilot.press(*["left"] * 3)
        await settled(pilot)
        assert "uden for gruppen" in line(pilot, NAMES["works"])
        assert "borgeren først er med fra ma 24/8" in line(pilot, NAMES["works"])
        assert ids["works"] in listed(pilot).table.keys
        await pilot.press("escape")
        await settled(pilot)
        assert view(pilot).month == NOVEMBER.plus(-4)


async def test_search_narrows_with_every_letter(desk: Desk) -> None:
    ids = add_known(desk)
    async with at(desk) as pilot:
        await pilot.press("slash")
        await settled(pilot)
        await pilot.press(*"holm")
        await settled(pilot)
        assert list(listed(pilot).table.keys) == [ids["practises"]]
        await pilot.press(*"x")
        await settled(pilot)
        assert "Ingen passer til »holmx«." in text(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert len(listed(pilot).table.keys) == 6


async def test_an_empty_selection_says_how_to_see_all(desk: Desk) -> None:
    ids = add_known(desk)
    async with at(desk) as pilot:
        await to_list(pilot)
        await pilot.press("tab", "left", "left")
        await settled(pilot)
        assert "Ingen borgere at vise her. c viser alle." in text(pilot)
        await pilot.press("c")
        await settled(pilot)
        assert ids["works"] in listed(pilot).table.keys


async def test_what_changes_on_the_citizens_page_changes_the_list(desk: Desk) -> None:
    ids = add_known(desk)
    async with at(desk) as pilot:
        await to_list(pilot)
        listed(pilot).table.go_to(ids["idle"])
        await pilot.press("enter")
        await settled(pilot)
        place(desk, ids["idle"], PlacementKind.PAID_HOURS, TODAY)
        view_house = pilot.app
        view_house.case_changed([ids["idle"]])  # type: ignore[attr-defined]
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert "2 af 4 tæller · 50 %" in lines(pilot)[0]
        assert "✓ tæller" in line(pilot, NAMES["idle"])


async def test_question_mark_gives_the_whole_sentence_and_the_source(desk: Desk) -> None:
    ids = add_known(desk)
    async with at(desk) as pilot:
        await to_list(pilot)
        listed(pilot).table.go_to(ids["works"])
        await pilot.press("question_mark")
        await settled(pilot)
        assert "Tæller, fordi der er lønnede timer, fra ma 5/10." in text(pilot)
        assert "Regel R40" in text(pilot)
        assert "lokalt skøn" in text(pilot)


async def test_who_has_left_is_told_with_the_day(desk: Desk) -> None:
    ids = add_known(desk)
    write(desk, ids["idle"], ProgrammeExit(id="x-1", reason=ExitReason.MOVED, on=date(2026, 10, 14)))
    async with at(desk, (140, 40)) as pilot:
        await to_list(pilot)
        assert "borgeren er udgået on 14/10 ved fraflytning" in line(pilot, NAMES["idle"])


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_hostile_names_stand_as_written(desk: Desk, size: tuple[int, int], language: str) -> None:
    ids = add_known(desk)
    with act(desk.store, "test", who=desk.who) as doing:
        doing.change_citizen(ids["works"], {"name": HOSTILE})
    async with at(desk, size, language) as pilot:
        await to_list(pilot)
        assert HOSTILE in text(pilot)
        assert "⟨" not in text(pilot)
        await pilot.press("f1")
        await settled(pilot)
        assert "⟨" not in text(pilot)
        assert len(lines(pilot)) == size[1]
