"""People who wish to adopt: a few for every hundred open children."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING

from alongside.reckon.council.shape import between
from alongside.reckon.records import Records

if TYPE_CHECKING:
    from alongside.reckon.council.build import Council

# The steps of approval, and the days that each takes after the one before.
_STEPS = (
    ("adpt_stage_1_start_date", (5, 40)),
    ("adpt_stage_1_end_date", (40, 75)),
    ("adpt_application_date", (2, 20)),
    ("adpt_stage_2_start_date", (1, 60)),
    ("adpt_stage_2_end_date", (90, 150)),
    ("adpt_approved_date", (3, 20)),
    ("adpt_matched_date", (60, 400)),
    ("adpt_placed_date", (14, 45)),
    ("adpt_order_date", (120, 300)),
)
_LEFT = ("1", "2", "3")


def tell(records: Records, council: Council, as_at: int) -> None:
    """Add the adopters known on a day, each with the steps reached by then."""
    records.hold("local_adopters")
    for number in range(max(2, council.children // 55)):
        rng = Random(f"alongside council {council.seed} adopter {number}")
        span = council.last.toordinal() - council.first.toordinal()
        enquiry = council.first.toordinal() + int(rng.random() * span)
        if enquiry <= as_at:
            _adopter(records, rng, number, council, (enquiry, as_at))


def _adopter(
    records: Records,
    rng: Random,
    number: int,
    council: Council,
    days: tuple[int, int],
) -> None:
    enquiry, as_at = days
    day, gives_up = enquiry, between(rng, (1, len(_STEPS) * 3))
    steps: dict[str, date | None] = {}
    for n, (step, band) in enumerate(_STEPS):
        day = council.pace.on_or_after(day + between(rng, band))
        steps[step] = council.pace.date(day) if day <= as_at and n < gives_up else None
        left = day if n == gives_up and day <= as_at and n < 6 else None
        steps["adpt_left_date"] = steps.get("adpt_left_date") or (
            council.pace.date(left) if left else None
        )
    records.add(
        "local_adopters",
        adpt_adopter_id=f"AP{7001 + number}",
        adpt_family_id=f"AH{7001 + number // 2}",
        adpt_enquiry_date=council.pace.date(enquiry),
        **steps,
        adpt_children_placed=1 if steps["adpt_placed_date"] else None,
        adpt_left_reason=rng.choice(_LEFT) if steps["adpt_left_date"] else None,
    )
