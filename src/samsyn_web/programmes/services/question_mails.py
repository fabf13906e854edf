"""Mails about questions between municipalities: that there is one, and that it is answered; never what is written."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from samsyn_web.base import mail
from samsyn_web.base.scope import Scope
from samsyn_web.people.models import Membership
from samsyn_web.programmes import queries
from samsyn_web.programmes.models import PeerAnswer, PeerQuestion


def tell_peers(*, by: Scope, at: datetime, question: PeerQuestion) -> int:
    """Write to the coordinators of the others that a municipality asks something; returns how many mails are new."""
    place = question.participant
    with translation.override("sv"):
        subject = _("%(place)s frågar er i %(programme)s") % _names(question, place.name)
        body = _("Läs frågan, och svara om ni har gjort något liknande:\n%(address)s\n") % {
            "address": mail.address("programmes:peer_question", question.pk)
        }
    told = list(queries.peers_told(question))
    return sum(_post(member, question, "asked", subject, body, at) for member in told)


def tell_asker(*, by: Scope, at: datetime, answer: PeerAnswer) -> int:
    """Write to those who asked that somebody has answered."""
    question = answer.question
    who = answer.participant.name if answer.participant else question.participant.programme.short_name
    with translation.override("sv"):
        subject = _("%(place)s har svarat er i %(programme)s") % _names(question, who)
        body = _("Läs svaret, och avsluta frågan med vad ni gjorde när ni är klara:\n%(address)s\n") % {
            "address": mail.address("programmes:peer_question", question.pk)
        }
    told = queries.askers_told(question).exclude(organisation_id=by.organisation_id)
    return sum(_post(member, question, f"answer/{answer.pk}", subject, body, at) for member in told)


def _post(
    member: Membership, question: PeerQuestion, key: str, subject: str, body: str, at: datetime
) -> bool:
    return mail.post(
        organisation_id=member.organisation_id,
        key=f"peers/{question.pk}/{key}/{member.pk}",
        kind="peers",
        user_id=member.user_id,
        address=member.user.email,
        subject=subject,
        body=body,
        at=at,
    )


def _names(question: PeerQuestion, place: str) -> dict[str, str]:
    return {"place": place, "programme": question.participant.programme.short_name}
