"""What a service account can be let do: each scope with the permissions it stands for."""

from __future__ import annotations

from typing import NamedTuple


class Scope(NamedTuple):
    """What it lets a program do, in words, and as whom: a person with these permissions."""

    label: str
    permissions: tuple[str, ...]


SCOPES = {
    "timescales": Scope(
        "Read what is due for which child, by the child’s id", ("see_timescales",)
    ),
    "meetings": Scope(
        "Read which meetings are booked, by the child’s id", ("see_diary",)
    ),
    "indicators": Scope("Read the monthly indicators of teams", ("see_establishment",)),
    "contacts": Scope(
        "Read how many contacts and call-backs there were", ("see_contact_measures",)
    ),
    "workforce": Scope(
        "Read posts, vacancies and caseloads of teams",
        ("see_establishment", "see_caseloads"),
    ),
    "exports": Scope(
        "Hand in exports of the case system, for a person to apply", ("import_extract",)
    ),
    "corrections": Scope(
        "Read corrections handed back, and say what became of them", ("mend_records",)
    ),
}
