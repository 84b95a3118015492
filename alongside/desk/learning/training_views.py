"""Training needs and where they come from; courses, their places and what they cost."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.forms import carry_out
from alongside.desk.learning import training_actions as actions
from alongside.desk.learning import training_forms as forms
from alongside.desk.learning.asking import ask
from alongside.desk.learning.training_models import Course, Place, TrainingNeed
from alongside.desk.spreadsheet import download, made_by, spreadsheet

COLUMNS = (
    ("Course", 40), ("Provider", 26), ("Need", 34), ("First day", 12), ("Places", 8),
    ("Booked", 8), ("Attended", 9), ("Did not come", 13), ("Cost", 11),
    ("Cost a place", 13), ("Cost a person who came", 22),
)  # fmt: skip


@require_GET
@needs("see_establishment")
def training(request):
    """What people need to learn, and the courses, each with what a place cost."""
    courses = list(Course.objects.visible_to(request.user).counted())
    context = {
        "needs": TrainingNeed.objects.visible_to(request.user).told(),
        "courses": courses,
        "pounds": sum((course.pounds for course in courses), Decimal(0)),
        "today": timezone.localdate(),
    }
    return render(request, "learning/training.html", context)


@require_GET
@needs("see_establishment")
@needs("export")
def export_courses(request):
    courses = Course.objects.visible_to(request.user).counted()
    said = [
        "Courses, the latest first. Cost is of all places bought.",
        made_by(request.user),
    ]
    book = spreadsheet("Courses", said, COLUMNS, map(_row, courses))
    return download(book, "courses.xlsx")


@require_http_methods(["GET", "POST"])
@needs("keep_training")
def raise_need(request):
    form = forms.RaiseNeedForm(request.POST or None)
    if carry_out(form, actions.raise_need, by=request.user):
        messages.success(request, "The need was recorded.")
        return redirect("learning:training")
    return ask(request, form, "Record a training need", back=_back())


@require_http_methods(["GET", "POST"])
@needs("keep_training")
def close_need(request, pk):
    need = get_object_or_404(TrainingNeed.objects.visible_to(request.user), pk=pk)
    form = forms.CloseNeedForm(request.POST or None)
    if carry_out(form, actions.close_need, by=request.user, need=need):
        messages.success(request, "The need was closed.")
        return redirect("learning:training")
    return ask(request, form, "Close a training need", back=_back(), over=need.title)


@require_http_methods(["GET", "POST"])
@needs("keep_training")
def plan_course(request):
    form = forms.PlanCourseForm(request.POST or None, asker=request.user)
    if made := carry_out(form, actions.plan_course, by=request.user):
        messages.success(request, "The course was recorded.")
        return redirect("learning:course", made.pk)
    return ask(request, form, "Record a course", back=_back())


@require_GET
@needs("see_establishment")
def course(request, pk):
    found = get_object_or_404(Course.objects.visible_to(request.user).counted(), pk=pk)
    places = Place.objects.visible_to(request.user).filter(course=found)
    context = {"course": found, "places": places.select_related("staff")}
    return render(request, "learning/course.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_training")
def book_place(request, pk):
    found = get_object_or_404(Course.objects.visible_to(request.user), pk=pk)
    form = forms.BookPlaceForm(request.POST or None, today=timezone.localdate())
    if made := carry_out(form, actions.book_place, by=request.user, course=found):
        messages.success(request, f"{made.staff} has a place.")
        return redirect("learning:course", pk)
    return ask(request, form, "Book a place", back=_back(found), over=found.title)


@require_http_methods(["GET", "POST"])
@needs("keep_training")
def mark_place(request, pk):
    places = Place.objects.visible_to(request.user).select_related("course", "staff")
    place = get_object_or_404(places, pk=pk)
    form = forms.MarkPlaceForm(request.POST or None, initial={"came": place.came})
    if carry_out(form, actions.mark_place, by=request.user, place=place):
        messages.success(request, f"The place of {place.staff} was marked.")
        return redirect("learning:course", place.course_id)
    return ask(
        request, form, "Did they come?", back=_back(place.course), over=str(place.staff)
    )


def _back(course: Course | None = None) -> tuple[str, str]:
    if course is None:
        return reverse("learning:training"), "Training"
    return reverse("learning:course", args=[course.pk]), course.title


def _row(course: Course) -> tuple:
    return (
        course.title, course.provider, str(course.need or ""), course.first_on,
        course.capacity, course.booked, course.attended, course.stayed_away,
        _pence(course.pounds), _pence(course.pounds_a_place),
        _pence(course.pounds_a_person) if course.attended else "",
    )  # fmt: skip


def _pence(pounds) -> Decimal:
    return Decimal(pounds).quantize(Decimal("0.01"))
