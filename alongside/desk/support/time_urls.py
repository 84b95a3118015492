"""Under /support/: one's own time, and what all of it comes to."""

from django.urls import path

from alongside.desk.support import time_views

app_name = "time"

urlpatterns = [
    path("time/", time_views.note_time, name="note-time"),
    path("time/<int:pk>/undo/", time_views.undo_time, name="undo-time"),
    path("time/timed/<int:pk>/", time_views.answer_timing, name="answer-timing"),
]
