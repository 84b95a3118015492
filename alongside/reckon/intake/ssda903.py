"""The SSDA903 return made into records: episodes chained into periods of care.

The return gives a row for each change of status or placement. A period of care runs
from an episode that says so (`S`) to one that ends otherwise than by the next (not
`X1`); a status or a placement lasts through the episodes that do not change it.

Source: Department for Education, children looked after return (SSDA903) guide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from alongside.reckon.intake.findings import SUSPICIOUS, Findings
from alongside.reckon.intake.lists import Held
from alongside.reckon.intake.making import made_of
from alongside.reckon.intake.people import add_people
from alongside.reckon.records import TABLES, Records, Row, Value

_CONTINUES = "X1"
_NEW_PLACEMENT = frozenset("SPTBU")
_NEW_STATUS = frozenset("SLBU")


def records_of(held: Held, findings: Findings) -> Records:
    """Return the records that the files of a return hold, linked to one another."""
    records = made_of(held)
    add_people(held, records, findings)
    if "ssd_cla_episodes" in records.rows:
        _chain(records, findings)
    _one_adoption_a_child(records)
    _part_homes(records)
    return records


def _chain(records: Records, findings: Findings) -> None:
    """Name each episode's period, and join what goes on from one episode to the next."""
    statuses = _by_start(records, "ssd_legal_status", "lega_legal_status_start_date")
    placements = _by_start(
        records, "ssd_cla_placement", "clap_cla_placement_start_date"
    )
    for episodes in _children(records):
        for period in _periods(episodes):
            _name(period, findings)
            _join(period, statuses, _NEW_STATUS, "lega_legal_status_end_date")
            _join(period, placements, _NEW_PLACEMENT, "clap_cla_placement_end_date")
            for episode in period:
                if placed := placements.get(_whose(episode)):
                    placed["clap_cla_id"] = episode["clae_cla_id"]
    for table in ("ssd_legal_status", "ssd_cla_placement"):
        rows = records.rows.get(table, [])
        rows[:] = [row for row in rows if not row.pop("joined", None)]


def _children(records: Records) -> Iterator[list[Row]]:
    """Yield each child's episodes, earliest first."""
    rows = sorted(
        records.rows["ssd_cla_episodes"],
        key=lambda row: (
            str(row["clae_person_id"]),
            str(row["clae_cla_episode_start_date"]),
        ),
    )
    for _, episodes in groupby(rows, key=lambda row: row["clae_person_id"]):
        yield list(episodes)


def _periods(episodes: Iterable[Row]) -> Iterator[list[Row]]:
    """Part a child's episodes where one says that care began, or that it had ended."""
    period: list[Row] = []
    for episode in episodes:
        began = episode["clae_cla_episode_start_reason"] == "S"
        if period and (began or _over(period[-1])):
            yield period
            period = []
        period.append(episode)
    yield period


def _over(episode: Row) -> bool:
    reason = episode["clae_cla_episode_ceased_reason"]
    return reason is not None and reason != _CONTINUES


def _name(period: list[Row], findings: Findings) -> None:
    first = period[0]
    began = first["clae_cla_episode_start_reason"] == "S"
    if not began:
        _say_no_beginning(first, findings)
    for episode in period:
        episode["clae_cla_id"] = first["clae_cla_episode_id"]
        if began:
            episode["clae_entered_care_date"] = first["clae_cla_episode_start_date"]


def _say_no_beginning(first: Row, findings: Findings) -> None:
    findings.add(
        SUSPICIOUS,
        "The return does not show when this child became looked after; the first episode "
        "in it was taken as the beginning.",
        "Read the return of an earlier year with it, or the episodes from the case system.",
        alike="no beginning",
        child=str(first["clae_person_id"]),
    )


def _whose(episode: Row) -> tuple[Value, Value]:
    return episode["clae_person_id"], episode["clae_cla_episode_start_date"]


def _by_start(
    records: Records, table: str, start: str
) -> dict[tuple[Value, Value], Row]:
    child = TABLES[table].child
    return {(row[child], row[start]): row for row in records.rows.get(table, ())}


def _join(
    period: list[Row],
    made: dict[tuple[Value, Value], Row],
    new: frozenset[str],
    end: str,
) -> None:
    """Let the row of an episode that changes nothing be part of the row before it."""
    last: Row | None = None
    for episode in period:
        row = made.get(_whose(episode))
        if row is None:
            continue
        if last is None or episode["clae_cla_episode_start_reason"] in new:
            last = row
        else:
            last[end], row["joined"] = row[end], "Y"
            if "clap_cla_placement_change_reason" in row:
                reason = row["clap_cla_placement_change_reason"]
                last["clap_cla_placement_change_reason"] = reason


def _one_adoption_a_child(records: Records) -> None:
    """Put together what the two files on adoption say of a child and a decision."""
    joined: dict[tuple[Value, Value], Row] = {}
    for row in records.rows.get("ssd_adoption", ()):
        whose = row["adop_person_id"], row["adop_decision_date"]
        known = joined.setdefault(whose, row)
        known |= {name: said for name, said in row.items() if known[name] is None}
    if joined:
        records.rows["ssd_adoption"][:] = joined.values()


def _part_homes(records: Records) -> None:
    """Part a care leaver's home (`B1`) into its code and whether it is suitable."""
    for row in records.rows.get("ssd_care_leavers", ()):
        lives = row["clea_care_leaver_accommodation"]
        if isinstance(lives, str) and lives[-1:] in ("1", "2"):
            row["clea_care_leaver_accommodation"] = lives[:-1] or None
            row["clea_care_leaver_accom_suitable"] = lives[-1]
