from django.urls import path

from alongside.desk.workforce import agency_views as views

app_name = "agency"

urlpatterns = [
    path("", views.agency, name="agency"),
    path("add/", views.engage_worker, name="engage-worker"),
    path("caps/", views.caps, name="caps"),
    path("caps/<int:pk>/remove/", views.remove_cap, name="remove-cap"),
    path("return/", views.agency_return, name="agency-return"),
    path("return.csv", views.agency_return_file, name="agency-return-file"),
    path("agency.xlsx", views.export_agency, name="export-agency"),
    path("<int:pk>/", views.engagement, name="engagement"),
    path("<int:pk>/change/", views.change_engagement, name="change-engagement"),
    path("<int:pk>/end/", views.end_engagement, name="end-engagement"),
]
