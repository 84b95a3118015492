"""A hold is placed on a person who was found, and lifted by a person, with a reason."""

from __future__ import annotations

from alongside.desk.keeping.models import LegalHold

PLACED = {"ground": "inquiry", "why": "Letter 12"}


def test_a_hold_is_placed_and_lifted_by_a_person(client, town):
    client.force_login(town.pru)
    here = f"/data-protection/people/child/{town.robin.pk}/"
    found = client.post("/data-protection/people/", {"said": "hale"}).content.decode()
    assert here in found and "900123" in found
    client.post(f"{here}hold/", PLACED)
    hold = LegalHold.objects.get(child=town.robin, by=town.pru, ground="inquiry")
    assert "A public inquiry" in client.get("/data-protection/holds/").content.decode()
    assert "Held since" in client.get(here).content.decode()
    lift = f"/data-protection/holds/{hold.pk}/lift/"
    assert "Enter why it is lifted" in client.post(lift, {"why": ""}).content.decode()
    client.post(lift, {"why": "The inquiry has ended."})
    hold.refresh_from_db()
    assert (hold.lifted_by, hold.lifted_why) == (town.pru, "The inquiry has ended.")
    assert "was lifted on" in client.post(lift, {"why": "Again"}).content.decode()


def test_a_child_who_may_not_be_known_of_is_not_found(client, town):
    client.force_login(town.pru)
    page = client.post("/data-protection/people/", {"said": "farrow"}).content.decode()
    assert "Nobody here has that name" in page
    address = f"/data-protection/people/child/{town.hidden.pk}/"
    assert client.get(address).status_code == 404
    LegalHold.objects.create(child=town.hidden, by=town.sam, ground="court", why="One")
    assert "Farrow" not in client.get("/data-protection/holds/").content.decode()


def test_whoever_only_keeps_the_schedule_sees_no_person(client, town):
    client.force_login(town.adi)
    assert client.get("/data-protection/").status_code == 200
    for page in ("people/", "holds/", f"people/child/{town.robin.pk}/"):
        assert client.get(f"/data-protection/{page}").status_code == 403
    assert "/data-protection/holds/" not in client.get("/data-protection/").content.decode()  # fmt: skip


def test_staff_are_found_and_no_kind_but_these(client, town):
    client.force_login(town.pru)
    found = client.post("/data-protection/people/", {"said": "okafor"}).content.decode()
    assert f"/data-protection/people/user/{town.wes.pk}/" in found
    assert client.get("/data-protection/people/team/1/").status_code == 404
