"""The invented council's support posts, whose story is that of public reports.

Nineteen for a pilot, approved in December 2014; 20.5 FTE by June 2018, and no report
says since when; 41 from then; 37 from April 2019, and four administrators of another
department for the assessment teams. Two senior posts for seven months of 2015.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from alongside.desk.access.models import User
from alongside.desk.today.invented_posts import (
    WHOLE,
    Books,
    fill_posts,
    open_books,
    plan_ahead,
    recruit,
)
from alongside.desk.workforce.models import JobDescription, PostChange, Team
from alongside.desk.workforce.post_actions import change_post
from alongside.reckon.council import Council
from alongside.reckon.council.names import staff_name

OFFICER = "Social work support officer"
SENIOR = "Senior social work support officer"
ADMINISTRATOR = "Business support administrator"
HALF = Decimal("0.5")
PILOT, SECOND_YEAR, GREW = date(2015, 3, 1), date(2016, 4, 1), date(2016, 9, 1)
PERMANENT, FEWER = date(2018, 7, 1), date(2019, 4, 1)
Kind = PostChange.Kind


def keep_posts(council: Council, people: dict[str, User], today: date) -> None:
    """Give the council its whole establishment: its past, who is in it, and its plans."""
    books = open_books(people, today)
    support(books, people)
    fill_posts(books, council, people)
    books.write()
    recruit(today)
    plan_ahead(books)
    give_one_up(books)


def support(books: Books, people: dict[str, User]) -> None:
    """Add the support officers' posts as they came and went, and their seniors'."""
    teams = list(Team.objects.order_by("name"))
    pilot = books.decision(
        "Report 6, paragraph 2", date(2014, 12, 8), "19 support officers for a pilot."
    )
    seniors = books.decision(
        "Report 6, recommendation 2", date(2015, 4, 20),
        "Two senior support officers for seven months.",
    )  # fmt: skip
    june = books.decision(
        "Report 5, paragraph 2", date(2018, 6, 18),
        "20.5 FTE support officers made permanent, and 20.5 FTE more.",
    )  # fmt: skip
    january = books.decision(
        "Report 7, recommendations 1 and 2", date(2019, 1, 14),
        "41 FTE support officers become 37; four administrators are established.",
    )  # fmt: skip
    manager = _seniors(books, people, teams, seniors, june)
    officers = _officers(books, teams, manager, pilot, june, january)
    _fill(books, people, officers, manager)
    _administrators(books, january)
    _describe(books)


def _seniors(books, people, teams, decision, june):
    """Two posts for the pilot; and since 2018 one whose holder manages the officers."""
    service = people["service_manager"]
    above = books.person("E40003", service.full_name, date(2012, 4, 1), user=service)
    for number in (1, 2):
        books.post(
            f"SS-{number}", SENIOR, SENIOR, date(2015, 5, 1), decision=decision,
            team=teams[number], grade="5", last_on=date(2015, 11, 30), line_manager=above,
            funding="Underspend from vacant social work posts",
        )  # fmt: skip
    post = books.post(
        "SS-3", SENIOR, SENIOR, PERMANENT, decision=june, grade="5", line_manager=above
    )
    senior = people["senior_support_officer"]
    staff = books.person(
        "E40002", senior.full_name, PERMANENT, user=senior, line_manager=above
    )
    books.hold(post, staff, PERMANENT)
    return staff


def _officers(books, teams, manager, pilot, june, january) -> list:
    """Return the posts that stand now: 37 of a whole week, and one of half."""
    posts = []
    for number in range(1, 43):
        half = number in (21, 42)
        first = PILOT if number < 20 else GREW if number < 22 else PERMANENT
        post = books.post(
            f"SO-{number:02}", OFFICER, OFFICER, first,
            decision=pilot if number < 20 else june if number > 21 else None,
            fte=HALF if half else WHOLE, team=teams[number % len(teams)], grade="4",
            line_manager=manager if first == PERMANENT else None,
            last_on={PILOT: date(2015, 8, 31), GREW: date(2018, 6, 30)}.get(first),
        )  # fmt: skip
        if first == PILOT:
            _prolong(books, post)
        if first != PERMANENT:
            books.change(post, Kind.EXTEND, PERMANENT, decision=june)
            books.change(
                post, Kind.MANAGER, PERMANENT, line_manager=manager, decision=june
            )
        if 38 <= number <= 41:
            books.change(post, Kind.END, FEWER, decision=january)
        else:
            posts.append(post)
    return posts


def _prolong(books, post) -> None:
    """The pilot went on to March 2016, and on from there, by no decision we know of."""
    for first, last in (
        (date(2015, 9, 1), date(2016, 3, 31)),
        (SECOND_YEAR, date(2018, 6, 30)),
    ):
        books.change(post, Kind.EXTEND, first, last_on=last)


def _fill(books, people, posts, manager) -> None:
    """Fill all but four; one shared by two, one by somebody from business support."""
    officer = people["support_officer"]
    for number, post in enumerate(posts[:-4]):
        since = date(2018, 9, 3) + timedelta(70 * (number % 20))
        if number == 0:
            told = {"name": officer.full_name, "user": officer}
        else:
            told = {"name": staff_name(1500 + number)}
        fte = HALF if number == 1 else post_fte(books, post)
        staff = books.person(
            f"E60{number:03}", joined=since, line_manager=manager,
            contracted_hours=Decimal(37) * fte, **told,
        )  # fmt: skip
        books.hold(post, staff, since, fte=fte)
        if number == 1:
            other = books.person(
                "E60900", staff_name(1590), since, line_manager=manager,
                contracted_hours=Decimal("18.5"),
            )  # fmt: skip
            books.hold(post, other, since, fte=HALF)


def post_fte(books, post) -> Decimal:
    """Return the FTE with which a post was created."""
    return next(c.fte for c in books.changes if c.post is post and c.fte)


def _administrators(books, january) -> None:
    """Four of another department; one is seconded to a support officer's post meanwhile."""
    teams = list(Team.objects.filter(kind=Team.Kind.ASSESSMENT).order_by("name"))
    teams = teams or list(Team.objects.order_by("name"))
    vacant = next(post for post in books.posts if post.number == "SO-37")
    for number in range(1, 5):
        post = books.post(
            f"BS-{number}", ADMINISTRATOR, ADMINISTRATOR, FEWER, decision=january,
            team=teams[number % len(teams)], grade="3", funding="Chief Executive’s budget",
        )  # fmt: skip
        staff = books.person(f"E70{number:03}", staff_name(1600 + number), FEWER)
        books.hold(post, staff, FEWER)
        if number == 4:
            since = books.today - timedelta(100)
            filling = books.person("E70900", staff_name(1690), since)
            books.hold(
                vacant, staff, since, basis="seconded", home=post, backfilled_by=filling,
                until=books.today + timedelta(82),
            )  # fmt: skip
            books.hold(
                post, filling, since, basis="acting", until=books.today + timedelta(82)
            )


def _describe(books) -> None:
    for role, version, first, changes, grade, evaluated in (
        (OFFICER, 1, PILOT, "As the pilot needed it.", "4", date(2015, 2, 16)),
        (OFFICER, 2, PERMANENT, "First contact for families and agencies added.", "4",
         date(2018, 6, 4)),
        (SENIOR, 1, date(2015, 5, 1), "After a role that was evaluated at grade 5.", "5",
         None),
        (SENIOR, 2, PERMANENT, "Line management of all support officers.", "5",
         date(2018, 6, 4)),
        (ADMINISTRATOR, 1, FEWER, "Tasks that are not statutory.", "3",
         date(2019, 2, 11)),
    ):  # fmt: skip
        JobDescription.objects.create(
            role=books.roles[role], version=version, from_on=first, changes=changes,
            grade=grade, evaluated_on=evaluated,
        )  # fmt: skip


def give_one_up(books: Books) -> None:
    """Plan the end of a vacant post, which waits for the unions to be consulted."""
    post = next(post for post in books.posts if post.number == "SO-36")
    decision = books.decision(
        "Delegated decision 31", books.today - timedelta(20),
        "One support officer’s post is given up.", books.director,
    )  # fmt: skip
    change_post(
        by=books.by, post=post, kind=Kind.END, planned_on=books.today + timedelta(40),
        decision=decision, why="Vacant since the spring.", needed=("consultation",),
    )  # fmt: skip
