from django.urls import path

from alongside.desk.decisions import views, voting_views

app_name = "decisions"

urlpatterns = [
    path("", views.decisions, name="decisions"),
    path("add/", views.record_decision, name="record-decision"),
    path("bodies/add/", views.add_body, name="add-body"),
    path("<int:pk>/", views.decision, name="decision"),
    path("<int:pk>/outcome/", views.make_decision, name="make-decision"),
    path("<int:pk>/vote/", voting_views.cast_vote, name="cast-vote"),
    path("<int:pk>/close/", voting_views.close_vote, name="close-vote"),
    path("bodies/<int:pk>/", voting_views.body, name="body"),
    path("bodies/<int:pk>/quorum/", voting_views.set_quorum, name="set-quorum"),
    path("bodies/<int:pk>/members/", voting_views.add_member, name="add-member"),
    path("members/<int:pk>/end/", voting_views.end_member, name="end-member"),
]
