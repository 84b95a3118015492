from django import template

from alongside.desk.workforce.models import Membership

register = template.Library()


@register.filter
def teams_of(person):
    """The teams a person belongs to now, by name, each with what they do for it."""
    found = Membership.objects.current().filter(user=person)
    return found.select_related("team").order_by("team__name")


@register.filter
def lacks_a_team(person) -> bool:
    """Whether a person is shown their teams' children, and is in no team."""
    users = type(person).objects.active().filter(pk=person.pk)
    return bool(Membership.objects.all().lacked_by(users))
