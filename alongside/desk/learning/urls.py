from django.urls import path

from alongside.desk.learning import first_year_views as years
from alongside.desk.learning import student_views as students
from alongside.desk.learning import training_views as training

app_name = "learning"

urlpatterns = [
    path("newly-qualified/", years.first_years, name="first-years"),
    path("newly-qualified/begin/", years.begin_first_year, name="begin-first-year"),
    path("newly-qualified/<int:pk>/", years.first_year, name="first-year"),
    path(
        "newly-qualified/<int:pk>/record/<slug:what>/",
        years.record_of_first_year,
        name="record-of-first-year",
    ),
    path(
        "newly-qualified/claims/<int:pk>/received/",
        years.receive_funding,
        name="receive-funding",
    ),
    path("training/", training.training, name="training"),
    path("training/export/", training.export_courses, name="export-courses"),
    path("training/needs/add/", training.raise_need, name="raise-need"),
    path("training/needs/<int:pk>/close/", training.close_need, name="close-need"),
    path("training/courses/add/", training.plan_course, name="plan-course"),
    path("training/courses/<int:pk>/", training.course, name="course"),
    path("training/courses/<int:pk>/book/", training.book_place, name="book-place"),
    path("training/places/<int:pk>/", training.mark_place, name="mark-place"),
    path("bursaries/", students.bursaries, name="bursaries"),
    path("bursaries/add/", students.grant_bursary, name="grant-bursary"),
    path("bursaries/<int:pk>/begin/", students.begin_tied_work, name="begin-tied-work"),
    path("extra-help/", students.extra_help, name="extra-help"),
    path(
        "extra-help/floor-walkers/add/",
        students.book_floor_walkers,
        name="book-floor-walkers",
    ),
    path(
        "extra-help/floor-walkers/<int:pk>/",
        students.use_floor_walkers,
        name="use-floor-walkers",
    ),
    path(
        "extra-help/releases/add/",
        students.release_practitioner,
        name="release-practitioner",
    ),
    path(
        "joiners-and-leavers/",
        students.joiners_and_leavers,
        name="joiners-and-leavers",
    ),
]
