"""Editions: what ships, against the sources; what a file of one's own may say, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from broker_tui.config.errors import ConfigError
from broker_tui.config.programmes import load_programmes, read_programme
from broker_tui.domain.codes import Marker, PlacementKind
from broker_tui.domain.programme import Programme
from broker_tui.i18n import load_words
from broker_tui.shipped import data_dir

SHIPPED = data_dir() / "programmes"
BOTH = pytest.mark.parametrize("edition", ["fsm2", "fsm3"])

EXEMPTIONS = [
    "Kan ikke få førtidspension eller folkepension (Brøkpension)",
    "Barsel",
    "Sygdom og/eller helbred forværres ved aktivering",
    "Opfølgning uden personlig kontakt",
    "På vej på efterløn/fleksydelse (inden for 6 uger)",
    "På vej på pension (folkepension) (inden for 6 uger)",
    "På vej i job (inden for 6 uger)",
    "Barsel inden for 6 uger",
    "Arbejdsfordeling op til 6 uger",
    "Arbejdsfordeling (over 6 uger)",
    "Vejrlig eller materialemangel",
    "Dom til anbringelse, forvaring eller behandling",
    "Særlige øvrige",
]


@pytest.fixture
def programmes() -> dict[str, Programme]:
    return dict(load_programmes(Path("/nowhere")))


@BOTH
def test_the_thirteen_exemptions_in_their_own_words(programmes: dict[str, Programme], edition: str) -> None:
    """R16."""
    kinds = list(programmes[edition].exemptions.values())
    assert [kind.label for kind in kinds if kind.subtracts] == EXEMPTIONS
    assert [kind.code for kind in kinds if not kind.subtracts] == ["other"]
    assert [number for number, kind in enumerate(kinds, start=1) if kind.six_weeks] == [5, 6, 7, 8, 9]
    assert [code for code, kind in programmes[edition].exemptions.items() if kind.code != code] == []


@BOTH
def test_the_literal_markers(programmes: dict[str, Programme], edition: str) -> None:
    """R12, C13: the strings are those of FSM2; only FSM2 asks for them."""
    assert programmes[edition].markers == {Marker.REHAB: "FSM 2: Rehab (Gr. 2)", Marker.STEP_UP: "FSM 2: Step-up"}
    assert programmes[edition].markers_are_must is (edition == "fsm2")


@BOTH
def test_limits(programmes: dict[str, Programme], edition: str) -> None:
    programme = programmes[edition]
    assert (programme.minimum_age, programme.clarification_talks_max) == (30, 2)
    assert (programme.step_1_months, programme.step_2_days, programme.exemption_six_weeks_days) == (1, 91, 42)
    assert (programme.senior_pension_months, programme.follow_up_months) == (6, 1)
    assert (programme.aftercare_months, programme.targets) == ((3, 6), (0.15, 0.20))
    assert programme.weekly_is_must is (edition == "fsm2")


def test_periods(programmes: dict[str, Programme]) -> None:
    """R30."""
    assert (programmes["fsm2"].period_start, programmes["fsm2"].period_end) == (None, date(2021, 12, 31))
    assert (programmes["fsm3"].period_start, programmes["fsm3"].period_end) == (date(2021, 12, 1), date(2023, 12, 31))


@BOTH
def test_what_counts(programmes: dict[str, Programme], edition: str) -> None:
    """R58."""
    kind = PlacementKind
    assert set(programmes[edition].counts) == {
        kind.PAID_HOURS, kind.ORDINARY_JOB, kind.PAID_EDUCATION, kind.SU_EDUCATION, kind.JOB_ROTATION,
        kind.ADULT_APPRENTICE,
    }  # fmt: skip
    assert set(programmes[edition].counts_not) == {
        kind.INTERNSHIP, kind.WAGE_SUBSIDY, kind.FLEX_JOB, kind.SOCIAL_CARD, kind.OTHER_EDUCATION
    }  # fmt: skip


@BOTH
def test_what_rests_the_weekly_contact(programmes: dict[str, Programme], edition: str) -> None:
    """R96: what is at a company; a school is none."""
    stops = programmes[edition].stops_weekly
    assert {PlacementKind.INTERNSHIP, PlacementKind.WAGE_SUBSIDY, PlacementKind.PAID_HOURS} <= stops
    assert stops.isdisjoint({PlacementKind.SU_EDUCATION, PlacementKind.OTHER_EDUCATION})


@BOTH
def test_rules_named_in_an_edition_have_words(programmes: dict[str, Programme], edition: str) -> None:
    words = load_words("da")
    programme = programmes[edition]
    named = {*programme.counts.values(), *programme.counts_not.values()}
    assert [rule for rule in sorted(named) if not words.has(f"rule.{rule}")] == []


def test_municipalities(programmes: dict[str, Programme]) -> None:
    """R29, C14: 30 in the list, and Fanø beside Esbjerg."""
    assert len(programmes["fsm2"].municipalities) == len(set(programmes["fsm2"].municipalities)) == 31
    assert programmes["fsm3"].municipalities == ()


def changed(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    """Write FSM3 with some of its text changed under another name."""
    text = (SHIPPED / "fsm3.toml").read_text(encoding="utf-8").replace('code = "fsm3"', f'code = "{name}"')
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_third_edition_is_a_file(tmp_path: Path) -> None:
    changed(
        tmp_path, "fsm4", ('label = "Flere skal med 3"', 'label = "Fire"'), ("step_2_days = 91", "step_2_days = 60")
    )
    programmes = load_programmes(tmp_path)
    assert list(programmes) == ["fsm2", "fsm3", "fsm4"]
    assert (programmes["fsm4"].label, programmes["fsm4"].step_2_days) == ("Fire", 60)


def test_ones_own_edition_takes_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    """C2: the benefits can be edited."""
    changed(tmp_path, "fsm3", ("[benefits]", '[benefits]\neducation_benefit = "Uddannelseshjælp"'))
    programmes = load_programmes(tmp_path)
    assert "education_benefit" in programmes["fsm3"].benefits
    assert list(programmes) == ["fsm2", "fsm3"]


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("minimum_age = 30\n", "", "programme_missing", "minimum_age"),
        ("minimum_age = 30", "minimum_agee = 30", "programme_unknown", "minimum_agee"),
        ("minimum_age = 30", 'minimum_age = "30"', "programme_type", "minimum_age"),
        ("minimum_age = 30", "minimum_age = true", "programme_type", "minimum_age"),
        ("minimum_age = 30", "minimum_age = 0", "programme_value", "minimum_age"),
        ("weekly_is_must = false", "weekly_is_must = 0", "programme_type", "weekly_is_must"),
        ("period_end = 2023-12-31", 'period_end = "2023-12-31"', "programme_type", "period_end"),
        ("period_end = 2023-12-31", "period_end = 2023-12-31T10:00:00", "programme_type", "period_end"),
        ("period_end = 2023-12-31", "period_end = 2020-12-31", "programme_value", "period_end"),
        ("targets = [0.15, 0.20]", "targets = [0.20, 0.15]", "programme_value", "targets"),
        ("targets = [0.15, 0.20]", "targets = [15, 20]", "programme_value", "targets"),
        ("targets = [0.15, 0.20]", "targets = []", "programme_value", "targets"),
        ("aftercare_months = [3, 6]", "aftercare_months = [6, 3]", "programme_value", "aftercare_months"),
        ("aftercare_months = [3, 6]", "aftercare_months = [3]", "programme_value", "aftercare_months"),
        ('"internship", "wage', '"praktik", "wage', "programme_value", "stops_weekly"),
        ('job_rotation = "R55"\n', "", "programme_value", "counts"),
        ('job_rotation = "R55"', 'job_rotation = "R55"\nflex_job = "R48"', "programme_value", "counts"),
        ('rehab = "FSM 2: Rehab (Gr. 2)"', 'rehab = ""', "programme_value", "markers.rehab"),
        ('rehab = "FSM 2', 'group_2 = "FSM 2', "programme_value", "markers"),
        (
            "[exemptions.sentence]\n",
            "[exemptions.sentence]\nsix_week = true\n",
            "programme_unknown",
            "exemptions.sentence.six_week",
        ),
        ('label = "Barsel"\n', "", "programme_missing", "exemptions.parental_leave.label"),
        ('label = "Flere skal med 3"', 'label = ""', "programme_value", "label"),
        ('step_1_months = "S4', 'step_one = "S4', "programme_missing", "sources.step_1_months"),
        ("code = ", "code == ", "programme_unreadable", None),
    ],
)
def test_what_no_edition_can_say(tmp_path: Path, old: str, new: str, code: str, key: str | None) -> None:
    path = changed(tmp_path, "mine", (old, new))
    with pytest.raises(ConfigError) as error:
        read_programme(path)
    assert (error.value.code, error.value.params.get("key")) == (code, key)
    assert error.value.params["file"] == "mine.toml"


def test_the_file_is_named_after_its_code(tmp_path: Path) -> None:
    path = changed(tmp_path, "mine").rename(tmp_path / "other.toml")
    with pytest.raises(ConfigError, match="programme_value"):
        read_programme(path)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "bytes.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="programme_unreadable"):
        load_programmes(tmp_path)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("code", ["none", "unreadable", "missing", "unknown", "type", "value"])
def test_each_refusal_has_words(code: str, language: str) -> None:
    assert load_words(language).has(f"error.programme_{code}")
