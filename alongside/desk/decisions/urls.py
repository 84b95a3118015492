from django.urls import path

from alongside.desk.decisions import views

app_name = "decisions"

urlpatterns = [
    path("", views.decisions, name="decisions"),
    path("add/", views.record_decision, name="record-decision"),
    path("bodies/add/", views.add_body, name="add-body"),
    path("<int:pk>/", views.decision, name="decision"),
    path("<int:pk>/outcome/", views.make_decision, name="make-decision"),
]
