"""Annex A, lists 1 to 5: what came before a plan, over the last six months."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from alongside.reckon.clock import months_from
from alongside.reckon.council import annex_a_codes as codes
from alongside.reckon.council.shelf import Cells, Shelf, day, open_since, text
from alongside.reckon.records import Row


def child_cells(shelf: Shelf, child: str) -> Cells:
    """Return identifier, gender, ethnicity, date of birth and age."""
    person = shelf.people[child]
    return [
        child,
        codes.SEX[text(person, "pers_sex")],
        codes.ETHNICITY[text(person, "pers_ethnicity")],
        shelf.born(child),
        shelf.age(child),
    ]


def disabled(shelf: Shelf, child: str) -> str:
    return codes.YES_NO[shelf.disabled(child)]


def held_by(shelf: Shelf, row: Row, prefix: str) -> Cells:
    """Return the team and the worker's name from a row's columns."""
    team = text(row, f"{prefix}_team") or None
    return [team, shelf.worker(row, f"{prefix}_worker_id")]


def contacts(shelf: Shelf) -> Iterator[Cells]:
    for row in shelf.tables["ssd_contacts"]:
        if _within(shelf, row, "cont_contact_date"):
            source = codes.SOURCE[text(row, "cont_contact_source_code")]
            child = child_cells(shelf, text(row, "cont_person_id"))
            yield [*child, day(row, "cont_contact_date"), source]


def early_help(shelf: Shelf) -> Iterator[Cells]:
    for row in shelf.tables["ssd_early_help_episodes"]:
        if _within(shelf, row, "earl_episode_start_date"):
            yield [
                *child_cells(shelf, text(row, "earl_person_id")),
                day(row, "earl_episode_start_date"),
                day(row, "earl_episode_end_date"),
                text(row, "earl_episode_organisation"),
            ]


def referrals(shelf: Shelf) -> Iterator[Cells]:
    for row in shelf.tables["ssd_cin_episodes"]:
        if _within(shelf, row, "cine_referral_date"):
            child = text(row, "cine_person_id")
            yield [
                *child_cells(shelf, child),
                day(row, "cine_referral_date"),
                codes.SOURCE[text(row, "cine_referral_source_code")],
                codes.YES_NO[text(row, "cine_referral_nfa")],
                shelf.since(
                    "ssd_cin_episodes", child, "cine_referral_date", shelf.twelve
                ),
                text(row, "cine_referral_team"),
                shelf.worker(row, "cine_referral_worker_id"),
            ]


def assessments(shelf: Shelf) -> Iterator[Cells]:
    """Assessments authorised in the last six months, and every one still open."""
    for row in shelf.tables["ssd_cin_assessments"]:
        if open_since(row, "cina_assessment_auth_date", shelf.six):
            child = text(row, "cina_person_id")
            yield [
                *child_cells(shelf, child),
                disabled(shelf, child),
                day(row, "cina_assessment_start_date"),
                codes.YES_NO[text(row, "cina_assessment_child_seen") or "U"],
                day(row, "cina_assessment_auth_date"),
                _supported(shelf, row, child),
                *held_by(shelf, row, "cina_assessment"),
            ]


def _supported(shelf: Shelf, row: Row, child: str) -> str | None:
    """Return whether support was found needful: not where the case closed on it (RC8)."""
    if not row["cina_assessment_auth_date"]:
        return None
    closed = {
        text(r, "cine_close_reason")
        for r in shelf.of("ssd_cin_episodes", child)
        if r["cine_referral_id"] == row["cina_referral_id"]
    }
    return codes.YES_NO["N" if "RC8" in closed else "Y"]


def enquiries(shelf: Shelf) -> Iterator[Cells]:
    """Enquiries begun in the last six months, or whose conference was held in them."""
    held = {
        text(row, "icpc_s47_enquiry_id"): row
        for row in shelf.tables["ssd_initial_cp_conference"]
        if row["icpc_s47_enquiry_id"]
    }
    for row in shelf.tables["ssd_s47_enquiry"]:
        conference = held.get(text(row, "s47e_s47_enquiry_id"), {})
        recent = _within(shelf, row, "s47e_s47_start_date")
        if recent or _within(shelf, conference, "icpc_icpc_date"):
            yield _enquiry(shelf, row, conference)


def _enquiry(shelf: Shelf, row: Row, conference: Row) -> Cells:
    child = text(row, "s47e_person_id")
    outcome = text(conference, "icpc_icpc_outcome_cp_flag")
    unnecessary = "N" if conference else text(row, "s47e_s47_nfa")
    return [
        *child_cells(shelf, child),
        disabled(shelf, child),
        day(row, "s47e_s47_start_date"),
        codes.YES_NO.get(unnecessary),
        day(conference, "icpc_icpc_date"),
        codes.YES_NO.get(outcome),
        *_prior(shelf, child),
        *held_by(shelf, row, "s47e_s47"),
    ]


def _prior(shelf: Shelf, child: str) -> Cells:
    """Return how many enquiries and conferences came in the year before the latest."""
    latest = shelf.latest("ssd_s47_enquiry", child, "s47e_s47_start_date")
    until = latest or shelf.as_at
    span: tuple[date, date] = months_from(until, -12), until
    enquiries = shelf.since("ssd_s47_enquiry", child, "s47e_s47_start_date", *span)
    table = "ssd_initial_cp_conference"
    return [max(0, enquiries - 1), shelf.since(table, child, "icpc_icpc_date", *span)]


def _within(shelf: Shelf, row: Row, column: str) -> bool:
    found = day(row, column)
    return found is not None and shelf.six <= found <= shelf.as_at
