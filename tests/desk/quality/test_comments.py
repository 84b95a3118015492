"""Comments: nothing before consent, no quotation before somebody cleared it."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from alongside.desk import quality
from alongside.desk.access.models import AuditEntry
from alongside.desk.quality import comment_actions
from alongside.desk.quality.comment_models import Comment

pytestmark = pytest.mark.django_db
SAID = "Maria rang me back the same day."


@pytest.fixture
def add(town):
    def added(consent="waiting", team=None, consent_on=None, text=SAID):
        return comment_actions.add_comment(
            by=town.sam, source="family", team=team or town.north,
            received_on=date(2026, 2, 3), text=text, consent=consent, consent_on=consent_on,
        )  # fmt: skip

    return added


@pytest.fixture
def cleared(town, add):
    made = add("reports", consent_on=date(2026, 2, 4))
    comment_actions.edit_comment(
        by=town.sam, comment=made, text="The officer rang me back the same day.",
        names_removed=True, theme="Calls", figure="audits",
    )  # fmt: skip
    return comment_actions.clear_comment(by=town.sam, comment=made, on=date(2026, 2, 9))


def pages(client, pk) -> str:
    found = [
        client.get(f"/quality/{address}").content.decode()
        for address in ("comments/", f"comments/{pk}/", f"comments/{pk}/edit/")
    ]
    return " ".join(found)


def test_nobody_reads_the_words_before_there_is_consent(client, town, add):
    made = add()
    client.force_login(town.sam)
    assert "Maria" not in pages(client, made.pk)
    assert "no consent" in pages(client, made.pk)
    edit = {"text": "Other", "theme": "", "figure": "", "names_removed": "on"}
    page = client.post(f"/quality/comments/{made.pk}/edit/", edit).content.decode()
    assert "before there is consent" in page
    consent = {"consent": "internal", "consent_on": "5 2 2026"}
    client.post(f"/quality/comments/{made.pk}/consent/", consent)
    assert "Maria" in pages(client, made.pk)


def test_no_page_reads_the_words_but_through_consent():
    """`words` is empty before consent; `text` is not, and stands in no template."""
    templates = Path(quality.__file__).parent / "templates"
    assert not [
        f.name for f in templates.rglob("*.html") if "comment.text" in f.read_text()
    ]


def test_words_are_gone_when_consent_is_taken_back(client, town, cleared):
    client.force_login(town.sam)
    client.post(f"/quality/comments/{cleared.pk}/consent/", {"consent": "refused"})
    cleared.refresh_from_db()
    assert (cleared.text, cleared.cleared_on, cleared.words) == ("", None, "")
    page = client.post(
        f"/quality/comments/{cleared.pk}/consent/",
        {"consent": "public", "consent_on": "9 2 2026"},
    ).content.decode()
    assert "words are gone" in page


@pytest.mark.parametrize(
    ("consent", "nameless", "said"),
    [
        ("internal", True, "did not consent to being quoted"),
        ("reports", False, "Take the names out first"),
    ],
)
def test_what_is_not_fit_to_quote_is_not_cleared(
    client, town, add, consent, nameless, said
):
    made = add(consent, consent_on=date(2026, 2, 4))
    comment_actions.edit_comment(
        by=town.sam,
        comment=made,
        text=SAID,
        names_removed=nameless,
        theme="",
        figure="",
    )
    client.force_login(town.sam)
    page = client.post(
        f"/quality/comments/{made.pk}/clear/", follow=True
    ).content.decode()
    assert said in page and not Comment.objects.quotable().exists()


def test_words_that_were_changed_are_cleared_anew(town, cleared):
    comment_actions.edit_comment(
        by=town.sam, comment=cleared, text=SAID, names_removed=True, theme="", figure=""
    )
    assert not Comment.objects.quotable().exists()


def test_the_database_itself_quotes_nothing_without_consent(town, cleared):
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=cleared.pk).update(consent="internal")


def test_what_is_cleared_stands_beside_its_figure(client, town, cleared):
    client.force_login(town.mo)
    address = "/quality/audits/table/?before=2025-10&after=2026-01"
    assert "rang me back" in client.get(address).content.decode()
    later = "/quality/audits/table/?before=2026-04&after=2026-07"
    assert "rang me back" not in client.get(later).content.decode()
    client.force_login(town.ana)
    assert "rang me back" in client.get("/quality/comments/").content.decode()
    assert client.get(f"/quality/comments/{cleared.pk}/").status_code == 403


def test_a_manager_is_not_shown_what_is_not_cleared_nor_anothers_team(
    client, town, add, cleared
):
    add("internal", consent_on=date(2026, 2, 4), text="For the service alone.")
    client.force_login(town.mo)
    page = client.get("/quality/comments/").content.decode()
    assert "rang me back" in page and "For the service alone" not in page
    Comment.objects.update(team=town.south)
    assert "rang me back" not in client.get("/quality/comments/").content.decode()


def test_a_senior_officer_keeps_those_of_their_teams(client, town, add):
    client.force_login(town.sef)
    sent = {
        "source": "partner", "team": "", "received_on": "3 2 2026", "text": "Calls are answered.",
        "consent": "reports",
    }  # fmt: skip
    page = client.post("/quality/comments/add/", sent).content.decode()
    assert "Enter the day they consented" in page
    client.post("/quality/comments/add/", sent | {"consent_on": "2 2 2026"})
    assert not Comment.objects.exists(), "consent before it was said"
    client.post("/quality/comments/add/", sent | {"consent_on": "3 2 2026"})
    made = Comment.objects.get()
    assert AuditEntry.objects.filter(action="add comment", subject_id=made.pk).exists()
    other = add(team=town.south)
    assert client.get(f"/quality/comments/{made.pk}/").status_code == 200
    assert client.get(f"/quality/comments/{other.pk}/").status_code == 404


def test_only_what_may_be_quoted_is_taken_away(client, town, add, cleared):
    add("internal", consent_on=date(2026, 2, 4), text="For the service alone.")
    client.force_login(town.sam)
    book = load_workbook(BytesIO(client.get("/quality/comments/export/").content))
    said = [row[3] for row in book.active.values][3:]
    assert said == ["The officer rang me back the same day."]


def test_the_trail_holds_no_word_of_it(cleared):
    lines = AuditEntry.objects.filter(subject_type="quality.Comment")
    assert lines.count() == 3
    assert "rang" not in str(list(lines.values_list("detail", flat=True)))
