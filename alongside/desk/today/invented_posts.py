"""The invented council's posts: its fieldwork teams', filled by the staff it has had."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from alongside.desk.access.models import User
from alongside.desk.decisions.actions import add_body, record_decision
from alongside.desk.decisions.models import Body, Decision
from alongside.desk.workforce.models import (
    Holding,
    Post,
    PostChange,
    PostRole,
    Recruitment,
    StaffMember,
    Stage,
    Team,
    Worker,
)
from alongside.desk.workforce.post_actions import create_post
from alongside.reckon.council import Council
from alongside.reckon.council.teams import Worker as Employed

BEGUN = date(2021, 10, 1)
WHOLE = Decimal(1)
ROLES = (  # name, registered, grades, department, counts as social work establishment
    ("Social worker", True, "Hay Band A", "", True),
    ("Team manager", True, "Hay Band C", "", True),
    ("Social work support officer", False, "Grade 4", "", True),
    ("Senior social work support officer", False, "Grade 5", "", True),
    ("Business support administrator", False, "Grade 3", "Chief Executive’s", False),
)


@dataclass
class Books:
    """What is written into the ledger, and then all at once into the database."""

    by: User
    today: date
    roles: dict[str, PostRole]
    committee: Body
    director: Body
    posts: list[Post] = field(default_factory=list)
    changes: list[PostChange] = field(default_factory=list)
    staff: list[StaffMember] = field(default_factory=list)
    holdings: list[Holding] = field(default_factory=list)

    def decision(
        self, reference: str, on: date | None, what: str, body=None
    ) -> Decision:
        return record_decision(
            by=self.by, body=body or self.committee, reference=reference, what=what,
            conditions="", state="decided" if on else "awaited", decided_on=on,
        )  # fmt: skip

    def post(self, number: str, title: str, role: str, on: date, **told) -> Post:
        """Add a post, and the change that creates it."""
        funding = told.pop("funding", "Children’s social care budget")
        made = Post(number=number, title=title, role=self.roles[role], funding=funding)
        self.posts.append(made)
        self.change(made, PostChange.Kind.CREATE, on, **{"fte": WHOLE} | told)
        return made

    def change(self, post: Post, kind: str, on: date, **told) -> None:
        change = PostChange(
            post=post, kind=kind, planned_on=on, effective_on=on, recorded_by=self.by,
            **told,
        )  # fmt: skip
        self.changes.append(change)

    def person(self, number: str, name: str, joined: date, **told) -> StaffMember:
        one = StaffMember(number=number, name=name, joined_on=joined, **told)
        self.staff.append(one)
        return one

    def hold(self, post: Post, staff: StaffMember, since: date, **told) -> None:
        told = {"basis": Holding.Basis.SUBSTANTIVE, "fte": WHOLE} | told
        self.holdings.append(Holding(post=post, staff=staff, since=since, **told))

    def write(self) -> None:
        """Write everything at once, managers before those they manage."""
        waiting = self.staff
        while waiting:
            ready = [one for one in waiting if _manager_known(one)]
            StaffMember.objects.bulk_create(ready)
            waiting = [one for one in waiting if one.pk is None]
        Post.objects.bulk_create(self.posts)
        PostChange.objects.bulk_create(
            sorted(self.changes, key=lambda change: change.effective_on)
        )
        Holding.objects.bulk_create(self.holdings)


def _manager_known(staff: StaffMember) -> bool:
    return staff.line_manager is None or staff.line_manager.pk is not None


def open_books(people: dict[str, User], today: date) -> Books:
    """Begin the ledger: who decides, and what posts are for."""
    by = people["hr_adviser"]
    roles = {
        name: PostRole.objects.create(
            name=name, registered=registered, grades=grades, department=department,
            counts=counts,
        )
        for name, registered, grades, department, counts in ROLES
    }  # fmt: skip
    return Books(
        by,
        today,
        roles,
        add_body(by=by, name="Children’s Services Committee", kind="committee"),
        add_body(by=by, name="Director of Children’s Services", kind="officer"),
    )


def fill_posts(books: Books, council: Council, people: dict[str, User]) -> None:
    """Give each fieldwork team its posts, and each post whoever has filled it."""
    approved = books.decision(
        "Report 4, paragraph 12",
        date(2021, 9, 6),
        "The posts of eight fieldwork teams.",
    )
    signs_in = {
        worker.source_id: worker for worker in Worker.objects.select_related("user")
    }
    for team in council.teams:
        here = Team.objects.filter(name=team.name).first()
        if here is None:
            continue  # in so small a council it holds no case, and no export names it
        manager = _manager(books, people, team, here, approved)
        for number, line in enumerate(team.posts, 1):
            post = books.post(
                f"{team.team_id}-{number:02}", "Social worker", "Social worker", BEGUN,
                decision=approved, team=here, grade="A", line_manager=manager,
            )  # fmt: skip
            for employed in line:
                _fill(books, post, employed, signs_in, manager)


def _manager(books, people, team, here: Team, approved) -> StaffMember:
    """Add a manager's post, and whoever has it; who signs in as one has theirs now."""
    post = books.post(
        f"{team.team_id}-00", "Team manager", "Team manager", BEGUN,
        decision=approved, team=here, grade="C",
    )  # fmt: skip
    mo = people["team_manager"]
    if mo.memberships.filter(team=here).exists():
        now = books.person("E40001", mo.full_name, BEGUN, user=mo)
        books.hold(post, now, BEGUN)
        return now
    line = [worker for worker in team.manager if _joined(worker) <= books.today]
    staff = [_fill(books, post, worker, {}, None) for worker in line]
    return staff[-1]


def _fill(books, post, employed: Employed, signs_in, manager) -> StaffMember | None:
    """Put one person of the council's staff into a post; an agency worker covers it."""
    joined, last = _joined(employed), _left(employed) - timedelta(1)
    if joined > books.today:
        return None
    worker = signs_in.get(employed.worker_id)
    gone = last < books.today
    newly = employed.title.startswith("Newly")
    staff = books.person(
        employed.staff_id, employed.name, joined,
        engaged="agency" if employed.agency else "employee",
        worker=worker, user=worker.user if worker else None, line_manager=manager,
        left_on=last if gone else None,
        leaving_reason=_reason(employed) if gone else "",
        joined_from="newly_qualified" if newly else "",
        registration=employed.worker_id,
    )  # fmt: skip
    if not employed.agency:
        books.hold(post, staff, joined, until=last if gone else None)
    return staff


def _reason(employed: Employed) -> str:
    """Give a leaver a reason, always the same one."""
    reasons = ("other_authority", "agency", "role_here", "other_sector", "retired")
    return "contract_ended" if employed.agency else reasons[employed.joined % 5]


def _joined(employed: Employed) -> date:
    return date.fromordinal(employed.joined)


def _left(employed: Employed) -> date:
    return date.fromordinal(min(employed.left, date.max.toordinal()))


def recruit(today: date) -> None:
    """Let vacant posts be at one stage or another of being filled."""
    held = Holding.objects.on(today).values("post")
    vacant = Post.objects.exclude(pk__in=held).filter(role__name="Social worker")
    reached = (
        ("advertised",),
        ("advertised", "interview"),
        tuple(Stage.Kind.values)[:3],
    )
    for number, post in enumerate(vacant.by_number()[:8]):
        made = Recruitment.objects.create(post=post, note="Council’s own pages")
        begun = today - timedelta(70 - 6 * number)
        for place, kind in enumerate(reached[number % 3]):
            made.stages.create(kind=kind, on=begun + timedelta(18 * place))


def plan_ahead(books: Books) -> None:
    """Leave changes that wait: for a decision, and for what comes before one."""
    asked = books.decision(
        "Report 9, paragraph 3",
        None,
        "Two further social workers for disabled children.",
    )
    team = Team.objects.filter(kind=Team.Kind.DISABILITY).first()
    for number in (1, 2):
        create_post(
            by=books.by, number=f"T08-9{number}", title="Social worker",
            role=books.roles["Social worker"], funding="Growth asked for",
            planned_on=books.today + timedelta(60), decision=asked,
            why="More children with plans.", needed=("hr_advice", "consultation"),
            fte=WHOLE, team=team, grade="A", line_manager=None, last_on=None,
        )  # fmt: skip
