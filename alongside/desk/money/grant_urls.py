from django.urls import path

from alongside.desk.money import grant_about_views as about
from alongside.desk.money import grant_views as views

urlpatterns = [
    path("", views.grants, name="grants"),
    path("take/", about.export_grants, name="export-grants"),
    path("add/", views.add_grant, name="add-grant"),
    path("<int:pk>/", views.grant, name="grant"),
    path("<int:pk>/take/", about.export_grant, name="export-grant"),
    path("<int:pk>/change/", about.change_grant, name="change-grant"),
    path("<int:pk>/use/", views.add_use, name="add-use"),
    path("<int:pk>/instalment/", views.add_instalment, name="add-instalment"),
    path("<int:pk>/evidence/", about.add_evidence, name="add-evidence"),
    path("<int:pk>/enter/<slug:kind>/", views.enter, name="enter"),
    path("<int:pk>/year/<int:year>/", views.close_year, name="close-year"),
    path("use/<int:pk>/", about.change_use, name="change-use"),
    path("entry/<int:pk>/back/", views.take_back, name="take-back"),
    path("evidence/<int:pk>/", about.take_evidence, name="take-evidence"),
]
