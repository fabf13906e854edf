"""A document that the law asks for is started, written in, decided, or thrown away while it is a draft."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.cycle import Edition
from samsyn.errors import Refused
from samsyn.provenance import digest
from samsyn.statutory import Kind, joined, lacking
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.governance import policies, queries
from samsyn_web.governance.models import AnnexChoice, Paper, PaperDecision, PaperText


@transaction.atomic
def start_paper(*, by: Scope, at: datetime, kind: Kind, title: str) -> Paper:
    """
    Start a version of a document, as a draft; what was written in the last decided version comes with it.

    There is one draft of a kind at a time: the second asker is told to go on with it.
    """
    title = " ".join(title.split())
    policies.check_can_compose(by)
    policies.check_title(title)
    own = Paper.objects.select_for_update(of=("self",)).filter(
        organisation_id=by.organisation_id, kind=kind.value
    )
    last = own.order_by("-number").first()
    if last is not None and last.decision_id is None:
        raise Refused(_("Det finns redan ett utkast. Fortsätt på det."))
    made = Paper.objects.create(
        organisation_id=by.organisation_id,
        kind=kind.value,
        number=last.number + 1 if last else 1,
        title=title,
        started_by_id=by.user_id,
        started_at=at,
    )
    if last is not None:
        PaperText.objects.bulk_create(
            PaperText(
                paper=made,
                key=one.key,
                text=one.text,
                changed_by_id=one.changed_by_id,
                changed_at=one.changed_at,
            )
            for one in PaperText.objects.filter(paper=last)
        )
        AnnexChoice.objects.bulk_create(
            AnnexChoice(paper=made, problem_id=one.problem_id, action_id=one.action_id)
            for one in AnnexChoice.objects.filter(paper=last)
        )
    _record(by, at, "paper.started", made, number=made.number)
    return made


@transaction.atomic
def write_paper_text(*, by: Scope, at: datetime, paper: Paper, key: str, text: str, version: int = 0) -> None:
    """Keep what people write in a part of a draft; of two who write at once the second is asked."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    policies.check_can_compose(by, paper)
    policies.check_part(key, text, queries.parts_of(paper))
    before = PaperText.objects.filter(paper=paper, key=key).first()
    if (before.version if before else 0) != version:
        raise Refused(
            _("Någon annan har skrivit i avsnittet sedan du öppnade det. Läs om sidan och slå ihop texterna.")
        )
    PaperText.objects.update_or_create(
        paper=paper,
        key=key,
        defaults={
            "text": text.strip(),
            "version": version + 1,
            "changed_by_id": by.user_id,
            "changed_at": at,
        },
    )
    _record(by, at, "paper.written", paper, part=key)


@transaction.atomic
def decide_paper(
    *, by: Scope, at: datetime, paper: Paper, body: str, decided_on: date, minute_reference: str
) -> PaperDecision:
    """Record that a body decided a draft as it stands: its content in every edition is kept for good."""
    body, minute_reference = " ".join(body.split()), " ".join(minute_reference.split())
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    policies.check_can_decide_paper(by, paper)
    policies.check_decision_words(body, minute_reference, decided_on, localdate(at))
    made = queries.composed(by, paper.kind, localdate(at), paper)
    if made is None:
        raise Refused(_("Din roll ger inte rätt att ta fram handlingen."))
    parts, texts = queries.parts_of(paper), queries.written(by, paper)
    policies.check_nothing_lacks(lacking(parts, made.editions[Edition.INTERNAL], texts))
    shown = queries.shown_texts(by, paper)
    content = {
        "editions": {
            edition.value: [asdict(section) for section in joined(sections, parts, shown)]
            for edition, sections in made.editions.items()
        },
        "state": [[key, name, stood] for key, (name, stood) in made.state.items()],
    }
    kept = PaperDecision.objects.create(
        organisation_id=paper.organisation_id,
        body=body,
        decided_on=decided_on,
        minute_reference=minute_reference,
        content=json.dumps(content, ensure_ascii=False),
        digest=digest(content),
        recorded_by_id=by.user_id,
        recorded_at=at,
    )
    paper.decision = kept
    paper.save(update_fields=["decision"])
    _record(by, at, "paper.decided", paper, number=paper.number, digest=kept.digest)
    return kept


@transaction.atomic
def remove_paper(*, by: Scope, at: datetime, paper: Paper) -> None:
    """Throw a draft away with what was written in it; a decided document stays."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    policies.check_can_compose(by, paper)
    _record(by, at, "paper.removed", paper, number=paper.number)
    paper.delete()


def _record(by: Scope, at: datetime, verb: str, paper: Paper, **detail: int | str) -> None:
    audit.record(
        organisation_id=paper.organisation_id,
        by=by,
        at=at,
        verb=verb,
        target=paper,
        detail={"kind": paper.kind, **detail},
    )
