"""Changes to how open answers are coded: a codebook made, answers coded by two alone, settled, finished, quoted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.provenance import canonical
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.methods.surveys import policies, queries
from samsyn_web.methods.surveys.models import (
    Codebook,
    Coding,
    CodingLock,
    OpenAnswer,
    Quotation,
    SettledCoding,
    Survey,
)
from samsyn_web.people.models import Membership


@transaction.atomic
def make_codebook(
    *,
    by: Scope,
    at: datetime,
    survey: Survey,
    item: str,
    codes: str,
    first_coder: Membership,
    second_coder: Membership,
) -> Codebook:
    """Make a codebook, or the next version of it; the question is then coded from the beginning."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    policies.check_can_manage(by, survey)
    texts = OpenAnswer.objects.filter(survey=survey, item=item).count()
    policies.check_can_be_coded(survey, item, queries.counted(survey).answered, texts)
    if first_coder.pk == second_coder.pk:
        raise BadInput(_("Välj två olika kodare: de ska vara oberoende av varandra."))
    for one in (first_coder, second_coder):
        if one.organisation_id != survey.organisation_id or not policies.can_code(one):
            raise Refused(_("Kodarna ska vara medlemmar i organisationen som får läsa enkäten."))
    earlier = Codebook.objects.filter(survey=survey, item=item).order_by("-version").first()
    made = Codebook.objects.create(
        survey=survey,
        item=item,
        version=earlier.version + 1 if earlier else 1,
        codes=canonical(policies.read_codes(codes)),
        first_coder=first_coder,
        second_coder=second_coder,
        made_by_id=by.user_id,
        made_at=at,
    )
    _record(by, at, "survey.codebook_made", made, {"codes": len(made.codes)})
    return made


@transaction.atomic
def code(*, by: Scope, at: datetime, book: Codebook, given: policies.Given) -> None:
    """Keep the codes that a coder gives answers, as drafts until they are locked."""
    book = _going(book)
    policies.check_is_coder(by, book)
    if CodingLock.objects.filter(codebook=book, coder_id=by.membership_id).exists():
        raise Refused(_("Du har låst dina koder: de ändras inte."))
    answers = {str(one.pk): one for one in OpenAnswer.objects.filter(survey=book.survey, item=book.item)}
    for key, codes in given.items():
        if key not in answers:
            raise BadInput(_("Svaret hör inte till frågan."))
        Coding.objects.update_or_create(
            codebook=book,
            answer=answers[key],
            coder_id=by.membership_id,
            defaults={"codes": policies.check_codes(book, codes)},
        )
    _record(by, at, "survey.coded", book, {"answers": len(given)})


@transaction.atomic
def lock_codes(*, by: Scope, at: datetime, book: Codebook) -> CodingLock:
    """Lock the own codes; with both locked, the coders see each other's."""
    book = _going(book)
    policies.check_is_coder(by, book)
    answers = OpenAnswer.objects.filter(survey=book.survey, item=book.item).count()
    left = answers - Coding.objects.filter(codebook=book, coder_id=by.membership_id).count()
    if left:
        raise BadInput(_("%(left)s svar är inte kodade än: koda alla innan du låser.") % {"left": left})
    made, is_new = CodingLock.objects.get_or_create(
        codebook=book, coder_id=by.membership_id, defaults={"locked_at": at}
    )
    if is_new:
        _record(by, at, "survey.codes_locked", book)
    return made


@transaction.atomic
def settle(*, by: Scope, at: datetime, book: Codebook, given: policies.Settled) -> None:
    """Keep what the coders agree on where they had given different codes, with why."""
    book = _going(book)
    policies.check_is_coder(by, book)
    differing = {str(one.pk): one for one in queries.differing(book)}
    for key, (codes, reason) in given.items():
        if key not in differing:
            raise BadInput(
                _("Båda gav svaret samma koder, eller någon har inte låst: inget finns att avgöra.")
            )
        policies.check_reason(reason.strip())
        SettledCoding.objects.update_or_create(
            codebook=book,
            answer=differing[key],
            defaults={
                "codes": policies.check_codes(book, codes),
                "reason": reason.strip(),
                "settled_by_id": by.user_id,
                "settled_at": at,
            },
        )
    _record(by, at, "survey.codes_settled", book, {"answers": len(given)})


@transaction.atomic
def finish_coding(*, by: Scope, at: datetime, book: Codebook) -> Codebook:
    """Finish the coding: the themes are counted and nothing in it changes."""
    book = _going(book)
    policies.check_can_quote(by, book)
    if CodingLock.objects.filter(codebook=book).count() < 2:
        raise Refused(_("Kodningen avslutas när båda har låst sina koder."))
    settled = SettledCoding.objects.filter(codebook=book).count()
    if left := len(queries.differing(book)) - settled:
        raise Refused(_("%(left)s svar med olika koder är inte avgjorda.") % {"left": left})
    book.finished_at, book.digest = at, queries.coding_digest(book)
    book.save(update_fields=["finished_at", "digest"])
    _record(by, at, "survey.coding_finished", book, {"digest": book.digest})
    return book


@transaction.atomic
def quote(*, by: Scope, at: datetime, book: Codebook, answer: OpenAnswer, text: str) -> Quotation:
    """Choose what is quoted of an answer whose writer allowed it; the answer stays as it was written."""
    policies.check_can_quote(by, book)
    if (answer.survey_id, answer.item) != (book.survey_id, book.item):
        raise BadInput(_("Svaret hör inte till frågan."))
    text = text.strip()
    policies.check_quotation(answer, text)
    edited = policies.is_edited(answer.text, text)
    made, _new = Quotation.objects.update_or_create(
        answer=answer,
        defaults={
            "text": text,
            "is_edited": edited,
            "chosen_by_id": by.user_id,
            "chosen_at": at,
            "withdrawn_at": None,
        },
    )
    _record(by, at, "survey.quoted", book, {"edited": edited})
    return made


@transaction.atomic
def withdraw_quotation(*, by: Scope, at: datetime, book: Codebook, quotation: Quotation) -> Quotation:
    """Take a quotation out of the results; it can be chosen again."""
    policies.check_can_quote(by, book)
    quotation = Quotation.objects.select_for_update().get(
        pk=quotation.pk, answer__survey_id=book.survey_id, answer__item=book.item
    )
    if quotation.withdrawn_at is None:
        quotation.withdrawn_at = at
        quotation.save(update_fields=["withdrawn_at"])
        _record(by, at, "survey.quotation_withdrawn", book)
    return quotation


def _going(book: Codebook) -> Codebook:
    """Lock a codebook whose coding is not finished, and that no newer version has taken the place of."""
    found = Codebook.objects.select_for_update(of=("self",)).select_related("survey").get(pk=book.pk)
    policies.check_not_finished(found)
    if Codebook.objects.filter(survey=found.survey, item=found.item, version__gt=found.version).exists():
        raise Refused(_("Kodboken har en nyare version: koda med den."))
    return found


def _record(
    by: Scope, at: datetime, verb: str, book: Codebook, detail: Mapping[str, Any] | None = None
) -> None:
    """Write an event; a code, a text or a reason is never in it."""
    audit.record(
        organisation_id=book.survey.organisation_id,
        by=by,
        at=at,
        verb=verb,
        target=book.survey,
        detail={"version": book.version, **(detail or {})},
    )
