from django.urls import path

from alongside.desk.support import views

app_name = "support"

urlpatterns = [
    path("catalogue/", views.catalogue, name="catalogue"),
    path("catalogue/<slug:code>/", views.task, name="task"),
]
