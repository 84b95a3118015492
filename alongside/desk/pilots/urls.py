from django.urls import path

from alongside.desk.pilots import during_views, plan_views, verdict_views, views

app_name = "pilots"

urlpatterns = [
    path("", views.pilots, name="pilots"),
    path("plan/", plan_views.plan_pilot, name="plan-pilot"),
    path("<int:pk>/", views.pilot, name="pilot"),
    path("<int:pk>/plan/", plan_views.plan, name="plan"),
    path("<int:pk>/plan/change/", plan_views.change_plan, name="change-plan"),
    path("<int:pk>/plan/teams/", plan_views.set_teams, name="set-teams"),
    path("<int:pk>/plan/lots/", plan_views.draw_lots, name="draw-lots"),
    path("<int:pk>/plan/lock/", plan_views.lock_plan, name="lock-plan"),
    path("<int:pk>/promise/", plan_views.add_promise, name="add-promise"),
    path("promises/<int:pk>/", plan_views.keep_promise, name="keep-promise"),
    path("<int:pk>/initiative/", plan_views.add_initiative, name="add-initiative"),
    path("<int:pk>/log/", during_views.log, name="log"),
    path("<int:pk>/log/note/", during_views.note_in_log, name="note-in-log"),
    path("<int:pk>/log/exposure/", during_views.set_exposure, name="set-exposure"),
    path("<int:pk>/log/remark/", during_views.remark, name="remark"),
    path("<int:pk>/months/", during_views.pilot_monitoring, name="pilot-monitoring"),
    path("<int:pk>/work-out/", verdict_views.work_out, name="work-out"),
    path("<int:pk>/picture.svg", verdict_views.draw_arms, name="draw-arms"),
    path("<int:pk>/check/", verdict_views.check_pilot, name="check-pilot"),
    path("<int:pk>/panel.csv", verdict_views.take_panel, name="take-panel"),
    path(
        "<int:pk>/panel-to-publish.csv",
        verdict_views.take_public_panel,
        name="take-public-panel",
    ),
    path("<int:pk>/pack.<slug:form>", verdict_views.take_pack, name="take-pack"),
]
