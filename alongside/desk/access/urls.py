"""The account page, the people who can sign in, and the audit trail."""

from django.urls import path

from alongside.desk.access import views

app_name = "access"

urlpatterns = [
    path("accessibility/", views.accessibility, name="accessibility"),
    path("account/", views.account, name="account"),
    path("unsent/", views.unsent, name="unsent"),
    path("people/", views.people, name="people"),
    path("people/add/", views.add_person, name="add-person"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/role/", views.change_role, name="change-role"),
    path(
        "people/<int:pk>/deactivate/", views.deactivate_person, name="deactivate-person"
    ),
    path("people/<int:pk>/let-back-in/", views.let_back_in, name="let-back-in"),
    path("audit/", views.audit, name="audit"),
    path("audit/export/", views.export_audit, name="export-audit"),
]
