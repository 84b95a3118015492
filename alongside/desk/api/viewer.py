"""A service account as one who looks: what it may see, as a `User` for one call.

Everything that decides who sees what asks a `User`. The account's own row among them is
not active and has a role without permissions, so nothing that is kept lets anybody in.
In memory alone, and for the one call, it is active, with the permissions of one scope
and the teams of the account. Its role is no row: to save it by mistake is refused.
"""

from __future__ import annotations

from alongside.desk.access.models import Role, User
from alongside.desk.access.roles import PROGRAM, PROGRAM_ROLE, SERVICE, TEAMS
from alongside.desk.api.models import ServiceAccount
from alongside.desk.api.scopes import SCOPES


def viewer_of(account: ServiceAccount, scope: str) -> User:
    """Return who asks, where an account asks for something of a scope that it has."""
    viewer = User.objects.get(pk=account.user_id)
    viewer.is_active = True
    viewer.role = Role(
        code=PROGRAM,
        name=PROGRAM_ROLE.name,
        scope=SERVICE if account.all_teams else TEAMS,
        permissions=list(SCOPES[scope].permissions),
    )
    viewer.given_teams = tuple(account.teams.values_list("pk", flat=True))
    return viewer
