"""The registration checklist: what the official systems still lack of each citizen, across the caseload.

It rests on the day's judgement, so that list, badges and checklist never disagree; facts are read only of those who
lack something, to name the placement.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from broker_tui.casework.desk import Desk
from broker_tui.casework.ticks import NOTES, TICKED
from broker_tui.domain.fulfilment import agreed_on, agreements, purpose_is_needed, vitas_is_needed

if TYPE_CHECKING:
    from broker_tui.casework.overview import Overview
    from broker_tui.domain.facts import Facts, PlacementSpan
    from broker_tui.domain.finding import Finding
    from broker_tui.domain.programme import Programme

CHUNK: Final = 1000


class Lack(NamedTuple):
    """One thing that an official system lacks.

    Attributes:
        code: names it, as `code.registration.<code>` in the catalogue does.
        rule: the rule that asks for it; empty for notes, which the law asks for.
        since: since when it is owed.
        target_id: the placement it belongs to.
        form: the act whose form puts it in place, empty where a tick does.
        n: how many there are, of notes.
    """

    code: str
    rule: str
    since: date | None
    target_id: str | None = None
    form: str = ""
    n: int = 1

    @property
    def ticked(self) -> bool:
        """Whether a tick puts it in place."""
        return self.code in TICKED


class RegistrationRow(NamedTuple):
    """One citizen and what is lacking, in the order of LACKS."""

    citizen_id: str
    name: str
    lacks: tuple[Lack, ...]


LACKS: Final = (
    "min_plan_broker",
    "contact_person",
    "purpose",
    "min_plan_agreement",
    "vitas",
    "purpose_min_plan",
    "purpose_vitas",
    "aftercare_consent",
    "marker_set",
    "marker_ended",
    NOTES,
)
"""All that can be lacking, in the order of the checklist's columns."""

_OF_CITIZEN: Final[Mapping[str, tuple[str, str]]] = {
    "min_plan_broker_missing": ("min_plan_broker", ""),
    "aftercare_consent_missing": ("aftercare_consent", "consent"),
    "marker_missing": ("marker_set", ""),
    "marker_superfluous": ("marker_ended", ""),
}
"""Findings about the citizen as a whole: what is lacking, and the form that puts it in place."""

_Test = Callable[["PlacementSpan", "Programme", date], bool]

_OF_PLACEMENT: Final[Mapping[str, tuple[tuple[str, str, _Test], ...]]] = {
    "contact_person_missing": (("contact_person", "placement_change", lambda span, _, __: not span.contact),),
    "purpose_missing": (
        ("purpose", "placement_change", lambda span, _, __: purpose_is_needed(span) and span.purpose is None),
    ),
    "min_plan_agreement_missing": (("min_plan_agreement", "", lambda span, _, day: _open(span.min_plan_on, day)),),
    "vitas_missing": (
        ("vitas", "", lambda span, programme, day: vitas_is_needed(span, programme) and _open(span.vitas_on, day)),
    ),
    "purpose_not_entered": (
        ("purpose_min_plan", "", lambda span, _, day: _has_purpose(span) and _open(span.purpose_min_plan_on, day)),
        ("purpose_vitas", "", lambda span, _, day: _has_purpose(span) and _open(span.purpose_vitas_on, day)),
    ),
}
"""Findings about agreements: what each may lack, the form, and the test of one placement."""

CODES: Final = frozenset({*_OF_CITIZEN, *_OF_PLACEMENT})
"""The findings that the checklist is made of."""


def registrations(desk: Desk, overview: "Overview", ids: Sequence[str] | None = None) -> list[RegistrationRow]:
    """Return who lacks what in the official systems, in the order of `ids`, or of the overview when None.

    Citizens of whom nothing is lacking are left out.
    """
    from broker_tui.store.waiting import waiting_notes

    asked = [one for one in (overview.findings if ids is None else ids) if one in overview.findings]
    notes = waiting_notes(desk.store, desk.today, ids)
    lacking = dict(_by_findings(desk, overview, asked))
    rows = []
    for citizen_id in asked:
        lacks = lacking.get(citizen_id, [])
        if citizen_id in notes:
            lacks = [*lacks, Lack(NOTES, "", notes[citizen_id].since, n=notes[citizen_id].n)]
        if lacks:
            rows.append(RegistrationRow(citizen_id, overview.names[citizen_id], tuple(sorted(lacks, key=_place))))
    return rows


def _by_findings(desk: Desk, overview: "Overview", ids: Sequence[str]) -> Iterator[tuple[str, list[Lack]]]:
    from broker_tui.store.facts import read_facts

    told = {one: [f for f in overview.findings[one] if f.code in CODES] for one in ids}
    with_placements = [one for one, found in told.items() if any(f.code in _OF_PLACEMENT for f in found)]
    facts_of = {
        facts.id: facts
        for start in range(0, len(with_placements), CHUNK)
        for facts in read_facts(desk.store, desk.today, with_placements[start : start + CHUNK])
    }
    for citizen_id, found in told.items():
        if found:
            yield citizen_id, [lack for finding in found for lack in _lacks(desk, facts_of.get(citizen_id), finding)]


def _lacks(desk: Desk, facts: "Facts | None", finding: "Finding") -> Iterator[Lack]:
    if finding.code in _OF_CITIZEN:
        code, form = _OF_CITIZEN[finding.code]
        yield Lack(code, finding.rule, finding.since, form=form)
    if facts is None:
        return
    programme = desk.programme(facts.edition)
    for span in agreements(facts, programme, desk.today):
        for code, form, lacks in _OF_PLACEMENT.get(finding.code, ()):
            if lacks(span, programme, desk.today):
                yield Lack(code, finding.rule, max(agreed_on(span), facts.enrolled_on), span.id, form)


def _open(on: date | None, day: date) -> bool:
    return on is None or on > day


def _has_purpose(span: "PlacementSpan") -> bool:
    return purpose_is_needed(span) and span.purpose is not None


def _place(lack: Lack) -> tuple[int, date]:
    return LACKS.index(lack.code), lack.since or date.max
