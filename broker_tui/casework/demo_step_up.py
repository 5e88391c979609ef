"""Step-ups in the demo: what happens to invented citizens who have one, each on top of another plot."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final, TypeAlias

from broker_tui.casework.demo_draft import Draft
from broker_tui.casework.demo_plots import Plot
from broker_tui.casework.demo_step_up_draft import StepUpDraft, back

Story: TypeAlias = Callable[[Draft], None]

_NEXT_WEEK: Final = -1
_WEDNESDAY: Final = 2


def also(plot: Plot, story: Story) -> Plot:
    """Return a plot in which a step-up happens too."""

    def both(draft: Draft) -> None:
        plot(draft)
        story(draft)

    return both


def preparing(draft: Draft) -> None:
    """Just begun: the form is filled in, and the citizen is yet to approve it (R160, C24)."""
    step_up = _begun(draft, 9)
    step_up.prepare(back(draft, 3))


def waiting_for_the_pack(draft: Draft) -> None:
    """They meet next week, and two have not had the material from the caseworker (R157, R158, R185)."""
    step_up = _begun(draft, 26, family=True)
    step_up.prepare(back(draft, 19))
    step_up.prepare(back(draft, 15), back(draft, 14))
    step_up.send(back(draft, 4), but=("health", "family"))
    step_up.meet(draft.day(_NEXT_WEEK, _WEDNESDAY), held=None)


def following_up(draft: Draft) -> None:
    """Agreed; two things are followed up this week, and a measure waits for the caseworker (R176, R180, R181)."""
    step_up = _met(draft, 18)
    agreed = step_up.agree(back(draft, 14))
    _in_min_plan(step_up, back(draft, 13))
    first, second = agreed["measure"]
    first["follow_up_on"] = draft.today.isoformat()
    second["started_on"] = back(draft, 5).isoformat()
    second["follow_up_on"] = (draft.today + timedelta(days=21)).isoformat()
    agreed["support"][0]["follow_up_on"] = (draft.today + timedelta(days=6 - draft.today.weekday())).isoformat()
    step_up.plan_follow_ups(agreed)
    for one in agreed["consideration"]:
        one |= {"done_on": back(draft, 6).isoformat(), "outcome": "Står i aftalen med virksomheden."}


def just_begun(draft: Draft) -> None:
    """Begun this week or last: consent is there, the form is next (R160)."""
    _begun(draft, 5)


def consent_missing(draft: Draft) -> None:
    """Begun without consent and, in the edition that asks for one, without a marker (R159, R186)."""
    StepUpDraft(draft, 8).invite()
    draft.citizen["edition"] = "fsm2"


def consent_refused(draft: Draft) -> None:
    """The citizen has said no, and it is not closed yet (R159)."""
    step_up = StepUpDraft(draft, 8)
    step_up.invite()
    step_up.ask(refused=True)


def consent_withdrawn(draft: Draft) -> None:
    """The citizen has taken her consent back (R159)."""
    step_up = StepUpDraft(draft, 10)
    step_up.invite()
    step_up.ask(withdrawn=back(draft, 2))


def much_to_do_before_the_meeting(draft: Draft) -> None:
    """They meet next week, and who takes part is not settled (R169-R173, C24)."""
    step_up = StepUpDraft(draft, 12, network=None)
    step_up.ask()
    step_up.invite("teacher", "other")
    step_up.prepare(back(draft, 6))
    step_up.meet(draft.day(_NEXT_WEEK, _WEDNESDAY), held=None)


def ready_to_meet(draft: Draft) -> None:
    """All is prepared, and no day is found (R163)."""
    step_up = _begun(draft, 18)
    step_up.prepare(back(draft, 12), back(draft, 11))
    step_up.send(back(draft, 7))


def unrecorded(draft: Draft) -> None:
    """The day of the meeting has passed without a word (R164)."""
    _prepared(draft, 20).meet(back(draft, 3), held=None)


def without_her(draft: Draft) -> None:
    """Three meetings, the last without the citizen, and nothing decided (R163, R164, R166)."""
    step_up = _prepared(draft, 34)
    step_up.meet(back(draft, 18), decided=False)
    step_up.meet(back(draft, 11), decided=False)
    step_up.meet(back(draft, 4), decided=False, without=("citizen",))


def agreement_missing(draft: Draft) -> None:
    """They met and decided, and the agreement is with the caseworker (R176, R178)."""
    _met(draft, 11)


def not_in_min_plan(draft: Draft) -> None:
    """Agreed and at a company: the consideration is to be taken, and Min Plan says nothing (R177, R180)."""
    _met(draft, 11).agree(back(draft, 7), measures=1)


def may_be_closed(draft: Draft) -> None:
    """All that was agreed is carried through (R156)."""
    step_up = _met(draft, 30)
    agreed = step_up.agree(back(draft, 27))
    _in_min_plan(step_up, back(draft, 26))
    for one in agreed["measure"]:
        one["started_on"] = back(draft, 20).isoformat()
    for items in agreed.values():
        for one in items:
            one["done_on"] = back(draft, 5).isoformat()


def marker_left_on(draft: Draft) -> None:
    """She did not want to share her case; it was closed and the marker stayed (R186, C13)."""
    step_up = StepUpDraft(draft, 9)
    step_up.invite()
    step_up.ask(refused=True)
    closed = back(draft, 2)
    step_up.row |= {"ended_on": closed.isoformat(), "closing_note": "Borgeren ønsker ikke at dele sin sag."}
    draft.citizen["edition"] = "fsm2"
    draft.add("markers", step_up.start, marker="step_up", started_on=step_up.start, ended_on=None)


def _begun(draft: Draft, days: int, *, family: bool = False) -> StepUpDraft:
    """Return a step-up with consent and all who have to be there."""
    step_up = StepUpDraft(draft, days, family=family)
    step_up.ask()
    step_up.invite()
    return step_up


def _prepared(draft: Draft, days: int) -> StepUpDraft:
    """Return one whose material has reached everybody."""
    step_up = _begun(draft, days)
    step_up.prepare(back(draft, days - 3), back(draft, days - 4))
    step_up.send(back(draft, days - 8))
    return step_up


def _met(draft: Draft, days: int) -> StepUpDraft:
    """Return one in which they have met, so many days ago."""
    step_up = _prepared(draft, days + 14)
    step_up.meet(back(draft, days))
    return step_up


def _in_min_plan(step_up: StepUpDraft, on: date) -> None:
    """Write what was agreed into Min Plan (R177)."""
    step_up.row["min_plan_on"] = on.isoformat()
    last: dict[str, Any] = step_up.draft.records["form_versions"][-1]
    last["values"]["min_plan_on"] = on.isoformat()
