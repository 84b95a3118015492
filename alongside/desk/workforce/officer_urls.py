from django.urls import path

from alongside.desk.workforce import officer_views

app_name = "officers"

urlpatterns = [
    path("", officer_views.officers, name="officers"),
]
