"""The invented council's learners: every page of the room has something on it."""

from __future__ import annotations

from datetime import date

from alongside.desk.access.models import User
from alongside.desk.learning.models import FirstYear, Place
from alongside.desk.today.invented_learning import teach

TODAY = date(2026, 3, 2)


def test_a_year_of_learning_is_invented(client, town):
    people = {user.role.code: user for user in User.objects.select_related("role")}
    teach(people, TODAY)
    assert FirstYear.objects.running().count() == 3
    own = FirstYear.objects.visible_to(town.wes).get()
    assert own.staff.user == town.wes
    client.force_login(town.wes)
    page = client.get(f"/workforce/newly-qualified/{own.pk}/")
    assert town.wes.full_name in page.content.decode().partition("<h1")[2]
    assert Place.objects.exists()
    client.force_login(town.hal)
    for page in ("newly-qualified", "training", "bursaries", "extra-help"):
        told = client.get(f"/workforce/{page}/").content.decode()
        assert "<tbody>" in told and 'class="empty"' not in told, page
