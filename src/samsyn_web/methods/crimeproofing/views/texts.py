"""The way of money, the texts side by side, and what is marked in them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn.files import read_prose
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.methods.crimeproofing import presenters, queries, services
from samsyn_web.methods.crimeproofing.forms import MarkForm, RuleForm, StepForm
from samsyn_web.methods.crimeproofing.views.opening import opened, shown, signed_in, there, tried


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def flow(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Show the way of money and decisions, and add a step."""
    one = opened(request, case_id, "flow")
    form = StepForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.add_step(by=request.scope, at=clock.now(), case=one, **form.cleaned_data)
            return redirect(f"{reverse('crimeproofing:flow', args=[one.pk])}#nytt")
        except SamsynError as error:
            form.add_error(None, error.message)
    steps = list(queries.steps(request.scope, one))
    more = {"steps": presenters.flow(steps), "sentence": presenters.flow_sentence(steps), "form": form}
    return shown(request, one, "flow", "crimeproofing/flow.html", **more)


@signed_in
@require_POST
def change_step(request: ScopedRequest, case_id: int, flow_id: int, way: str) -> HttpResponse:
    """Move a step up or down, or take it out."""
    one = opened(request, case_id, "flow")
    step = there(queries.steps(request.scope, one).filter(pk=flow_id).first())
    if way not in ("upp", "ned", "bort"):
        raise Http404
    if way == "bort":
        tried(
            request,
            lambda: services.remove_step(by=request.scope, at=clock.now(), case=one, step=step),
            _("Steget är borttaget."),
        )
    else:
        up = way == "upp"
        tried(
            request,
            lambda: services.move_step(by=request.scope, at=clock.now(), case=one, step=step, up=up),
            _("Steget är flyttat upp.") if up else _("Steget är flyttat ned."),
        )
    return redirect(f"{reverse('crimeproofing:flow', args=[one.pk])}#steg-{flow_id}")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: ScopedRequest, case_id: int) -> HttpResponse:
    """List the texts of a case, and read one in."""
    one = opened(request, case_id, "rules")
    bound = request.method == "POST"
    form = RuleForm(request.POST, request.FILES) if bound else RuleForm()
    if bound and form.is_valid():
        file = form.cleaned_data.pop("file")
        try:
            prose = read_prose(file.read(), name=file.name)
            made = services.read_rule(
                by=request.scope, at=clock.now(), case=one, prose=prose, **form.cleaned_data
            )
            n = len(prose.passages)
            said = ngettext("Ett stycke är inläst.", "%(n)s stycken är inlästa.", n) % {"n": n}
            messages.success(request, said)
            return redirect("crimeproofing:rule", one.pk, made.pk)
        except SamsynError as error:
            form.add_error("file", error.message)
    scope = request.scope
    lines = presenters.rule_lines(
        queries.rules(scope, one), queries.paragraphs(scope, one), queries.marks(scope, one)
    )
    return shown(request, one, "rules", "crimeproofing/rules.html", form=form, lines=lines)


@signed_in
@require_safe
def rule(request: ScopedRequest, case_id: int, rule_id: int) -> HttpResponse:
    """Show a text paragraph by paragraph with its marks; `visa` in the address leaves out those without."""
    one = opened(request, case_id, "rule")
    text = there(queries.rule(request.scope, one, rule_id))
    marks = queries.marks(request.scope, one).filter(paragraph__rule=text)
    paragraphs = queries.paragraphs(request.scope, one).filter(rule=text)
    found = presenters.paragraph_lines(paragraphs, marks)
    waits = sum(each.state == "open" for line in found for each in line.marks)
    only = request.GET.get("visa") == "markerade"
    if only:
        found = [line for line in found if line.marks]
    said = ngettext(
        "Ett ställe väntar på att ni säger vad det är.",
        "%(n)s ställen väntar på att ni säger vad de är.",
        waits,
    )
    sentence = said % {"n": waits} if waits else _("Inget i texten väntar på er.")
    others = [each for each in queries.rules(request.scope, one) if each.pk != text.pk]
    beside = (
        there(queries.rule(request.scope, one, int(beside_id))) if (beside_id := _beside(request)) else None
    )
    more = {
        "text": text,
        "lines": found,
        "sentence": sentence,
        "only": only,
        "others": others,
        "beside": beside,
    }
    if beside is not None:
        of_beside = queries.marks(request.scope, one).filter(paragraph__rule=beside)
        more["beside_lines"] = presenters.paragraph_lines(
            queries.paragraphs(request.scope, one).filter(rule=beside), of_beside
        )
    return shown(request, one, "rules", "crimeproofing/rule.html", **more)


def _beside(request: ScopedRequest) -> str:
    """Return which other text is to stand beside, where the address names one."""
    given = request.GET.get("bredvid", "")
    return given if given.isascii() and given.isdigit() and len(given) < 18 else ""


@signed_in
@require_POST
def remove_rule(request: ScopedRequest, case_id: int, rule_id: int) -> HttpResponse:
    """Take a text out of a case."""
    one = opened(request, case_id, "rules")
    text = there(queries.rule(request.scope, one, rule_id))
    tried(
        request,
        lambda: services.remove_rule(by=request.scope, at=clock.now(), case=one, rule=text),
        _("Texten är borttagen. Läs in filen igen om du vill ha tillbaka den."),
    )
    return redirect("crimeproofing:rules", one.pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: ScopedRequest, case_id: int, mark_id: int) -> HttpResponse:
    """Say that a mark is a finding, with what is unclear and what it may lead to."""
    one = opened(request, case_id, "mark")
    found = there(queries.mark(request.scope, one, mark_id))
    form = MarkForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            services.decide_mark(
                by=request.scope, at=clock.now(), case=one, mark=found, state="finding", reason=reason
            )
            messages.success(request, _("Stället är en brist."))
            return redirect(_at(one.pk, found))
        except SamsynError as error:
            form.add_error(None, error.message)
    words = found.paragraph.text[found.start : found.end]
    more = {"mark": found, "form": form, "words": words, "back": _at(one.pk, found)}
    return shown(request, one, "rules", "crimeproofing/mark.html", **more)


@signed_in
@require_POST
def settle_mark(request: ScopedRequest, case_id: int, mark_id: int, what: str) -> HttpResponse:
    """Dismiss a mark, or all of its kind; or take back what was said."""
    one = opened(request, case_id, "mark")
    found = there(queries.mark(request.scope, one, mark_id))
    given = {"by": request.scope, "at": clock.now(), "case": one, "mark": found}
    if what == "avfarda":
        tried(
            request,
            lambda: services.decide_mark(**given, state="dismissed"),
            _("Avfärdad. Det går att ångra."),
        )
    elif what == "alla":
        tried(request, lambda: services.dismiss_alike(**given), _("Alla av samma slag är avfärdade."))
    elif what == "angra":
        tried(request, lambda: services.reopen_mark(**given), _("Stället väntar igen."))
    else:
        raise Http404
    return redirect(_at(one.pk, found))


def _at(case_id: int, found: object) -> str:
    paragraph = found.paragraph  # type: ignore[attr-defined]
    return f"{reverse('crimeproofing:rule', args=[case_id, paragraph.rule_id])}#stycke-{paragraph.pk}"
