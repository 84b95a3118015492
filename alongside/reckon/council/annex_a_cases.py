"""Annex A, lists 6 to 8: children in need, on plans and in care, one row a child."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from zlib import crc32

from alongside.reckon.council import annex_a_codes as codes
from alongside.reckon.council.annex_a_before import child_cells, disabled, held_by
from alongside.reckon.council.names import COUNCIL, NEIGHBOUR
from alongside.reckon.council.shelf import (
    Cells,
    Shelf,
    day,
    grouped,
    last_of,
    open_since,
    text,
)
from alongside.reckon.records import Row

_SEEN = (
    ("ssd_cin_visits", "cinv_cin_visit"),
    ("ssd_cp_visits", "cppv_cp_visit"),
    ("ssd_cla_visits", "clav_cla_visit"),
)


def in_need(shelf: Shelf) -> Iterator[Cells]:
    """Every child whose case is open, or closed in six months after help was given."""
    rows = (
        row
        for row in shelf.tables["ssd_cin_episodes"]
        if open_since(row, "cine_close_date", shelf.six)
        and row["cine_close_reason"] != "RC8"
    )
    for child, found in grouped(rows, "cine_person_id").items():
        row = last_of(found, "cine_referral_date", "cine_close_date")
        yield [
            *child_cells(shelf, child),
            disabled(shelf, child),
            day(row, "cine_referral_date"),
            codes.NEED[text(row, "cine_cin_primary_need_code")],
            _last_seen(shelf, child),
            day(row, "cine_close_date"),
            codes.CLOSED.get(text(row, "cine_close_reason")),
            codes.STATUS[_status(shelf, child, row)],
            *held_by(shelf, row, "cine_referral"),
        ]


def _last_seen(shelf: Shelf, child: str) -> date | None:
    seen = (
        shelf.latest(table, child, f"{stem}_date", f"{stem}_seen")
        for table, stem in _SEEN
    )
    return max((found for found in seen if found), default=None)


def _status(shelf: Shelf, child: str, row: Row) -> str:
    """Return the first that applies, in Ofsted's order."""
    if row["cine_close_date"]:
        return "closed"
    if _open(shelf, "ssd_cla_episodes", child, "clae_cla_episode_ceased_date"):
        return "care"
    if _open(shelf, "ssd_cp_plans", child, "cppl_cp_plan_end_date"):
        return "plan"
    if _open(shelf, "ssd_cin_plans", child, "cinp_cin_plan_end_date"):
        return "need"
    return "assessment"


def _open(shelf: Shelf, table: str, child: str, end: str) -> bool:
    return any(row[end] is None for row in shelf.of(table, child))


def protected(shelf: Shelf) -> Iterator[Cells]:
    """Every child on a plan now or in the last six months."""
    rows = (
        row
        for row in shelf.tables["ssd_cp_plans"]
        if open_since(row, "cppl_cp_plan_end_date", shelf.six)
    )
    for child, found in grouped(rows, "cppl_person_id").items():
        row = last_of(found, "cppl_cp_plan_start_date", "cppl_cp_plan_end_date")
        yield _plan(shelf, child, row)


def _plan(shelf: Shelf, child: str, row: Row) -> Cells:
    visits = shelf.of("ssd_cp_visits", child)
    visit = last_of(visits, "cppv_cp_visit_date", "cppv_cp_visit_id") if visits else {}
    earlier = shelf.of("ssd_cp_plans", child)
    keys = {text(plan, "cppl_cp_plan_id") for plan in earlier}
    return [
        *child_cells(shelf, child),
        disabled(shelf, child),
        day(row, "cppl_cp_plan_start_date"),
        codes.ABUSE[text(row, "cppl_cp_plan_initial_category")],
        codes.ABUSE[text(row, "cppl_cp_plan_latest_category")],
        day(visit, "cppv_cp_visit_date"),
        codes.YES_NO.get(text(visit, "cppv_cp_visit_seen_alone")),
        shelf.latest("ssd_cp_reviews", child, "cppr_cp_review_date"),
        day(row, "cppl_cp_plan_end_date"),
        codes.YES_NO["Y" if _emergency(shelf, child) else "N"],
        len(keys) - 1,
        *held_by(shelf, row, "cppl_cp_plan"),
    ]


def _emergency(shelf: Shelf, child: str) -> bool:
    """Return whether an emergency order or police powers applied in six months."""
    return any(
        row["lega_legal_status"] in ("L1", "L2")
        and open_since(row, "lega_legal_status_end_date", shelf.six)
        for row in shelf.of("ssd_legal_status", child)
    )


def in_care(shelf: Shelf) -> Iterator[Cells]:
    """Every child in care now or in the last six months."""
    rows = (
        row
        for row in shelf.tables["ssd_cla_episodes"]
        if open_since(row, "clae_cla_episode_ceased_date", shelf.six)
        and row["clae_cla_episode_ceased_reason"] != "X1"
    )
    for child, found in grouped(rows, "clae_person_id").items():
        start, end = "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"
        yield _care(shelf, child, last_of(found, start, end))


def _care(shelf: Shelf, child: str, row: Row) -> Cells:
    entered = day(row, "clae_entered_care_date")
    return [
        *child_cells(shelf, child),
        codes.YES_NO["Y" if row["clae_cla_primary_need_code"] == "N8" else "N"],
        disabled(shelf, child),
        entered,
        codes.NEED[text(row, "clae_cla_primary_need_code")],
        codes.YES_NO["Y" if _again(shelf, child, entered) else "N"],
        *_legal(shelf, child),
        *_last_dates(shelf, child, row),
        *_ceased(row),
        *_placed(shelf, child),
        *_away(shelf, child),
        *held_by(shelf, row, "clae_cla"),
    ]


def _again(shelf: Shelf, child: str, entered: date | None) -> bool:
    """Return whether another period of care fell in the last twelve months."""
    return any(
        row["clae_entered_care_date"] != entered
        and open_since(row, "clae_cla_episode_ceased_date", shelf.twelve)
        for row in shelf.of("ssd_cla_episodes", child)
    )


def _legal(shelf: Shelf, child: str) -> Cells:
    rows = shelf.of("ssd_legal_status", child)
    row = last_of(rows, "lega_legal_status_start_date", "lega_legal_status_end_date")
    status = codes.LEGAL[text(row, "lega_legal_status")]
    return [day(row, "lega_legal_status_start_date"), status]


def _last_dates(shelf: Shelf, child: str, row: Row) -> Cells:
    """Return the latest review, visit, permanence plan, reviewing officer, checks, and
    the number of placements in twelve months."""
    plans = shelf.of("ssd_permanence", child)
    plan = last_of(plans, "perm_permanence_plan_date", "perm_table_id") if plans else {}
    held = [r for r in shelf.of("ssd_cla_reviews", child) if _held(r)]
    reviews = (day(r, "clar_cla_review_date") for r in held)
    return [
        max((found for found in reviews if found), default=None),
        shelf.latest("ssd_cla_visits", child, "clav_cla_visit_date"),
        codes.PERMANENCE.get(text(plan, "perm_permanence_plan")),
        day(row, "clae_cla_last_iro_contact_date"),
        _checked(shelf, child, "Health check"),
        _checked(shelf, child, "Dental check"),
        _placements(shelf, child),
    ]


def _held(review: Row) -> bool:
    return review["clar_cla_review_cancelled"] == "N"


def _checked(shelf: Shelf, child: str, what: str) -> date | None:
    found = (
        day(row, "clah_health_check_date")
        for row in shelf.of("ssd_cla_health", child)
        if row["clah_health_check_type"] == what
        and row["clah_health_check_status"] == "Completed"
    )
    return max((seen for seen in found if seen), default=None)


def _placements(shelf: Shelf, child: str) -> int:
    return sum(
        open_since(row, "clap_cla_placement_end_date", shelf.twelve)
        for row in shelf.of("ssd_cla_placement", child)
    )


def _ceased(row: Row) -> Cells:
    reason = codes.CEASED.get(text(row, "clae_cla_episode_ceased_reason"))
    return [day(row, "clae_cla_episode_ceased_date"), reason]


def _placed(shelf: Shelf, child: str) -> Cells:
    """Return the most recent placement: start, type, provider, where, and whose area."""
    rows = shelf.of("ssd_cla_placement", child)
    row = last_of(rows, "clap_cla_placement_start_date", "clap_cla_placement_end_date")
    postcode = text(row, "clap_cla_placement_postcode")
    within = postcode.startswith("ZV")
    secret = not within and crc32(postcode.encode()) % 20 == 0
    away = "CON - Child placed in confidential placement" if secret else NEIGHBOUR
    return [
        day(row, "clap_cla_placement_start_date"),
        codes.PLACEMENT[text(row, "clap_cla_placement_type")],
        codes.PROVIDER[text(row, "clap_cla_placement_provider")],
        postcode,
        text(row, "clap_cla_placement_urn") or None,
        "a) In" if within else "b) Out",
        COUNCIL if within else away,
    ]


def _away(shelf: Shelf, child: str) -> Cells:
    """Return times missing and absent in twelve months, and the last return interview."""
    rows = shelf.of("ssd_missing", child)
    start = "miss_missing_episode_start_date"
    recent = [r for r in rows if (day(r, start) or date.min) >= shelf.twelve]
    missing = sum(row["miss_missing_episode_type"] == "M" for row in recent)
    last = max(recent, key=lambda row: day(row, start) or date.min) if recent else {}
    offered = codes.YES_NO.get(text(last, "miss_missing_rhi_offered"))
    accepted = codes.YES_NO.get(text(last, "miss_missing_rhi_accepted"))
    return [missing, len(recent) - missing, offered, accepted]
