"""A program that asks the whole API, rightly and wrongly, about a child with marked names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from alongside.desk.api.description import description
from alongside.desk.api.scopes import SCOPES
from alongside.desk.casework import reading
from alongside.desk.casework.models import Extract, Fault, Handback
from alongside.desk.diary.models import Meeting
from tests.desk.api.asking import ask, clock_of, made, tell
from tests.desk.casework.exports import Told, packed
from tests.desk.marks import CALL, FILE, FORENAME, NHS, SEARCH, SURNAME

BODIES = (
    {"status": SURNAME}, {"status": "wont", "note": CALL * 500}, {"note": NHS}, [FORENAME],
)  # fmt: skip


def answers(doors, town) -> dict[str, str]:
    """Return each answer of the API by what was asked, headers and body."""
    key = made(town, scopes=list(SCOPES), all_teams=True, teams=[]).key
    keys = {"/api/v1/exports/{key}": handed_in(key)}
    keys["/api/v1/corrections/{key}/outcome"] = something_of_each(town)
    found = {}
    for way, path in operations():
        for n, answer in enumerate(asked(key, way, path, keys.get(path, 1))):
            found[f"{way} {path}, {n}"] = f"{answer.headers} {answer.content.decode()}"
            doors.beside += [f"{name}: {said}" for name, said in answer.headers.items()]
    return found


def operations() -> Iterator[tuple[str, str]]:
    yield from (
        (w, path) for path, ways in description()["paths"].items() for w in ways
    )
    yield "get", f"/api/v1/{SEARCH}"
    yield "get", "/api/v1/openapi.json"


def parameters(path: str) -> list[str]:
    """What an address takes; of one that is none, what others take."""
    described = description()["paths"].get(path, {}).get("get", {})
    found = [p["name"] for p in described.get("parameters", []) if p["in"] == "query"]
    return found or ["q", "team"]


def asked(key: str, way: str, path: str, pk: int) -> Iterator:
    """What an operation answers: as it should be asked, in error, and by nobody known."""
    address = path.replace("{key}", str(pk))
    if way == "get":
        yield ask(key, address)
        for name in parameters(path):
            yield ask(key, address, **{name: SURNAME})
        yield ask(SURNAME, address, q=FORENAME)
    elif "{key}" in path:
        yield tell(key, address, {"status": "mended"})
        for body in BODIES:
            yield tell(key, address, body)
        yield tell(key, path.replace("{key}", SURNAME), {"note": CALL})
        yield Client().post(
            address, f'{{"note": "{SURNAME}', "application/json",
            headers={"Authorization": f"Bearer {key}"},
        )  # fmt: skip
    else:
        yield hand_in(key, f"{SURNAME};{FORENAME}\n".encode(), SURNAME)
        yield hand_in(key, b"", "2026-03-02")
        yield hand_in(key, b"PK\x03\x04" + SURNAME.encode(), "2026-03-02")
        yield tell(key, address, {"file": FORENAME})


def hand_in(key: str, contents: bytes, as_at: str):
    sent = {"file": SimpleUploadedFile(f"{FILE}.zip", contents), "as_at": as_at}
    headers = {"Authorization": f"Bearer {key}"}
    return Client().post("/api/v1/exports", sent, headers=headers)


def handed_in(key: str) -> int:
    """An export that names the child, and has a name where a day should be."""
    story = Told().person("900123", FORENAME, SURNAME)
    story.s47_of("900123", "2026-03-02")
    story.records.rows["ssd_s47_enquiry"][0]["s47e_s47_start_date"] = SURNAME
    made = hand_in(key, packed(story.records), "2026-03-02").json()["id"]
    reading.work_out(Extract.objects.get(pk=made))
    return made


def something_of_each(town) -> int:
    """A clock, a meeting and a correction of the child; return the correction's key."""
    clock_of(town, town.robin)
    day = datetime(2026, 3, 2, 10, tzinfo=UTC)
    Meeting.objects.create(
        kind="core_group", child=town.robin, team=town.north, length=60, state="booked",
        starts_at=day, ends_at=day.replace(hour=11), wall_start="2026-03-02T10:00",
        asked_by=town.asha, place=SEARCH,
    )  # fmt: skip
    fault = Fault.objects.create(
        sort="0" * 64, kind="suspicious", what="The end is before the start.",
        case_id="900123", child=town.robin, status="sent", note=CALL,
        first_on=date(2026, 1, 5), last_on=date(2026, 1, 5),
    )  # fmt: skip
    handback = Handback.objects.create(by=town.sef)
    return handback.items.create(
        fault=fault, case_id="900123", why=fault.what, said_by=town.sef
    ).pk
