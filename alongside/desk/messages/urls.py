from django.urls import path

from alongside.desk.messages import mail_views, template_views, views

app_name = "post"

urlpatterns = [
    path("", views.messages, name="messages"),
    path("in/", mail_views.mail_in, name="mail-in"),
    path("in/upload/", mail_views.upload, name="upload-mail"),
    path("in/<int:pk>/", mail_views.mail, name="mail"),
    path("in/<int:pk>/set-aside/", mail_views.set_aside, name="set-aside"),
    path("in/<int:pk>/put-back/", mail_views.put_back, name="put-back"),
    path("in/<int:pk>/as-it-came/", mail_views.original, name="original"),
    path(
        "in/<int:pk>/attachments/<int:place>/", mail_views.attachment, name="attachment"
    ),
    path("sent/", views.sent, name="sent"),
    path("templates/", template_views.templates, name="templates"),
    path("templates/<int:pk>/", template_views.template, name="template"),
    path(
        "templates/<int:pk>/edit/", template_views.edit_template, name="edit-template"
    ),
    path("<int:pk>/", views.message, name="message"),
]
