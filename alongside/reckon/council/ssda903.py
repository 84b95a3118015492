"""The SSDA903 return of children looked after, for the year of collection of a day.

The year runs from 1 April to 31 March; it is taken up to the day. Columns are the
standard ones; days are written dd/mm/yyyy. A child is in the return who was looked
after at any time in the year. Source: Department for Education, SSDA903 guide.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from alongside.reckon.council.shelf import Shelf, day, grouped, open_since, text
from alongside.reckon.council.ssd import MADE_BY
from alongside.reckon.records import Records, Row

Line = list[object]
_COLUMNS = {
    "header": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
    "episodes": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,"
    "REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
    "reviews": "CHILD,DOB,REVIEW,REVIEW_CODE",
    "uasc": "CHILD,SEX,DOB,DUC",
    "oc2": "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,"
    "TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,"
    "INTERVENTION_OFFERED",
    "oc3": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM",
    "ad1": "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR",
    "previous_permanence": "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM",
    "missing": "CHILD,DOB,MISSING,MIS_START,MIS_END",
    "sw_episodes": "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON",
}


class Year:
    """One year's return: the extract, the year's first day, and whose return it is."""

    def __init__(self, records: Records, as_at: date) -> None:
        self.shelf, self.as_at = Shelf(records, as_at), as_at
        april = date(as_at.year, 4, 1)
        self.first = april if as_at >= april else april.replace(year=as_at.year - 1)
        rows = records.rows["ssd_cla_episodes"]
        ceased = "clae_cla_episode_ceased_date"
        kept = (row for row in rows if open_since(row, ceased, self.first))
        self.episodes = grouped(kept, "clae_person_id")

    def born(self, child: str) -> str:
        return said(self.shelf.born(child))

    def within(self, row: Row, column: str) -> bool:
        found = day(row, column)
        return found is not None and self.first <= found <= self.as_at


def said(found: date | None) -> str:
    return f"{found:%d/%m/%Y}" if found else ""


def write_returns(
    records: Records, as_at: date, folder: Path, about: str
) -> list[Path]:
    """Write the files of the return into a folder and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    note = folder / "INVENTED.txt"
    note.write_text(f"{MADE_BY}\n{about}\nNobody in it is real.\n", encoding="utf-8")
    year = Year(records, as_at)
    return [note, *(_write(folder, name, year) for name in _COLUMNS)]


def _write(folder: Path, name: str, year: Year) -> Path:
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_COLUMNS[name].split(","))
        writer.writerows(_LINES[name](year))
    return path


def _header(year: Year) -> Iterator[Line]:
    for child in year.episodes:
        person = year.shelf.people[child]
        sex, ethnic = text(person, "pers_sex"), text(person, "pers_ethnicity")
        yield [child, sex, year.born(child), ethnic, "UN1", "", ""]


def _episodes(year: Year) -> Iterator[Line]:
    for child, rows in year.episodes.items():
        for row in rows:
            start = day(row, "clae_cla_episode_start_date")
            ceased = day(row, "clae_cla_episode_ceased_date")
            placed = _on(year, "ssd_cla_placement", child, start)
            status = _on(year, "ssd_legal_status", child, start)
            yield [
                child,
                said(start),
                text(row, "clae_cla_episode_start_reason"),
                text(status, "lega_legal_status"),
                text(row, "clae_cla_primary_need_code"),
                text(placed, "clap_cla_placement_type"),
                text(placed, "clap_cla_placement_provider"),
                said(ceased),
                text(row, "clae_cla_episode_ceased_reason"),
                _moved(placed, ceased),
                "ZV1 1AP",
                text(placed, "clap_cla_placement_postcode"),
                text(placed, "clap_cla_placement_urn"),
            ]


def _on(year: Year, table: str, child: str, on: date | None) -> Row:
    """Return the placement or status that had begun by a day, the latest of them."""
    start = {
        "ssd_cla_placement": "clap_cla_placement_start_date",
        "ssd_legal_status": "lega_legal_status_start_date",
    }[table]
    begun = [
        row
        for row in year.shelf.of(table, child)
        if on and (day(row, start) or date.max) <= on
    ]
    return max(begun, key=lambda row: day(row, start) or date.min, default={})


def _moved(placed: Row, ceased: date | None) -> str:
    """Return why the placement changed, on the episode that the change ends."""
    ended = ceased is not None and ceased == placed.get("clap_cla_placement_end_date")
    return text(placed, "clap_cla_placement_change_reason") if ended else ""


def _reviews(year: Year) -> Iterator[Line]:
    for child in year.episodes:
        for row in year.shelf.of("ssd_cla_reviews", child):
            held = row["clar_cla_review_cancelled"] == "N"
            if held and year.within(row, "clar_cla_review_date"):
                review = day(row, "clar_cla_review_date")
                yield [child, year.born(child), said(review), _took_part(year, child)]


def _took_part(year: Year, child: str) -> str:
    """Return how the child took part: under four, none is asked for (PN0)."""
    return "PN0" if (year.shelf.age(child) or 0) < 4 else "PN1"


def _alone(year: Year) -> Iterator[Line]:
    for child, rows in year.episodes.items():
        if rows[0]["clae_cla_primary_need_code"] == "N8":
            sex = text(year.shelf.people[child], "pers_sex")
            yield [child, sex, year.born(child), ""]


def _health(year: Year) -> Iterator[Line]:
    """Children looked after for a year without a break: 1 done, 0 not."""
    for child, rows in year.episodes.items():
        entered = day(rows[-1], "clae_entered_care_date")
        if entered and entered <= year.shelf.twelve:
            score = 8 + len(child) if 4 <= (year.shelf.age(child) or 0) <= 16 else ""
            done = _done(year, child, "Health check")
            teeth = _done(year, child, "Dental check")
            line: Line = [child, year.born(child), score, "", 0, done, 1, teeth]
            yield [*line, done, 0, "", ""]


def _done(year: Year, child: str, what: str) -> int:
    rows = year.shelf.of("ssd_cla_health", child)
    return int(
        any(
            row["clah_health_check_type"] == what
            and year.within(row, "clah_health_check_date")
            for row in rows
        )
    )


def _leavers(year: Year) -> Iterator[Line]:
    """Care leavers aged 17 to 21 on the day."""
    for row in year.shelf.tables["ssd_care_leavers"]:
        child = text(row, "clea_person_id")
        if 17 <= (year.shelf.age(child) or 0) <= 21:
            yield [
                child,
                year.born(child),
                text(row, "clea_care_leaver_in_touch"),
                text(row, "clea_care_leaver_activity"),
                text(row, "clea_care_leaver_accommodation")
                + text(row, "clea_care_leaver_accom_suitable"),
            ]


def _adopted(year: Year) -> Iterator[Line]:
    for row in year.shelf.tables["ssd_adoption"]:
        if year.within(row, "adop_order_date"):
            child = text(row, "adop_person_id")
            decided = said(day(row, "adop_decision_date"))
            matched = said(day(row, "adop_matched_date"))
            yield [child, year.born(child), decided, matched, 0, 2, "MF", "L0"]


def _permanence(year: Year) -> Iterator[Line]:
    """Children who started to be looked after in the year; none had left by an order."""
    for child, rows in year.episodes.items():
        if any(year.within(row, "clae_entered_care_date") for row in rows):
            yield [child, year.born(child), "Z1", "", ""]


def _missing(year: Year) -> Iterator[Line]:
    for child in year.episodes:
        for row in year.shelf.of("ssd_missing", child):
            if open_since(row, "miss_missing_episode_end_date", year.first):
                yield [
                    child,
                    year.born(child),
                    text(row, "miss_missing_episode_type"),
                    said(day(row, "miss_missing_episode_start_date")),
                    said(day(row, "miss_missing_episode_end_date")),
                ]


def _workers(year: Year) -> Iterator[Line]:
    """The social workers of the year, those before the time in care among them."""
    for child in year.episodes:
        for row in year.shelf.of("ssd_involvements", child):
            if open_since(row, "invo_involvement_end_date", year.first):
                yield [
                    child,
                    year.born(child),
                    text(row, "invo_professional_id"),
                    said(day(row, "invo_involvement_start_date")),
                    said(day(row, "invo_involvement_end_date")),
                    text(row, "invo_worker_change_reason"),
                ]


_LINES: dict[str, Callable[[Year], Iterator[Line]]] = {
    "header": _header,
    "episodes": _episodes,
    "reviews": _reviews,
    "uasc": _alone,
    "oc2": _health,
    "oc3": _leavers,
    "ad1": _adopted,
    "previous_permanence": _permanence,
    "missing": _missing,
    "sw_episodes": _workers,
}
