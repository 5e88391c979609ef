"""The sample list of citizens (`data/demo/borgerliste.csv`), as a municipality's own system might write it.

It is what such files are like: the code page of Windows, a title above the headers, headers of the municipality's own
choosing, a column nobody asked for, a line break inside quotation marks, a total below. Write it anew with
`python -m broker_tui.casework.demo_list > data/demo/borgerliste.csv`.
"""

import csv
import io
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final

from broker_tui.casework.demo import DEMO_SIZE, demo_brokers, demo_rows
from broker_tui.config.programmes import load_programmes
from broker_tui.domain.codes import Marker
from broker_tui.domain.cpr import written
from broker_tui.domain.programme import Programme

LISTED: Final = 40
"""Citizens in the list."""

LISTED_ON: Final = date(2026, 11, 20)
_SEED: Final = 40
_HEADERS: Final = (
    "Borgers CPR-nummer", "Borger", "Mobil", "Bopæl", "Indsats start", "Ydelse", "Gruppe 1/2", "Visiteret",
    "Persongruppe", "Fritagelsesmarkering", "Fritaget fra", "Fritaget til", "Trin", "Trin fra",
    "Personlig jobformidler", "Tildelt", "Sagsbehandler", "Team", "Jobmål", "Forsørger", "Arbejdssted", "Tilbudstype",
    "Tilbud fra", "Bemærkning",
)  # fmt: skip
_KINDS: Final = {"internship": "Virksomhedspraktik", "paid_hours": "Løntimer", "wage_subsidy": "Løntilskud"}


def demo_list() -> bytes:
    """Return the file: semicolons and cp1252, as spreadsheets in Denmark write CSV."""
    programme = load_programmes()["fsm3"]
    broker = demo_brokers()[0]["name"]
    crowd = islice(demo_rows(DEMO_SIZE + 2 * LISTED, today=LISTED_ON, seed=_SEED), DEMO_SIZE, None)
    lines = [_line(row, programme, broker) for row in islice(filter(_listable, crowd), LISTED)]
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([f"Borgere i Flere skal med, udtræk {_day(LISTED_ON.isoformat())}"])
    writer.writerow([])
    writer.writerow(_HEADERS)
    writer.writerows(lines)
    writer.writerow([f"I alt {len(lines)} borgere"])
    return file.getvalue().encode("cp1252")


def _listable(row: Mapping[str, Any]) -> bool:
    """Tell whether she is in the programme, has a broker and a step, and a name that cp1252 can write."""
    try:
        row["citizen"]["name"].encode("cp1252")
    except UnicodeEncodeError:
        return False
    return not row["exits"] and bool(row["brokers"]) and row["steps"][-1]["step"] <= 3


def _line(row: Mapping[str, Any], programme: Programme, broker: str) -> list[str]:
    person, step, group = row["citizen"], row["steps"][-1], row["groups"][-1]
    placement = _now(row["placements"])
    exempt = _now(row["exemptions"])
    goals = row["job_goals"]
    remark = person["remark"].replace(". ", ".\n", 1)
    return [
        written(person["cpr"]),
        person["name"],
        person["phone"],
        person["address"],
        _day(person["enrolled_on"]),
        programme.benefits.get(person["benefit"], ""),
        group["group"],
        _day(group["started_on"]),
        programme.markers[Marker.REHAB] if group["group"] == "2" else "",
        programme.exemptions[exempt["type"]].label if exempt else "",
        _day(exempt["started_on"]) if exempt else "",
        _day(exempt["ended_on"]) if exempt else "",
        str(step["step"]) if step["ended_on"] is None else "",
        _day(step["started_on"]) if step["ended_on"] is None else "",
        broker,
        _day(row["brokers"][-1]["started_on"]),
        person["caseworker"],
        "Job & Indsats",
        goals[-1]["text"] if goals else "",
        {True: "ja", False: "nej", None: ""}[person["is_provider"]],
        placement["company"] if placement else "",
        _KINDS[placement["kind"]] if placement else "",
        _day(placement["started_on"]) if placement else "",
        remark,
    ]


def _now(spans: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return what is open on the day of the list."""
    today = LISTED_ON.isoformat()
    return next((one for one in spans if one["started_on"] <= today <= (one["ended_on"] or today)), None)


def _day(iso: str | None) -> str:
    return f"{date.fromisoformat(iso):%d-%m-%Y}" if iso else ""


if __name__ == "__main__":
    sys.stdout.buffer.write(demo_list())
