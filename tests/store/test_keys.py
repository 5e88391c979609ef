"""Keys: passphrase and recovery code open the same key, and neither can be tampered with."""

import json
from pathlib import Path
from typing import Any

import pytest

from broker_tui.store.errors import StoreError
from broker_tui.store.keys import (
    FAST_KDF,
    Kdf,
    change_passphrase,
    keys_path,
    read_vault,
    recovery_letters,
    renew_recovery_code,
)
from broker_tui.store.store import create_store, open_store
from tests.conftest import PASSPHRASE


@pytest.fixture
def created(database: Path) -> tuple[Path, str]:
    store, code = create_store(database, PASSPHRASE, kdf=FAST_KDF)
    store.close()
    return database, code


def code_of(path: Path, secret: str) -> str:
    try:
        open_store(path, secret).close()
    except StoreError as error:
        return error.code
    return "opened"


def test_the_recovery_code_is_160_bits_in_groups(created: tuple[Path, str]) -> None:
    _, code = created
    groups = code.split("-")
    assert [len(group) for group in groups] == [4] * 8
    assert recovery_letters(code) == "".join(groups)


@pytest.mark.parametrize(
    "typed", [str, str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("-", "")]
)
def test_the_recovery_code_opens_however_it_is_typed(created: tuple[Path, str], typed: Any) -> None:  # noqa: ANN401
    path, code = created
    assert code_of(path, typed(code)) == "opened"


def test_letters_misread_from_paper_are_understood() -> None:
    assert recovery_letters("O1IB" * 8) == "OIIB" * 8
    assert recovery_letters("0I1 8" * 8) == "OIIB" * 8


@pytest.mark.parametrize("text", ["", "hest", "A" * 31, "A" * 33, "Å" * 32, "9" * 32])
def test_other_texts_are_no_recovery_code(text: str) -> None:
    assert recovery_letters(text) is None


def test_another_recovery_code_opens_nothing(created: tuple[Path, str]) -> None:
    path, code = created
    other = ("A" if code[0] != "A" else "B") + code[1:]
    assert code_of(path, other) == "wrong_passphrase"


def test_a_passphrase_that_looks_like_a_code_opens(database: Path) -> None:
    passphrase = "ABCD" * 8
    create_store(database, passphrase, kdf=FAST_KDF)[0].close()
    assert code_of(database, passphrase) == "opened"


def test_a_letter_typed_in_two_parts_is_the_same(database: Path) -> None:
    create_store(database, "p\u00e5 \u00f8en", kdf=FAST_KDF)[0].close()
    assert code_of(database, "pa\u030a \u00f8en") == "opened"


def test_a_new_passphrase_leaves_the_database_alone(created: tuple[Path, str]) -> None:
    path, code = created
    before = path.read_bytes()
    change_passphrase(path, PASSPHRASE, "a new one", kdf=FAST_KDF)
    assert path.read_bytes() == before
    assert code_of(path, "a new one") == "opened"
    assert code_of(path, PASSPHRASE) == "wrong_passphrase"
    assert code_of(path, code) == "opened"


def test_who_has_forgotten_the_passphrase_changes_it_with_the_code(created: tuple[Path, str]) -> None:
    path, code = created
    change_passphrase(path, code, "remembered", kdf=FAST_KDF)
    assert code_of(path, "remembered") == "opened"


def test_the_wrong_passphrase_changes_nothing(created: tuple[Path, str]) -> None:
    path, _ = created
    before = keys_path(path).read_bytes()
    with pytest.raises(StoreError) as caught:
        change_passphrase(path, "wrong", "new", kdf=FAST_KDF)
    assert caught.value.code == "wrong_passphrase"
    assert keys_path(path).read_bytes() == before


def test_a_new_recovery_code_puts_the_old_one_out_of_force(created: tuple[Path, str]) -> None:
    path, old = created
    new = renew_recovery_code(path, PASSPHRASE, kdf=FAST_KDF)
    assert code_of(path, new) == "opened"
    assert code_of(path, old) == "wrong_passphrase"
    assert code_of(path, PASSPHRASE) == "opened"


@pytest.mark.parametrize(
    ("field", "value"),
    [("salt", "00" * 16), ("nonce", "00" * 12), ("sealed", "00" * 48), ("name", "other")],
)
def test_a_tampered_slot_opens_nothing(created: tuple[Path, str], field: str, value: str) -> None:
    path, _ = created
    tamper(path, lambda content: content["slots"][0].update({field: value}))
    assert code_of(path, PASSPHRASE) == "wrong_passphrase"


def test_cheaper_costs_in_the_file_open_nothing(created: tuple[Path, str]) -> None:
    path, _ = created
    tamper(path, lambda content: content["slots"][0]["kdf"].update({"iterations": 2}))
    assert code_of(path, PASSPHRASE) == "wrong_passphrase"


def test_costs_that_would_exhaust_the_machine_are_refused(created: tuple[Path, str]) -> None:
    path, _ = created
    tamper(path, lambda content: content["slots"][0]["kdf"].update({"memory_kib": 2**40}))
    assert code_of(path, PASSPHRASE) == "keys_damaged"


def test_the_vault_id_stands_first_in_the_database(created: tuple[Path, str]) -> None:
    path, _ = created
    assert path.read_bytes()[:16] == read_vault(path).id


def test_neither_key_nor_secrets_are_printed(database: Path) -> None:
    with create_store(database, PASSPHRASE, kdf=Kdf(16, 1, 1))[0] as store:
        assert store.key.raw().hex() not in repr(store.key)
        assert repr(store.key) == "Key(hidden)"


def tamper(path: Path, change: Any) -> None:  # noqa: ANN401
    content = json.loads(keys_path(path).read_bytes())
    change(content)
    keys_path(path).write_text(json.dumps(content))
