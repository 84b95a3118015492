"""What the audit trail says of teams, and of who is away; why, it does not say."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import tells
from alongside.desk.said import day_said
from alongside.desk.workforce.agency_models import AgencyCap, AgencyEngagement
from alongside.desk.workforce.away_models import Absence, Cover
from alongside.desk.workforce.hr_models import HrUpload
from alongside.desk.workforce.models import Post, PostRole, Team
from alongside.desk.workforce.monitoring_models import LimitsAnew, MonthlyFigure
from alongside.desk.workforce.staff_models import StaffMember
from alongside.desk.workforce.supervision_models import SupervisionHeld
from alongside.desk.workforce.toil_models import ToilEntry


@tells("workforce.Team")
def teams(reader: User, keys: set[str]) -> dict[str, str]:
    return {str(team.pk): team.name for team in Team.objects.filter(pk__in=keys)}


@tells("workforce.StaffMember")
def staff(reader: User, keys: set[str]) -> dict[str, str]:
    return {str(one.pk): one.name for one in StaffMember.objects.filter(pk__in=keys)}


@tells("workforce.Post")
def posts(reader: User, keys: set[str]) -> dict[str, str]:
    return {str(post.pk): f"Post {post}" for post in Post.objects.filter(pk__in=keys)}


@tells("workforce.PostRole")
def roles(reader: User, keys: set[str]) -> dict[str, str]:
    found = PostRole.objects.filter(pk__in=keys)
    return {str(role.pk): f"Role {role.name}" for role in found}


@tells("workforce.AgencyEngagement")
def engagements(reader: User, keys: set[str]) -> dict[str, str]:
    found = AgencyEngagement.objects.filter(pk__in=keys).select_related("staff")
    return {
        str(each.pk): f"{each.staff.name} through {each.agency} "
        f"from {day_said(each.starts_on)}"
        for each in found
    }


@tells("workforce.AgencyCap")
def caps(reader: User, keys: set[str]) -> dict[str, str]:
    return {
        str(cap.pk): f"{cap.get_role_display()}, {cap.region}, "
        f"from {day_said(cap.first_on)}"
        for cap in AgencyCap.objects.filter(pk__in=keys)
    }


@tells("workforce.Absence")
def absences(reader: User, keys: set[str]) -> dict[str, str]:
    found = Absence.objects.filter(pk__in=keys).select_related("user", "staff")
    return {
        str(each.pk): f"{each.person} away from {day_said(each.first_on)}"
        for each in found
    }


@tells("workforce.ToilEntry")
def toil(reader: User, keys: set[str]) -> dict[str, str]:
    found = ToilEntry.objects.filter(pk__in=keys).select_related("staff")
    return {
        str(each.pk): f"{each.staff.name}, time off in lieu of {day_said(each.on)}"
        for each in found
    }


@tells("workforce.SupervisionHeld")
def supervisions(reader: User, keys: set[str]) -> dict[str, str]:
    """When it was held; of whom, is for the two of them."""
    found = SupervisionHeld.objects.filter(pk__in=keys)
    return {str(each.pk): f"Supervision on {day_said(each.held_on)}" for each in found}


@tells("workforce.HrUpload")
def uploads(reader: User, keys: set[str]) -> dict[str, str]:
    found = HrUpload.objects.filter(pk__in=keys)
    return {
        str(each.pk): f"File from HR of {day_said(each.uploaded_at)}" for each in found
    }


@tells("workforce.OutOfHours")
def out_of_hours(reader: User, keys: set[str]) -> dict[str, str]:
    return {key: "The office’s hours, and who takes over" for key in keys}


@tells("workforce.Cover")
def covers(reader: User, keys: set[str]) -> dict[str, str]:
    found = Cover.objects.filter(pk__in=keys).select_related("by", "absence__user")
    return {
        str(each.pk): f"{each.by.full_name} for {each.absence.user.full_name} "
        f"from {day_said(each.since)}"
        for each in found
    }


@tells("workforce.MonthlyFigure")
def monthly_figures(reader: User, keys: set[str]) -> dict[str, str]:
    found = MonthlyFigure.objects.filter(pk__in=keys).select_related("team")
    return {str(each.pk): _of_month(each) for each in found}


@tells("workforce.LimitsAnew")
def limits_anew(reader: User, keys: set[str]) -> dict[str, str]:
    found = LimitsAnew.objects.filter(pk__in=keys).select_related("team")
    return {str(each.pk): _of_month(each) for each in found}


def _of_month(each: MonthlyFigure | LimitsAnew) -> str:
    return f"{each.indicator} of {each.team.name}, {each.month:%B %Y}"
