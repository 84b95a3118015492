from django.urls import path

from alongside.desk.diary import arrange_views as views
from alongside.desk.diary import poll_views

app_name = "arrange"

urlpatterns = [
    path("", views.what, name="what"),
    path("due/<int:pk>/", views.from_due, name="from-due"),
    path("child/<int:pk>/<slug:kind>/", views.ask, name="ask"),
    path("<int:pk>/times/", views.times, name="times"),
    path("<int:pk>/poll/", poll_views.poll, name="poll"),
    path("<int:pk>/poll/close/", poll_views.close_poll, name="close-poll"),
    path("when/<str:token>/", poll_views.answer_poll, name="answer-poll"),
]
