from django.urls import path

from alongside.desk.contacts import (
    call_views,
    correct_views,
    seen_views,
    topic_views,
    views,
)

app_name = "contacts"

urlpatterns = [
    path("", views.contacts, name="contacts"),
    path("export/", views.export_contacts, name="export-contacts"),
    path("new/", call_views.log_contact, name="log-contact"),
    path("new/meanwhile/", call_views.ask_meanwhile, name="ask-meanwhile"),
    path("new/draft/", call_views.keep_draft, name="keep-draft"),
    path("new/go-on/", call_views.go_on, name="go-on"),
    path("drafts/<int:pk>/discard/", call_views.discard_draft, name="discard-draft"),
    path("children/<int:pk>/", views.contacts_of_child, name="contacts-of-child"),
    path("topics/", topic_views.topics, name="topics"),
    path("topics/<int:pk>/", topic_views.change_topic, name="change-topic"),
    path("topics/repeats/", topic_views.set_repeat_window, name="set-repeat-window"),
    path("<int:pk>/", views.contact, name="contact"),
    path("<int:pk>/correct/", correct_views.correct_contact, name="correct-contact"),
    path("<int:pk>/note/", correct_views.take_note, name="take-note"),
    path("<int:pk>/seen/", seen_views.note_seen, name="note-seen"),
]
