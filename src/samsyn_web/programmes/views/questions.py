"""Questions between the municipalities of a programme: the list with a new one, and each with its answers."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.programmes import forms, policies, presenters, queries, services
from samsyn_web.programmes.views.deeds import Deed, carry_out
from samsyn_web.programmes.views.found import programme_of, reads

LEADER = "0"
STATES = ("open", "closed")


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def peer_questions(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """List what the municipalities ask each other, and let one of them ask."""
    one, facts = programme_of(request, programme_id)
    own, deeds = _own(request, one), {}
    if own:
        form = partial(forms.QuestionForm, [(key, row.name) for key, row in own.items()], facts.focus_areas)
        deeds["ask"] = Deed(form, partial(_ask, request, own), _("Frågan är ställd."))
    made, done = carry_out(request, deeds)
    if done:
        return redirect("programmes:peer_questions", one.pk)
    chosen = request.GET.get("lage", "")
    chosen = chosen if chosen in STATES else ""
    everything: list[Any] = list(queries.peer_questions(request.scope, one.pk))
    rows: list[Any] = list(queries.peer_questions(request.scope, one.pk, chosen)) if chosen else everything
    shown = {
        "programme": one,
        "fictional": facts.is_fictional,
        "retold": policies.is_retold(one),
        "sentence": presenters.questions_sentence(everything),
        "lines": presenters.question_lines(rows, {row.pk: row.answers for row in rows}, facts.focus_areas),
        "any": bool(everything),
        "chosen": chosen,
        "forms": made,
    }
    bound = any(form.is_bound for form in made.values())
    return render(request, "programmes/peer_questions.html", shown, status=422 if bound else 200)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def peer_question(request: ScopedRequest, peer_question_id: int) -> HttpResponse:
    """Show a question with its answers; each who takes part does what is theirs."""
    found = queries.peer_question(request.scope, peer_question_id)
    if found is None:
        raise Http404
    one, facts = programme_of(request, found.participant.programme_id)
    answers = list(queries.peer_answers(request.scope, found.pk))
    deeds = {
        **_answering(request, one, found),
        **_asking(request, found),
        **_leading(request, one, found),
        **_of_answers(request, one, answers),
    }
    made, done = carry_out(request, deeds)
    if done:
        return redirect("programmes:peer_question", found.pk)
    lines = presenters.answer_lines(answers, one.short_name, queries.cited_lessons(request.scope, found.pk))
    n = sum(policies.is_shown(row) for row in answers)
    shown = {
        "programme": one,
        "fictional": facts.is_fictional,
        "line": presenters.question_shown(found, n, facts.focus_areas),
        "answers": [
            (line, {what: made.get(f"{what}-{line.key}") for what in ("take", "give", "hide", "show")})
            for line in lines
        ],
        "is_own": policies.speaks_for(request.scope, found.participant, one),
        "is_open": policies.is_open(found),
        "forms": made,
    }
    bound = any(form.is_bound for form in made.values())
    return render(request, "programmes/peer_question.html", shown, status=422 if bound else 200)


def _own(request: ScopedRequest, one: Any) -> dict[int, Any]:
    there = queries.followed(request.scope, one.pk)
    return {row.pk: row for row in there if policies.speaks_for(request.scope, row, one)}


def _ask(request: ScopedRequest, own: dict[int, Any], form: Any) -> None:
    fields = dict(form.cleaned_data)
    place = own[fields.pop("participant")]
    written = services.QuestionWritten(**fields)
    services.ask_peers(by=request.scope, at=clock.now(), participant=place, written=written)


def _answering(request: ScopedRequest, one: Any, found: Any) -> dict[str, Deed]:
    """Let everybody but who asks answer, each for their own."""
    own: dict[str, Any] = {
        str(key): row for key, row in _own(request, one).items() if key != found.participant_id
    }
    speakers = [(key, row.name) for key, row in own.items()]
    if policies.speaks_for(request.scope, None, one):
        speakers.insert(0, (LEADER, _("%(name)s, samordnaren") % {"name": one.short_name}))
    if not speakers or not policies.is_open(found):
        return {}

    def answer(form: Any) -> None:
        fields = dict(form.cleaned_data)
        place = own.get(fields.pop("speaker"))
        services.answer_peer(by=request.scope, at=clock.now(), question=found, participant=place, **fields)

    form = partial(forms.PeerAnswerForm, speakers, queries.citable_lessons(request.scope))
    return {"answer": Deed(form, answer, _("Svaret är lämnat."))}


def _asking(request: ScopedRequest, found: Any) -> dict[str, Deed]:
    """Let who asked close, open again, take back and ask again."""
    if not policies.speaks_for(request.scope, found.participant, found.participant.programme):
        return {}
    of: dict[str, Any] = {"by": request.scope, "at": clock.now(), "question": found}
    if found.withdrawn_at is not None:
        return {"restore": _press(services.restore_question, of, _("Frågan är ställd igen."))}
    deeds = {"withdraw": _press(services.withdraw_question, of, _("Frågan är återtagen. Det går att ångra."))}
    if found.closed_at is not None:
        deeds["reopen"] = _press(services.reopen_question, of, _("Frågan är öppen igen."))
        return deeds
    form = partial(forms.CloseForm, initial={"outcome": found.outcome})
    deeds["close"] = _told(form, services.close_question, of, _("Frågan är avslutad."))
    return deeds


def _leading(request: ScopedRequest, one: Any, found: Any) -> dict[str, Deed]:
    """Let who leads the programme hide a question, and show it again."""
    if not policies.works_on(request.scope, one):
        return {}
    of: dict[str, Any] = {"by": request.scope, "at": clock.now(), "question": found}
    if found.hidden_reason:
        return {"show": _press(services.show_question, of, _("Frågan visas igen."))}
    return {
        "hide": _told(forms.HideForm, services.hide_question, of, _("Frågan är dold. Det går att ångra."))
    }


def _of_answers(request: ScopedRequest, one: Any, answers: list[Any]) -> dict[str, Deed]:
    """Let who answered take the answer back, and who leads the programme hide it; both can be undone."""
    deeds = {}
    for row in answers:
        of: dict[str, Any] = {"by": request.scope, "at": clock.now(), "answer": row}
        if policies.speaks_for(request.scope, row.participant, one):
            if row.withdrawn_at is not None:
                deeds[f"give-{row.pk}"] = _press(services.restore_answer, of, _("Svaret är lämnat igen."))
            else:
                said = _("Svaret är återtaget. Det går att ångra.")
                deeds[f"take-{row.pk}"] = _press(services.withdraw_answer, of, said)
        if policies.works_on(request.scope, one) and row.hidden_reason:
            deeds[f"show-{row.pk}"] = _press(services.show_answer, of, _("Svaret visas igen."))
        elif policies.works_on(request.scope, one) and row.participant is not None:
            said = _("Svaret är dolt. Det går att ångra.")
            deeds[f"hide-{row.pk}"] = _told(forms.HideForm, services.hide_answer, of, said)
    return deeds


def _press(service: Any, of: dict[str, Any], said: str) -> Deed:
    return Deed(forms.WithdrawForm, lambda form: service(**of), said)


def _told(form: Any, service: Any, of: dict[str, Any], said: str) -> Deed:
    return Deed(form, lambda filled: service(**of, **filled.cleaned_data), said)
