from django.urls import path

from alongside.desk.diary import arrange_views as views
from alongside.desk.diary import month_views, poll_views

app_name = "arrange"

urlpatterns = [
    path("", views.what, name="what"),
    path("due/<int:pk>/", views.from_due, name="from-due"),
    path("child/<int:pk>/<slug:kind>/", views.ask, name="ask"),
    path("<int:pk>/times/", views.times, name="times"),
    path("month/", month_views.month, name="month"),
    path("month/<int:pk>/", month_views.proposal, name="proposal"),
    path("month/<int:pk>/accept/", month_views.accept, name="accept"),
    path("month/<int:pk>/what-if/", month_views.suppose, name="suppose"),
    path("<int:pk>/poll/", poll_views.poll, name="poll"),
    path("<int:pk>/poll/close/", poll_views.close_poll, name="close-poll"),
    path("when/<str:token>/", poll_views.answer_poll, name="answer-poll"),
]
