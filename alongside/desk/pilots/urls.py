from django.urls import path

from alongside.desk.pilots import during_views, plan_views, views

app_name = "pilots"

urlpatterns = [
    path("", views.pilots, name="pilots"),
    path("plan/", plan_views.plan_pilot, name="plan-pilot"),
    path("<int:pk>/", views.pilot, name="pilot"),
    path("<int:pk>/plan/", plan_views.plan, name="plan"),
    path("<int:pk>/plan/change/", plan_views.change_plan, name="change-plan"),
    path("<int:pk>/plan/teams/", plan_views.set_teams, name="set-teams"),
    path("<int:pk>/plan/lock/", plan_views.lock_plan, name="lock-plan"),
    path("<int:pk>/promise/", plan_views.add_promise, name="add-promise"),
    path("promises/<int:pk>/", plan_views.keep_promise, name="keep-promise"),
    path("<int:pk>/initiative/", plan_views.add_initiative, name="add-initiative"),
    path("<int:pk>/log/", during_views.log, name="log"),
    path("<int:pk>/log/note/", during_views.note_in_log, name="note-in-log"),
    path("<int:pk>/log/exposure/", during_views.set_exposure, name="set-exposure"),
    path("<int:pk>/log/remark/", during_views.remark, name="remark"),
    path("<int:pk>/months/", during_views.pilot_monitoring, name="pilot-monitoring"),
]
