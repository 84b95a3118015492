"""Annex A, lists 9 to 11: care leavers, children for adoption, and adopters."""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

from alongside.reckon.council import annex_a_codes as codes
from alongside.reckon.council.annex_a_before import child_cells, disabled
from alongside.reckon.council.shelf import Cells, Shelf, day, open_since, text
from alongside.reckon.records import Row

_STEPS = (
    "adop_entered_care_date",
    "adop_decision_date",
    "adop_placement_order_date",
    "adop_matched_date",
    "adop_placed_date",
    "adop_order_date",
    "adop_reversed_date",
)
_STAGES = (
    "adpt_enquiry_date",
    "adpt_stage_1_start_date",
    "adpt_stage_1_end_date",
    "adpt_stage_2_start_date",
    "adpt_stage_2_end_date",
    "adpt_application_date",
    "adpt_approved_date",
    "adpt_matched_date",
    "adpt_placed_date",
)


def care_leavers(shelf: Shelf) -> Iterator[Cells]:
    """Care leavers now."""
    for row in shelf.tables["ssd_care_leavers"]:
        child = text(row, "clea_person_id")
        suitable = text(row, "clea_care_leaver_accom_suitable")
        yield [
            *child_cells(shelf, child),
            disabled(shelf, child),
            text(row, "clea_care_leaver_allocated_team"),
            shelf.worker(row, "clea_care_leaver_worker_id"),
            codes.ELIGIBILITY[text(row, "clea_care_leaver_eligibility")],
            codes.TOUCH[text(row, "clea_care_leaver_in_touch")],
            codes.ACCOMMODATION[text(row, "clea_care_leaver_accommodation")],
            codes.SUITABLE[suitable],
            codes.ACTIVITY[text(row, "clea_care_leaver_activity")],
        ]


def adoption(shelf: Shelf) -> Iterator[Cells]:
    """Children with a plan of adoption at any time in the last twelve months."""
    for row in shelf.tables["ssd_adoption"]:
        over = "adop_order_date" if row["adop_order_date"] else "adop_reversed_date"
        if open_since(row, over, shelf.twelve):
            child = text(row, "adop_person_id")
            cells = child_cells(shelf, child)
            yield [
                cells[0],
                text(row, "adop_family_id") or None,
                *cells[1:],
                disabled(shelf, child),
                *(day(row, step) for step in _STEPS),
                codes.REVERSED.get(text(row, "adop_reversed_reason")),
                day(row, "adop_placed_ffa_date"),
            ]


def adopters(shelf: Shelf) -> Iterator[Cells]:
    """People in the process of adopting at any time in the last twelve months."""
    for row in shelf.tables["local_adopters"]:
        over = "adpt_order_date" if row["adpt_order_date"] else "adpt_left_date"
        if open_since(row, over, shelf.twelve):
            yield _adopter(row)


def _adopter(row: Row) -> Cells:
    key = text(row, "adpt_adopter_id")
    luck = crc32(key.encode())
    return [
        key,
        text(row, "adpt_family_id"),
        codes.SEX["M" if luck % 2 else "F"],
        list(codes.ETHNICITY.values())[luck // 2 % 4 * (luck % 5 == 0)],
        codes.YES_NO["Y" if luck % 25 == 0 else "N"],
        "Yes" if luck % 9 == 0 else "No",
        *(day(row, stage) for stage in _STAGES),
        row["adpt_children_placed"],
        day(row, "adpt_order_date"),
        day(row, "adpt_left_date"),
        codes.LEFT.get(text(row, "adpt_left_reason")),
    ]
