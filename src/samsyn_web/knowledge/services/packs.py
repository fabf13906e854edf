"""Packs are signed for others and revoked; those of others are looked at, taken in as drafts and put away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from samsyn.bundle.keys import public_key
from samsyn.bundle.pack_contents import Kind
from samsyn.bundle.packs import Pack, open_pack, sign_pack
from samsyn.bundle.signed import open_revoked, sign_revoked
from samsyn.errors import BadInput, Refused
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.knowledge import policies, queries
from samsyn_web.knowledge.models import Lesson, MadePack, ReceivedPack
from samsyn_web.knowledge.services.lessons import draft_lesson
from samsyn_web.people import services as people
from samsyn_web.people.models import Organisation
from samsyn_web.people.policies import why_text


@transaction.atomic
def make_pack(*, by: Scope, at: datetime, kind: str, key: str, seen: int, terms: str) -> MadePack:
    """Sign something as it stands for others to use; what is the same as the newest pack of it is not made again."""
    policies.check_can_make_packs(by)
    own = Organisation.objects.select_for_update(of=("self",)).get(pk=by.organisation_id)
    with translation.override("sv"):  # read by others, whoever signs
        what = queries.packable(by, kind, key)
    if what is None:
        raise BadInput(_("Det finns inget att göra paket av där."))
    if what.seen != seen:
        raise policies.SomebodyChanged(
            _("Någon har ändrat innehållet sedan du öppnade sidan. Läs det igen och gör sedan paketet.")
        )
    policies.check_terms(terms, what.came)
    policies.check_whose_words(what.source_status)
    before = MadePack.objects.filter(organisation=own, kind=what.kind, name=what.name)
    newest = before.order_by("-version").first()
    version = (newest.version if newest else 0) + 1
    seed = people.installation_seed(by=by, at=at)
    came = what.came
    content = sign_pack(
        seed=seed, kind=what.kind, name=what.name, version=version, contents=what.contents, origin=own.name,
        terms=terms, at=at, source_status=what.source_status, source=what.source,
        based_on=f"{came.title[:120]} ({came.origin[:50]}, version {came.version})" if came else "",
    )  # fmt: skip
    opened = open_pack(content)
    if newest and newest.revoked_at is None and _is_same(open_pack(newest.content.encode()), opened):
        raise Refused(
            _("Paketet är redan gjort: version {n} är likadan. Hämta den filen i listan.").format(
                n=newest.version
            )
        )
    made = MadePack.objects.create(
        organisation=own, kind=what.kind.value, name=what.name, version=version, title=opened.title, terms=terms,
        content=content.decode(), key=public_key(seed), identity=opened.identity, made_by_id=by.user_id, made_at=at,
    )  # fmt: skip
    _record(by, at, "pack.made", made)
    return made


@transaction.atomic
def revoke_pack(*, by: Scope, at: datetime, made: MadePack) -> MadePack:
    """Put a pack on the signed list of those that are taken back."""
    found = MadePack.objects.select_for_update(of=("self",)).get(pk=made.pk)
    policies.check_can_make_packs(by, found)
    if found.revoked_at is not None:
        raise Refused(_("Paketet är redan återkallat."))
    found.revoked_by_id, found.revoked_at = by.user_id, at
    found.save(update_fields=["revoked_by", "revoked_at"])
    _record(by, at, "pack.revoked", found)
    return found


def revoked_packs(*, by: Scope, at: datetime) -> bytes:
    """Return the signed list of packs that the organisation has taken back, of what this key has signed."""
    policies.check_can_make_packs(by)
    seed = people.installation_seed(by=by, at=at)
    own = MadePack.objects.filter(
        organisation_id=by.organisation_id, key=public_key(seed), revoked_at__isnull=False
    )
    return sign_revoked(seed=seed, identities=list(own.values_list("identity", flat=True)), at=at)


@transaction.atomic
def open_received(*, by: Scope, at: datetime, given: bytes) -> ReceivedPack:
    """Keep a pack of somebody else's to be looked at; one that was put away here waits again."""
    policies.check_can_take_in(by)
    pack = open_pack(given)
    policies.check_pack_words(pack)
    if MadePack.objects.filter(organisation_id=by.organisation_id, identity=pack.identity).exists():
        raise Refused(_("Paketet är ert eget: det är gjort här."))
    here = ReceivedPack.objects.select_for_update(of=("self",)).filter(organisation_id=by.organisation_id)
    before = here.filter(identity=pack.identity).first()
    if before is not None and (before.withdrawn_at is None or before.why_withdrawn == "revoked"):
        return before
    policies.check_number_waiting(here.filter(accepted_at=None, withdrawn_at=None).count())
    if before is not None:
        before.contents, before.withdrawn_at, before.why_withdrawn = dict(pack.contents), None, ""
        before.accepted_by, before.accepted_at = None, None
        before.save(update_fields=["contents", "withdrawn_at", "why_withdrawn", "accepted_by", "accepted_at"])
    kept = before or ReceivedPack.objects.create(
        organisation_id=by.organisation_id, kind=pack.kind.value, name=pack.name, version=pack.version,
        title=pack.title, origin=pack.origin, source_status=pack.source_status, source=pack.source,
        based_on=pack.based_on, terms=pack.terms, key=pack.key, identity=pack.identity,
        signed_at=datetime.fromisoformat(pack.made_at), contents=dict(pack.contents), received_by_id=by.user_id,
        received_at=at,
    )  # fmt: skip
    _record(by, at, "pack.opened", kept)
    return kept


@transaction.atomic
def take_in_pack(*, by: Scope, at: datetime, pack: ReceivedPack) -> ReceivedPack:
    """Take a pack in as a draft beside what is here already; nothing is replaced."""
    found = _locked(by, pack)
    if found.accepted_at is not None or found.withdrawn_at is not None:
        raise Refused(_("Paketet är redan taget emot, eller gäller inte längre."))
    if why := queries.pack_doubts(by, found.pk):
        raise Refused(" ".join(why_text(one) for one in why))
    found.accepted_by_id, found.accepted_at = by.user_id, at
    found.save(update_fields=["accepted_by", "accepted_at"])
    if found.kind == Kind.LESSON:
        draft_lesson(by=by, at=at, pack=found)
    _record(by, at, "pack.taken_in", found)
    return found


@transaction.atomic
def drop_pack(*, by: Scope, at: datetime, pack: ReceivedPack) -> None:
    """Throw away a pack that waits; put away one that was taken in, with the drafts that nobody has approved."""
    found = _locked(by, pack)
    if found.withdrawn_at is not None:
        raise Refused(_("Paketet gäller redan inte längre."))
    _record(by, at, "pack.dropped", found)
    if found.accepted_at is None:
        found.delete()
        return
    drafts = Lesson.objects.filter(pack=found, is_draft=True, withdrawn_at=None)
    drafts.update(withdrawn_by_id=by.user_id, withdrawn_at=at)
    _empty(found, at, "dropped")


@transaction.atomic
def take_in_revoked_packs(*, by: Scope, at: datetime, given: bytes) -> int:
    """Take in a sender's signed list of what it has taken back; returns how many packs that were here count no more."""
    policies.check_can_make_packs(by)
    whose, identities = open_revoked(given)
    theirs = people.note_revoked(by=by, at=at, whose=whose, identities=identities)
    here = ReceivedPack.objects.select_for_update(of=("self",)).filter(
        organisation_id=by.organisation_id, key__in=theirs, identity__in=identities
    )
    taken_back = [one for one in here if one.why_withdrawn != "revoked"]
    for one in taken_back:
        _empty(one, at, "revoked")
        _record(by, at, "pack.withdrawn", one)
    return len(taken_back)


def _locked(by: Scope, pack: ReceivedPack) -> ReceivedPack:
    found = ReceivedPack.objects.select_for_update(of=("self",)).get(pk=pack.pk)
    policies.check_can_take_in(by, found)
    return found


def _is_same(old: Pack, new: Pack) -> bool:
    """Whether two packs give the same words on the same terms."""
    names = ("contents", "terms", "source_status", "source", "based_on", "origin", "key")
    return all(getattr(old, name) == getattr(new, name) for name in names)


def _empty(pack: ReceivedPack, at: datetime, why: str) -> None:
    """Put a pack away: that it came stays, what it said does not."""
    pack.contents, pack.withdrawn_at, pack.why_withdrawn = {}, at, why
    pack.save(update_fields=["contents", "withdrawn_at", "why_withdrawn"])


def _record(by: Scope, at: datetime, verb: str, target: MadePack | ReceivedPack) -> None:
    detail = {"identity": target.identity, "version": target.version}
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=target, detail=detail)
