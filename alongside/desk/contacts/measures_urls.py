from django.urls import path

from alongside.desk.contacts import measures_views as views

app_name = "contact-measures"

urlpatterns = [
    path("", views.contact_measures, name="measures"),
    path("export/", views.export_contact_measures, name="export"),
]
