from django.urls import path

from alongside.desk.workforce import cover_rota_views

app_name = "cover"

urlpatterns = [
    path("", cover_rota_views.cover_rota_page, name="cover-rota"),
    path("<int:pk>/fill/", cover_rota_views.fill_gap, name="fill-gap"),
]
