"""The ways between buildings."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from alongside.desk.access.needs import NotAllowed, needs
from alongside.desk.diary.models import Resource, Travel
from alongside.desk.diary.travel_actions import add_way, remove_way
from alongside.desk.forms import Form, carry_out


class AddWayForm(Form):
    """Two buildings that stand in diaries, and the minutes between them."""

    one = forms.ChoiceField(label="From")
    other = forms.ChoiceField(label="To")
    minutes = forms.IntegerField(label="Minutes", min_value=1, max_value=240)

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def prepare(self):
        places = Resource.objects.visible_to(self.user).in_use().exclude(place="")
        names = sorted(set(places.values_list("place", flat=True)))
        chosen = [("", "Choose"), *((name, name) for name in names)]
        self.fields["one"].choices = self.fields["other"].choices = chosen


@require_http_methods(["GET", "POST"])
@needs("see_diary")
def travel(request):
    if request.method == "POST" and not request.user.may("keep_diaries"):
        raise NotAllowed("keep_diaries")
    form = AddWayForm(request.POST or None, user=request.user)
    if carry_out(form, add_way, by=request.user):
        messages.success(request, "The way was added.")
        return redirect("diary:travel")
    ways = Travel.objects.visible_to(request.user).in_order()
    return render(request, "diary/travel.html", {"ways": ways, "form": form})


@require_POST
@needs("keep_diaries", about="diary.Travel")
def remove_travel(request, pk):
    way = get_object_or_404(Travel.objects.visible_to(request.user), pk=pk)
    remove_way(by=request.user, way=way)
    messages.success(request, "The way was removed.")
    return redirect("diary:travel")
