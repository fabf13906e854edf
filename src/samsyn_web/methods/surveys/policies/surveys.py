"""Who makes and reads surveys, when one can be answered, and what an answer must hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.instruments.surveys import ItemKind, SurveyForm, read_form
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.methods.surveys.models import NAME, TEXT, WRITTEN, Invitation, Population, Survey

MOST_INVITED, MOST_REMINDERS = 2000, 2
FEW = 5
"""With fewer answers an anonymous survey tells only how many there were."""


def can_manage(scope: Scope) -> bool:
    """Whether the person may make surveys, invite and close."""
    return scope.can(Permission.JUDGE)


def check_can_manage(scope: Scope, survey: Survey | None = None) -> None:
    """Raise unless the person may, in this organisation."""
    foreign = survey is not None and survey.organisation_id != scope.organisation_id
    if foreign or not can_manage(scope):
        raise Refused(_("Din roll ger inte rätt att sköta enkäter."))


def check_survey(
    title: str,
    purpose: str,
    sender: str,
    about: str,
    population: str,
    opens_at: datetime,
    closes_at: datetime,
) -> None:
    """Raise unless it says who asks whom what for, and when."""
    for text, name, most in (
        (title, _("Enkätens namn"), NAME),
        (purpose, _("Syftet"), TEXT),
        (sender, _("Avsändaren"), NAME),
        (about, _("Vilka som tillfrågas"), NAME),
    ):
        if not text:
            raise BadInput(_("%(name)s saknas.") % {"name": name})
        check_text(text, name, most)
    if population not in Population.values:
        raise BadInput(_("Säg om hela gruppen tillfrågas eller ett urval."))
    if closes_at <= opens_at:
        raise BadInput(_("Enkäten ska stänga efter att den har öppnat."))


def check_form(form: SurveyForm) -> None:
    """Raise where a question of somebody's own points at a person."""
    check_text(form.title, _("Formulärets namn"), NAME)
    check_text(form.intro, _("Inledningen"), WRITTEN)
    for item in form.items:
        for text in (item.text, *(one.label for one in item.options)):
            check_text(text, item.text, TEXT)


def form_of(survey: Survey) -> SurveyForm:
    """Return the questions of a survey."""
    return read_form(survey.form)


def is_open(survey: Survey, at: datetime) -> bool:
    """Whether the survey can be answered now."""
    return survey.closed_at is None and survey.opens_at <= at < survey.closes_at


def check_is_open(survey: Survey, at: datetime) -> None:
    """Raise where the survey cannot be answered now."""
    if survey.closed_at is not None or at >= survey.closes_at:
        raise Refused(_("Enkäten är stängd. Tack för att du ville svara."))
    if at < survey.opens_at:
        raise Refused(_("Enkäten har inte öppnat än."))


def check_not_closed(survey: Survey) -> None:
    """Raise where the survey is closed: nothing in it changes then."""
    if survey.closed_at is not None:
        raise Refused(_("Enkäten är stängd och ändras inte."))


def addresses(text: str) -> tuple[str, ...]:
    """
    Return the addresses in a text, in small letters, each once.

    Raises
    ------
    BadInput
        Naming the first that is no address, or where there are too many.
    """
    found = dict.fromkeys(
        one.strip().lower() for one in text.replace(",", "\n").replace(";", "\n").split("\n")
    )
    kept = tuple(one for one in found if one)
    if len(kept) > MOST_INVITED:
        raise BadInput(_("Högst %(most)s adresser åt gången.") % {"most": MOST_INVITED})
    for one in kept:
        try:
            validate_email(one)
        except ValidationError:
            raise BadInput(_("”%(found)s” är ingen e-postadress.") % {"found": one}) from None
    return kept


def token_of(invitation: Invitation) -> str:
    """
    Return the token of an invitation's link, made anew from the installation's secret.

    So a reminder can hold the same link although no link is stored. Where the secret has been changed the token is
    another than the one that was sent; whoever sends it keeps its digest.
    """
    return salted_hmac("samsyn.surveys.invitation", str(invitation.pk), algorithm="sha256").hexdigest()[:40]


def digest_of(token: str) -> str:
    """Return what is stored of a token."""
    return sha256(token.encode()).hexdigest()


def check_given(form: SurveyForm, given: Mapping[str, str]) -> dict[str, str]:
    """
    Return the answers of one person, without what was left empty.

    Raises
    ------
    BadInput
        Where nothing was answered, a code is none of the question's, or a text is too long or points at a person.
    """
    kept: dict[str, str] = {}
    for item in form.items:
        text = given.get(item.key, "").strip()
        if not text:
            continue
        if item.kind is ItemKind.OPEN:
            check_text(text, item.text, WRITTEN)
        elif text not in [one.code for one in item.options]:
            raise BadInput(
                _("Svaret på ”%(question)s” finns inte bland alternativen.") % {"question": item.text}
            )
        kept[item.key] = text
    if not kept:
        raise BadInput(_("Svara på minst en fråga innan du skickar."))
    return kept


def check_asked(asked: int, answered: int) -> None:
    """Raise where fewer are said to have been asked than have answered."""
    if asked < max(1, answered):
        raise BadInput(
            _(
                "%(answered)s har svarat men %(asked)s är tillfrågade: rätta antalet tillfrågade innan enkäten stängs."
            )
            % {"answered": answered, "asked": asked}
        )


def answers_shown(is_anonymous: bool, answers: Sequence[object]) -> bool:
    """Whether each question is told: an anonymous survey with few answers tells only how many there were."""
    return not is_anonymous or len(answers) >= FEW
