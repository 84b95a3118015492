"""Read an export with liiatools, in its own environment: rows by table, and days as read.

    python with_liiatools.py annex-a|cin-census|s903 FILE...

It cleans a file into a folder; what it wrote is what it kept. Prints JSON.
"""

import csv
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

DAYS = {  # its column of the child, and of a day, by what we call the table
    "List 3": ("Child Unique ID", "Date of referral"),
    "List 4": ("Child Unique ID", "Continuous Assessment Start Date"),
    "assessments": ("LAchildID", "AssessmentActualStartDate"),
    "episodes": ("CHILD", "DECOM"),
    "reviews": ("CHILD", "REVIEW"),
}


def clean(kind, path, folder):
    # It asks for a year in the name of a return, and for a council.
    named = (
        folder / f"SSDA903_2020_{path.name}" if kind == "s903" else folder / path.name
    )
    shutil.copy(path, named)
    command = [sys.executable, "-m", "liiatools", kind, "cleanfile", "--i", named]
    command += ["--la_code", "BAR", "--la_log_dir", folder, "--o", folder]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr.strip().splitlines()[-1])
    return [each for each in folder.iterdir() if "_clean" in each.name]


def tables(path):
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        name = next((each for each in DAYS if each in path.name.lower()), path.stem)
        flat = "AssessmentActualStartDate" in (rows[0] if rows else {})
        yield ("assessments" if flat else name), rows
        return
    import openpyxl

    for sheet in openpyxl.load_workbook(path, data_only=True):
        top, *cells = sheet.iter_rows(values_only=True)
        yield (
            sheet.title,
            [dict(zip(top, row, strict=True)) for row in cells if any(row)],
        )


def day_of(value):
    return str(value)[:10] if value else ""


def main(kind, paths):
    rows, days = {}, {}
    for path in map(Path, paths):
        with tempfile.TemporaryDirectory() as folder:
            for made in clean(kind, path, Path(folder)):
                for name, found in tables(made):
                    rows[name] = rows.get(name, 0) + len(found)
                    child, day = DAYS.get(name, ("", ""))
                    days[name] = sorted(
                        {
                            f"{str(row[child]).removesuffix('_BAR')} {day_of(row[day])}"
                            for row in found
                            if row.get(child) and day_of(row.get(day))
                        }
                    )
    print(json.dumps({"rows": rows, "days": days}))


main(sys.argv[1], sys.argv[2:])
