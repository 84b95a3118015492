"""Requests about data: the list, one of them, and each step from logging to the answer."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.access.sent_once import tell
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.keeping import pack
from alongside.desk.keeping import request_actions as actions
from alongside.desk.keeping import request_forms as forms
from alongside.desk.keeping.handed_out import Cell, Section, gather, label_of, others_in
from alongside.desk.keeping.held_rows import rows_of
from alongside.desk.keeping.hold_views import found_person
from alongside.desk.keeping.models import DataRequest, Trace
from alongside.desk.keeping.registry import parts
from alongside.desk.keeping.schedule import kinds
from alongside.desk.learning.asking import ask
from alongside.reckon.documents import pdf, word

ABOUT = "keeping.DataRequest"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Kind = DataRequest.Kind


@require_GET
@needs("answer_for_data")
def requests(request):
    """Every request: those open by the day they are due, then those closed."""
    found = list(DataRequest.objects.visible_to(request.user).latest_first())
    context = {
        "open": sorted((x for x in found if not x.done_at), key=lambda x: x.due_on),
        "closed": [each for each in found if each.done_at],
        "today": timezone.localdate(),
    }
    return render(request, "keeping/requests.html", context)


@require_http_methods(["GET", "POST"])
@needs("answer_for_data")
def log_request(request, kind, pk):
    person = found_person(request, kind, pk)
    form = forms.RequestForm(request.POST or None)
    values = {"by": request.user, "whose": kind, "person": person}
    if made := carry_out(form, actions.log_request, **values):
        tell(request, made, "The request is logged.")
        return redirect("keeping:request", made.pk)
    back = reverse("keeping:person", args=[kind, pk]), "What is kept"
    return ask(request, form, "Log a request", back=back, over=str(person))


@require_GET
@needs("answer_for_data", about=ABOUT)
def data_request(request, pk):
    """One request: when it is due, what was decided, and what was done."""
    found = _found(request, pk)
    context = {"asked": found, "today": timezone.localdate(), "Kind": Kind}
    if found.kind == Kind.ACCESS and not found.done_at:
        context["undecided"] = len(pack.undecided(found, gather(found.person)))
        context["others"] = found.third_parties.exists()
    context["taken"] = actions.taken(found).first()
    context["titles"] = [kinds()[code].title for code in found.kinds if code in kinds()]
    traces = Trace.objects.visible_to(request.user).filter(request=found)
    context["traces"] = [
        (trace, *_titled(trace)) for trace in traces.select_related("by").order_by("pk")
    ]
    return render(request, "keeping/request.html", context)


def _titled(trace: Trace) -> tuple[str, str]:
    """What the row is called, and its column."""
    known = {model._meta.label: part for model, part in parts().items()}
    if trace.model not in known:
        return trace.model, trace.column
    field = known[trace.model].model._meta.get_field(trace.column)
    return known[trace.model].title, str(field.verbose_name)


@require_http_methods(["GET", "POST"])
@needs("answer_for_data", about=ABOUT)
def extend_request(request, pk):
    found = _found(request, pk)
    form = forms.ExtendForm(request.POST or None)
    values = {"by": request.user, "request": found, "on": timezone.localdate()}
    if carry_out(form, actions.extend_request, **values):
        messages.success(request, "Extended by two months. Tell the person, and why.")
        return redirect("keeping:request", pk)
    return _ask(request, form, "Take two months more", found)


@require_http_methods(["GET", "POST"])
@needs("answer_for_data", about=ABOUT)
def decide_request(request, pk):
    found = _found(request, pk)
    form = forms.DecideForm(request.POST or None, kinds=_that_can_go(found))
    if carry_out(form, actions.decide_request, by=request.user, request=found):
        messages.success(request, "What was decided is kept.")
        return redirect("keeping:request", pk)
    return _ask(request, form, "Decide the request", found)


def _that_can_go(found: DataRequest) -> list[tuple[str, str]]:
    if found.kind != Kind.ERASURE:
        return []
    codes = {part.kind for part, rows in rows_of(found.person) if part.words and rows}
    codes -= {"holds", "data_requests"}  # they say what was done, and why
    return sorted(((code, kinds()[code].title) for code in codes), key=lambda x: x[1])


@require_http_methods(["GET", "POST"])
@needs("answer_for_data", about=ABOUT)
def erase(request, pk):
    """Carry an erasure out, once somebody presses the button."""
    found = _found(request, pk)
    form = Confirmation.of(request)
    if carry_out(form, actions.carry_out_erasure, by=request.user, request=found):
        messages.success(
            request,
            "Erased. Back-ups from before still hold it until they are let go of.",
        )
        return redirect("keeping:request", pk)
    titles = [kinds()[code].title for code in found.kinds if code in kinds()]
    context = {"asked": found, "form": form, "titles": titles}
    return render(request, "keeping/erase.html", context)


@require_GET
@needs("answer_for_data", about=ABOUT)
def words(request, pk):
    """What was typed of a person, each with a way to put it right."""
    found = _found(request, pk)
    record_read(by=request.user, action="see words", subject=found)
    gathered = [(each.part, _words(each)) for each in gather(found.person)]
    sections = [(part, rows) for part, rows in gathered if rows]
    return render(request, "keeping/words.html", {"asked": found, "sections": sections})


def _words(section: Section) -> list[tuple[int, str, list[Cell]]]:
    """Return each row with words: its number, its first day or moment, and the words."""
    rows = [
        (
            key,
            next((cell.said for cell in row if cell.dated), ""),
            [cell for cell in row if cell.column in section.part.words],
        )
        for key, row in section.rows
    ]
    return [row for row in rows if row[2]]


@require_http_methods(["GET", "POST"])
@needs("answer_for_data", about=ABOUT)
def correct(request, pk, model, key, column):
    found = _found(request, pk)
    part = next((p for m, p in parts().items() if m._meta.label_lower == model), None)
    if part is None or column not in part.words:
        raise Http404
    theirs = dict(rows_of(found.person))
    if part not in theirs:
        raise Http404
    row = get_object_or_404(theirs[part], pk=key)
    form = forms.CorrectForm(
        request.POST or None, initial={"said": getattr(row, column)}
    )
    values = {"request": found, "part": part, "key": key, "column": column}
    if carry_out(form, actions.correct_words, by=request.user, **values):
        messages.success(request, "It is put right.")
        return redirect("keeping:words", pk)
    back = reverse("keeping:words", args=[pk]), "What was typed of them"
    over = f"{found.person}. {part.title}, number {key}: {label_of(row, column)}"
    return ask(request, form, "Put it right", back=back, over=over)


@require_http_methods(["GET", "POST"])
@needs("answer_for_data", about=ABOUT)
def third_parties(request, pk):
    """The other people named: whether each stays in what is handed out."""
    found = _found(request, pk)
    named = others_in(found.person, gather(found.person))
    form = forms.ThirdPartiesForm(
        request.POST or None, named=named, said=pack.said_of_others(found)
    )
    if carry_out(form, actions.decide_third_parties, by=request.user, request=found):
        messages.success(request, "It is kept who stays in it.")
        return redirect("keeping:request", pk)
    context = {"asked": found, "form": form, "named": named}
    return render(request, "keeping/third_parties.html", context)


@require_GET
@needs("answer_for_data", about=ABOUT)
def preview(request, pk):
    """What would be handed out, as it stands."""
    found = _found(request, pk)
    record_read(by=request.user, action="preview pack", subject=found)
    told = _document(found)
    context = {"asked": found, "blocks": list(told.numbered())}
    return render(request, "keeping/preview.html", context)


@require_GET
@needs("answer_for_data", about=ABOUT)
def take_pack(request, pk, form):
    """What is handed out, for Word, as PDF, or for machines; refused while names wait."""
    found = _found(request, pk)
    if found.kind != Kind.ACCESS or form not in ("docx", "pdf", "json"):
        raise Http404
    if pack.undecided(found, gather(found.person)):
        messages.error(
            request, "Say first of each other person named whether they stay."
        )
        return redirect("keeping:third-parties", pk)
    actions.take_pack(by=request.user, request=found, form=form)
    made, kind = _written(found, form)
    answer = HttpResponse(made, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="request-{pk}.{form}"'
    return answer


def _written(found: DataRequest, form: str) -> tuple[bytes | str, str]:
    if form == "json":
        return pack.for_machines(found, pack.made(found)), "application/json"
    if form == "pdf":
        return pdf.write(_document(found)), "application/pdf"
    return word.write(_document(found)), WORD


def _document(found: DataRequest):
    author = settings.COUNCIL or "Alongside"
    return pack.document(found, pack.made(found), author, timezone.localdate())


@require_http_methods(["GET", "POST"])
@needs("answer_for_data", about=ABOUT)
def close_request(request, pk):
    found = _found(request, pk)
    form = Confirmation.of(request)
    if carry_out(form, actions.close_request, by=request.user, request=found):
        messages.success(request, "The request is closed.")
        return redirect("keeping:requests")
    return _ask(request, form, "Close the request as answered", found)


def _found(request, pk) -> DataRequest:
    seen = DataRequest.objects.visible_to(request.user).with_people()
    return get_object_or_404(seen.select_related("by", "decided_by"), pk=pk)


def _ask(request, form, title: str, found: DataRequest):
    back = reverse("keeping:request", args=[found.pk]), "The request"
    return ask(request, form, title, back=back, over=str(found.person))
