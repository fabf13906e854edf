"""Reads of signed packages: sent by an organisation, and received by a programme."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Max, QuerySet

from samsyn.programme import Beside, Sharer, beside, figure_from_plain
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.people import queries as people
from samsyn_web.people.policies import Why
from samsyn_web.programmes import policies
from samsyn_web.programmes.models import (
    ReceivedFile,
    ReceivedPackage,
    SentPackage,
)
from samsyn_web.programmes.queries.sharing import reports_to_share, shared_with
from samsyn_web.reports.models import PublishedFile


def sent_packages(scope: Scope) -> QuerySet[SentPackage]:
    """Return what the asker's organisation has signed for others, the newest first."""
    if not scope.can(Permission.READ_PICTURE):
        return SentPackage.objects.none()
    own = SentPackage.objects.filter(organisation_id=scope.organisation_id)
    return own.select_related("made_by", "revoked_by").order_by("-made_at", "-pk")


def report_files(scope: Scope, publication_ids: Collection[int]) -> list[bytes]:
    """Return the PDFs of some published reports that the asker may share."""
    allowed = {one.pk for one in reports_to_share(scope)} & set(publication_ids)
    found = PublishedFile.objects.filter(publication__in=allowed, kind="pdf").order_by("publication_id")
    return [bytes(one) for one in found.values_list("content", flat=True)]


def received_packages(scope: Scope, programme_id: int) -> QuerySet[ReceivedPackage]:
    """Return packages from outside, the newest first, for whoever coordinates the programme."""
    if not scope.can(Permission.READ_PICTURE):
        return ReceivedPackage.objects.none()
    found = ReceivedPackage.objects.filter(
        programme_id=programme_id, programme__organisation_id=scope.organisation_id
    )
    found = found.select_related("programme", "participant", "accepted_by", "received_by")
    return found.defer("programme__facts").order_by("-received_at", "-pk")


def received_package(scope: Scope, package_id: int) -> ReceivedPackage | None:
    """Return one package from outside, or none."""
    programme_id = ReceivedPackage.objects.filter(pk=package_id).values_list("programme_id", flat=True)
    return received_packages(scope, programme_id.first() or 0).filter(pk=package_id).first()


def received_files(scope: Scope, package_id: int) -> QuerySet[ReceivedFile]:
    """Return the reports of a package from outside, without what stands in them."""
    if received_package(scope, package_id) is None:
        return ReceivedFile.objects.none()
    return ReceivedFile.objects.filter(package_id=package_id).defer("content").order_by("name")


def received_file(scope: Scope, package_id: int, name: str) -> bytes | None:
    """Return one report of a package that was accepted, or waits to be."""
    found = received_files(scope, package_id).filter(name=name).values_list("content", flat=True).first()
    return None if found is None else bytes(found)


def package_doubts(scope: Scope, package: ReceivedPackage) -> tuple[Why, ...]:
    """Return why a package that waits is not taken in; nothing where it may be."""
    if received_package(scope, package.pk) is None:
        return ()
    taken = ReceivedPackage.objects.filter(
        programme_id=package.programme_id, key=package.key, sharer=package.sharer, series=package.series
    ).exclude(accepted_at=None)
    newest = taken.exclude(pk=package.pk).aggregate(last=Max("number"))["last"]
    return people.signed_doubts(
        scope,
        sharer=package.sharer,
        signed_key=package.key,
        identity=package.identity,
        number=package.number,
        newest=newest or 0,
    )


def received_sharers(scope: Scope, programme_id: int) -> list[Sharer]:
    """Return the figures that accepted packages hold, as what each participant shares; the newest of each figure."""
    live = received_packages(scope, programme_id).filter(withdrawn_at=None, participant__organisation=None)
    found: dict[tuple[int, str, str, str, str], Sharer] = {}
    for one in live.exclude(accepted_at=None).exclude(participant=None).order_by("accepted_at", "pk"):
        for plain in one.figures:
            figure = figure_from_plain(plain)
            place = one.participant
            assert place is not None  # asked for above
            which = (place.pk, figure.method, figure.key, figure.category, figure.period)
            found[which] = Sharer(name=policies.received_name(place.name), figure=figure, group=place.group)
    return list(found.values())


def compared(scope: Scope, programme_id: int) -> tuple[Beside, ...]:
    """Return the figures that are shared with a programme beside each other, from nothing but what is shared."""
    live = shared_with(scope, programme_id).filter(revoked_at=None, publication=None)
    inside = [
        Sharer(
            name=policies.shown_name(one),
            figure=figure_from_plain(one.content),
            group=one.participant.group,
        )
        for one in live
        if policies.stands(one)
    ]
    return beside([*inside, *received_sharers(scope, programme_id)])
