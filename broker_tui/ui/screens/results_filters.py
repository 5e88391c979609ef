"""Whose results are shown: one broker's, a municipality's, an edition's, or several of these at once."""

from typing import TYPE_CHECKING, NamedTuple, Self

from broker_tui.ui.widgets.picker import Choice

if TYPE_CHECKING:
    from broker_tui.casework.desk import Desk
    from broker_tui.i18n import Words


class Filters(NamedTuple):
    """Active filters, each empty when it asks nothing."""

    broker: str = ""
    municipality: str = ""
    edition: str = ""

    def toggled(self, coded: str) -> Self:
        """Return these filters with one more, `field=value`; the same one again takes it away."""
        field, _, value = coded.partition("=")
        return self._replace(**{field: "" if getattr(self, field) == value else value})

    def said(self, desk: "Desk") -> list[str]:
        """Return each active filter in a few words."""
        from broker_tui.casework.choices import choices

        broker = dict(choices(desk, "brokers")).get(self.broker, self.broker) if self.broker else ""
        edition = _edition(desk, self.edition) if self.edition else ""
        return [text for text in (broker, self.municipality, edition) if text]


def filter_choices(words: "Words", filters: Filters, desk: "Desk") -> list[Choice]:
    """Return every filter that can be put on, those in force marked."""
    from broker_tui.casework.choices import choices
    from broker_tui.store.result_facts import municipalities

    offered = [
        *(("broker", value, label) for value, label in choices(desk, "brokers")),
        *(("municipality", name, name) for name in municipalities(desk.store)),
        *(("edition", code, _edition(desk, code)) for code in sorted(desk.programmes)),
    ]
    return [
        Choice(
            f"{field}={value}",
            label,
            aside=words(f"results.screen.filter.{field}"),
            also=words(f"results.screen.filter.{field}"),
            chosen=getattr(filters, field) == value,
        )
        for field, value, label in offered
    ]


def _edition(desk: "Desk", code: str) -> str:
    return desk.programme(code).label
