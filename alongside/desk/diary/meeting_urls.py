from django.urls import path

from alongside.desk.diary import (
    agreed_views,
    booking_views,
    held_views,
    meeting_views,
)

app_name = "meetings"

urlpatterns = [
    path("", meeting_views.meetings, name="meetings"),
    path("answers/", meeting_views.answers, name="answers"),
    path("actions/", agreed_views.agreed, name="agreed"),
    path("answers/<int:pk>/", held_views.decide_answer, name="decide-answer"),
    path("<int:pk>/", meeting_views.meeting, name="meeting"),
    path("<int:pk>/book/", booking_views.book_meeting, name="book-meeting"),
    path("<int:pk>/move/", booking_views.move_meeting, name="move-meeting"),
    path("<int:pk>/cancel/", booking_views.cancel_meeting, name="cancel-meeting"),
    path("<int:pk>/release/", booking_views.release_meeting, name="release-meeting"),
    path(
        "<int:pk>/people/<int:attendance>/remove/",
        booking_views.remove_attendance,
        name="remove-attendance",
    ),
    path("<int:pk>/people/add/", booking_views.invite_another, name="invite-another"),
    path("<int:pk>/held/", held_views.note_held, name="note-held"),
    path("<int:pk>/held/came/", held_views.add_who_came, name="add-who-came"),
    path("<int:pk>/not-held/", held_views.note_not_held, name="note-not-held"),
    path("<int:pk>/minutes/", held_views.write_minutes, name="write-minutes"),
    path(
        "<int:pk>/minutes/circulate/",
        held_views.circulate_minutes,
        name="circulate-minutes",
    ),
    path("<int:pk>/actions/add/", held_views.add_action, name="add-action"),
    path(
        "<int:pk>/actions/<int:action>/finish/",
        held_views.finish_action,
        name="finish-action",
    ),
    path(
        "<int:pk>/actions/<int:action>/reopen/",
        held_views.reopen_action,
        name="reopen-action",
    ),
    path("<int:pk>/note/", held_views.meeting_note, name="meeting-note"),
]
