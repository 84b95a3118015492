from django.urls import path

from alongside.desk.workforce import (
    establishment_views,
    holding_views,
    post_views,
    staff_views,
)

app_name = "establishment"

urlpatterns = [
    path("", establishment_views.workforce, name="workforce"),
    path("establishment/", establishment_views.establishment, name="establishment"),
    path(
        "establishment/export/",
        establishment_views.export_establishment,
        name="export-establishment",
    ),
    path("establishment/compare/", establishment_views.compare, name="compare"),
    path("posts/add/", post_views.create_post, name="create-post"),
    path("posts/<int:pk>/", post_views.post, name="post"),
    path(
        "posts/<int:pk>/<slug:kind>/change/", post_views.change_post, name="change-post"
    ),
    path("posts/<int:pk>/people/add/", holding_views.put_in_post, name="put-in-post"),
    path(
        "posts/<int:pk>/recruit/",
        holding_views.open_recruitment,
        name="open-recruitment",
    ),
    path("holdings/<int:pk>/end/", holding_views.end_holding, name="end-holding"),
    path("recruitment/", holding_views.recruitment, name="recruitment"),
    path("recruitment/<int:pk>/", holding_views.note_stage, name="note-stage"),
    path("changes/", post_views.waiting_changes, name="waiting-changes"),
    path("changes/<int:pk>/steps/<int:step>/", post_views.note_step, name="note-step"),
    path("roles/", post_views.roles, name="roles"),
    path("roles/add/", post_views.add_role, name="add-role"),
    path(
        "roles/<int:pk>/job-descriptions/add/",
        post_views.add_job_description,
        name="add-job-description",
    ),
    path(
        "roles/<int:pk>/job-descriptions/<int:version>/",
        post_views.evaluate_job,
        name="evaluate-job",
    ),
    path("staff/", staff_views.staff, name="staff"),
    path("staff/add/", staff_views.add_staff_member, name="add-staff-member"),
    path("staff/<int:pk>/", staff_views.staff_member, name="staff-member"),
    path(
        "staff/<int:pk>/change/",
        staff_views.change_staff_member,
        name="change-staff-member",
    ),
]
