"""Records that lie in a council's own database or lake, reckoned where they are."""

from datetime import date
from hashlib import sha256
from uuid import uuid4

import duckdb
import pytest

from alongside.reckon.cli import main
from alongside.reckon.council import build
from alongside.reckon.dues import dues
from alongside.reckon.records import TABLES, Records
from alongside.reckon.rulebook import england
from alongside.reckon.stores import UnknownStore, connect, in_place, load, parquet
from alongside.reckon.stores.in_spark import SparkSource
from tests.story import FEW_YEARS

AS_AT = date(2026, 6, 30)
ASKED = ["--as-at", AS_AT.isoformat(), "--csv"]


@pytest.fixture(scope="module")
def records():
    return build(25, 2, AS_AT).extract(AS_AT)


@pytest.fixture(scope="module")
def expected(records):
    found = dues(records, england(), FEW_YEARS, AS_AT)
    assert len(found) > 500
    return found


@pytest.fixture(scope="module")
def duckdb_file(records, tmp_path_factory):
    path = tmp_path_factory.mktemp("council") / "council.duckdb"
    with connect(f"duckdb:///{path}") as store:
        load(store, records)
        for name in TABLES.keys() - records.rows.keys():
            store.run(f"drop table {name}")  # what is not held is not there at all
    return path


@pytest.fixture(scope="module")
def lake(duckdb_file, records, tmp_path_factory):
    """A folder with a file a table; one table is a folder of two parts."""
    folder = tmp_path_factory.mktemp("lake")
    (folder / "ssd_cp_visits").mkdir()
    with duckdb.connect(str(duckdb_file), read_only=True) as opened:
        for name in records.rows:
            to = folder / f"{name}.parquet"
            if name != "ssd_cp_visits":
                opened.execute(f"copy {name} to '{to}' (format parquet)")
                continue
            for part in (0, 1):
                to = folder / name / f"part-{part}.parquet"
                some = (
                    f"select * from {name} where length(cppv_cp_visit_id) % 2 = {part}"
                )
                opened.execute(f"copy ({some}) to '{to}' (format parquet)")
    return folder


def reckoned(opened):
    with opened as (reading, held):
        found = dues(held, england(), FEW_YEARS, AS_AT)
    return found, reading.findings


def said(capsys, *asked):
    assert main(["dues", *map(str, asked), *ASKED]) == 0
    return capsys.readouterr()


def test_a_lake_of_parquet(lake, expected, capsys):
    found, findings = reckoned(parquet([lake]))
    assert found == expected
    assert findings == []
    _, *printed = said(capsys, lake).out.splitlines()
    assert len(printed) > 500
    assert {row.split(",")[0] for row in printed} == {due.child_id for due in expected}


def test_single_files_of_parquet(lake, tmp_path):
    files = [lake / "ssd_person.parquet", lake / "ssd_s47_enquiry.parquet"]
    found, _ = reckoned(parquet(files))
    assert {due.code for due in found} >= {"S47_ICPC"}


def test_a_file_of_duckdb_is_read_and_left_as_it_was(duckdb_file, expected):
    before = sha256(duckdb_file.read_bytes()).digest()
    found, findings = reckoned(in_place(f"duckdb:///{duckdb_file}"))
    assert (found, findings) == (expected, [])
    assert sha256(duckdb_file.read_bytes()).digest() == before


def test_a_file_of_sqlite_whose_days_are_text(records, expected, tmp_path):
    path = tmp_path / "council.db"
    with connect(f"sqlite:///{path}") as store:
        load(store, records)
    path.chmod(0o444)
    before = sha256(path.read_bytes()).digest()
    found, findings = reckoned(in_place(f"sqlite:///{path}"))
    assert (
        found == expected
    )  # every table is there, so nothing is a gap but what is empty
    assert [(f.kind, f.sheet) for f in findings] == [("note", "ssd_sdq_scores")]
    assert sha256(path.read_bytes()).digest() == before


@pytest.fixture
def council_database(postgres_url, records):
    """A schema of a council's, and the address of a role that may only read it."""
    import psycopg

    with connect(postgres_url) as store, psycopg.connect(postgres_url) as admin:
        load(store, records)
        admin.execute("create schema council")
        admin.execute("revoke temporary on database postgres from public")
        admin.execute("create role reader login")
        admin.execute("grant usage on schema council to reader")
        for name in records.rows:
            columns = ", ".join(
                f"{column} {'date' if kind == 'date' else 'text'}"
                for column, kind in TABLES[name].columns.items()
            )
            admin.execute(f"create table council.{name} ({columns})")
            rows = store.ask(f"select * from {name}")
            with admin.cursor().copy(f"copy council.{name} from stdin") as copy:
                for row in rows:
                    copy.write_row(row)
        admin.execute("grant select on all tables in schema council to reader")
        admin.execute("alter table council.ssd_person rename to person_table")
        admin.execute(
            "create materialized view council.ssd_person as "
            "select *, 'not ours' as pers_nhs_number from council.person_table"
        )
        admin.execute("grant select on council.ssd_person to reader")
        admin.commit()
        yield postgres_url.replace("alongside@", "reader@")
        admin.execute("drop schema council cascade")
        admin.execute("drop role reader")
        admin.execute("grant temporary on database postgres to public")
        admin.commit()


@pytest.mark.postgres
def test_a_councils_postgresql_by_a_role_that_may_only_read(
    council_database, expected, lake, capsys
):
    found, findings = reckoned(in_place(council_database, "council"))
    assert (found, findings) == (expected, [])
    printed = said(capsys, "--in", council_database, "--schema", "council").out
    assert printed == said(capsys, lake).out
    with pytest.raises(UnknownStore, match="holds no table"):
        reckoned(in_place(council_database))


@pytest.mark.postgres
def test_a_table_the_role_may_not_read_is_a_gap(postgres_url, council_database):
    import psycopg

    with psycopg.connect(postgres_url) as admin:
        admin.execute("revoke select on council.ssd_s47_enquiry from reader")
    with in_place(council_database, "council") as (_, held):
        assert "ssd_s47_enquiry" not in held.rows
        found = dues(held, england(), FEW_YEARS, AS_AT)
    assert {due.status for due in found if due.code == "S47_ICPC"} <= {"cannot_compute"}


@pytest.mark.postgres
def test_a_day_that_never_comes_is_left_out_and_said(postgres_url, council_database):
    import psycopg

    with psycopg.connect(postgres_url) as admin:
        admin.execute(
            "update council.ssd_cin_episodes set cine_close_date = 'infinity' "
            "where cine_close_date is null"
        )
    _, findings = reckoned(in_place(council_database, "council"))
    assert {(each.sheet, each.column) for each in findings} == {
        ("ssd_cin_episodes", "cine_close_date")
    }
    assert "'infinity' is not a date" in findings[0].what


LAKE_OF_TEXT = """
    select * from (values
        ('e1', 'c1', '02/03/2026', true, 'x'), ('e2', 'c2', '2026-03-03', false, 'x'),
        ('e3', 'c3', '04/03/26', null, 'x'), (null, 'c4', '05/03/2026', null, 'x'),
        ('e5', 'c5', 'soon', null, 'x'), ('e6', 'c5', 'soon', null, 'x')
    ) as row (S47E_S47_ENQUIRY_ID, s47e_person_id, s47e_s47_start_date, s47e_s47_nfa, ours)
"""


def test_days_held_as_text_are_read_and_what_is_none_is_said(tmp_path, capsys):
    path = tmp_path / "ssd_s47_enquiry.parquet"
    duckdb.sql(f"copy ({LAKE_OF_TEXT}) to '{path}' (format parquet)")
    with parquet([path]) as (reading, held):
        [rows] = held.rows.values()
        read = [
            (row["s47e_person_id"], row["s47e_s47_start_date"], row["s47e_s47_nfa"])
            for row in rows
        ]
        assert len(list(rows)) == len(read)  # a second walk finds nothing new to say
    assert read == [
        ("c1", date(2026, 3, 2), "Y"), ("c2", date(2026, 3, 3), "N"),
        ("c3", None, None), ("c5", None, None), ("c5", None, None),
    ]  # fmt: skip
    told = [each.what for each in reading.findings if each.kind != "note"]
    assert [what.partition(";")[0] for what in told] == [
        "'04/03/26' has a year of two digits, which could be either century",
        "'soon' is not a date",
        "'soon' is not a date",
        "This row was left out: it has no s47e_s47_enquiry_id.",
    ]
    notes = {each.what for each in reading.findings if each.kind == "note"}
    assert "There is no column s47e_s47_end_date; it stays blank." in notes
    heard = said(capsys, path)
    assert "ssd_s47_enquiry, s47e_s47_start_date: 'soon' is not a date" in heard.err
    assert "S47_ICPC,2026-03-03" in heard.out
    assert "ours" not in heard.err + heard.out


def test_identifiers_that_became_fractions_are_whole_again(tmp_path):
    """A spreadsheet program writes a column of numbers with gaps as 123.0."""
    path = tmp_path / "ssd_person.parquet"
    rows = "select 123.0::double as pers_person_id, '2020-01-02' as pers_dob"
    duckdb.sql(f"copy ({rows}) to '{path}' (format parquet)")
    with parquet([path]) as (_, held):
        [row] = held.rows["ssd_person"]
    assert (row["pers_person_id"], row["pers_dob"]) == ("123", date(2020, 1, 2))


def test_a_table_without_its_key_is_not_used(tmp_path):
    path = tmp_path / "ssd_person.parquet"
    duckdb.sql(f"copy (select 1 as pers_dob) to '{path}' (format parquet)")
    with pytest.raises(UnknownStore, match="holds no table"), parquet([path]):
        pass


@pytest.mark.slow
def test_spark_reads_its_own_lake_on_its_own_machines(
    spark_url, lake, records, expected, tmp_path, monkeypatch
):
    """All of one table is text there, so that there is something to be read as a day."""
    texts = tmp_path / "texts.parquet"
    plans = f"select columns(*)::text from '{lake}/ssd_cp_plans.parquet'"
    duckdb.sql(f"copy ({plans}) to '{texts}' (format parquet)")
    brought, bring = set(), SparkSource.batches
    monkeypatch.setattr(
        SparkSource,
        "batches",
        lambda self, table, columns: brought.add(table) or bring(self, table, columns),
    )
    address = f"{spark_url}/;session_id={uuid4()}"  # Sail has a catalogue a session
    with connect(address) as spark:
        spark._session.sql("create database lake")
        for name in records.rows:
            [path] = lake.glob(f"{name}*") if name != "ssd_cp_plans" else [texts]
            spark._session.sql(
                f"create table lake.{name} using parquet location '{path}'"
            )
        with in_place(address, "lake") as (reading, held):
            found = dues(held, england(), FEW_YEARS, AS_AT, address)
        assert found == expected
        assert reading.findings == []
    assert brought <= {"local_events"}  # which rules it feeds may be asked from here


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ([], "Name either the files of an export, or a database with --in."),
        (["--in", "sqlite:///nowhere.db"], "There is no file nowhere.db."),
        (["--in", "mysql://me:secret@host/x"], "'host/x' is not where records lie."),
        (["README.md", "--in", "sqlite:///x.db"], "Name either the files"),
    ],
)
def test_what_cannot_be_read_is_said(asked, answer, capsys):
    assert main(["dues", *asked, *ASKED]) == 2
    heard = capsys.readouterr().err
    assert heard.startswith(f"alongside: {answer}")
    assert "secret" not in heard


def test_parquet_is_not_mixed_with_an_export(lake, capsys):
    assert main(["dues", str(lake), "README.md", *ASKED]) == 2
    assert "README.md is not Parquet" in capsys.readouterr().err


def test_a_store_is_never_made_over_a_council_s_own_records(duckdb_file, tmp_path):
    with pytest.raises(UnknownStore, match="did not put there"):
        connect(f"duckdb:///{duckdb_file}")
    ours = f"duckdb:///{tmp_path}/ours.duckdb"
    for _ in range(2):
        dues(Records(), england(), FEW_YEARS, AS_AT, ours)
