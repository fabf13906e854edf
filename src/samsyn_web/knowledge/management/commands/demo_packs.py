"""Gives the demonstration's municipality packs from an invented neighbour: lessons, a text, a list."""

from __future__ import annotations

from datetime import timedelta
from secrets import token_bytes
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from samsyn.bundle.keys import fingerprint, public_key
from samsyn.bundle.pack_contents import Kind
from samsyn.bundle.pack_methods import method_contents
from samsyn.bundle.packs import sign_pack
from samsyn.instruments.load import readiness_plain
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

POINTS = {
    "title": "Punkter när en samordnare slutar (påhittat)",
    "points": [
        "Vi har besökt de tre viktigaste samverkansparterna tillsammans",
        "Det som brukar komma varje höst är uppskrivet: budget, lägesbild, rådets möten",
        "Den nya har varit med på en lägesgenomgång innan den gamla slutar",
    ],
}


class Command(BaseCommand):
    """Once; the key that they are signed with is kept by nobody."""

    help = "Give the demonstration's municipality what an invented neighbour has packed."

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
        given = sign_pack(
            seed=seed, kind=Kind.METHOD, name="method-korta-ord", version=1, contents=short_words(), origin=SENDER,
            terms="CC-BY-4.0", at=now - timedelta(days=90),
        )  # fmt: skip
        services.take_in_pack(by=anna, at=now, pack=services.open_received(by=anna, at=now, given=given))
        given = sign_pack(
            seed=seed, kind=Kind.CHECKLIST, name="checklist-2", version=1, contents=POINTS, origin=SENDER,
            terms="CC0-1.0", at=now - timedelta(days=60),
        )  # fmt: skip
        services.take_in_pack(by=anna, at=now, pack=services.open_received(by=anna, at=now, given=given))


def short_words() -> dict[str, Any]:
    """Return our own texts with a few words changed, as a neighbour might have done."""
    said = method_contents(readiness_plain())
    said["title"] = "Korta ord för små kommuner (påhittat)"
    said["dimensions"][2] |= {
        "name": "Ledning",
        "question": "Vem leder arbetet, och hur mycket tid finns för det?",
    }
    return said
