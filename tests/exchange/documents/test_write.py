"""Saving: private, whole or not at all, never over another file, and a clear word when it fails."""

import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from broker_tui.exchange.documents.errors import DocumentError
from broker_tui.exchange.documents.write import file_name, initials, safe_name, save_document, save_document_as
from broker_tui.i18n import load_words
from tests.exchange.documents.samples import sample


def test_only_the_user_may_read_it(tmp_path: Path) -> None:
    saved = save_document(b"indhold", tmp_path, "Aftale.pdf")
    assert saved == tmp_path / "Aftale.pdf"
    assert saved.read_bytes() == b"indhold"
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    names = [save_document(str(n).encode(), tmp_path, "Aftale v3.pdf").name for n in range(3)]
    assert names == ["Aftale v3.pdf", "Aftale v3-2.pdf", "Aftale v3-3.pdf"]
    assert [(tmp_path / name).read_bytes() for name in names] == [b"0", b"1", b"2"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "Aftale.pdf").symlink_to(tmp_path / "andet")
    assert save_document(b"x", tmp_path, "Aftale.pdf").name == "Aftale-2.pdf"
    assert not (tmp_path / "andet").exists()


def test_the_name_holds_initials_and_neither_name_nor_number() -> None:
    document = sample(subject="Åse Marie Ørsted-Holm, 610180-1234")
    assert file_name(document, "Åse Marie Ørsted-Holm", "pdf") == "Aftaledokument fra step-up ÅMØH v3 2026-11-21.pdf"
    assert file_name(sample(version=None), "", "txt") == "Aftaledokument fra step-up 2026-11-21.txt"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Aftale: Å/S <x>", "Aftale Å S x"),
        ("../../etc/passwd", "etc passwd"),
        ("CON", "CON_"),
        ("a\x00b\u202ec", "a b c"),
        ("  . ", "-"),
        ("x" * 300, "x" * 100),
        ("ende. ", "ende"),
    ],
)
def test_names_are_safe_everywhere(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    inner = tmp_path / "mappe"
    inner.mkdir()
    assert save_document(b"x", inner, "../ude.pdf").parent == inner


@pytest.mark.parametrize(("name", "letters"), [("Åse Ørsted", "ÅØ"), ("", ""), ("李 明", "李明"), ("(12) bo", "B")])
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def assert_refused(folder: Path, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        save_document(b"indhold", folder, "Aftale.pdf")
    assert caught.value.code == code
    for language in ("da", "en"):
        text = load_words(language)(f"error.{code}", **caught.value.params)
        assert str(folder) in text
        assert "⟨" not in text


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    assert_refused(tmp_path / "ikke her", "folder_missing")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EACCES, "folder_closed"),
        (errno.EROFS, "folder_closed"),
        (errno.EIO, "not_written"),
    ],
)
@pytest.mark.parametrize("place", ["open", "fsync"])
def test_what_fails_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str, place: str
) -> None:
    def fail(*_: Any, **__: Any) -> Any:  # noqa: ANN401
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, place, fail)
    assert_refused(tmp_path, code)
    assert list(tmp_path.iterdir()) == []


def test_the_very_name_is_kept_and_replaced_on_request_alone(tmp_path: Path) -> None:
    path = tmp_path / "a: b.pdf"
    save_document_as(b"1", path)
    with pytest.raises(DocumentError, match="file_exists"):
        save_document_as(b"2", path)
    assert path.read_bytes() == b"1"
    save_document_as(b"3", path, replace=True)
    assert path.read_bytes() == b"3"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("replace", [True, False])
def test_what_was_there_stays_when_a_file_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replace: bool
) -> None:
    path = tmp_path / "Aftale.pdf"
    if replace:
        path.write_bytes(b"gammel")

    def fail(*_: object) -> Path:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(DocumentError, match="disk_full"):
        save_document_as(b"ny", path, replace=replace)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == ([b"gammel"] if replace else [])


def test_a_missing_folder_is_told_for_a_name_too(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="folder_missing"):
        save_document_as(b"x", tmp_path / "ikke her" / "a.pdf")
