"""Under /support/: one's own time, and what all of it comes to."""

from django.urls import path

from alongside.desk.support import measures_views, time_views

app_name = "time"

urlpatterns = [
    path("time/", time_views.note_time, name="note-time"),
    path("time/<int:pk>/undo/", time_views.undo_time, name="undo-time"),
    path("measures/", measures_views.measures, name="measures"),
    path("measures/export/", measures_views.export_measures, name="export-measures"),
    path("measures/officers/", measures_views.officers_time, name="officers-time"),
    path(
        "measures/reference-times/",
        measures_views.see_reference_times,
        name="see-reference-times",
    ),
    path("measures/hour-cost/", measures_views.set_hour_cost, name="set-hour-cost"),
    path("time/timed/<int:pk>/", time_views.answer_timing, name="answer-timing"),
]
