"""Answers on forms in Word become answers of the survey; the files are never kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Scope
from samsyn_web.methods.surveys import policies
from samsyn_web.methods.surveys.models import Survey
from samsyn_web.methods.surveys.services.surveys import _keep_answer, _record


@transaction.atomic
def take_in_forms(*, by: Scope, at: datetime, survey: Survey, forms: Sequence[policies.FormGiven]) -> int:
    """
    Take in forms that were filled in elsewhere, all of them or none; returns how many.

    They are written in the order of their digests, so that neither the order nor the log tells whose an answer is.
    """
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    policies.check_takes_forms(by, survey, at)
    if not forms:
        raise BadInput(_("Välj minst ett ifyllt formulär."))
    if len(forms) > policies.MOST_FORMS:
        raise BadInput(_("Högst %(n)s formulär åt gången.") % {"n": policies.MOST_FORMS})
    digests = [one.digest for one in forms]
    if len(set(digests)) < len(digests) or set(digests) & set(survey.form_digests):
        raise Refused(_("Ett av formulären är redan inläst. Ett svar räknas en gång."))
    form = policies.form_of(survey)
    for one in sorted(forms, key=lambda one: one.digest):
        kept = policies.check_given(form, one.given)
        _keep_answer(survey, form, kept, None, may_quote=one.may_quote, own_code=one.own_code)
    survey.from_forms += len(forms)
    survey.form_digests = sorted({*survey.form_digests, *digests})
    survey.save(update_fields=["from_forms", "form_digests"])
    _record(by, at, "survey.forms_taken_in", survey, {"forms": len(forms)})
    return len(forms)
