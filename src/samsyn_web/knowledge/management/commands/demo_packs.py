"""Gives the demonstration's municipality packs from an invented neighbour: one taken in, and a newer one that waits."""

from __future__ import annotations

from datetime import timedelta
from secrets import token_bytes
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from samsyn.bundle.keys import fingerprint, public_key
from samsyn.bundle.pack_contents import Kind
from samsyn.bundle.packs import sign_pack
from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.knowledge import services
from samsyn_web.knowledge.models import ReceivedPack
from samsyn_web.people import services as people
from samsyn_web.people.models import Membership

SENDER = "Fantasivik"
LEARNT = {
    "title": "Flyttade bänkar gjorde torget lugnare på kvällarna (påhittat)",
    "result": "worked",
    "intelligence": "Butikerna och fältgruppen berättade om bråk vid bänkarna bakom kiosken. Dit syntes man inte från "
    "gatan.",
    "intervention": "Bänkarna flyttades fram till gångstråket, och kiosken höll öppet en timme längre.",
    "implementation": "Flytten tog en dag. Avtalet med kiosken tog fyra månader.",
    "involvement": "Parkenheten, kiosken, fältgruppen och butikerna runt torget.",
    "impact": "Färre rapporter på kvällarna än på stadens andra torg.",
    "proofs": ["Utvärderad, utslag: minskade"],
}
LATER = {
    **LEARNT,
    "impact": "Färre rapporter på kvällarna än på stadens andra torg det första året. Det andra året, när kiosken "
    "stängde tidigare igen, syns ingen skillnad längre.",
}


class Command(BaseCommand):
    """Once; the key that they are signed with is kept by nobody."""

    help = "Give the demonstration's municipality a lesson that an invented neighbour has packed."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Let Anna compare the fingerprint and take the first one in; the second waits for whoever tries it."""
        held = Membership.objects.filter(
            organisation__name="Exempelköping",
            organisation__is_demo=True,
            role=Role.COORDINATOR.value,
            is_active=True,
        ).first()
        if held is None or ReceivedPack.objects.filter(organisation_id=held.organisation_id).exists():
            return
        anna = Scope(
            user_id=held.user_id,
            organisation_id=held.organisation_id,
            role=Role.COORDINATOR,
            membership_id=held.pk,
        )
        now, seed = clock.now(), token_bytes(32)
        key = public_key(seed)
        people.trust_key(by=anna, at=now, sharer=SENDER, key=key, told=fingerprint(key))
        for version, contents in enumerate((LEARNT, LATER), 1):
            signed = now - timedelta(days=200 - 180 * (version - 1))
            given = sign_pack(
                seed=seed, kind=Kind.LESSON, name="lesson-4", version=version, contents=contents, origin=SENDER,
                terms="CC-BY-4.0", at=signed,
            )  # fmt: skip
            pack = services.open_received(by=anna, at=now, given=given)
            if version == 1:
                services.take_in_pack(by=anna, at=now, pack=pack)
