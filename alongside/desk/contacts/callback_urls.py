from django.urls import path

from alongside.desk.contacts import callback_views as views

app_name = "call_backs"

urlpatterns = [
    path("", views.call_backs, name="call-backs"),
    path("of/<int:pk>/", views.promise_call_back, name="promise-call-back"),
    path("<int:pk>/", views.note_attempt, name="note-attempt"),
    path("<int:pk>/move/", views.move_call_back, name="move-call-back"),
    path("<int:pk>/give-up/", views.give_up_call_back, name="give-up-call-back"),
    path("<int:pk>/reopen/", views.reopen_call_back, name="reopen-call-back"),
    path("<int:pk>/tell/", views.tell_caller, name="tell-caller"),
]
