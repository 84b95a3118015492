"""What the page Workforce leads to, and what each part is for."""

from __future__ import annotations

from typing import NamedTuple


class Card(NamedTuple):
    """A part of the workforce pages, shown to those who may open it."""

    title: str
    url_name: str
    about: str
    permission: str = "see_establishment"


CARDS = (
    Card(
        "Establishment",
        "establishment:establishment",
        "The posts of any day, who holds them, what is vacant, and why it changed.",
    ),
    Card(
        "Recruitment",
        "establishment:recruitment",
        "Posts that are being filled, and how long each stage takes.",
    ),
    Card(
        "Staff",
        "establishment:staff",
        "People as HR knows them, with or without a post.",
    ),
    Card(
        "Roles of posts",
        "establishment:roles",
        "What posts are for, and the versions of their job descriptions.",
    ),
    Card(
        "Decisions",
        "decisions:decisions",
        "What committees and those they delegate to have decided about posts.",
    ),
    Card(
        "Newly qualified social workers",
        "learning:first-years",
        "What their programme promised, beside what was kept.",
    ),
    Card(
        "Training",
        "learning:training",
        "What people need to learn and why; courses, places and their cost.",
    ),
    Card(
        "Students and bursaries",
        "learning:bursaries",
        "Bursaries, the work they are tied to, and what is owed.",
        "keep_training",
    ),
    Card(
        "Extra help",
        "learning:extra-help",
        "Floor walkers while the case system changes, and practitioners released.",
    ),
    Card(
        "Joiners and leavers",
        "learning:joiners-and-leavers",
        "Where people came from, and why others left.",
        "keep_establishment",
    ),
    Card(
        "Month by month",
        "monitoring:monitoring",
        "Turnover, sickness, caseloads and more, as charts that tell a change from noise.",
    ),
    Card(
        "Caseloads",
        "casework:caseloads",
        "How many cases each team and worker holds, what if, and eight weeks ahead.",
        "see_caseloads",
    ),
    Card(
        "Workforce return",
        "return:workforce-return",
        "The yearly return to the Department, as a file, and what is wanting in it.",
        "keep_absence",
    ),
    Card("Teams", "workforce:teams", "Who manages, works in and supports each team."),
    Card(
        "Agency workers",
        "agency:agency",
        "Who is engaged, in whose stead, what it costs, and what the guidance asks.",
    ),
    Card(
        "Sickness",
        "absence:absence",
        "Days lost of days available, month by month; one's own spells.",
    ),
    Card("Time off in lieu", "absence:toil", "Hours earned, taken and left."),
    Card(
        "Import from HR",
        "hr:import-hr",
        "Sickness, staff and time off in lieu from any spreadsheet.",
        "keep_absence",
    ),
    Card(
        "Support officers",
        "officers:officers",
        "Who manages each officer, which teams they support, and who is away.",
        "arrange_cover",
    ),
    Card(
        "Cover rota",
        "cover:cover-rota",
        "Which officer supports each team, day by day, and where nobody does.",
        "arrange_cover",
    ),
    Card(
        "Supervision",
        "supervision:supervisions",
        "When supervision was held and is due, and what you agreed to do.",
    ),
    Card("Duty rota", "duty:duty", "Who is on duty for each team, and out of hours."),
    Card("Away and cover", "workforce:away", "Who is away, and who covers."),
)


def cards_for(user) -> list[Card]:
    return [card for card in CARDS if user.may(card.permission)]
