"""Reads of publications, partners and brands; each takes who asks first."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.db.models import QuerySet

from samsyn import documents
from samsyn.cycle import Edition
from samsyn.documents import judged
from samsyn_web.actions import queries as actions
from samsyn_web.actions.models import DecisionStatus, MeetingDecision
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings import queries as pictures
from samsyn_web.findings.models import FindingRecord, Picture
from samsyn_web.observations import queries as observations
from samsyn_web.reports import policies
from samsyn_web.reports.models import Brand as Brand
from samsyn_web.reports.models import FileKind as FileKind
from samsyn_web.reports.models import Partner as Partner
from samsyn_web.reports.models import Publication as Publication
from samsyn_web.reports.models import PublicDecision as PublicDecision
from samsyn_web.reports.models import PublishedFile as PublishedFile
from samsyn_web.reports.models import SecrecyDecision as SecrecyDecision

HEAVY = ("document",)
HANDED_OUT = ("pdf", "docx", "xlsx", "html")  # what a partner gets: not the bundle, which is for checking


def publications(scope: Scope) -> QuerySet[Publication]:
    """Publications that the asker may read, newest first, without their content."""
    own = Publication.objects.filter(organisation_id=scope.organisation_id)
    if not scope.can(Permission.READ_PICTURE):
        return own.none()
    found = own.defer(*HEAVY).select_related("published_by", "picture", "partner", "decision", "secrecy")
    return found.order_by("-published_at", "-pk")


def partner_editions(scope: Scope) -> list[Publication]:
    """
    Return the partner editions in force that the person's own areas cover, newest first, without their content.

    An edition for one partner is limited to areas and is read by whoever may read all of them; one for all partners
    tells of all areas, and is read by those who are kept to none. What has been corrected is not listed.
    """
    areas = policies.partner_areas(scope)
    if areas == frozenset():
        return []
    own = Publication.objects.filter(organisation_id=scope.organisation_id, edition=Edition.PARTNER.value)
    replaced = own.exclude(supersedes=None).values("supersedes")
    found = own.exclude(pk__in=replaced).defer(*HEAVY).order_by("-published_at", "-pk")
    return [one for one in found if areas is None or (one.areas and areas.issuperset(one.areas))]


def partner_edition(scope: Scope, edition_id: int) -> Publication | None:
    """Return one of them."""
    return next((one for one in partner_editions(scope) if one.pk == edition_id), None)


def partner_files(scope: Scope, given: Publication) -> list[PublishedFile]:
    """Return the formats of a partner edition that are handed out, without their content."""
    if partner_edition(scope, given.pk) is None:
        return []
    order = {kind: n for n, kind in enumerate(HANDED_OUT)}
    own = PublishedFile.objects.filter(publication=given, kind__in=HANDED_OUT).defer("content")
    return sorted(own, key=lambda one: order[one.kind])


def partner_content(scope: Scope, edition_id: int, part: str) -> bytes | None:
    """Return the frozen bytes of a partner edition in one format; none where there is no such file."""
    if part not in HANDED_OUT or partner_edition(scope, edition_id) is None:
        return None
    found = PublishedFile.objects.filter(publication=edition_id, kind=part)
    kept = found.values_list("content", flat=True).first()
    return None if kept is None else bytes(kept)


def publication(scope: Scope, publication_id: int) -> Publication | None:
    """One publication without its content."""
    return publications(scope).filter(pk=publication_id).first()


def files(scope: Scope, publication: Publication) -> list[PublishedFile]:
    """The formats of a publication in the order that they are offered, without their content."""
    own = PublishedFile.objects.filter(publication=publication, publication__in=publications(scope))
    order = {kind: n for n, kind in enumerate(FileKind.values)}
    return sorted(own.defer("content"), key=lambda one: order[one.kind])


def content(scope: Scope, publication_id: int, part: str) -> bytes | None:
    """The frozen bytes of a publication: `json`, or the name of a format; none where there is no such file."""
    if part == "json":
        text = publications(scope).filter(pk=publication_id).values_list("document", flat=True).first()
        return None if text is None else text.encode()
    found = PublishedFile.objects.filter(publication__in=publications(scope).filter(pk=publication_id))
    kept = found.filter(kind=part).values_list("content", flat=True).first()
    return None if kept is None else bytes(kept)


def frozen_rows(scope: Scope, publication: Publication) -> bytes | None:
    """The frozen rows that a publication rests on, as Parquet; none for those who may not open rows."""
    found = observations.rounds(scope).filter(pk=publication.picture.round_id).select_related("rows").first()
    if found is None or found.rows is None or not found.rows.file:
        return None
    with found.rows.file.open("rb") as file:
        return bytes(file.read())


def replaced_by(scope: Scope, publication: Publication) -> Publication | None:
    """The publication that corrects this one."""
    return publications(scope).filter(supersedes=publication).first()


def of_picture(scope: Scope, picture: Picture) -> list[Publication]:
    """The publications of one picture, by edition."""
    return list(publications(scope).filter(picture=picture).order_by("published_at"))


def latest(scope: Scope, *, chain: str) -> Publication | None:
    """The version in force of a chain."""
    return publications(scope).filter(chain=chain).order_by("-version").first()


def documents_compared(
    scope: Scope, publication: Publication
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """The frozen documents of what a correction replaces and of itself; none where it replaces nothing."""
    texts = [
        content(scope, key, "json") for key in (publication.supersedes_id, publication.pk) if key is not None
    ]
    if len(texts) < 2 or not all(texts):
        return None
    before, after = (json.loads(text) for text in texts if text)
    return before, after


def labels(scope: Scope, publication: Publication) -> dict[str, str]:
    """What each kind of figure is, by key."""
    return pictures.labels(scope, publication.picture)


def partners(scope: Scope) -> QuerySet[Partner]:
    """The organisation's partners, by name, for those who publish to them."""
    own = Partner.objects.filter(organisation_id=scope.organisation_id).order_by("name")
    return own.filter(removed_at=None) if scope.can(Permission.PUBLISH) else own.none()


def partner(scope: Scope, partner_id: int) -> Partner | None:
    """One partner, removed or not."""
    own = Partner.objects.filter(organisation_id=scope.organisation_id)
    return own.filter(pk=partner_id).first() if scope.can(Permission.PUBLISH) else None


def public_decisions(scope: Scope) -> QuerySet[PublicDecision]:
    """What has been decided about the public edition, newest first, withdrawn decisions too."""
    own = PublicDecision.objects.filter(organisation_id=scope.organisation_id)
    if not scope.can(Permission.READ_PICTURE):
        return own.none()
    return own.select_related("recorded_by", "withdrawn_by").order_by("-valid_from", "-pk")


def public_decision(scope: Scope, public_decision_id: int) -> PublicDecision | None:
    """One decision about the public edition."""
    return public_decisions(scope).filter(pk=public_decision_id).first()


def decision_in_force(scope: Scope, today: date) -> PublicDecision | None:
    """The decision about the public edition that holds on a day; none where it is off."""
    return policies.in_force(public_decisions(scope), today)


def secrecy_decision(scope: Scope, secrecy_id: int) -> SecrecyDecision | None:
    """One decision to hand out to a private partner, for those who publish."""
    own = SecrecyDecision.objects.filter(organisation_id=scope.organisation_id)
    return own.filter(pk=secrecy_id).first() if scope.can(Permission.PUBLISH) else None


def done_in(scope: Scope, picture: Picture) -> list[judged.JudgedDecision]:
    """What meetings had decided and somebody told about in the picture's period, in the order that it was told."""
    told = actions.decisions_between(scope, picture.start, picture.end).exclude(status=DecisionStatus.DECIDED)
    return _decisions(scope, picture, told.order_by("changed_at", "pk"))


def decided_next(scope: Scope, picture: Picture) -> list[judged.JudgedDecision]:
    """What the meeting about the picture decided, the most urgent first."""
    return _decisions(scope, picture, actions.decisions_of(scope, picture.period).order_by("until", "pk"))


def minutes_of(scope: Scope, picture: Picture) -> list[judged.JudgedMinute]:
    """What was said in the meeting about the picture, in the order of its agenda."""
    if not pictures.pictures(scope).filter(pk=picture.pk).exists():
        return []
    return [
        judged.JudgedMinute(item=one.title, text=one.text) for one in actions.minutes(scope, picture.period)
    ]


def _decisions(
    scope: Scope, picture: Picture, found: QuerySet[MeetingDecision]
) -> list[judged.JudgedDecision]:
    """Decisions as values, their areas by the keys that the picture has."""
    if not pictures.pictures(scope).filter(pk=picture.pk).exists():
        return []
    names = pictures.area_names(scope, picture)
    keys = {name: key for key, name in names.items()}
    return [
        judged.JudgedDecision(
            what=one.what,
            area=one.area if one.area in names else keys.get(one.area_name, one.area),
            area_name=names.get(one.area, one.area_name),
            place=one.place,
            function=one.function,
            until=one.until.isoformat(),
            status=one.status,
            result=one.result,
        )
        for one in found
    ]


def known_areas(scope: Scope) -> dict[str, str]:
    """Names of the areas in the organisation's pictures by key, in the order of the alphabet."""
    if not scope.can(Permission.PUBLISH):
        return {}
    own = FindingRecord.objects.filter(picture__in=pictures.pictures(scope)).exclude(area=None)
    found = own.order_by("area_name").values_list("area", "area_name").distinct()
    return {str(area): name for area, name in found}


def areas_of(scope: Scope, partner: Partner, picture: Picture) -> list[str]:
    """The partner's areas in a picture, as keys; by name where the picture's areas have other keys."""
    there = pictures.area_names(scope, picture)
    if partner.organisation_id != scope.organisation_id:
        return []
    if keys := [key for key in there if key in partner.areas]:
        return keys
    names = list(there.values())
    wanted = set(partner.areas.values())
    return [key for key, name in there.items() if name in wanted and names.count(name) == 1]


def brand(scope: Scope) -> Brand | None:
    """How the organisation's documents look now; none for Samsyn's own look."""
    return Brand.objects.filter(organisation_id=scope.organisation_id, is_used=True).first()


def brand_before(scope: Scope) -> Brand | None:
    """The look that was used last before the one now, to be taken back."""
    if not scope.can(Permission.PUBLISH):
        return None
    own = Brand.objects.filter(organisation_id=scope.organisation_id, is_used=False)
    return own.order_by("-saved_at", "-pk").first()


def look_of(scope: Scope, brand_id: int | None = None) -> documents.Brand:
    """The look in use, or one by key, as the library's value; Samsyn's own where there is none, or the key is 0."""
    own = Brand.objects.filter(organisation_id=scope.organisation_id)
    one = brand(scope) if brand_id is None else own.filter(pk=brand_id).first()
    return documents.Brand() if one is None else look(one)


def look(one: Brand) -> documents.Brand:
    """A stored look as the library's value."""
    chosen = {"accent": one.accent} if one.accent else {}
    logo = None if one.logo is None else bytes(one.logo)
    return documents.Brand(logo=logo, logo_text=one.logo_text or "Logotyp", footer=one.footer, **chosen)
