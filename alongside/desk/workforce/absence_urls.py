from django.urls import path

from alongside.desk.workforce import absence_views, toil_views

app_name = "absence"

urlpatterns = [
    path("absence/", absence_views.absence, name="absence"),
    path("absence/add/", absence_views.keep_sickness, name="keep-sickness"),
    path("absence/absence.xlsx", absence_views.export_sickness, name="export-sickness"),
    path("absence/<int:pk>/", absence_views.change_sickness, name="change-sickness"),
    path(
        "absence/<int:pk>/remove/",
        absence_views.remove_sickness,
        name="remove-sickness",
    ),
    path("toil/", toil_views.toil, name="toil"),
    path("toil/add/", toil_views.note_toil, name="note-toil"),
    path("toil/toil.xlsx", toil_views.export_toil, name="export-toil"),
    path("toil/<int:pk>/remove/", toil_views.remove_toil, name="remove-toil"),
]
