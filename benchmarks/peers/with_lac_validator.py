"""Read SSDA903 files with csc-validator-be-903. Prints rows and days as JSON."""

import json
import sys
from datetime import datetime
from pathlib import Path

from lac_validator.ingress import read_from_text

files = [
    {"name": path.name, "description": "This year", "file_content": path.read_bytes()}
    for path in map(Path, sys.argv[1:])
]
tables, _ = read_from_text(raw_files=files)


def days(name, column):
    cells = tables[name][["CHILD", column]].dropna().itertuples(index=False)
    return sorted(
        {f"{child} {datetime.strptime(day, '%d/%m/%Y').date()}" for child, day in cells}
    )


told = {"episodes": days("Episodes", "DECOM"), "reviews": days("Reviews", "REVIEW")}
rows = {name.lower(): len(table) for name, table in tables.items()}
print(json.dumps({"rows": rows, "days": told}))
