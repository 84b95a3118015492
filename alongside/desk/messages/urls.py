from django.urls import path

from alongside.desk.messages import template_views, views

app_name = "post"

urlpatterns = [
    path("", views.messages, name="messages"),
    path("sent/", views.sent, name="sent"),
    path("templates/", template_views.templates, name="templates"),
    path("templates/<int:pk>/", template_views.template, name="template"),
    path(
        "templates/<int:pk>/edit/", template_views.edit_template, name="edit-template"
    ),
    path("<int:pk>/", views.message, name="message"),
]
