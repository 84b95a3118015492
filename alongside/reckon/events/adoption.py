"""Adoption: the dates on a child's way to it, and what the agency decides.

Each row of the records is one way to adoption; its dates belong together.
"""

from alongside.reckon.events.event import Event, Rows, unasked

_ADOPTIONS = Rows("ssd_adoption", "adop_person_id", "adop_table_id")

ENTERED_CARE_BEFORE_ADOPTION = Event(
    "entered_care_before_adoption",
    "Entered care, later adopted",
    "The day of entering care as the adoption record gives it.",
    _ADOPTIONS.day("adop_entered_care_date"),
    shown=False,
)
PLACEMENT_ORDER_MADE = Event(
    "placement_order_made",
    "Placement order",
    """The court's authority to place the child. Where the parents consented there is no
    order and no day here.""",
    _ADOPTIONS.day("adop_placement_order_date"),
    shown=False,
)
MATCHED_WITH_ADOPTERS = Event(
    "matched_with_adopters",
    "Matched with adopters",
    "The agency decided that the child should be placed with particular adopters.",
    _ADOPTIONS.day("adop_matched_date"),
    shown=False,
)
PLACED_FOR_ADOPTION = Event(
    "placed_for_adoption",
    "Placed for adoption",
    "The child moved in with the adoptive family; not an earlier fostering placement.",
    _ADOPTIONS.day("adop_placed_date"),
    shown=False,
)
ADOPTION_ORDER_MADE = Event(
    "adoption_order_made",
    "Adoption order",
    "The order made.",
    _ADOPTIONS.day("adop_order_date"),
    shown=False,
)
ADOPTION_DECISION_REVERSED = Event(
    "adoption_decision_reversed",
    "Adoption no longer the plan",
    "The decision that the child should be placed for adoption was reversed.",
    _ADOPTIONS.day("adop_reversed_date"),
    shown=False,
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
