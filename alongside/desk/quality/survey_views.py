"""Surveys: those one may answer, those that are kept, and what they came to."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.access.unsent import never_kept
from alongside.desk.forms import carry_out
from alongside.desk.quality import survey_actions
from alongside.desk.quality.comment_models import Comment
from alongside.desk.quality.survey_forms import (
    AnswerForm,
    MakeSurveyForm,
    TakeTokenForm,
)
from alongside.desk.quality.survey_models import Survey, SurveyTeam
from alongside.desk.quality.survey_results import answered, one_before, results
from alongside.desk.quality.survey_workbook import survey_workbook
from alongside.desk.spreadsheet import download
from alongside.desk.workforce.models import Team

AROUND = timedelta(45)  # before and after a survey, a comment stands beside it
QUOTED = 6


@require_GET
@login_required
def surveys(request):
    """Surveys to answer, and those whose results one may read."""
    day, user = timezone.localdate(), request.user
    seen = Survey.objects.visible_to(user)
    context = {
        "today": day,
        "to_answer": seen.asking(user).open_on(day).newest_first(),
        "kept": seen.newest_first() if _may_read(user) else [],
    }
    return render(request, "quality/surveys.html", context)


def _may_read(user) -> bool:
    return user.may("keep_surveys") or user.may("see_quality")


@require_http_methods(["GET", "POST"])
@needs("keep_surveys")
def make_survey(request):
    form = MakeSurveyForm(request.POST or None)
    if made := carry_out(form, survey_actions.make_survey, by=request.user):
        messages.success(request, "The survey was made. People find it under Quality.")
        return redirect("quality:survey", made.pk)
    return render(request, "quality/make_survey.html", {"form": form})


@require_GET
@login_required
def survey(request, pk):
    """How many answered; and, once nobody can answer any more, what they said."""
    code = "keep_surveys" if request.user.may("keep_surveys") else "see_quality"
    return needs(code, about="quality.Survey")(_survey)(request, pk=pk)


def _survey(request, pk):
    found = get_object_or_404(Survey.objects.visible_to(request.user), pk=pk)
    record_read(by=request.user, action="see survey", subject=found)
    day = timezone.localdate()
    context = {"survey": found, "over": found.is_over(day)}
    if found.is_over(day):
        context["results"] = _results(request.user, found)
        context["evidence"] = Comment.objects.visible_to(request.user).beside(
            "morale", found.opens_on - AROUND, found.closes_on + AROUND
        )[:QUOTED]
    else:
        context["given"] = sum(answered(found).values())
        context["invited"] = sum(
            SurveyTeam.objects.visible_to(request.user)
            .filter(survey=found)
            .values_list("invited", flat=True)
        )
    return render(request, "quality/survey.html", context)


def _results(user, found):
    """What may be told: of every team to who keeps surveys, else of the reader's own."""
    everybody = user.may("keep_surveys")
    teams = Team.objects.directory() if everybody else Team.objects.visible_to(user)
    return results(found, {team.name for team in teams}, one_before(found))


@require_GET
@needs("keep_surveys", about="quality.Survey")
def export_survey(request, pk):
    over = Survey.objects.visible_to(request.user).filter(
        closes_on__lt=timezone.localdate()
    )
    found = get_object_or_404(over, pk=pk)
    record_read(by=request.user, action="export survey", subject=found)
    book = survey_workbook(_results(request.user, found), request.user)
    return download(book, "survey.xlsx")


@require_http_methods(["GET", "POST"])
@login_required
def take_token(request, pk):
    """Give a token to somebody who was invited. It is shown once, and kept nowhere."""
    day = timezone.localdate()
    asking = Survey.objects.visible_to(request.user).asking(request.user)
    found = get_object_or_404(asking.open_on(day), pk=pk)
    teams = (
        SurveyTeam.objects.visible_to(request.user)
        .filter(survey=found)
        .of(request.user)
        .select_related("team")
    )
    form = TakeTokenForm(request.POST or None, teams=teams)
    take = partial(survey_actions.take_token, by=request.user, survey=found, on=day)
    token = carry_out(form, take)
    context = {"survey": found, "form": form, "token": token}
    return render(request, "quality/take_token.html", context)


@never_kept
@require_http_methods(["GET", "POST"])
@login_required
def answer_survey(request, pk):
    """Answer with a token. That somebody is signed in only opens the page."""
    day = timezone.localdate()
    seen = Survey.objects.visible_to(request.user).open_on(day)
    found = get_object_or_404(seen, pk=pk)
    if request.method == "GET" or "begin" in request.POST:
        first = {"token": request.POST.get("token", "")}
        form = AnswerForm(initial=first, survey=found)
    else:
        form = AnswerForm(request.POST, survey=found)
        if carry_out(form, partial(survey_actions.answer, survey=found, on=day)):
            messages.success(request, "Your answers were counted.")
            return redirect("quality:surveys")
    return render(
        request, "quality/answer_survey.html", {"survey": found, "form": form}
    )
