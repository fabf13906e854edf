"""When something may be published, to whom, and who sets how it looks."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn import guard
from samsyn.cycle import Edition
from samsyn.errors import Refused
from samsyn_web.base.scope import Permission, Role, Scope
from samsyn_web.findings import queries
from samsyn_web.findings.models import Picture
from samsyn_web.findings.policies import can_publish as can_publish
from samsyn_web.findings.policies import check_can_publish as check_can_publish
from samsyn_web.reports.models import Partner, Publication


class NotAllowed(Refused):
    """The person's role does not carry the permission."""


class AlreadyPublished(Refused):
    """The same edition of the same picture is published already."""


class NoteIsMissing(Refused):
    """A correction does not say what it corrects."""


class ReasonIsMissing(Refused):
    """An edition is handed to a company, and nobody has said why it may be."""


class NotJudged(Refused):
    """The picture's levels are still proposals, and nobody has said that they may be published as such."""


class Names(Refused):
    """A text that people outside will read points at a person."""


def chain_of(picture: Picture, edition: Edition, partner: Partner | None = None) -> str:
    """
    Return what versions follow one another: the same method and sources, period, edition and partner.

    The one place that decides; what else tells pictures of one period apart belongs here.
    """
    parts = [picture.round.scope_key or picture.method, picture.period, edition.value]
    return "/".join([*parts, str(partner.pk)] if partner else parts)


def partner_areas(scope: Scope) -> frozenset[str] | None:
    """
    Return keys of the areas whose partner editions the person may read; none for all areas.

    A property owner is kept to their own areas, and so sees nothing until they have been given some. Areas are
    counted for the roles that read partner editions only: a deputy's other areas open nothing.
    """
    if not scope.can(Permission.READ_PARTNER):
        return frozenset()
    found: set[str] = set()
    for role, areas in zip((scope.role, *scope.stands_in), (scope.areas, *scope.covers), strict=False):
        if Permission.READ_PARTNER not in role.permissions:
            continue
        if not areas and role is not Role.PROPERTY:
            return None
        found |= set(areas)
    return frozenset(found)


def can_read_draft(scope: Scope, picture: Picture) -> bool:
    """Whether the person may read the picture as a document before it is published."""
    return (
        picture.organisation_id == scope.organisation_id
        and picture.discarded_at is None
        and scope.can(Permission.WORK_WITH_DATA)
    )


def check_can_set_up(scope: Scope) -> None:
    """Raise unless the person may keep partners and set how documents look."""
    if not scope.can(Permission.PUBLISH):
        raise NotAllowed(_("Din roll ger inte rätt att ändra partner eller hur dokumenten ser ut."))


def check_says_nothing_of_persons(*texts: str) -> None:
    """Raise if a text holds what points at a person."""
    for text in texts:
        if why := guard.refusal(text):
            raise Names(why)


def needs_judging(scope: Scope, picture: Picture) -> bool:
    """Whether the picture has levels that people have not finished judging."""
    return picture.judged_at is None and bool(queries.areas_to_judge(scope, picture))


def check_is_judged(scope: Scope, picture: Picture, *, as_proposals: bool) -> None:
    """Raise unless the picture is judged, or is knowingly published with levels that are proposals."""
    if not as_proposals and needs_judging(scope, picture):
        raise NotJudged(
            _(
                "Lägesbilden är inte bedömd. Bedöm den först, eller bekräfta att nivåerna publiceras som förslag."
            )
        )


def check_may_give(scope: Scope, edition: Edition, partner: Partner | None, reason: str) -> None:
    """Raise unless the edition may be given to the partner; to a company only with a reason."""
    if partner is None:
        return
    if partner.organisation_id != scope.organisation_id or partner.removed_at is not None:
        raise Refused(_("Partnern finns inte längre."))
    if edition is not Edition.PARTNER:
        raise Refused(_("Bara partnerupplagan görs för en viss partner."))
    if partner.is_company and not reason:
        raise ReasonIsMissing(
            _("%(name)s är ett företag. Skriv varför upplagan får lämnas ut dit; beslutet sparas.")
            % {"name": partner.name}
        )
    check_says_nothing_of_persons(reason)


def check_may_publish(scope: Scope, picture: Picture, latest: Publication | None, note: str) -> None:
    """Raise unless the picture's edition may be published now, after the latest one of the same chain."""
    check_can_publish(scope, picture)
    if latest is None:
        return
    if latest.picture_id == picture.pk:
        raise AlreadyPublished(
            _("Den här upplagan är redan publicerad som version %(version)s. Den ändras aldrig.")
            % {"version": latest.version}
        )
    if not note:
        raise NoteIsMissing(_("Skriv vad den nya versionen rättar, så att läsarna förstår varför den finns."))
