"""How an action is evaluated is decided: with areas proposed for comparison, and what can be seen told at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.errors import SamsynError
from samsyn.outcomes import Candidate, Design, Plan, detectable, usual_spans
from samsyn_web.base import clock, registry
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.outcomes import policies, presenters, queries, services
from samsyn_web.outcomes.forms import EvaluationForm

PROPOSED = 3  # comparison areas that are chosen to begin with


@dataclass(frozen=True, kw_only=True)
class Deciding:
    """What the form is about."""

    action: Any
    last: Any
    source: str
    sources: tuple[registry.EventSource, ...]
    held: registry.EventCounts
    starts: date


@requires(Permission.JUDGE)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: ScopedRequest, action_id: int) -> HttpResponse:
    """Decide how an action is evaluated, or look at what a choice would see; a decided one gets a new version."""
    action = queries.action(request.scope, action_id)
    if action is None:
        raise Http404
    about = _about(request, action)
    if about is None:
        return render(request, "outcomes/not_yet.html", {"action": action})
    given = request.POST if request.method == "POST" else None
    form, found = _form(request, about, given)
    seen = None
    if form.is_bound and form.is_valid():
        try:
            seen = _preview(about, form.cleaned_data["plan"], found)
            if request.POST.get("do") == "decide":
                return _decided(request, about, form)
        except SamsynError as error:
            form.add_error(
                "afterwards" if isinstance(error, policies.DecidedAfterwards) else None, error.message
            )
    elif not form.is_bound:
        seen = _first_preview(about, form, found)
    chosen = request.POST.getlist("comparison") if given is not None else form.initial["comparison"]
    shown = {
        "form": form,
        "action": action,
        "last": about.last,
        "rows": presenters.candidate_rows(found, about.held.names, chosen),
        "none_fits": bool(found) and not any(one.fits for one in found),
        "preview": seen,
    }
    refused = form.is_bound and bool(form.errors)
    return render(request, "outcomes/decide.html", shown, status=422 if refused else 200)


def _about(request: ScopedRequest, action: Any) -> Deciding | None:
    """Return what there is to decide about; none where the action has no start, or nothing is counted by week."""
    sources = registry.event_sources(request.scope)
    last = queries.versions(request.scope, action.pk).first()
    wanted = request.POST.get("source") or (last.source if last else "")
    source = wanted if wanted in {one.key for one in sources} else (sources[0].key if sources else "")
    held = queries.counted(request.scope, source)
    if held is None or action.starts is None:
        return None
    return Deciding(action=action, last=last, source=source, sources=sources, held=held, starts=action.starts)


def _form(
    request: ScopedRequest, about: Deciding, given: Any
) -> tuple[EvaluationForm, tuple[Candidate, ...]]:
    held, initial = about.held, _initial(about)
    treated = list(given.getlist("treated") if given is not None else initial["treated"])
    categories = list(given.getlist("categories") if given is not None else initial["categories"])
    known = [one for one in treated if one in held.counts.areas]
    weeks = _whole(given.get("weeks_before") if given else None, initial["weeks_before"])
    before, _after = usual_spans(about.starts, weeks_before=weeks)
    choice = {
        "treated": known,
        "categories": [one for one in categories if one in held.counts.categories],
        "before": before,
    }
    found = (
        queries.comparisons(request.scope, held, about.action.pk, choice, localdate(clock.now()))
        if known
        else ()
    )
    if not given and not initial["comparison"]:
        initial["comparison"] = [one.area for one in found if one.fits][:PROPOSED]
    form = EvaluationForm(
        sources=[(one.key, one.name) for one in about.sources],
        areas=[(key, held.names.get(key, key)) for key in held.counts.areas],
        categories=[(code, held.labels.get(code, code)) for code in held.counts.categories],
        starts=about.starts,
        is_change=about.last is not None,
        is_afterwards=policies.is_afterwards(about.action, localdate(clock.now())),
        data=given,
        initial=initial,
    )
    return form, found


def _whole(text: str | None, otherwise: int) -> int:
    return min(max(int(text), 1), 260) if text and text.isdecimal() else otherwise


def _initial(about: Deciding) -> dict[str, Any]:
    last, action = about.last, about.action
    if last is not None:
        return {
            "source": about.source,
            "categories": last.categories,
            "treated": last.treated,
            "design": last.design,
            "comparison": last.comparison,
            "buffer": last.buffer,
            "weeks_before": (last.before_end - last.before_start).days // 7,
            "weeks_after": (last.after_end - last.after_start).days // 7,
            "margin": round(100 * last.margin),
            "chosen_high": last.chosen_high,
            "due": last.due,
        }
    problem = action.problem
    return {
        "source": about.source,
        "categories": [problem.category] if problem and problem.category else [],
        "treated": [action.area] if action.area else [],
        "design": "difference",
        "comparison": [],
        "buffer": [],
        "weeks_before": 52,
        "weeks_after": 52,
        "margin": 20,
        "chosen_high": False,
    }


def _preview(about: Deciding, plan: Plan, found: tuple[Candidate, ...]) -> presenters.Preview:
    seen = detectable(about.held.counts, plan)
    return presenters.preview(
        about.held, plan.treated, found, plan.comparison, seen, plan.before, plan.categories
    )


def _first_preview(
    about: Deciding, form: EvaluationForm, found: tuple[Candidate, ...]
) -> presenters.Preview | None:
    """Return what the proposed choice would see; none where it is not whole yet."""
    initial = form.initial
    before, after = usual_spans(
        about.starts, weeks_before=initial["weeks_before"], weeks_after=initial["weeks_after"]
    )
    try:
        return _preview(
            about,
            Plan(
                design=Design(initial["design"]),
                treated=tuple(initial["treated"]),
                comparison=tuple(initial["comparison"]),
                categories=tuple(initial["categories"]),
                before=before,
                after=after,
            ),
            found,
        )
    except SamsynError:
        return None


def _decided(request: ScopedRequest, about: Deciding, form: EvaluationForm) -> HttpResponse:
    said = form.cleaned_data
    made = services.decide_evaluation(
        by=request.scope,
        at=clock.now(),
        action=about.action,
        choice=services.EvaluationChoice(source=said["source"], plan=said["plan"], due=said["due"]),
        reason=said.get("reason", ""),
        afterwards=said.get("afterwards", False),
        counted=about.held,
    )
    messages.success(request, _("Utvärderingen är bestämd, och utgångsläget låst."))
    return redirect("outcomes:evaluation", made.pk)
