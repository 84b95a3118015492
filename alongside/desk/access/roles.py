"""What each role may do: the one table, from which the database is seeded.

A role's permissions are checked with `user.may(code)` and by `needs(code)` on a view.
Its scope says whose records it may be shown: those of the teams the person belongs
to, or those of the whole service.
"""

from __future__ import annotations

from typing import NamedTuple

PERMISSIONS = {
    "see_timescales": "See what is due, when and why.",
    "mark_timescales": "Mark what was asked, arranged or done, and take things on.",
    "see_child": "Open a child's page and timeline.",
    "arrange_cover": "Note who is away in their teams, and who covers.",
    "import_extract": "Import exports from the case system.",
    "mend_records": "Keep the list of what is wrong in the case system, and hand corrections back.",
    "change_rules": "Propose changes of the council's rules, and sign off those of others.",
    "restrict_record": "Restrict a child's record to named people, and lift it.",
    "see_audit": "Read the audit trail.",
    "see_caseloads": "See how many cases each team and worker holds, and choose who takes one.",
    "see_establishment": "See the posts of the service, who holds them and what is vacant.",
    "keep_establishment": "Keep the posts, the people in them and their recruitment.",
    "keep_absence": "Keep sickness and time off in lieu, and read everybody's.",
    "keep_first_years": "Keep the first years of newly qualified social workers.",
    "keep_training": "Keep training, students and bursaries.",
    "see_quality": "See audits, what they come to and what is done about them.",
    "audit_cases": "Add audits, grade and moderate them, and say what is to be done.",
    "keep_surveys": "Make surveys of how people are, and read what they come to.",
    "keep_comments": "Keep what workers, families and partners say, and clear it to be quoted.",
    "log_contact": "Log what families and partners ask, and see what was logged.",
    "file_mail": "Read e-mails that came in, and file them or set them aside.",
    "set_answer_card": "Set what may be told to whom about a child.",
    "answer_concern": "Acknowledge a safeguarding concern, and say what was done.",
    "see_contact_measures": "See how contacts, call-backs and payment queries were dealt with.",
    "keep_desk": "Keep the contact desk's lists: topics, messages, duty and out-of-hours teams.",
    "see_diary": "See when people, chairs and rooms of their teams are busy.",
    "arrange_meetings": "Arrange meetings, and note when families can be met.",
    "keep_diaries": "Keep rooms, chairs, interpreters, terms, and the calendars that are read.",
    "see_meeting_measures": "See how many meetings are held in time, moved and cancelled.",
    "ask_support": "Ask support officers to do a task of the catalogue.",
    "do_support": "Take on requests for support, and say what was done and how long it took.",
    "propose_catalogue": "Propose changes of what support officers do.",
    "see_support": "See how support officers' time is spent, and the time it releases.",
    "see_pilots": "See pilots: their plans, logs and what they come to.",
    "keep_pilots": "Plan pilots, keep their logs, and work out what they come to.",
    "see_money": "See what posts cost, what pays for them, and how budgets stand.",
    "keep_money": "Keep rates, funding, budgets and grants, and move what was decided.",
    "manage_people": "Say who can sign in, in which role, and who supports which team.",
    "export": "Take lists away as spreadsheets.",
}

TEAMS, SERVICE = "teams", "service"


class RoleSeed(NamedTuple):
    name: str
    about: str
    scope: str
    permissions: tuple[str, ...]


ROLES = {
    "support_officer": RoleSeed(
        "Social work support officer",
        "Keeps the dates and paperwork of the teams they support.",
        TEAMS,
        (
            "see_timescales",
            "mark_timescales",
            "see_child",
            "export",
            "log_contact",
            "file_mail",
            "do_support",
            "see_diary",
            "arrange_meetings",
        ),
    ),
    "senior_support_officer": RoleSeed(
        "Senior support officer",
        "Leads the support officers and imports the exports they work from.",
        TEAMS,
        (
            "see_timescales",
            "see_caseloads",
            "mark_timescales",
            "see_child",
            "arrange_cover",
            "import_extract",
            "mend_records",
            "change_rules",
            "see_establishment",
            "keep_comments",
            "log_contact",
            "file_mail",
            "see_contact_measures",
            "do_support",
            "propose_catalogue",
            "see_support",
            "see_diary",
            "arrange_meetings",
            "keep_diaries",
            "see_meeting_measures",
            "see_pilots",
            "export",
        ),
    ),
    "social_worker": RoleSeed(
        "Social worker",
        "Sees what is due for the children of their team.",
        TEAMS,
        (
            "see_timescales",
            "see_child",
            "log_contact",
            "set_answer_card",
            "answer_concern",
            "ask_support",
            "see_diary",
        ),
    ),
    "team_manager": RoleSeed(
        "Team manager",
        "Answers for the timescales of the teams they manage.",
        TEAMS,
        (
            "see_timescales",
            "see_caseloads",
            "mark_timescales",
            "see_child",
            "arrange_cover",
            "restrict_record",
            "see_establishment",
            "see_quality",
            "audit_cases",
            "log_contact",
            "file_mail",
            "set_answer_card",
            "answer_concern",
            "see_contact_measures",
            "ask_support",
            "propose_catalogue",
            "see_support",
            "see_diary",
            "arrange_meetings",
            "see_meeting_measures",
            "see_pilots",
            "export",
        ),
    ),
    "service_manager": RoleSeed(
        "Service manager",
        "Answers for every team, and reads the audit trail.",
        SERVICE,
        (
            "see_timescales",
            "see_caseloads",
            "mark_timescales",
            "see_child",
            "arrange_cover",
            "restrict_record",
            "see_audit",
            "mend_records",
            "change_rules",
            "see_establishment",
            "keep_first_years",
            "see_quality",
            "audit_cases",
            "keep_surveys",
            "keep_comments",
            "log_contact",
            "file_mail",
            "set_answer_card",
            "answer_concern",
            "see_contact_measures",
            "keep_desk",
            "propose_catalogue",
            "see_support",
            "see_diary",
            "keep_diaries",
            "see_meeting_measures",
            "see_pilots",
            "keep_pilots",
            "see_money",
            "export",
        ),
    ),
    "analyst": RoleSeed(
        "Performance analyst",
        "Imports exports and takes lists away; opens no child's page.",
        SERVICE,
        (
            "see_timescales",
            "see_caseloads",
            "import_extract",
            "mend_records",
            "see_establishment",
            "see_quality",
            "see_contact_measures",
            "see_support",
            "see_meeting_measures",
            "see_pilots",
            "keep_pilots",
            "export",
        ),
    ),
    "hr_adviser": RoleSeed(
        "HR and workforce adviser",
        "Keeps posts, people in posts, agency and absence; sees no child.",
        TEAMS,
        (
            "see_establishment",
            "keep_establishment",
            "keep_absence",
            "keep_first_years",
            "keep_training",
            "keep_surveys",
            "see_money",
            "export",
        ),
    ),
    "finance_officer": RoleSeed(
        "Finance officer",
        "Keeps what posts cost, what pays for them, budgets and grants; sees no child.",
        SERVICE,
        ("see_establishment", "see_money", "keep_money", "export"),
    ),
    "administrator": RoleSeed(
        "Administrator",
        "Says who can sign in and reads the audit trail; sees no child.",
        TEAMS,
        ("see_audit", "manage_people"),
    ),
}


def seed_roles(role_model) -> None:
    """Put the table's roles into the database, over any that stand there."""
    role_model.objects.bulk_create(
        (
            role_model(
                code=code, **seed._asdict() | {"permissions": list(seed.permissions)}
            )
            for code, seed in ROLES.items()
        ),
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=list(RoleSeed._fields),
    )
