"""Consents: to what, how, when, and whether they still hold (R130, R159)."""

from datetime import date

from broker_tui.domain.codes import ConsentForm, ConsentPurpose
from broker_tui.domain.model import Record, Text


class Consent(Record):
    """A citizen's answer when asked for consent; `refused` is an answer too, and a consent can be withdrawn."""

    purpose: ConsentPurpose
    on: date
    form: ConsentForm = ConsentForm.WRITTEN
    scope: Text = ""
    refused: bool = False
    withdrawn_on: date | None = None
