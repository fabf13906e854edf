"""Packages are signed for others and revoked; those of others are looked at, accepted, replaced and withdrawn."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from samsyn.bundle.keys import public_key
from samsyn.bundle.signed import open_package, open_revoked, sign_package, sign_revoked
from samsyn.errors import BadInput, Refused
from samsyn.programme import figure_to_plain
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.people import services as people
from samsyn_web.people.models import Organisation
from samsyn_web.people.policies import why_text
from samsyn_web.programmes import policies, queries
from samsyn_web.programmes.models import (
    Participant,
    Programme,
    ReceivedFile,
    ReceivedPackage,
    SentPackage,
)


@transaction.atomic
def sign_for(*, by: Scope, at: datetime, receiver: str, keys: Collection[str]) -> tuple[SentPackage, bytes]:
    """Sign what is chosen for somebody outside; the package is told once and not kept, what was in it is."""
    receiver = receiver.strip()
    policies.check_signs(by, receiver)
    own = Organisation.objects.select_for_update(of=("self",)).get(pk=by.organisation_id)
    with translation.override("sv"):  # read by others, whoever signs
        figures = {one.key: one for one in queries.to_share(by)}
        reports = {f"publication:{one.pk}": one for one in queries.reports_to_share(by)}
    if not keys or set(keys) - set(figures) - set(reports):
        raise BadInput(_("Välj minst en siffra eller rapport ur listan."))
    chosen = [figures[key].figure for key in figures if key in keys]
    files = queries.report_files(by, [reports[key].pk for key in reports if key in keys])
    made_before = SentPackage.objects.filter(organisation=own, receiver=receiver)
    number = (made_before.aggregate(last=Max("number"))["last"] or 0) + 1
    seed = people.installation_seed(by=by, at=at)
    content = sign_package(
        seed=seed, sharer=own.name, receiver=receiver, series=receiver, number=number, at=at, figures=chosen,
        reports={f"report-{n}.pdf": data for n, data in enumerate(files, 1)},
    )  # fmt: skip
    titles = [f"{one.label}, {one.category}" if one.category else one.label for one in chosen]
    titles += [reports[key].title for key in reports if key in keys]
    made = SentPackage.objects.create(
        organisation=own, receiver=receiver, number=number, key=public_key(seed),
        identity=open_package(content).identity, titles=titles, made_by_id=by.user_id, made_at=at,
    )  # fmt: skip
    _record(by, at, "package.signed", made)
    return made, content


@transaction.atomic
def revoke_package(*, by: Scope, at: datetime, sent: SentPackage) -> SentPackage:
    """Put a package on the signed list of those that are taken back."""
    found = SentPackage.objects.select_for_update(of=("self",)).get(pk=sent.pk)
    if found.organisation_id != by.organisation_id:
        raise Refused(_("Bara den som har delat kan återkalla."))
    policies.check_signs(by, found.receiver)
    if found.revoked_at is not None:
        raise Refused(_("Paketet är redan återkallat."))
    found.revoked_by_id, found.revoked_at = by.user_id, at
    found.save(update_fields=["revoked_by", "revoked_at"])
    _record(by, at, "package.revoked", found)
    return found


def revoked_list(*, by: Scope, at: datetime) -> bytes:
    """Return the signed list of what the organisation has taken back, of what this key has signed."""
    policies.check_signs(by, "x")
    seed = people.installation_seed(by=by, at=at)
    own = SentPackage.objects.filter(
        organisation_id=by.organisation_id, key=public_key(seed), revoked_at__isnull=False
    )
    return sign_revoked(seed=seed, identities=list(own.values_list("identity", flat=True)), at=at)


@transaction.atomic
def look_at(*, by: Scope, at: datetime, programme: Programme, given: bytes) -> ReceivedPackage:
    """Keep a package from outside to be looked at; it counts nowhere until somebody accepts it."""
    policies.check_runs(by, programme)
    package = open_package(given)
    policies.check_points_at_nobody(package.sharer, package.figures)
    there = ReceivedPackage.objects.filter(programme=programme)
    before = there.filter(identity=package.identity).first()
    if before is not None:
        return before
    if there.filter(accepted_at=None, withdrawn_at=None).count() >= policies.MOST_WAITING:
        raise Refused(_("Många paket väntar redan. Ta emot dem eller släng dem först."))
    made = ReceivedPackage.objects.create(
        programme=programme, key=package.key, identity=package.identity, sharer=package.sharer,
        receiver=package.receiver, series=package.series, number=package.number, made_at=package.made_at,
        figures=[figure_to_plain(one) for one in package.figures], received_by_id=by.user_id, received_at=at,
    )  # fmt: skip
    for name, content in sorted(package.reports.items()):
        ReceivedFile.objects.create(package=made, name=name, content=content, size=len(content))
    _record(by, at, "package.opened", made)
    return made


@transaction.atomic
def accept_package(
    *, by: Scope, at: datetime, package: ReceivedPackage, participant: Participant
) -> ReceivedPackage:
    """Let a package count as what a participant has shared; an older one in the same series counts no more."""
    found = ReceivedPackage.objects.select_for_update(of=("self",)).get(pk=package.pk)
    policies.check_stands_for(by, found.programme, participant)
    if found.accepted_at is not None or found.withdrawn_at is not None:
        raise Refused(_("Paketet är redan taget emot, eller gäller inte längre."))
    if why := queries.package_doubts(by, found):
        raise Refused(" ".join(why_text(one) for one in why))
    older = ReceivedPackage.objects.filter(
        programme=found.programme, key=found.key, sharer=found.sharer, series=found.series, withdrawn_at=None
    ).exclude(accepted_at=None)
    for one in older:
        _withdraw(one, at, "replaced")
    found.participant, found.accepted_by_id, found.accepted_at = participant, by.user_id, at
    found.save(update_fields=["participant", "accepted_by", "accepted_at"])
    _record(by, at, "package.accepted", found)
    return found


@transaction.atomic
def drop_package(*, by: Scope, at: datetime, package: ReceivedPackage) -> None:
    """Throw away a package that waits, or let one that was accepted count no more."""
    found = ReceivedPackage.objects.select_for_update(of=("self",)).get(pk=package.pk)
    policies.check_runs(by, found.programme)
    if found.withdrawn_at is not None:
        raise Refused(_("Paketet gäller redan inte längre."))
    _record(by, at, "package.dropped", found)
    if found.accepted_at is None:
        found.delete()
    else:
        _withdraw(found, at, "dropped")


@transaction.atomic
def take_in_revoked(*, by: Scope, at: datetime, programme: Programme, given: bytes) -> int:
    """Take in a sender's signed list of packages taken back; returns how many that were here count no more."""
    policies.check_runs(by, programme)
    whose, identities = open_revoked(given)
    theirs = people.note_revoked(by=by, at=at, whose=whose, identities=identities)
    here = ReceivedPackage.objects.select_for_update(of=("self",)).filter(
        programme__organisation_id=by.organisation_id,
        key__in=theirs,
        identity__in=identities,
        withdrawn_at=None,
    )
    taken_back = list(here)
    for one in taken_back:
        _withdraw(one, at, "revoked")
        _record(by, at, "package.withdrawn", one)
    return len(taken_back)


def _withdraw(package: ReceivedPackage, at: datetime, why: str) -> None:
    """Empty a package: that it came stays, what it said does not."""
    ReceivedFile.objects.filter(package=package).delete()
    package.figures, package.withdrawn_at, package.why_withdrawn = [], at, why
    package.save(update_fields=["figures", "withdrawn_at", "why_withdrawn"])


def _record(by: Scope, at: datetime, verb: str, target: SentPackage | ReceivedPackage) -> None:
    detail = {"identity": target.identity}
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=target, detail=detail)
