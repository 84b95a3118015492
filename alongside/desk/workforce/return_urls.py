from django.urls import path

from alongside.desk.workforce import return_views

app_name = "return"

urlpatterns = [path("", return_views.workforce_return, name="workforce-return")]
