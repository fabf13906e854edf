"""Surveys made directly, so that strangers can try to read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from samsyn.methods.surveys.example import example_form
from samsyn.provenance import canonical
from samsyn_web.methods.surveys.models import Answer, Invitation, OpenAnswer, Survey
from samsyn_web.methods.surveys.policies import digest_of
from samsyn_web.methods.surveys.queries import frozen_digest

AT, MARK = datetime(2024, 10, 7, 8, 0, tzinfo=UTC), "annas-eget"


def survey_rows(owned: dict[str, Any], user: Any) -> dict[str, Any]:
    """A closed survey with answers, and an open one with an invitation that has not been used."""
    both = [
        Survey.objects.create(
            **owned, title=MARK, purpose=MARK, sender=MARK, about=MARK, form=canonical(example_form()),
            is_anonymous=False, opens_at=AT, closes_at=AT + timedelta(days=7), made_by=user, made_at=AT,
        )
        for _ in range(2)
    ]  # fmt: skip
    going, closed = both
    invited = [
        Invitation.objects.create(
            survey=one, address=f"{MARK}@exempel.se", token_digest=digest_of(f"{MARK}-{n}"),
            invited_by=user, invited_at=AT,
        )
        for n, one in enumerate(both)
    ]  # fmt: skip
    Answer.objects.create(
        survey=closed, is_anonymous=False, invitation=invited[1], given={"strengthened": "4", "best": "1"}
    )
    OpenAnswer.objects.create(survey=closed, item="best", text=MARK)
    Survey.objects.filter(pk=closed.pk).update(closed_at=AT + timedelta(days=7), digest=frozen_digest(closed))
    closed.refresh_from_db()
    return {"survey": closed, "open_survey": going, "survey_invitation": invited[0]}
