"""Figures and reports are shared with a programme, and taken back; whose figures are compared is told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.programme import figure_to_plain
from samsyn.provenance import digest
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.programmes import policies, queries
from samsyn_web.programmes.models import Participant, Programme, Share
from samsyn_web.programmes.services.recording import record

GROUP = 60


@transaction.atomic
def share(
    *, by: Scope, at: datetime, participant: Participant, keys: Collection[str], note: str = ""
) -> list[Share]:
    """Share figures and published reports with a programme; what is shared already stays as it is."""
    policies.check_shares(by, participant, note)
    if not keys:
        raise BadInput(_("Välj minst en siffra eller rapport att dela."))
    with translation.override("sv"):  # kept as it is read by others, whoever shares
        offered = _offered(by)
    if set(keys) - set(offered):
        raise policies.NotShareable(
            _("Något av det som valdes går inte att dela. Läs om sidan och välj igen.")
        )
    _check_not_anothers(participant, keys)
    there = set(
        Share.objects.select_for_update(of=("self",))
        .filter(participant=participant, revoked_at=None)
        .values_list("key", flat=True)
    )
    made = [
        Share.objects.create(
            organisation_id=by.organisation_id,
            participant=participant,
            key=key,
            note=note.strip(),
            shared_by_id=by.user_id,
            shared_at=at,
            **offered[key],
        )
        for key in offered
        if key in keys and key not in there
    ]
    for one in made:
        _record(by, at, "share.made", one)
    return made


@transaction.atomic
def revoke(*, by: Scope, at: datetime, share: Share) -> Share:
    """Take back what was shared: it can no longer be read, and that it was shared stays."""
    share = Share.objects.select_for_update(of=("self",)).get(pk=share.pk)
    policies.check_revokes(by, share)
    share.content, share.publication = {}, None
    share.revoked_by_id, share.revoked_at = by.user_id, at
    share.save(update_fields=["content", "publication", "revoked_by", "revoked_at"])
    _record(by, at, "share.revoked", share)
    return share


@transaction.atomic
def group(*, by: Scope, at: datetime, programme: Programme, groups: Mapping[str, str]) -> None:
    """Say which participants are alike enough to be compared, by their key."""
    policies.check_runs(by, programme)
    policies.check_words({_("Gruppens namn"): " ".join(groups.values())})
    for one in Participant.objects.filter(programme=programme, key__in=groups):
        if len(groups[one.key].strip()) > GROUP:
            raise Refused(_("Gruppens namn får ha högst %(n)s tecken.") % {"n": GROUP})
        one.group = groups[one.key].strip()
        one.save(update_fields=["group"])
    record(by=by, at=at, verb="programme.grouped", programme=programme)


def _check_not_anothers(participant: Participant, keys: Collection[str]) -> None:
    """Raise where the same figure stands as another participant's already: one measurement is of one municipality."""
    other = (
        Share.objects.filter(
            participant__programme_id=participant.programme_id,
            key__in=keys,
            revoked_at=None,
            publication=None,
        )
        .exclude(participant=participant)
        .filter(organisation=F("participant__programme__organisation"), participant__organisation=None)
        .select_related("participant")
        .first()
    )
    if other is not None:
        raise Refused(
            _("%(title)s är redan infört för %(name)s.")
            % {"title": other.title, "name": other.participant.name}
        )


def _offered(by: Scope) -> dict[str, dict[str, Any]]:
    """Return what may be shared now, by key, as it is kept."""
    figures = {
        one.key: {
            "title": f"{one.figure.title}, {one.figure.category}"
            if one.figure.category
            else one.figure.title,
            "origin": one.origin[:200],
            "content": (plain := figure_to_plain(one.figure)),
            "digest": digest(plain),
        }
        for one in queries.to_share(by)
    }
    reports = {
        f"publication:{one.pk}": {
            "title": one.title,
            "origin": f"{one.get_edition_display()}, version {one.version}",
            "publication": one,
            "digest": one.digest,
        }
        for one in queries.reports_to_share(by)
    }
    return figures | reports


def _record(by: Scope, at: datetime, verb: str, share: Share) -> None:
    """Write in the logs of the municipality and of whoever coordinates the programme."""
    programme = share.participant.programme
    detail = {"programme": programme.pk, "digest": share.digest}
    for organisation_id in {share.organisation_id, programme.organisation_id}:
        audit.record(organisation_id=organisation_id, by=by, at=at, verb=verb, target=share, detail=detail)
