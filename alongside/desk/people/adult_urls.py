from django.urls import path

from alongside.desk.people import adult_views, number_views

urlpatterns = [
    path("people/adults/<int:pk>/", adult_views.adult, name="adult"),
    path(
        "people/adults/<int:pk>/change/", adult_views.change_adult, name="change-adult"
    ),
    path(
        "people/adults/<int:pk>/numbers/",
        number_views.add_contact_point,
        name="add-contact-point",
    ),
    path("people/numbers/<int:pk>/", number_views.set_safe, name="set-safe"),
    path("people/numbers/<int:pk>/stop/", number_views.stop_number, name="stop-number"),
    path("people/links/<int:pk>/", adult_views.change_link, name="change-link"),
    path(
        "children/<int:pk>/adults/", adult_views.adults_of_child, name="adults-of-child"
    ),
    path("children/<int:pk>/adults/find/", adult_views.find_adult, name="find-adult"),
    path(
        "children/<int:pk>/adults/add/",
        adult_views.add_adult_around,
        name="add-adult-around",
    ),
    path(
        "children/<int:pk>/adults/<int:adult>/",
        adult_views.link_adult,
        name="link-adult",
    ),
]
