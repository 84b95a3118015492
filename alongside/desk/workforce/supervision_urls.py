from django.urls import path

from alongside.desk.workforce import supervision_views

app_name = "supervision"

urlpatterns = [
    path("", supervision_views.supervisions, name="supervisions"),
    path("roles/", supervision_views.role_rhythms, name="role-rhythms"),
    path("<int:pk>/", supervision_views.person, name="person"),
    path(
        "<int:pk>/add/", supervision_views.record_supervision, name="record-supervision"
    ),
    path("<int:pk>/rhythm/", supervision_views.set_rhythm, name="set-rhythm"),
    path(
        "held/<int:pk>/remove/",
        supervision_views.remove_supervision,
        name="remove-supervision",
    ),
    path(
        "held/<int:pk>/actions/add/",
        supervision_views.agree_action,
        name="agree-action",
    ),
    path("actions/<int:pk>/done/", supervision_views.do_action, name="do-action"),
]
