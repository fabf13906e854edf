"""When something may be published, to whom, and who sets how it looks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn import guard
from samsyn.cycle import Edition
from samsyn.disclosure import THRESHOLD
from samsyn.errors import BadInput, Refused
from samsyn_web.base import words
from samsyn_web.base.scope import Permission, Role, Scope
from samsyn_web.findings import queries
from samsyn_web.findings.models import Picture
from samsyn_web.findings.policies import can_publish as can_publish
from samsyn_web.findings.policies import check_can_publish as check_can_publish
from samsyn_web.reports.models import Partner, Publication, PublicDecision, SecrecyDecision
from samsyn_web.reports.models.decisions import GROUND, LARGEST_COUNT, LONGEST_DELAY, SMALLEST_COUNT


class NotAllowed(Refused):
    """The person's role does not carry the permission."""


class AlreadyPublished(Refused):
    """The same edition of the same picture is published already."""


class NoteIsMissing(Refused):
    """A correction does not say what it corrects."""


class SecrecyIsUndecided(Refused):
    """An edition is handed to a private company or association, and nobody has decided that it may be."""


class PublicIsOff(Refused):
    """Nobody has recorded that the organisation has decided to have a public edition."""


class TooFresh(Refused):
    """The period ended too recently for the public edition."""


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


def check_may_give(
    scope: Scope, picture: Picture, edition: Edition, partner: Partner | None, secrecy: SecrecyDecision | None
) -> None:
    """Raise unless the edition may be given to the partner; to a private one only after a secrecy decision."""
    if partner is None:
        return
    if partner.organisation_id != scope.organisation_id or partner.removed_at is not None:
        raise Refused(_("Partnern finns inte längre."))
    if edition is not Edition.PARTNER:
        raise Refused(_("Bara partnerupplagan görs för en viss partner."))
    if partner.is_private and not _is_about(secrecy, picture, partner):
        raise SecrecyIsUndecided(
            _(
                "%(name)s är ingen myndighet. Skriv vem som har beslutat att lämna ut upplagan och på vilken grund."
            )
            % {"name": partner.name}
        )


def _is_about(secrecy: SecrecyDecision | None, picture: Picture, partner: Partner) -> bool:
    return secrecy is not None and (secrecy.picture_id, secrecy.partner_id) == (picture.pk, partner.pk)


def check_secrecy(scope: Scope, partner: Partner, decided_by: str, ground: str) -> None:
    """Raise unless a secrecy decision says who decided, and on what ground, without pointing at a person."""
    if not scope.can(Permission.PUBLISH) or partner.organisation_id != scope.organisation_id:
        raise NotAllowed(_("Din roll ger inte rätt att publicera."))
    if not decided_by or not ground:
        raise SecrecyIsUndecided(
            _(
                "%(name)s är ingen myndighet. Skriv vem som har beslutat att lämna ut upplagan och på vilken grund."
            )
            % {"name": partner.name}
        )
    if len(ground) > GROUND:
        raise BadInput(
            _("Grunden är %(n)s tecken. Högst %(most)s får plats.") % {"n": len(ground), "most": GROUND}
        )
    check_says_nothing_of_persons(decided_by, ground)


def in_force(decisions: Iterable[PublicDecision], today: date) -> PublicDecision | None:
    """
    Return the decision about the public edition that holds on a day.

    The newest that has begun is the one; where it is withdrawn, the edition is off, and no older decision comes back.
    """
    begun = (one for one in decisions if one.valid_from <= today and not _never_began(one))
    newest = max(begun, key=lambda one: (one.valid_from, one.pk), default=None)
    return newest if newest is not None and newest.withdrawn_at is None else None


def _never_began(decision: PublicDecision) -> bool:
    return decision.withdrawn_at is not None and local_day(decision.withdrawn_at) < decision.valid_from


def smallest_count(decision: PublicDecision | None) -> int:
    """Return the smallest count that may be shown in public: as decided, or Samsyn's own."""
    return THRESHOLD if decision is None else decision.smallest_count


def local_day(at: datetime) -> date:
    """Return the day that an instant belongs to, where the organisation is."""
    return timezone.localtime(at).date()


def check_may_go_public(decision: PublicDecision | None, picture: Picture, today: date) -> None:
    """Raise unless the organisation has decided to have a public edition, and the picture is old enough for it."""
    if decision is None:
        raise PublicIsOff(
            _(
                "Den publika upplagan är avstängd tills beslutet om den är registrerat under Beslut om upplagor."
            )
        )
    if today < (earliest := decision.earliest(picture)):
        raise TooFresh(
            _(
                "Perioden tog slut den %(last)s. Enligt beslutet går den publika upplagan att publicera tidigast den "
                "%(earliest)s."
            )
            % {"last": words.day(picture.end - timedelta(days=1)), "earliest": words.day(earliest)}
        )


def why_not_public(decision: PublicDecision | None, picture: Picture, today: date) -> str:
    """Return why the picture may not go public now; empty where it may."""
    try:
        check_may_go_public(decision, picture, today)
    except Refused as refused:
        return refused.message
    return ""


def check_decision(scope: Scope, decision: PublicDecision, today: date) -> None:
    """Raise unless a decision about the public edition may be recorded so."""
    check_can_set_up(scope)
    if not decision.decided_by or not decision.reference:
        raise BadInput(_("Skriv vem som har beslutat och beslutets diarienummer."))
    if decision.decided_on > today:
        raise BadInput(_("Beslutsdagen ligger framåt i tiden. Registrera beslutet när det är fattat."))
    if decision.valid_from < decision.decided_on:
        raise BadInput(_("Beslutet kan inte gälla från en dag före beslutsdagen."))
    if not 1 <= decision.delay_days <= LONGEST_DELAY:
        raise BadInput(_("Fördröjningen ska vara mellan 1 och %(most)s dagar.") % {"most": LONGEST_DELAY})
    if not SMALLEST_COUNT <= decision.smallest_count <= LARGEST_COUNT:
        raise BadInput(
            _("Minsta antal ska vara mellan %(least)s och %(most)s.")
            % {"least": SMALLEST_COUNT, "most": LARGEST_COUNT}
        )
    check_says_nothing_of_persons(decision.decided_by, decision.reference)


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
