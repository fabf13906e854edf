"""What the pages about members and events show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps

from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import Role
from samsyn_web.people.models import Membership
from samsyn_web.people.policies import can_be_given_link

VERBS = {
    "organisation.created": "lade upp organisationen",
    "member.added": "lade till en medlem",
    "member.role_changed": "ändrade en roll",
    "member.deactivated": "avslutade ett medlemskap",
    "member.reactivated": "tog upp ett medlemskap igen",
    "member.link_made": "gjorde en länk för att välja lösenord",
    "user.signed_in": "loggade in",
    "user.sign_in_failed": "fel lösenord vid inloggning",
    "user.password_chosen": "valde ett nytt lösenord",
    "job.cancelled": "avbröt ett arbete",
    "areas.kept": "lade in en områdesindelning",
    "areas.removed": "tog bort en områdesindelning",
    "areas.draft_opened": "började på ett utkast till områden",
    "areas.draft_changed": "ändrade ett utkast till områden",
    "areas.draft_discarded": "kastade ett utkast till områden",
    "map_layer.added": "lade till ett kartlager",
    "map_layer.chosen": "valde vilket kartlager som visas först",
    "map_layer.removed": "tog bort ett kartlager",
    "attachment.added": "lade till en fil",
    "attachment.emptied": "tömde en fil som inte behövs längre",
    "attachment.removed": "tog bort en fil",
    "source.declared": "beskrev en källa",
    "round.opened": "öppnade en insamlingsomgång",
    "round.corrected": "rättade hur en fil är läst",
    "round.copied": "tog en ny omgång av samma filer",
    "round.frozen": "frös en insamlingsomgång",
    "round.discarded": "slängde en insamlingsomgång",
    "picture.made": "tog fram en lägesbild",
    "picture.discarded": "slängde en lägesbild",
    "picture.restored": "tog tillbaka en lägesbild",
    "picture.levels_judged": "bedömde nivåer",
    "picture.judged": "markerade en lägesbild som bedömd",
    "picture.reopened": "öppnade en bedömning igen",
    "picture.published": "fastställde en lägesbild",
    "alarm.answered": "svarade på vad en avvikelse beror på",
    "note.written": "skrev en notering från fältet",
    "note.removed": "tog bort en notering från fältet",
    "priorities.chosen": "valde prioriteringar",
    "publication.made": "publicerade en utgåva",
    "publication.given_to_company": "beslutade att lämna ut en utgåva till ett företag",
    "partner.added": "lade till en partner",
    "partner.changed": "ändrade en partner",
    "partner.removed": "tog bort en partner",
    "partner.restored": "tog tillbaka en partner",
    "brand.saved": "ändrade dokumentens utseende",
    "brand.removed": "tog bort dokumentens utseende",
    "brand.taken_back": "tog tillbaka dokumentens förra utseende",
}

DETAILS = {
    "accent": "färg",
    "logo": "logotyp",
    "partner": "partner",
    "accepted": "godtagna",
    "answer": "svar",
    "areas": "områden",
    "changed": "ändrade",
    "digest": "fingeravtryck",
    "dismissed": "avfärdade",
    "edition": "upplaga",
    "figures": "siffror",
    "files": "filer",
    "from": "från",
    "is_demo": "påhittad",
    "kept": "innehållet sparat",
    "kind": "slag",
    "municipality_code": "kommunkod",
    "period": "period",
    "priorities": "prioriteringar",
    "role": "roll",
    "rows": "rader",
    "sha256": "fingeravtryck",
    "size": "storlek",
    "to": "till",
    "user": "användare",
    "version": "version",
}
DIGEST = re.compile(r"[0-9a-f]{32,64}")


@dataclass(frozen=True, kw_only=True)
class MemberRow:
    """One line in the list of members."""

    id: int
    name: str
    email: str
    function_title: str
    role: str
    role_label: str
    is_active: bool
    has_signed_in: bool
    can_be_given_link: bool
    is_self: bool


@dataclass(frozen=True, kw_only=True)
class RoleRow:
    """One role as it is explained."""

    value: str
    label: str
    description: str
    permissions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EventRow:
    """One line in the log of events."""

    sequence: int
    at: datetime
    who: str
    what: str
    verb: str
    target: str
    detail: str
    digest: str


def member_rows(memberships: Iterable[Membership], user_id: int) -> tuple[MemberRow, ...]:
    """Return the list of members as one of them sees it."""
    return tuple(
        MemberRow(
            id=one.pk,
            name=one.user.name,
            email=one.user.email,
            function_title=one.function_title,
            role=one.role,
            role_label=Role(one.role).label,
            is_active=one.is_active and one.user.is_active,
            has_signed_in=one.user.last_login is not None,
            can_be_given_link=one.user_id != user_id and can_be_given_link(one),
            is_self=one.user_id == user_id,
        )
        for one in memberships
    )


def role_rows() -> tuple[RoleRow, ...]:
    """Return all roles with what each may do."""
    return tuple(
        RoleRow(
            value=role.value,
            label=role.label,
            description=role.description,
            permissions=tuple(sorted(permission.label for permission in role.permissions)),
        )
        for role in Role
    )


def event_rows(events: Iterable[AuditEvent], names: Mapping[int, str]) -> tuple[EventRow, ...]:
    """Return events as lines; a verb of an app that has no text here is shown as it is."""
    return tuple(
        EventRow(
            sequence=event.sequence,
            at=event.at,
            who=_who(event, names),
            what=VERBS.get(event.verb, event.verb),
            verb=event.verb,
            target=_thing(event.target),
            detail=", ".join(_detail(event.detail)),
            digest=event.digest[:12],
        )
        for event in events
    )


def _who(event: AuditEvent, names: Mapping[int, str]) -> str:
    if event.verb == "user.sign_in_failed":
        return "Okänd"
    return "Driften" if event.by_id is None else names.get(event.by_id, f"Användare {event.by_id}")


def _detail(detail: Mapping[str, Any]) -> Iterator[str]:
    for name, value in detail.items():
        if value not in ("", None, [], {}):
            yield f"{DETAILS.get(name, name)} {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, str) and value in list(Role):
        return Role(value).label.lower()
    text = str(value)
    return f"{text[:12]}…" if DIGEST.fullmatch(text) else text


def _thing(target: str) -> str:
    """Return a row's name in the trail as people say it: "insamlingsomgång 7"."""
    table, _, key = target.partition(":")
    try:
        return f"{apps.get_model(table)._meta.verbose_name} {key}"
    except (LookupError, ValueError):
        return target
