"""A mail is written once, sent once, tried again when it could not be sent, and never sent twice after a kill."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as django_mail

from samsyn_web.base import mail
from samsyn_web.base.models import SentMail

AT = datetime(2024, 10, 7, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on(settings):
    settings.MAIL_IS_ON = True


def post(person, key="reminder:1", **values):
    said = {"kind": "reminder", "subject": "Hej\nBcc: x@example.org", "body": "Text.", "at": AT, **values}
    return mail.post(
        organisation_id=person.organisation.pk, key=key, user_id=person.id, address=person.user.email, **said
    )


def states():
    return list(SentMail.objects.order_by("pk").values_list("state", flat=True))


def test_the_same_key_is_the_same_mail(anna, mailoutbox):
    assert post(anna)
    assert not post(anna, body="Något annat.")
    mail.deliver(AT)
    mail.deliver(AT)
    (message,) = mailoutbox
    assert (message.to, message.body) == ([anna.user.email], "Text.")
    assert message.subject == "Hej Bcc: x@example.org", "a line break in a subject would be another heading"
    assert states() == ["sent"]


def test_one_that_cannot_be_sent_is_tried_again_later_and_in_the_end_given_up(anna, monkeypatch, mailoutbox):
    post(anna)
    working = django_mail.EmailMessage.send

    def broken(self, *given, **named):
        raise OSError("connection refused")

    monkeypatch.setattr("samsyn_web.base.mail.EmailMessage.send", broken)
    mail.deliver(AT)
    one = SentMail.objects.get()
    assert (one.state, one.due_at, one.error) == (
        "waiting",
        AT + timedelta(minutes=1),
        "OSError: connection refused",
    )
    mail.deliver(AT)
    assert SentMail.objects.get().tries == 1, "not before its time"
    monkeypatch.setattr("samsyn_web.base.mail.EmailMessage.send", working)
    mail.deliver(AT + timedelta(minutes=1))
    assert (states(), len(mailoutbox)) == (["sent"], 1)

    post(anna, key="another")
    monkeypatch.setattr("samsyn_web.base.mail.EmailMessage.send", broken)
    for hours in range(0, 200, 13):
        mail.deliver(AT + timedelta(hours=hours))
    assert states() == ["sent", "failed"]


def test_one_that_was_being_sent_when_the_worker_was_killed_is_not_sent_again_by_itself(anna, mailoutbox):
    post(anna)
    SentMail.objects.update(state="sending", due_at=AT)
    mail.deliver(AT + timedelta(minutes=5))
    assert states() == ["sending"]
    mail.deliver(AT + timedelta(minutes=11))
    assert (states(), mailoutbox) == (["unsure"], [])
    (one,) = mail.sent(anna.scope)
    assert mail.send_again(anna.scope, one.pk, at=AT)
    mail.deliver(AT)
    assert (states(), len(mailoutbox)) == (["sent"], 1)
    assert not mail.send_again(anna.scope, one.pk, at=AT), "one that has been sent stays sent"


def test_only_those_who_set_up_see_the_organisations_mails(anna, bo, cecilia):
    post(anna)
    assert mail.sent(anna.scope).count() == 1
    assert mail.sent(bo.scope).count() == mail.sent(cecilia.scope).count() == 0
    assert not mail.send_again(cecilia.scope, SentMail.objects.get().pk, at=AT)


def test_nothing_is_written_where_mail_is_not_set_up(anna, settings):
    settings.MAIL_IS_ON = False
    assert not post(anna)
    assert states() == []
