from django.urls import include, path
from django.views.generic import RedirectView

handler400 = "alongside.desk.access.answers.not_understood"
handler403 = "alongside.desk.access.answers.not_allowed"
handler404 = "alongside.desk.access.answers.not_found"
handler500 = "alongside.desk.access.answers.gone_wrong"

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="workforce:teams"), name="home"),
    path("", include("alongside.desk.access.sign_in_urls")),
    path("", include("alongside.desk.access.urls")),
    path("teams/", include("alongside.desk.workforce.urls")),
]
