from django.urls import path

from alongside.desk.diary import views

app_name = "diary"

urlpatterns = [
    path("", views.week, name="week"),
    path("diaries/", views.diaries, name="diaries"),
    path("diaries/add/", views.add_diary, name="add-diary"),
    path("diaries/<int:pk>/", views.diary, name="diary"),
    path("diaries/<int:pk>/edit/", views.edit_diary, name="edit-diary"),
    path("diaries/<int:pk>/hours/", views.set_hours, name="set-hours"),
]
