"""The words of the results: why a citizen counts or not, the same on screen, paper, sheet and command line (R59)."""

from datetime import date
from typing import TYPE_CHECKING

from broker_tui.domain.codes_results import ResultReason
from broker_tui.i18n.catalogue import Words

if TYPE_CHECKING:
    from broker_tui.domain.programme import Programme
    from broker_tui.domain.results import MonthStanding


def result_word(words: Words, standing: "MonthStanding") -> str:
    """Return what is said of a citizen in a word or two: counts, does not count, exempt, group 2, outside."""
    return words(f"results.word.{_word(standing)}")


def result_reason(words: Words, standing: "MonthStanding", programme: "Programme", today: date) -> str:
    """Return the sentence that says why: "Tæller, fordi der er lønnede timer, fra to 3/9."."""
    said = "counts" if standing.counts else "counts_not" if standing.in_group else "outside"
    return words(f"results.said.{said}", because=result_because(words, standing, programme, today))


def result_notes(words: Words, standing: "MonthStanding") -> list[str]:
    """Return a sentence for each thing that might be thought to change something and does not."""
    return [words(f"results.note.{note.value}") for note in standing.verdict.notes]


def _word(standing: "MonthStanding") -> str:
    if standing.in_group:
        return "counts" if standing.counts else "counts_not"
    if standing.exempt:
        return "exempt"
    return "group_2" if standing.code is ResultReason.GROUP_2 else "outside"


def result_because(words: Words, standing: "MonthStanding", programme: "Programme", today: date) -> str:
    """Return the reason alone, as it follows "because"."""
    verdict, kind = standing.verdict, standing.kind
    key = f"results.because.{verdict.code.value}"
    if verdict.code in {ResultReason.KIND, ResultReason.KIND_NOT} and kind is not None:
        key = f"results.{verdict.code.value}.{kind.value}"
        if not words.has(key):
            key = f"results.{verdict.code.value}.any"
    exemption = programme.exemptions.get(verdict.detail)
    return words(
        key,
        kind="" if kind is None else words.code("placement_kind", kind),
        on="" if standing.on is None else words.date(standing.on, today),
        exemption=exemption.label if exemption else verdict.detail,
        reason=words.code("exit_reason", verdict.detail) if verdict.code is ResultReason.EXITED else "",
    )
