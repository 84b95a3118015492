from django.urls import path

from alongside.desk.workforce import establishment_views

app_name = "establishment"

urlpatterns = [path("", establishment_views.workforce, name="workforce")]
