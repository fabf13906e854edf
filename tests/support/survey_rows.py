"""Surveys made directly, so that strangers can try to read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from samsyn.methods.surveys.example import example_form
from samsyn.provenance import canonical
from samsyn_web.methods.surveys.models import (
    Answer,
    Codebook,
    Coding,
    CodingLock,
    Invitation,
    OpenAnswer,
    Quotation,
    SettledCoding,
    Survey,
)
from samsyn_web.methods.surveys.policies import digest_of
from samsyn_web.methods.surveys.queries import coding_digest, frozen_digest
from samsyn_web.observations.models import Attachment, Round
from samsyn_web.people.models import Membership

AT, MARK = datetime(2024, 10, 7, 8, 0, tzinfo=UTC), "annas-eget"


def survey_rows(owned: dict[str, Any], user: Any, first: Membership, second: Membership) -> dict[str, Any]:
    """A closed survey with answers, and an open one with an invitation that has not been used."""
    both = [
        Survey.objects.create(
            **owned, title=MARK, purpose=MARK, sender=MARK, about=MARK, form=canonical(example_form()),
            is_anonymous=False, opens_at=AT, closes_at=AT + timedelta(days=7), made_by=user, made_at=AT,
        )
        for _ in range(3)
    ]  # fmt: skip
    going, closed, before = both
    Survey.objects.filter(pk=before.pk).update(closed_at=AT + timedelta(days=7), digest=frozen_digest(before))
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
    text = OpenAnswer.objects.create(survey=closed, item="best", text=MARK, may_quote=True)
    Survey.objects.filter(pk=closed.pk).update(
        closed_at=AT + timedelta(days=7), digest=frozen_digest(closed), previous=before
    )
    closed.refresh_from_db()
    coded = coding_rows(closed, text, user, first, second)
    attached = Attachment.objects.create(
        **owned, kind="rows", name=MARK, sha256="6" * 64, size=1, file=MARK, added_by=user, added_at=AT
    )
    picked = Round.objects.create(
        **owned, method="surveys", state="frozen", period="2024", start="2024-01-01", end="2025-01-01",
        declared={"key": MARK, "name": MARK, "caveats": [MARK], "breaks": [], "files": {MARK: MARK}, "rows": 1},
        options={"origin": closed.pk, "picked": [["strengthened", "top"]]}, rows=attached, digest=MARK,
        opened_by=user, opened_at=AT, frozen_by=user, frozen_at=AT,
    )  # fmt: skip
    return {
        "survey": closed,
        "open_survey": going,
        "survey_invitation": invited[0],
        "survey_round": picked,
        **coded,
    }


def coding_rows(
    closed: Survey, text: OpenAnswer, user: Any, first: Membership, second: Membership
) -> dict[str, Any]:
    """A codebook that both have coded differently, locked, settled and finished, with a quotation."""
    book = Codebook.objects.create(
        survey=closed, item="best", version=1, first_coder=first, second_coder=second, made_by=user, made_at=AT,
        codes=[{"key": f"k{n}", "label": f"{MARK} {n}", "definition": MARK} for n in (1, 2)],
    )  # fmt: skip
    for coder, codes in ((first, ["k1"]), (second, ["k2"])):
        Coding.objects.create(codebook=book, answer=text, coder=coder, codes=codes)
        CodingLock.objects.create(codebook=book, coder=coder, locked_at=AT)
    SettledCoding.objects.create(
        codebook=book, answer=text, codes=["k1"], reason=MARK, settled_by=user, settled_at=AT
    )
    Codebook.objects.filter(pk=book.pk).update(finished_at=AT, digest=coding_digest(book))
    quotation = Quotation.objects.create(
        answer=text, text=MARK, is_edited=False, chosen_by=user, chosen_at=AT
    )
    return {"codebook": book, "quotation": quotation}
