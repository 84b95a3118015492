"""Reading, side by side with the public tools that read the same; and reading at size.

    python benchmarks/reading.py [ROWS]

Each of the others is installed from the package index into an environment of its own,
which is thrown away; one that does not install is said to. For each file: how many of
its tables were recognised, rows kept, days read right (child and day, against a count
made here with nothing but Python), and seconds from start to end, installing aside.
Then a workbook of ROWS (200,000) referrals against calamine, the fastest reader, alone.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from alongside.reckon.intake import gate, read_all, workbook
from alongside.reckon.records import Records

HERE = Path(__file__).parent
DATA = HERE.parent / "tests" / "data"
Days = dict[str, set[str]]


@dataclass(frozen=True)
class Peer:
    """A public tool: what is installed for it, the Python it needs, the script that reads."""

    name: str
    packages: tuple[str, ...]
    python: str
    script: str


LIIA = Peer(
    "liiatools 0.2.0",
    ("liiatools==0.2.0", "numpy<2", "setuptools<81"),
    "3.10",
    "with_liiatools.py",
)
CIN = Peer(
    "csc-validator-be-cin 0.1.13",
    ("csc-validator-be-cin==0.1.13", "numpy<2", "pytest"),
    "3.11",
    "with_cin_validator.py",
)
LAC = Peer("csc-validator-be-903 0.1.17", ("csc-validator-be-903==0.1.17", "numpy<2", "pytest"), "3.11", "with_lac_validator.py")  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A file or several that are one export: the rows and days that it truly holds."""

    name: str
    paths: list[Path]
    rows: dict[str, int]
    days: Days
    peers: tuple[tuple[Peer, tuple[str, ...]], ...]


# What we call a table of the comparison, in the records: the child's column and the day's.
OURS = {
    "List 3": ("ssd_cin_episodes", "cine_person_id", "cine_referral_date"),
    "List 4": ("ssd_cin_assessments", "cina_person_id", "cina_assessment_start_date"),
    "assessments": ("ssd_cin_assessments", "cina_person_id", "cina_assessment_start_date"),
    "episodes": ("ssd_cla_episodes", "clae_person_id", "clae_cla_episode_start_date"),
    "reviews": ("ssd_cla_reviews", "clar_person_id", "clar_cla_review_date"),
}  # fmt: skip


def annex_a(path: Path) -> Case:
    """Count a workbook's rows below its headers, and the days of two lists, by openpyxl."""
    rows, days = {}, Days()
    for sheet in openpyxl.load_workbook(path, data_only=True):
        if not sheet.title.lower().startswith("list"):
            continue
        cells = [row for row in sheet.iter_rows(values_only=True) if any(row)]
        top = next(n for n, row in enumerate(cells) if sum(map(bool, row)) > 3)
        name = f"List {sheet.title.removeprefix('List').strip(' _')}"
        rows[name] = len(cells) - top - 1
        column = {"List 3": 5, "List 4": 6}.get(name)
        if column:
            days[name] = {
                f"{r[0]} {_day(r[column])}" for r in cells[top + 1 :] if r[column]
            }
    return Case(path.name, [path], rows, days, ((LIIA, ("annex-a",)),))


def _day(cell: object) -> str:
    return str(cell.date()) if isinstance(cell, datetime) else str(cell)


def census(path: Path, name: str) -> Case:
    root = ElementTree.parse(path).getroot()
    began = {
        f"{child.findtext('.//LAchildID')} {each.text}"
        for child in root.iter("Child")
        for each in child.iter("AssessmentActualStartDate")
    }
    names = {
        "children": "Child",
        "referrals": "CINdetails",
        "assessments": "Assessments",
    }
    names |= {
        "enquiries": "Section47",
        "plans": "ChildProtectionPlans",
        "reviews": "CPPreviewDate",
    }
    names |= {"disabilities": "Disability", "need plans": "CINPlanDates"}
    names |= {"pre-proceedings": "PreProceedingsandFGDM"}
    rows = {ours: sum(1 for _ in root.iter(theirs)) for ours, theirs in names.items()}
    return Case(
        name, [path], rows, {"assessments": began}, ((CIN, ()), (LIIA, ("cin-census",)))
    )


def ssda903(folder: Path) -> Case:
    rows, days = {}, Days()
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found = list(csv.DictReader(file))
        rows[path.stem] = len(found)
        column = {"episodes": "DECOM", "reviews": "REVIEW"}.get(path.stem)
        if column:
            days[path.stem] = {
                f"{row['CHILD']} {datetime.strptime(row[column], '%d/%m/%Y').date()}"
                for row in found
            }
    peers = ((LAC, ()), (LIIA, ("s903",)))
    return Case("ssda903", sorted(folder.glob("*.csv")), rows, days, peers)


def cases(folder: Path) -> list[Case]:
    packed = gzip.decompress((DATA / "CIN_generated_seed42.xml.gz").read_bytes())
    bare = folder / "CIN_2022_bare.xml"
    bare.write_bytes(packed)
    whole = folder / "CIN_2022.xml"
    inner = packed.decode().split("<CINdetailsCollection>")[1].split("</CINdetailsC")[0]
    head = "<Header><CollectionDetails><Collection>CIN</Collection><Year>2022</Year>"
    head += "<ReferenceDate>2022-03-31</ReferenceDate></CollectionDetails></Header>"
    whole.write_text(f"<Message>{head}<Children>{inner}</Children></Message>", "utf-8")
    returns = folder / "ssda903"
    with zipfile.ZipFile(DATA / "ssda903.zip") as archive:
        archive.extractall(returns)
    return [
        annex_a(DATA / "liia_Annex_A.xlsx"),
        annex_a(DATA / "ofsted_2019-08_2015-01-sample.xlsx"),
        census(bare, "census of 500 children, as it was made"),
        census(whole, "census of 500 children, in an official frame"),
        census(DATA / "CIN_Census_2026.xml", "CIN_Census_2026.xml"),
        ssda903(returns),
    ]


def ours(case: Case) -> tuple[dict[str, int], Days, float]:
    began = time.perf_counter()
    readings, records = read_all(case.paths)
    seconds = time.perf_counter() - began
    kept = {told.name: told.kept for reading in readings for told in reading.lists}
    return kept, {name: _ours_days(records, name) for name in case.days}, seconds


def _ours_days(records: Records, name: str) -> set[str]:
    table, child, day = OURS[name]
    said = "annex-a:3:" if name == "List 3" else ""  # List 6 tells of episodes too
    rows = (
        r
        for r in records.rows.get(table, ())
        if next(iter(r.values())).startswith(said)
    )
    return {f"{row[child]} {row[day]}" for row in rows if row[day]}


def theirs(
    python: Path, peer: Peer, case: Case, words: Iterable[str]
) -> tuple[dict[str, int], Days, float] | str:
    """Return what a peer made of a case, or the last line of what it died of."""
    command = [
        str(python),
        str(HERE / "peers" / peer.script),
        *words,
        *map(str, case.paths),
    ]
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    seconds = time.perf_counter() - began
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["no reason given"])[-1][:90]
    told = json.loads(done.stdout.splitlines()[-1])
    return (
        told["rows"],
        {name: set(each) for name, each in told["days"].items()},
        seconds,
    )


def say(name: str, case: Case, found: tuple[dict[str, int], Days, float] | str) -> None:
    if isinstance(found, str):
        print(f"  {name:<30} failed: {found}")
        return
    rows, days, seconds = found
    tables = sum(count > 0 for count in case.rows.values())
    read_tables = sum(count > 0 for count in rows.values())
    kept, there = sum(rows.values()), sum(case.rows.values())
    right = sum(len(each & days.get(name, set())) for name, each in case.days.items())
    wrong = sum(len(each - case.days.get(name, each)) for name, each in days.items())
    of = sum(map(len, case.days.values()))
    print(
        f"  {name:<30} {read_tables:>3} tables of {tables:<3} {kept:>7,} rows of {there:<7,} "
        f"{right:>6,} days right of {of:<6,} {wrong:>3} wrong {seconds:7.2f} s"
    )


def environment(peer: Peer, folder: Path) -> Path | str:
    """Install a peer into an environment of its own; return its Python, or why not."""
    found = _python(peer.python)
    if found is None:
        return f"Python {peer.python} is not here"
    place = folder / peer.script.removesuffix(".py")
    uv = [sys.executable, "-m", "uv"]
    make = [*uv, "venv", "-q", "--no-python-downloads", "-p", found, str(place)]
    python = place / "bin" / "python"
    put = [*uv, "pip", "install", "-q", "-p", str(python), *peer.packages]
    for command in (make, put):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            return (done.stderr.strip().splitlines() or ["no reason given"])[-1][:90]
    return python


def _python(version: str) -> str | None:
    """A Python of a version: on the path and in order, or one that pyenv keeps."""
    if sys.version.startswith(f"{version}."):
        return sys.executable
    on_path = shutil.which(f"python{version}")
    if (
        on_path
        and not subprocess.run([on_path, "--version"], capture_output=True).returncode
    ):
        return on_path
    if shutil.which("pyenv"):
        asked = ["pyenv", "prefix", version]
        done = subprocess.run(asked, capture_output=True, text=True)
        return None if done.returncode else f"{done.stdout.strip()}/bin/python"
    return None


def side_by_side(folder: Path) -> None:
    pythons = {peer: environment(peer, folder) for peer in (LIIA, CIN, LAC)}
    for peer, python in pythons.items():
        if isinstance(python, str):
            print(f"{peer.name} does not install: {python}")
    for case in cases(folder):
        print(case.name)
        say("alongside", case, ours(case))
        for peer, words in case.peers:
            python = pythons[peer]
            if isinstance(python, Path):
                say(peer.name, case, theirs(python, peer, case, words))


HEADERS = (
    "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)",
    "Date of referral", "Referral Source", "Referral NFA?",
    "Number of Referrals in Last 12 Months", "Allocated Team", "Allocated Worker",
)  # fmt: skip


def large(path: Path, rows: int) -> Path:
    """Write a workbook of List 3 with so many invented referrals, two a child."""
    dice = random.Random(1)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("List_3")
    sheet.append(["List 3: Referral"])
    sheet.append(HEADERS)
    for number in range(rows):
        child = number // 2
        sex = ("a) Male", "b) Female")[child % 2]
        born = date(2010, 1, 1) + timedelta(child % 5000)
        on = date(2025, 1, 1) + timedelta(dice.randrange(600))
        source = dice.choice(["q) 6: Police", "e) 2A: Schools"])
        held = f"Team {dice.randrange(30)}", f"Worker {dice.randrange(300)}"
        who = str(10_000 + child), sex, "a) WBRI", born, 8
        sheet.append([*who, on, source, "b) No", 0, *held])
    book.save(path)
    return path


def at_size(path: Path, rows: int) -> None:
    def alone() -> None:
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()

    def as_rows() -> None:
        for table in read_all([path])[1].rows.values():
            list(table)

    ways = {
        "calamine alone": alone,
        "cells, the file found safe": lambda: list(workbook.sheets(gate.admit(path))),
        "records, cleaned, findings": lambda: read_all([path]),
        "the same, a dict for each row": as_rows,
    }
    print(f"{rows:,} rows of a workbook, in turns, seconds of the best of {TURNS}")
    print(
        f"  {'':<30} {'processor':>9}         {'clock':>9}; at most 1.5 times is asked"
    )
    told = turns(ways)
    for name, took in told.items():
        times = (
            f"{x:9.2f} {x / y:5.2f} x"
            for x, y in zip(took, told["calamine alone"], strict=True)
        )
        print(f"  {name:<30} {' '.join(times)}")


TURNS = 5


def turns(ways: dict[str, Callable[[], object]]) -> dict[str, tuple[float, ...]]:
    """Return the least seconds of each way, of one processor and by the clock: each is
    tried after the others, so that none has the machine at a better time."""
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for _ in range(TURNS):
        for name, work in ways.items():
            began = time.process_time(), time.perf_counter()
            work()
            ended = time.process_time(), time.perf_counter()
            took[name].append((ended[0] - began[0], ended[1] - began[1]))
    return {
        name: tuple(map(min, zip(*each, strict=True))) for name, each in took.items()
    }


def main(rows: int) -> None:
    sys.stdout = io.TextIOWrapper(sys.stdout.buffer, "utf-8", line_buffering=True)
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as name:
        folder = Path(name)
        side_by_side(folder)
        at_size(large(folder / "large.xlsx", rows), rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
