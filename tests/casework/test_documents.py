"""Documents from a real case: who may have them, what stands in them, and that every print is journalled (R159)."""

import stat
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from broker_tui.casework.desk import Desk, Refused
from broker_tui.casework.documents import (
    Offer,
    Ordered,
    compose,
    hand_out,
    kinds_for,
    may_print,
    write_document,
    write_document_as,
)
from broker_tui.domain.codes_step_up import DocumentKind, DocumentRecipient
from broker_tui.exchange.documents.errors import DocumentError
from broker_tui.exchange.documents.formats import DocumentFormat
from broker_tui.exchange.documents.parts import texts
from broker_tui.i18n import load_words
from broker_tui.store.act import act
from broker_tui.store.errors import StoreError
from broker_tui.store.journal import history
from broker_tui.store.store import open_store
from tests.casework.conftest import Enrol
from tests.casework.forms import do
from tests.casework.step_up_course import HEALTH, Course, agree, case_of, placed, prepare, row, step_up
from tests.conftest import PASSPHRASE
from tests.exchange.documents.readers import assert_read_in_order, docx_text, pdf_text, squeezed

CITIZEN, OTHERS = DocumentRecipient.CITIZEN, DocumentRecipient.PARTICIPANTS
OF_STEP_UP = [kind for kind in DocumentKind if kind not in {DocumentKind.STATUS, DocumentKind.PLACEMENT_AGREEMENT}]


@pytest.fixture
def course(desk: Desk, citizen_id: str) -> Course:
    """A step-up that is prepared, met and agreed, and a placement."""
    made = step_up(desk, citizen_id)
    prepare(desk, made)
    agree(desk, made)
    placed(desk, citizen_id)
    return made


def text_of(data: bytes, kind: DocumentFormat) -> str:
    """Return what a reader finds in a file."""
    if kind is DocumentFormat.PDF:
        return pdf_text(data)
    return docx_text(data) if kind is DocumentFormat.DOCX else data.decode("utf-8-sig")


def bare(text: str) -> str:
    """Return a text without what depends on where lines and words are broken."""
    return squeezed(text).replace("-", "")


def printed(desk: Desk, course: Course, kind: DocumentKind, file_format: DocumentFormat, **more: bool) -> str:
    ordered = Ordered(course.citizen_id, kind)
    return text_of(hand_out(desk, ordered, file_format, recipient=OTHERS, **more), file_format)


def answered(desk: Desk, course: Course, state: str) -> None:
    """Let the citizen's last answer be this one."""
    if state == "refused":
        do(desk, course.citizen_id, "consent", purpose="step_up", on=date(2026, 11, 20), refused=True, scope="")
    elif state == "withdrawn":
        do(desk, course.citizen_id, "withdrawal", course.consent_id, withdrawn_on=date(2026, 11, 20))


@pytest.mark.parametrize("kind", DocumentKind)
@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("given", None),
        ("refused", "print_consent_refused"),
        ("withdrawn", "print_consent_withdrawn"),
    ],
)
def test_nothing_of_a_step_up_goes_to_others_without_a_consent_that_holds(
    desk: Desk, course: Course, tmp_path: Path, kind: DocumentKind, state: str, code: str | None
) -> None:
    """R159; her own copy, the status page and the company's agreement are another matter."""
    answered(desk, course, state)
    expected = [code] if code and kind in OF_STEP_UP else []
    assert [one.code for one in may_print(desk, course.citizen_id, kind, OTHERS)] == expected
    own = expected if kind is DocumentKind.READ_ALOUD else []
    assert [one.code for one in may_print(desk, course.citizen_id, kind, CITIZEN)] == own
    ordered = Ordered(course.citizen_id, kind)
    if not expected:
        assert write_document(desk, ordered, "txt", tmp_path, recipient=OTHERS).path.is_file()
        return
    before = len(history(desk.store, course.citizen_id))
    with pytest.raises(Refused) as refused:
        write_document(desk, ordered, "txt", tmp_path, recipient=OTHERS)
    assert [one.code for one in refused.value.problems] == expected
    assert list(tmp_path.glob("*.txt")) == []
    assert len(history(desk.store, course.citizen_id)) == before


def test_never_asked_and_without_scope_are_told_apart(desk: Desk, enrol: Enrol) -> None:
    course = step_up(desk, enrol(name="Bo Holm"))
    (consent,) = case_of(desk, course).consents
    with act(desk.store, "test", who=desk.who, citizen_id=course.citizen_id) as doing:
        doing.change(course.citizen_id, consent.model_copy(update={"scope": " "}))
    (problem,) = may_print(desk, course.citizen_id, DocumentKind.AGENDA, OTHERS)
    assert problem.code == "print_consent_without_scope"
    do(desk, course.citizen_id, "consent_change", course.consent_id, purpose="aftercare", scope="x")
    (problem,) = may_print(desk, course.citizen_id, DocumentKind.AGENDA, OTHERS)
    assert problem.code == "print_without_consent"


def test_a_step_up_that_is_over_is_closed_for_others_once_the_consent_is_taken_back(desk: Desk, course: Course) -> None:
    do(desk, course.citizen_id, "step_up_close", course.step_up_id, ended_on=date(2026, 11, 19))
    assert may_print(desk, course.citizen_id, DocumentKind.AGREEMENT, OTHERS, course.step_up_id) == ()
    answered(desk, course, "withdrawn")
    (problem,) = may_print(desk, course.citizen_id, DocumentKind.AGREEMENT, OTHERS, course.step_up_id)
    assert problem.code == "print_consent_withdrawn"


@pytest.mark.parametrize("file_format", DocumentFormat)
@pytest.mark.parametrize("kind", DocumentKind)
def test_every_format_says_the_same_and_cpr_only_on_request(
    desk: Desk, course: Course, kind: DocumentKind, file_format: DocumentFormat
) -> None:
    cpr = case_of(desk, course).citizen.cpr
    document = compose(desk, course.citizen_id, kind)
    plain = printed(desk, course, kind, file_format)
    said = [bare(text) for text in texts(document)]
    if file_format is DocumentFormat.TXT:
        # A table is read row by row with its headers, so the order is another.
        assert [text for text in said if text not in bare(plain)] == []
    else:
        assert_read_in_order(bare(plain), said)
    assert "⟨" not in plain
    for number in (cpr, f"{cpr[:6]}-{cpr[6:]}", cpr[6:]):
        assert number not in squeezed(plain)
    assert f"{cpr[:6]}-{cpr[6:]}" in squeezed(printed(desk, course, kind, file_format, with_cpr=True))


@pytest.mark.parametrize("file_format", DocumentFormat)
def test_no_health_text_is_printed_once_the_condition_is_taken_back(
    desk: Desk, course: Course, file_format: DocumentFormat
) -> None:
    """What a hidden field held stays in the draft and is left out of every print."""
    assert HEALTH in printed(desk, course, DocumentKind.PREPARATION, file_format)
    prepare(desk, course, challenge_health=False, challenge_family=True, is_provider=False, family_support="Ingen")
    agree(desk, course, health_discussed=False, health_challenges=HEALTH)
    for kind in DocumentKind:
        assert squeezed(HEALTH) not in squeezed(printed(desk, course, kind, file_format)), kind
    older = Ordered(course.citizen_id, DocumentKind.PREPARATION, version=1)
    assert HEALTH in text_of(hand_out(desk, older, file_format, recipient=OTHERS), file_format)


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_same_version_gives_the_same_bytes_and_the_journal_names_them(
    desk: Desk, course: Course, tmp_path: Path, kind: DocumentKind
) -> None:
    ordered = Ordered(course.citizen_id, kind)
    first = write_document(desk, ordered, "pdf", tmp_path, recipient=OTHERS)
    second = write_document(desk, ordered, "pdf", tmp_path, recipient=OTHERS)
    assert first.path != second.path, "nothing is overwritten"
    assert first.path.read_bytes() == second.path.read_bytes()
    assert first.sha256 == sha256(first.path.read_bytes()).hexdigest()
    newest, before, *_ = history(desk.store, course.citizen_id)
    assert (newest.kind, newest.params["sha256"]) == ("view", first.sha256)
    assert before.params == newest.params
    for language in ("da", "en"):
        words = load_words(language)
        said = words(f"act.{newest.code}", **newest.params)
        assert "⟨" not in said
        assert words.code("document_kind", kind) in said


def test_a_file_is_for_the_users_eyes_and_names_nobody(desk: Desk, course: Course, tmp_path: Path) -> None:
    written = write_document(desk, Ordered(course.citizen_id, DocumentKind.STATUS), "txt", tmp_path, recipient=CITIZEN)
    assert stat.S_IMODE(written.path.stat().st_mode) == 0o600
    assert "rsted" not in written.path.name
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".tmp"] == []


def test_a_file_that_is_named_is_overwritten_on_request_alone(desk: Desk, course: Course, tmp_path: Path) -> None:
    path = tmp_path / "status.txt"
    path.write_text("andet", encoding="utf-8")
    path.chmod(0o644)
    ordered = Ordered(course.citizen_id, DocumentKind.STATUS)
    with pytest.raises(DocumentError) as refused:
        write_document_as(desk, ordered, "txt", path, recipient=CITIZEN)
    assert refused.value.code == "file_exists"
    assert path.read_text(encoding="utf-8") == "andet"
    write_document_as(desk, ordered, "txt", path, recipient=CITIZEN, replace=True)
    assert "Åse" in path.read_text(encoding="utf-8-sig")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(DocumentError):
        write_document_as(desk, ordered, "txt", tmp_path / "gone" / "x.txt", recipient=CITIZEN)


def test_what_cannot_be_journalled_is_not_printed(desk: Desk, course: Course, tmp_path: Path) -> None:
    """A database that is open for reading alone still shows every document on the screen."""
    with open_store(desk.store.path, PASSPHRASE, read_only=True) as store:
        reading = Desk(store, desk.programmes, desk.who, desk.today)
        ordered = Ordered(course.citizen_id, DocumentKind.STATUS)
        assert compose(reading, course.citizen_id, DocumentKind.STATUS).parts
        with pytest.raises(StoreError):
            write_document(reading, ordered, "txt", tmp_path, recipient=CITIZEN)
    assert list(tmp_path.glob("*.txt")) == []


def test_an_older_version_prints_who_took_part_then(desk: Desk, course: Course) -> None:
    do(desk, course.citizen_id, "participant", role="other", name="Nye Nielsen", reason="other_effort")
    prepare(desk, course, status_overview="Nyt")
    newest, older = (
        "\n".join(texts(compose(desk, course.citizen_id, DocumentKind.PREPARATION, version=number)))
        for number in (None, 1)
    )
    assert "Nye Nielsen" in newest
    assert "Nyt" in newest
    assert "Nye Nielsen" not in older
    assert "To praktikker" in older
    assert "Ida Storm" in older


def test_a_company_is_told_of_agreed_considerations_while_they_are_shared(desk: Desk, course: Course) -> None:
    """R180: what is agreed is told; neither the preparation nor the answers of the meeting are."""

    def told() -> str:
        return "\n".join(texts(compose(desk, course.citizen_id, DocumentKind.PLACEMENT_AGREEMENT)))

    assert "Pause hver time" in told()
    assert HEALTH not in told()
    assert "Genoptræning" not in told()
    answered(desk, course, "withdrawn")
    assert "Pause hver time" not in told()


def test_an_invitation_for_the_citizen_speaks_to_her(desk: Desk, course: Course) -> None:
    hers, theirs = (
        texts(compose(desk, course.citizen_id, DocumentKind.INVITATION, recipient=whom)) for whom in (CITIZEN, OTHERS)
    )
    assert hers != theirs
    health = next(one for one in case_of(desk, course).participants if one.role == "health")
    named = texts(compose(desk, course.citizen_id, DocumentKind.INVITATION, health.id))
    assert any("Ida Storm" in text and text not in theirs for text in named)


def test_what_there_is_to_print(desk: Desk, enrol: Enrol) -> None:
    bare = enrol(name="Bo Holm")
    offers = {offer.kind for offer in kinds_for(case_of(desk, Course(bare, "", "", "")), desk.today)}
    assert offers == {DocumentKind.STATUS}
    for kind, code in {
        DocumentKind.PREPARATION: "document_no_step_up",
        DocumentKind.AGENDA: "document_no_step_up",
        DocumentKind.PLACEMENT_AGREEMENT: "document_no_placement",
    }.items():
        with pytest.raises(Refused) as refused:
            compose(desk, bare, kind)
        assert [one.code for one in refused.value.problems] == [code]
    course = step_up(desk, enrol())
    with pytest.raises(Refused) as refused:
        compose(desk, course.citizen_id, DocumentKind.AGREEMENT)
    assert [one.code for one in refused.value.problems] == ["document_no_version"]
    version = prepare(desk, course)
    with pytest.raises(Refused) as refused:
        compose(desk, course.citizen_id, DocumentKind.PREPARATION, version=2)
    assert [one.code for one in refused.value.problems] == ["document_no_such_version"]
    placement = placed(desk, course.citizen_id)
    assert kinds_for(case_of(desk, course), desk.today) == (
        Offer(DocumentKind.PREPARATION, version, 1),
        Offer(DocumentKind.AGENDA, course.meeting_id),
        Offer(DocumentKind.READ_ALOUD, version, 1),
        Offer(DocumentKind.INVITATION, course.meeting_id),
        Offer(DocumentKind.PLACEMENT_AGREEMENT, placement),
        Offer(DocumentKind.STATUS),
    )


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"on": "i går"},
        {"on": ["x"], "min_plan_on": True},
        {"considerations": "x"},
        {"considerations": [1, "x", {"text": 5, "follow_up_on": "x"}]},
        {"meetings": "x", "present": [1, {"a": 2}]},
        {"challenges": {"a": 1}, "copies": [{"a": 1}], "signatures": "x"},
        {"snapshot": {"people": [{"id": "x"}, 5], "meetings": 5}},
        {"snapshot": {"people": "x"}},
        {"snapshot": 5},
    ],
)
def test_values_from_elsewhere_are_printed_as_they_stand(desk: Desk, course: Course, values: dict[str, object]) -> None:
    """A case file may hold anything among a version's values."""
    (version,) = (one for one in case_of(desk, course).form_versions if one.form == "agreement")
    changed = {**version.values, **values} if values else {}
    with act(desk.store, "test", who=desk.who, citizen_id=course.citizen_id) as doing:
        doing.change(course.citizen_id, version.model_copy(update={"values": changed}))
    printed = "\n".join(texts(compose(desk, course.citizen_id, DocumentKind.AGREEMENT)))
    for value in values.values():
        assert not isinstance(value, str) or value in printed or value == "x"


def test_an_older_version_with_a_damaged_memory_prints_too(desk: Desk, course: Course) -> None:
    (version,) = (one for one in case_of(desk, course).form_versions if one.form == "preparation")
    values = {**version.values, "snapshot": {"people": [{"id": "x"}]}, "efforts": [{"effort": ["x"]}]}
    with act(desk.store, "test", who=desk.who, citizen_id=course.citizen_id) as doing:
        doing.change(course.citizen_id, version.model_copy(update={"values": values}))
    prepare(desk, course, status_overview="Nyt")
    for kind in (DocumentKind.PREPARATION, DocumentKind.READ_ALOUD):
        assert "To praktikker" in "\n".join(texts(compose(desk, course.citizen_id, kind, version=1)))


def test_a_document_is_made_as_of_a_day(desk: Desk, course: Course) -> None:
    prepare(desk, course, status_overview="Nyt")
    before = Desk(desk.store, desk.programmes, desk.who, date(2026, 11, 19))
    with pytest.raises(Refused):
        compose(before, course.citizen_id, DocumentKind.PREPARATION)
    assert compose(desk, course.citizen_id, DocumentKind.PREPARATION).version == 2


def test_hostile_text_prints_as_it_was_written(desk: Desk, citizen_id: str) -> None:
    hostile = '#panic("x") [b]<b>&amp; *fed* @ref {0} \\n $x$ "— ’ Ø'
    course = step_up(desk, citizen_id)
    prepare(desk, course, citizen_challenges=f"{hostile} 😀", status_overview="langt " * 2000)
    agree(desk, course, considerations=(row(hostile),))
    for kind in (DocumentKind.PREPARATION, DocumentKind.AGREEMENT):
        for file_format in DocumentFormat:
            assert squeezed(hostile) in squeezed(printed(desk, course, kind, file_format)), (kind, file_format)


def test_signs_that_no_font_holds_are_told(desk: Desk, citizen_id: str, tmp_path: Path) -> None:
    course = step_up(desk, citizen_id)
    prepare(desk, course, citizen_challenges="Godt 😀")
    ordered = Ordered(citizen_id, DocumentKind.PREPARATION)
    written = write_document(desk, ordered, "pdf", tmp_path, recipient=OTHERS)
    assert (written.missing, written.replaced) == (("😀",), 1)
    assert "U+1F600" in pdf_text(written.path.read_bytes())
