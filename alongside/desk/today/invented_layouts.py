"""A report of the invented council's own, mapped once: the core groups, as a table."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile, ZipInfo

from alongside.desk.access.models import User
from alongside.desk.casework import actions, layout_actions, reading
from alongside.desk.casework.models import Extract
from alongside.reckon.council import Council
from alongside.reckon.council.ssd import MADE_BY
from alongside.reckon.intake.reports import NamedLayout, Use

TABLE = "local_core_groups"
LAYOUT = NamedLayout(
    "Core groups held",
    ("Case ID", "Plan ID", "Core group held on"),
    (
        Use("Case ID", ("child",)),
        Use("Plan ID", (f"{TABLE}.core_cp_plan_id",)),
        Use("Core group held on", (f"{TABLE}.core_core_group_date",), "dd/mm/yyyy"),
    ),
)


def import_core_groups(by: User, council: Council, day: date) -> Extract:
    """Import the core groups up to a day as a report, and save its layout on the way."""
    extract = actions.upload_extract(
        by=by, name="core-groups.zip", contents=_report(council, day), as_at=day
    )
    reading.work_out(extract)
    layout_actions.save_layout(by=by, extract=extract, told=LAYOUT)
    extract.refresh_from_db()
    reading.work_out(extract)
    actions.apply_extract(by=by, extract=extract, checked=True)
    actions.write_extract(extract)
    return extract


def _report(council: Council, day: date) -> bytes:
    """The report as the case system prints it: a title, headers in row 3, no two alike."""
    text, packed = StringIO(), BytesIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([["Core groups held"], [], LAYOUT.headers])
    for row in council.extract(day).rows[TABLE]:
        held = row["core_core_group_date"]
        shown = f"{held:%d/%m/%Y}" if isinstance(held, date) else ""
        writer.writerow([row["core_person_id"], row["core_cp_plan_id"], shown])
    with ZipFile(packed, "w") as file:
        file.writestr(ZipInfo("core-groups.csv"), text.getvalue())
        file.writestr(ZipInfo("INVENTED.txt"), f"{MADE_BY}\nNobody in it is real.\n")
    return packed.getvalue()
