"""Adoption: the dates on a child's way to it, and what the agency decides.

Each row of the records is one way to adoption; its dates belong together.
"""

from alongside.reckon.events.event import Event, unasked


def _dated(name: str, title: str, about: str, column: str) -> Event:
    """Return the event that one date of the adoption row says."""
    return Event(
        name,
        title,
        about,
        f"""
        select adop_person_id as child, adop_table_id as episode,
               {column} as happened_on, null as team, null as worker
        from ssd_adoption
        where {column} is not null
        """,
        shown=False,
    )


ENTERED_CARE_BEFORE_ADOPTION = _dated(
    "entered_care_before_adoption",
    "Entered care, later adopted",
    "The day of entering care as the adoption record gives it.",
    "adop_entered_care_date",
)
PLACEMENT_ORDER_MADE = _dated(
    "placement_order_made",
    "Placement order",
    """The court's authority to place the child. Where the parents consented there is no
    order and no day here.""",
    "adop_placement_order_date",
)
MATCHED_WITH_ADOPTERS = _dated(
    "matched_with_adopters",
    "Matched with adopters",
    "The agency decided that the child should be placed with particular adopters.",
    "adop_matched_date",
)
PLACED_FOR_ADOPTION = _dated(
    "placed_for_adoption",
    "Placed for adoption",
    "The child moved in with the adoptive family; not an earlier fostering placement.",
    "adop_placed_date",
)
ADOPTION_ORDER_MADE = _dated(
    "adoption_order_made",
    "Adoption order",
    "The order made.",
    "adop_order_date",
)
ADOPTION_DECISION_REVERSED = _dated(
    "adoption_decision_reversed",
    "Adoption no longer the plan",
    "The decision that the child should be placed for adoption was reversed.",
    "adop_reversed_date",
)

_AGENCY = "a report of the adoption agency's own"

ADOPTION_REVIEW_HELD = unasked(
    "adoption_review_held",
    "Adoption review",
    """A review under regulation 36. The records' reviews do not say whether they were
    that or a looked after review.""",
    _AGENCY,
    "the review form of Mosaic, Liquidlogic or Eclipse",
)
ADOPTION_VISIT = unasked(
    "adoption_visit",
    "Visit to a child placed for adoption",
    "A visit to the child and the prospective adopter together.",
    _AGENCY,
)
ADOPTION_RECOMMENDED = unasked(
    "adoption_recommended",
    "Adoption panel's recommendation",
    "The panel's recommendation, about a child, a match or adopters.",
    "the adoption panel's minutes",
)
ADOPTION_DECIDED = unasked(
    "adoption_decided",
    "Agency decision-maker's decision",
    """The decision that follows the panel. The records' decision (that a child should be
    placed) no longer goes to a panel, so it is not this one.""",
    "the adoption panel's minutes",
)

# Annex A's List 11 gives these days of adopters; a clock here is a child's.
_LIST_11 = "List 11 of Annex A, which is read, but of adopters and not of a child"

ADOPTER_REGISTERED = unasked(
    "adopter_registered",
    "Registration of interest accepted",
    "Stage one of the adopters' assessment began.",
    _LIST_11,
)
ADOPTER_STAGE_1_DECIDED = unasked(
    "adopter_stage_1_decided",
    "Stage one decided",
    "The agency decided whether the adopters may go on.",
    _LIST_11,
)
ADOPTER_STAGE_2_BEGAN = unasked(
    "adopter_stage_2_began",
    "Stage two began",
    "The adopters said that they wished to go on.",
    _LIST_11,
)
ADOPTER_DECIDED = unasked(
    "adopter_decided",
    "Adopters' approval decided",
    "The decision whether they are suitable to adopt.",
    _LIST_11,
)
