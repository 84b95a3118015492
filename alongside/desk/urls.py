from django.urls import include, path

handler400 = "alongside.desk.access.answers.not_understood"
handler403 = "alongside.desk.access.answers.not_allowed"
handler404 = "alongside.desk.access.answers.not_found"
handler500 = "alongside.desk.api.answers.gone_wrong"

urlpatterns = [
    path("", include("alongside.desk.today.urls")),
    path("", include("alongside.desk.casework.urls")),
    path("", include("alongside.desk.people.urls")),
    path("", include("alongside.desk.access.sign_in_urls")),
    path("", include("alongside.desk.access.urls")),
    path("contacts/", include("alongside.desk.contacts.urls")),
    path("messages/", include("alongside.desk.messages.urls")),
    path("workforce/agency/", include("alongside.desk.workforce.agency_urls")),
    path("workforce/cover-rota/", include("alongside.desk.workforce.cover_rota_urls")),
    path("workforce/officers/", include("alongside.desk.workforce.officer_urls")),
    path(
        "workforce/supervision/", include("alongside.desk.workforce.supervision_urls")
    ),
    path("workforce/duty/", include("alongside.desk.workforce.duty_urls")),
    path("workforce/", include("alongside.desk.workforce.absence_urls")),
    path("workforce/import/", include("alongside.desk.workforce.hr_urls")),
    path("workforce/", include("alongside.desk.learning.urls")),
    path("workforce/return/", include("alongside.desk.workforce.return_urls")),
    path(
        "workforce/monitoring/",
        include("alongside.desk.workforce.monitoring_urls"),
    ),
    path("workforce/", include("alongside.desk.workforce.establishment_urls")),
    path("contacts/call-backs/", include("alongside.desk.contacts.callback_urls")),
    path("contacts/concerns/", include("alongside.desk.contacts.concern_urls")),
    path("decisions/", include("alongside.desk.decisions.urls")),
    path("support/", include("alongside.desk.support.urls")),
    path("support/", include("alongside.desk.support.time_urls")),
    path("contacts/card/", include("alongside.desk.contacts.card_urls")),
    path("contacts/measures/", include("alongside.desk.contacts.measures_urls")),
    path("contacts/payments/", include("alongside.desk.contacts.payment_urls")),
    path("diary/arrange/", include("alongside.desk.diary.arrange_urls")),
    path("diary/meetings/", include("alongside.desk.diary.meeting_urls")),
    path("diary/measures/", include("alongside.desk.diary.measures_urls")),
    path("diary/", include("alongside.desk.diary.urls")),
    path("quality/", include("alongside.desk.quality.urls")),
    path("committee/", include("alongside.desk.committee.urls")),
    path("pilots/", include("alongside.desk.pilots.urls")),
    path("data-protection/", include("alongside.desk.keeping.urls")),
    path("money/", include("alongside.desk.money.urls")),
    path("service-accounts/", include("alongside.desk.api.urls")),
    path("api/v1/", include("alongside.desk.api.v1_urls")),
    path("", include("alongside.desk.upkeep.urls")),
    path("teams/", include("alongside.desk.workforce.urls")),
]
