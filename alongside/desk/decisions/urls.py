from django.urls import path

from alongside.desk.decisions import after_views, views, voting_views

app_name = "decisions"

urlpatterns = [
    path("", views.decisions, name="decisions"),
    path("add/", views.record_decision, name="record-decision"),
    path("bodies/add/", views.add_body, name="add-body"),
    path("<int:pk>/", views.decision, name="decision"),
    path("<int:pk>/outcome/", views.make_decision, name="make-decision"),
    path("<int:pk>/vote/", voting_views.cast_vote, name="cast-vote"),
    path("<int:pk>/close/", voting_views.close_vote, name="close-vote"),
    path("plan/", after_views.forward_plan, name="forward-plan"),
    path("<int:pk>/plan/", after_views.plan_decision, name="plan-decision"),
    path("<int:pk>/scrutiny/", after_views.note_scrutiny, name="note-scrutiny"),
    path("<int:pk>/call-in/", after_views.call_in, name="call-in"),
    path(
        "<int:pk>/call-in/outcome/", after_views.settle_call_in, name="settle-call-in"
    ),
    path("<int:pk>/minute/", after_views.minute_decision, name="minute-decision"),
    path("<int:pk>/to-do/", after_views.add_undertaking, name="add-undertaking"),
    path("to-do/", after_views.undertakings, name="undertakings"),
    path("to-do/<int:pk>/", after_views.do_undertaking, name="do-undertaking"),
    path("bodies/<int:pk>/call-in/", after_views.set_call_in, name="set-call-in"),
    path("bodies/<int:pk>/", voting_views.body, name="body"),
    path("bodies/<int:pk>/quorum/", voting_views.set_quorum, name="set-quorum"),
    path("bodies/<int:pk>/members/", voting_views.add_member, name="add-member"),
    path("members/<int:pk>/end/", voting_views.end_member, name="end-member"),
]
