"""What is kept of an export: as Parquet, sealed, checked at every reading, and whole."""

from __future__ import annotations

import json
import zlib
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.desk.access.sealing import CannotOpen, seal
from alongside.desk.casework import reading, store
from alongside.desk.casework.snapshot_tables import (
    projection_of,
    projection_packed,
    records_of,
    records_packed,
)
from alongside.desk.in_memory import in_memory
from alongside.reckon.records import DATE, NUMBER, TABLES, Records
from tests.desk.casework.exports import (
    MONDAY,
    Told,
    held,
    imported,
    packed,
    prepared,
    text,
)

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")

WORDS = st.none() | st.text(max_size=8)  # leading zeros, quotes, letters of any script
KINDS = {DATE: st.none() | st.dates(), NUMBER: st.none() | st.integers(-(2**62), 2**62)}


def rows_of(table: str):
    columns = TABLES[table].columns.items()
    row = st.fixed_dictionaries(
        {name: KINDS.get(kind, WORDS) for name, kind in columns}
    )
    return st.lists(row, max_size=4)


some_tables = st.lists(st.sampled_from(sorted(TABLES)), unique=True, max_size=3)
any_records = some_tables.flatmap(
    lambda names: st.fixed_dictionaries({name: rows_of(name) for name in names})
)


@given(rows=any_records)
@settings(
    max_examples=min(40, 2 * settings().max_examples),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_records_come_back_as_they_were(rows):
    since = {"ssd_cla_reviews": date(2025, 4, 1)}
    records = Records(rows, {"ssd_cin_visits"}, since)
    assert records_of(records_packed(records, {})) == records


def projected() -> dict:
    return {
        "children": {"1": dict.fromkeys(
            ("forename", "surname", "sex", "born_on", "expected_on", "died_on", "family_id")
        ) | {"forename": "Zoë"}, "02": {}},
        "teams": ["North"],
        "workers": {"W1": ["Wes", "North"]},
        "child_teams": {"1": ["North", "South"], "02": ["North"]},
        "dues": [["1", "S47_ICPC", "2026-03-02", 1, "2026-03-23", None, None, "open", "North", None]],
        "events": [["1", "referral", "2026-03-02"]],
        "allocations": [["1", "W1", "North", "2026-02-02", None, "other"]],
        "flows": [["North", "W1", [1, 0], [0, 2]]],
        "gaps": {"CORE_GROUP_1": "No list."},
        "latest": ["CIN_VISIT"],
        "stirs": {"1": "2026-04-01"},
        "manner": "abc",
    }  # fmt: skip


def test_what_records_come_to_comes_back_as_it_was():
    assert projection_of(projection_packed(projected(), {})) == projected()
    nothing = {name: type(value)() for name, value in projected().items()}
    assert projection_of(projection_packed(nothing, {})) == nothing


def test_a_snapshot_is_parquet_that_others_read_and_says_whose_it_is(town, monday):
    contents = store.kept(monday.stored_as, "records")
    with ZipFile(BytesIO(contents)) as file:
        about = json.loads(file.read("about.json"))
        enquiries = file.read("ssd_s47_enquiry.parquet")
    with in_memory(enquiries, "x.parquet") as path:
        found = duckdb.sql(
            f"select s47e_person_id, s47e_s47_start_date from read_parquet('{path}')"
        ).fetchall()
    assert found == [("900123", date(2026, 3, 2)), ("900124", date(2026, 3, 3))]
    assert about["as_at"] == "2026-03-09"
    assert about["uploaded_by"] == town.ana.pk
    assert about["uploaded_at"] == monday.uploaded_at.isoformat()
    assert about["file_sha256"] == monday.sha256


def as_before(extract) -> None:
    """Keep a snapshot as it was kept before there was Parquet, or a checksum."""
    records = store.kept_records(extract.stored_as)
    tables = {
        name: [[row.get(column) for column in TABLES[name].columns] for row in rows]
        for name, rows in records.rows.items()
    }
    value = {"tables": tables, "latest_only": sorted(records.latest_only)}
    parts = {"records": value, "projection": store.kept_projection(extract.stored_as)}
    for part, value in parts.items():
        plain = zlib.compress(json.dumps(value, default=date.isoformat).encode())
        place(extract, part).write_bytes(seal(plain))


def place(extract, part: str):
    return store._folder(extract.stored_as) / part


def test_snapshots_from_before_are_read_still(town, monday):
    records = store.kept_records(monday.stored_as)
    projection = store.kept_projection(monday.stored_as)
    as_before(monday)
    assert store.kept_records(monday.stored_as) == records
    assert store.kept_projection(monday.stored_as) == projection
    imported(town.ana, Told().s47_of("900123", "2026-03-02"), date(2026, 3, 10))
    assert ("900124", "S47_ICPC", "2026-03-03", "2026-03-24", "open", True) in held()


PARTS = "file", "records", "projection", "told"


@pytest.mark.parametrize("part", PARTS)
def test_every_damage_to_what_is_kept_is_noticed(monday, part):
    whole = place(monday, part).read_bytes()
    for where in (0, 5, 40, 83, len(whole) // 2, len(whole) - 1):
        changed = bytearray(whole)
        changed[where] ^= 1
        place(monday, part).write_bytes(changed)
        with pytest.raises(store.Damaged, match="is damaged"):
            store.kept(monday.stored_as, part)
    for cut in (0, 1, 90, len(whole) - 1):
        place(monday, part).write_bytes(whole[:cut])
        with pytest.raises(store.Damaged, match="is damaged"):
            store.kept(monday.stored_as, part)
    place(monday, part).unlink()
    with pytest.raises(store.Damaged, match="is not where it was kept"):
        store.kept(monday.stored_as, part)


def test_another_key_is_not_taken_for_damage(monday, settings):
    from cryptography.fernet import Fernet

    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CannotOpen):
        store.kept(monday.stored_as, "file")


def spoil(extract, *parts: str) -> None:
    for part in parts:
        place(extract, part).write_bytes(b"rust")


def test_after_damage_the_next_export_is_read_all_the_same(town, monday):
    """What is kept of the tables that it lacks is read again from the file before."""
    children = Told().person("900123", "Robyn", "Hale")
    children.without(*set(children.records.rows) - {"ssd_person"})
    whole = prepared(town.ana, children, date(2026, 3, 10), name="a.zip")
    expected = store.kept_records(whole.stored_as)
    told = store.kept_projection(whole.stored_as)
    spoil(monday, "records", "projection", "told")
    reading.work_out(whole)
    whole.refresh_from_db()
    assert whole.state == "ready"
    assert store.kept_records(whole.stored_as) == expected
    assert store.kept_projection(whole.stored_as) == told


def test_where_the_file_is_damaged_too_it_is_said_and_nothing_is_lost(
    client, town, monday, django_capture_on_commit_callbacks
):
    spoil(monday, "records", "file")
    before = held()
    client.force_login(town.ana)
    from django.core.files.uploadedfile import SimpleUploadedFile

    told = Told().s47_of("900123", "2026-03-02")
    file = SimpleUploadedFile("next.zip", packed(told.records))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/imports/new/", {"file": file, "as_at": "10 3 2026"})
    page = text(client.get(answer.url))
    assert "The file itself is damaged" in page
    assert "Nothing that the desk shows is touched" in page
    assert held() == before


def test_the_page_of_a_damaged_export_says_so(client, town, monday):
    spoil(monday, "told")
    client.force_login(town.ana)
    page = text(client.get(f"/imports/{monday.pk}/"))
    assert "The list of what it changes is damaged" in page
    assert MONDAY.isoformat() == monday.as_at.isoformat()
    assert client.get(f"/imports/{monday.pk}/changes/new/").status_code == 200
