from django.urls import path

from alongside.desk.contacts import card_views

app_name = "cards"

urlpatterns = [
    path("<int:pk>/", card_views.card, name="card"),
    path("<int:pk>/set/", card_views.set_card, name="set-card"),
]
