"""The hint about a passphrase: a minimum that is refused, and words for the rest."""

import pytest

from broker_tui.domain.passphrase import Strength, strength


@pytest.mark.parametrize(
    ("passphrase", "expected"),
    [
        ("", Strength.TOO_SHORT),
        ("kort123", Strength.TOO_SHORT),
        ("aaaaaaaaaaaaaaaaaaaa", Strength.WEAK),
        ("12345678901234567890", Strength.WEAK),
        ("qwertyuiop", Strength.WEAK),
        ("Password123", Strength.WEAK),
        ("Sommer2026", Strength.WEAK),
        ("hundhundhundhundhund", Strength.WEAK),
        ("grønlænder", Strength.WEAK),
        ("blå cykel 17 kager", Strength.FAIR),
        ("Kx7!pq2Wm#", Strength.FAIR),
        ("fire gule støvler på loftet", Strength.STRONG),
        ("Ærtesuppe-torsdag-regnvejr-42", Strength.STRONG),
    ],
)
def test_hint(passphrase: str, expected: Strength) -> None:
    assert strength(passphrase) is expected


def test_a_longer_passphrase_is_never_weaker() -> None:
    text = "fire gule støvler på loftet"
    order = list(Strength)
    steps = [order.index(strength(text[:end])) for end in range(len(text) + 1)]
    assert steps == sorted(steps)
