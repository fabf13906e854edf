"""Which municipalities are chosen: the candidates, one of them, and the whole as a file."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.programme import national_count
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.programmes import forms, policies, presenters, queries, services
from samsyn_web.programmes.presenters import selection_file
from samsyn_web.programmes.views.deeds import Deed, carry_out
from samsyn_web.programmes.views.found import programme_of, reads


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def selection(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show the candidates against the criteria; a programme known from its documents is told as they state it."""
    one, facts = programme_of(request, programme_id)
    shown: dict[str, Any] = {"programme": one, "facts": facts}
    if policies.is_retold(one):
        shown |= {
            "stated": presenters.stated_candidates(facts),
            "selection": facts.more.get("selection", {}),
            "count": national_count(year) if (year := presenters.stated_list(facts)) else None,
        }
        return render(request, "programmes/selection_stated.html", shown)
    if not policies.runs(request.scope, one):
        raise Http404
    stands = _chosen(request, programme_id)
    made, done = carry_out(request, _deeds(request, one, stands))
    if done:
        return redirect("programmes:selection", one.pk)
    shown |= {"forms": made, "others": queries.selections(request.scope, one.pk), "stands": stands}
    if stands is not None:
        shown |= _shown(request, facts, stands)
    bound = any(form.is_bound for form in made.values())
    return render(request, "programmes/selection.html", shown, status=422 if bound else 200)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def candidate(request: ScopedRequest, candidate_id: int) -> HttpResponse:
    """Judge one candidate by each criterion, and decide; what was said before stays below."""
    one = queries.candidate(request.scope, candidate_id)
    if one is None:
        raise Http404
    programme, facts = programme_of(request, one.selection.programme_id)
    said = [row for row in queries.judgements(request.scope, one.selection_id) if row.candidate_id == one.pk]
    decided = [
        row for row in queries.decisions(request.scope, one.selection_id) if row.candidate_id == one.pk
    ]
    deeds = {}
    if policies.works_on(request.scope, programme) and one.selection.decided_at is None:
        stands = presenters.newest_by_candidate(said).get(one.pk, {})
        by: dict[str, Any] = {"by": request.scope, "at": clock.now(), "candidate": one}
        deeds = {
            "judge": Deed(
                partial(forms.JudgeCandidateForm, stands),
                lambda form: services.judge_candidate(**by, answers=form.answers),
                _("Bedömningen är sparad."),
            ),
            "decide": Deed(
                forms.DecideCandidateForm,
                lambda form: services.decide_candidate(**by, **form.cleaned_data),
                _("Beslutet är antecknat."),
            ),
        }
    made, done = carry_out(request, deeds)
    if done:
        return redirect("programmes:candidate", one.pk)
    row = presenters.candidate_rows(one.selection, facts, [one], said, decided)[0]
    shown = {
        "programme": programme,
        "candidate": one,
        "row": row,
        "forms": made,
        "notice": presenters.list_notice(one.selection.list_year),
        "history": presenters.history_of(said, decided),
    }
    bound = any(form.is_bound for form in made.values())
    return render(request, "programmes/candidate.html", shown, status=422 if bound else 200)


@reads
@require_safe
def selection_export(request: ScopedRequest, programme_id: int, form: str) -> HttpResponse:
    """Give the selection as a workbook, PDF or Word."""
    one, facts = programme_of(request, programme_id)
    stands = _chosen(request, programme_id)
    if stands is None or form not in selection_file.MAKERS or not policies.runs(request.scope, one):
        raise Http404
    shown = _shown(request, facts, stands)
    made = selection_file.selection_document(stands, shown["rows"], shown["held"], clock.now())
    answer = HttpResponse(selection_file.MAKERS[form](made), content_type=selection_file.TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="urval.{form}"'
    return answer


def _chosen(request: ScopedRequest, programme_id: int) -> Any:
    found = queries.selections(request.scope, programme_id)
    asked = request.GET.get("urval", "")
    return found.filter(pk=int(asked)).first() if asked.isdecimal() else found.first()


def _shown(request: ScopedRequest, facts: Any, stands: Any) -> dict[str, Any]:
    rows = presenters.candidate_rows(
        stands,
        facts,
        queries.candidates(request.scope, stands.pk),
        queries.judgements(request.scope, stands.pk),
        queries.decisions(request.scope, stands.pk),
    )
    held = list(queries.consultations(request.scope, stands.pk))
    choices = {row.name: row.choice_key for row in rows}
    return {
        "rows": rows,
        "held": held,
        "criteria": [cell.name for cell in rows[0].cells] if rows else [],
        "notice": presenters.list_notice(stands.list_year),
        "spread": presenters.spread(rows),
        "missing": policies.what_is_missing(choices, [one.party for one in held]),
        "count": national_count(stands.list_year),
    }


def _deeds(request: ScopedRequest, programme: Any, stands: Any) -> dict[str, Deed]:
    if not policies.works_on(request.scope, programme):
        return {}
    by: dict[str, Any] = {"by": request.scope, "at": clock.now()}
    if stands is None or stands.decided_at is not None:
        return {
            "open": Deed(
                forms.OpenSelectionForm,
                lambda form: services.open_selection(
                    **by, programme=programme, corrects=stands, **form.cleaned_data
                ),
                _("Urvalet är påbörjat."),
            )
        }
    by |= {"selection": stands}
    return {
        "prioritised": Deed(
            forms.PrioritisedForm,
            lambda _form: services.add_prioritised(**by),
            _("Kommunerna med prioriterade områden är med."),
        ),
        "add": Deed(
            forms.CandidateForm,
            lambda form: services.add_candidate(**by, **form.cleaned_data),
            _("Kandidaten är med."),
        ),
        "consult": Deed(
            forms.ConsultForm,
            lambda form: services.consult(**by, **form.cleaned_data),
            _("Samrådet är antecknat."),
        ),
        "decide": Deed(
            forms.DecideSelectionForm,
            lambda form: services.decide_selection(**by, **form.cleaned_data),
            _("Urvalet är beslutat och fryst."),
        ),
    }
