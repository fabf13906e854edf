"""Writes of publications: everything is made first, then kept at once."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.cycle import Edition
from samsyn.errors import Refused
from samsyn_web.base import audit, jobs
from samsyn_web.base.models import Job
from samsyn_web.base.scope import Scope
from samsyn_web.findings import queries as pictures
from samsyn_web.findings.models import Picture
from samsyn_web.findings.services import mark_published
from samsyn_web.reports import policies, queries
from samsyn_web.reports.models import (
    FileKind,
    Partner,
    Publication,
    PublicDecision,
    PublishedFile,
    SecrecyDecision,
)
from samsyn_web.reports.services.deciding import SecrecyChoice, decide_secrecy
from samsyn_web.reports.services.making import Composed, Imprint, Order, Press, Progress

KIND = "reports.publish"
PAGES = {
    FileKind.PDF: (0.35, "PDF"),
    FileKind.DOCX: (0.55, "Word"),
    FileKind.XLSX: (0.7, "Excel"),
    FileKind.HTML: (0.8, "webbsidan"),
}


@dataclass(frozen=True, kw_only=True)
class Made:
    """All that a publication holds, before it is kept."""

    said: Composed
    files: Mapping[FileKind, bytes]


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What the municipality has decided that lets an edition be made."""

    public: PublicDecision | None = None
    secrecy: SecrecyDecision | None = None


def publish(
    *,
    by: Scope,
    at: datetime,
    picture: Picture,
    edition: Edition,
    imprint: Imprint,
    note: str = "",
    as_proposals: bool = False,
    partner: Partner | None = None,
    secrecy: SecrecyDecision | None = None,
    look_id: int | None = None,
    told: Progress | None = None,
) -> Publication:
    """
    Freeze an edition of a picture as documents; what is published never changes.

    Where the chain was published before, the new one is a correction that names it, and `note` says what it corrects.
    A picture that is not judged is published only `as_proposals`, and says so. For a partner the edition is limited to
    its own areas; for a private one `secrecy` is the decision that it may be given. The public edition needs a decision
    in force. The formats are made first, outside any transaction, and kept with the publication in one: all or nothing.
    """
    picture = pictures.picture(by, picture.pk) or picture  # as it is now
    chain = policies.chain_of(picture, edition, partner)
    before = queries.latest(by, chain=chain)
    policies.check_may_give(by, picture, edition, partner, secrecy)
    public = _check(by, at, picture, edition, before, note, as_proposals=as_proposals)
    areas = _areas(by, partner, picture)
    if secrecy is not None and set(secrecy.areas) != set(areas):
        raise Refused(_("Partnerns områden har ändrats sedan beslutet. Fatta beslutet igen."))
    order = Order(
        picture=picture,
        edition=edition,
        imprint=imprint,
        at=at,
        look=queries.look_of(by, look_id),
        version=_version_text(before, note),
        areas=areas,
        recipient=partner.name if partner else "",
        threshold=policies.smallest_count(public),
    )
    made = _made(by, order, told or _tell_nobody)
    with transaction.atomic():
        decided = Decided(public=public if edition is Edition.PUBLIC else None, secrecy=secrecy)
        publication = _kept(by, order, made, partner, decided, note, before, chain)
        _note(by, at, publication, partner)
    return publication


def _check(
    by: Scope,
    at: datetime,
    picture: Picture,
    edition: Edition,
    before: Publication | None,
    note: str,
    *,
    as_proposals: bool,
) -> PublicDecision | None:
    """Raise unless the edition may be published now; return the decision about the public edition in force."""
    policies.check_can_publish(by, picture)
    today = policies.local_day(at)
    decision = queries.decision_in_force(by, today)
    if edition is Edition.PUBLIC:
        policies.check_may_go_public(decision, picture, today)
    policies.check_is_judged(by, picture, as_proposals=as_proposals)
    policies.check_may_publish(by, picture, before, note)
    return decision


def _areas(by: Scope, partner: Partner | None, picture: Picture) -> tuple[str, ...]:
    if partner is None:
        return ()
    areas = tuple(queries.areas_of(by, partner, picture))
    if not areas:
        raise Refused(_("Lägesbilden har inga siffror för områdena hos %(name)s.") % {"name": partner.name})
    return areas


def _made(by: Scope, order: Order, tell: Progress) -> Made:
    tell(0.05, "Räknar om siffrorna ur de frysta raderna")
    press = Press(by=by, order=order)
    told = press.again()
    said = press.composed(told)
    files = {}
    for kind, (share, what) in PAGES.items():
        tell(share, f"Gör {what}")
        files[kind] = press.rendered(said, kind)
    tell(0.9, "Gör paketet")
    return Made(said=said, files={**files, FileKind.ZIP: press.bundled(said, told, files)})


def _kept(
    by: Scope,
    order: Order,
    made: Made,
    partner: Partner | None,
    decided: Decided,
    note: str,
    before: Publication | None,
    chain: str,
) -> Publication:
    picture = mark_published(by=by, at=order.at, picture=order.picture)
    if (picture.judged_at, picture.digest) != (order.picture.judged_at, order.picture.digest) or (
        order.is_as_kept
        and Press(by=by, order=replace(order, picture=picture)).composed().document != made.said.document
    ):
        raise Refused(
            _("Lägesbilden ändrades medan dokumenten gjordes. Inget är publicerat. Publicera igen.")
        )
    if queries.latest(by, chain=chain) != before:
        raise Refused(_("Någon annan publicerade samma upplaga samtidigt. Se den innan du publicerar igen."))
    publication = Publication.objects.create(
        organisation_id=picture.organisation_id,
        picture=picture,
        edition=order.edition.value,
        partner=partner,
        partner_name=order.recipient,
        areas=_named(by, picture, order.areas),
        decision=decided.public,
        secrecy=decided.secrecy,
        chain=chain,
        period=picture.period,
        title=picture.title,
        version=before.version + 1 if before else 1,
        supersedes=before,
        note=note,
        document=made.said.document,
        digest=_sha256(made.said.document.encode()),
        published_by_id=by.user_id,
        published_at=order.at,
    )
    PublishedFile.objects.bulk_create(
        PublishedFile(
            publication=publication, kind=kind, content=content, size=len(content), digest=_sha256(content)
        )
        for kind, content in made.files.items()
    )
    return publication


def _named(by: Scope, picture: Picture, areas: Collection[str]) -> dict[str, str]:
    return {key: name for key, name in pictures.area_names(by, picture).items() if key in areas}


def _note(by: Scope, at: datetime, one: Publication, partner: Partner | None) -> None:
    detail: dict[str, object] = {"digest": one.digest, "edition": one.edition, "version": one.version}
    if partner is not None:
        detail |= {"partner": partner.pk, "kind": str(partner.kind), "areas": sorted(one.areas)}
    if one.secrecy_id is not None:
        detail["secrecy"] = one.secrecy_id
    audit.record(
        organisation_id=one.organisation_id,
        by=by,
        at=at,
        verb="publication.made",
        target=one,
        detail=detail,
    )


def _version_text(before: Publication | None, note: str) -> str:
    if before is None:
        return "1"
    return f"{before.version + 1}; ersätter version {before.version} ({before.digest[:12]}). {note}"


def _tell_nobody(share: float, what: str) -> None:
    """Nobody waits."""


@transaction.atomic
def ask_to_publish(
    *,
    by: Scope,
    at: datetime,
    picture: Picture,
    edition: Edition,
    organisation: str,
    notice: str = "",
    note: str = "",
    as_proposals: bool = False,
    partner: Partner | None = None,
    secrecy: SecrecyChoice | None = None,
) -> Job:
    """
    Ask the worker to publish; what can be refused at once is, and the look is that of the moment of asking.

    For a private partner the secrecy decision is kept first, so that it is there before anything is made.
    """
    chain = policies.chain_of(picture, edition, partner)
    before = queries.latest(by, chain=chain)
    _check(by, at, picture, edition, before, note, as_proposals=as_proposals)
    decided = _decided(by, at, picture, partner, secrecy)
    policies.check_may_give(by, picture, edition, partner, decided)
    look = queries.brand(by)
    arguments = {
        "picture_id": picture.pk,
        "edition": edition.value,
        "partner_id": partner.pk if partner else None,
        "secrecy_id": decided.pk if decided else None,
        "organisation": organisation,
        "notice": notice,
        "note": note,
        "as_proposals": as_proposals,
        "look_id": look.pk if look else 0,
        "role": by.role.value,
        "at": at.isoformat(),
    }
    return jobs.enqueue(
        organisation_id=by.organisation_id,
        by=by,
        at=at,
        function="samsyn_web.reports.tasks.publish",
        kind=KIND,
        key=f"{KIND}:{picture.pk}:{chain}",
        arguments=arguments,
    )


def _decided(
    by: Scope, at: datetime, picture: Picture, partner: Partner | None, secrecy: SecrecyChoice | None
) -> SecrecyDecision | None:
    areas = _areas(by, partner, picture)
    if partner is None or not partner.is_private:
        return None
    named = _named(by, picture, areas)
    choice = secrecy or SecrecyChoice(decided_by="", ground="")
    return decide_secrecy(by=by, at=at, picture=picture, partner=partner, areas=named, choice=choice)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
