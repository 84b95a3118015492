from django.urls import path

from alongside.desk.messages import views

app_name = "post"

urlpatterns = [
    path("", views.messages, name="messages"),
    path("<int:pk>/", views.message, name="message"),
]
