"""What the pages about members and events show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import Role
from samsyn_web.people.models import Membership, User
from samsyn_web.people.policies import can_be_given_link

VERBS = {
    "organisation.created": _("lade upp organisationen"),
    "member.added": _("lade till en medlem"),
    "member.role_changed": _("ändrade en roll"),
    "member.deactivated": _("avslutade ett medlemskap"),
    "member.reactivated": _("tog upp ett medlemskap igen"),
    "member.link_made": _("gjorde en länk för att välja lösenord"),
    "user.signed_in": _("loggade in"),
    "user.sign_in_failed": _("fel lösenord vid inloggning"),
    "user.password_chosen": _("valde ett nytt lösenord"),
    "job.cancelled": _("avbröt ett arbete"),
    "areas.kept": _("lade in en områdesindelning"),
    "areas.removed": _("tog bort en områdesindelning"),
    "areas.draft_opened": _("började på ett utkast till områden"),
    "areas.draft_changed": _("ändrade ett utkast till områden"),
    "areas.draft_discarded": _("kastade ett utkast till områden"),
    "map_layer.added": _("lade till ett kartlager"),
    "map_layer.chosen": _("valde vilket kartlager som visas först"),
    "map_layer.removed": _("tog bort ett kartlager"),
    "attachment.added": _("lade till en fil"),
    "attachment.emptied": _("tömde en fil som inte behövs längre"),
    "attachment.removed": _("tog bort en fil"),
    "source.declared": _("beskrev en källa"),
    "round.opened": _("öppnade en insamlingsomgång"),
    "round.frozen": _("frös en insamlingsomgång"),
    "round.discarded": _("slängde en insamlingsomgång"),
    "picture.made": _("tog fram en lägesbild"),
    "picture.discarded": _("slängde en lägesbild"),
    "picture.restored": _("tog tillbaka en lägesbild"),
    "picture.levels_judged": _("bedömde nivåer"),
    "picture.judged": _("markerade en lägesbild som bedömd"),
    "picture.reopened": _("öppnade en bedömning igen"),
    "picture.published": _("fastställde en lägesbild"),
    "alarm.answered": _("svarade på vad en avvikelse beror på"),
    "note.written": _("skrev en notering från fältet"),
    "note.removed": _("tog bort en notering från fältet"),
    "priorities.chosen": _("valde prioriteringar"),
    "areas.prioritised": _("beslutade om prioriterade områden för en analysperiod"),
    "publication.made": _("publicerade en utgåva"),
    "publication.given_to_company": _("beslutade att lämna ut en utgåva till ett företag"),
    "public_edition.decided": _("registrerade ett beslut om den publika upplagan"),
    "public_edition.withdrawn": _("återkallade ett beslut om den publika upplagan"),
    "secrecy.decided": _("registrerade ett beslut att lämna ut till en enskild"),
    "partner.added": _("lade till en partner"),
    "partner.changed": _("ändrade en partner"),
    "partner.removed": _("tog bort en partner"),
    "partner.restored": _("tog tillbaka en partner"),
    "brand.saved": _("ändrade dokumentens utseende"),
    "brand.removed": _("tog bort dokumentens utseende"),
    "brand.taken_back": _("tog tillbaka dokumentens förra utseende"),
    "intake.opened": _("lade till en fil att läsa in"),
    "intake.read_again": _("läste om en fil med andra kolumner"),
    "intake.discarded": _("tog bort en fil som inte var inläst"),
    "intake.begun": _("började läsa in en fil"),
    "intake.committed": _("läste in en fil i registret"),
    "intake.given_up": _("avbröt en inläsning"),
    "intake.undone": _("ångrade en inläsning"),
    "annotation.added": _("skrev en anteckning på tidslinjen"),
    "annotation.changed": _("ändrade en anteckning"),
    "annotation.removed": _("tog bort en anteckning"),
    "annotation.restored": _("tog tillbaka en anteckning"),
    "saved_view.saved": _("sparade en vy"),
    "saved_view.changed": _("ändrade en sparad vy"),
    "saved_view.removed": _("tog bort en sparad vy"),
    "saved_view.restored": _("tog tillbaka en sparad vy"),
}

DETAILS = {
    "accent": _("färg"),
    "accepted": _("godtagna"),
    "answer": _("svar"),
    "areas": _("områden"),
    "changed": _("ändrade"),
    "digest": _("fingeravtryck"),
    "dismissed": _("avfärdade"),
    "edition": _("upplaga"),
    "figures": _("siffror"),
    "file": _("fil"),
    "files": _("filer"),
    "from": _("från"),
    "intakes": _("inläsningar"),
    "is_demo": _("påhittad"),
    "kept": _("innehållet sparat"),
    "kind": _("slag"),
    "logo": _("logotyp"),
    "meanings": _("kolumner"),
    "municipality_code": _("kommunkod"),
    "new": _("nya rader"),
    "partner": _("partner"),
    "period": _("period"),
    "priorities": _("prioriteringar"),
    "role": _("roll"),
    "rows": _("rader"),
    "same": _("rader som fanns"),
    "sha256": _("fingeravtryck"),
    "shared": _("delad"),
    "size": _("storlek"),
    "to": _("till"),
    "user": _("användare"),
    "version": _("version"),
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
            what=str(VERBS.get(event.verb, event.verb)),
            verb=event.verb,
            target=_thing(event, names),
            detail=", ".join(_detail(event.detail, names)),
            digest=event.digest[:12],
        )
        for event in events
    )


def people_in(events: Iterable[AuditEvent]) -> set[int]:
    """Return the keys of the users that events tell of: who did it, and whom it was about."""
    keys = {
        key for event in events for key in (event.by_id, event.detail.get("user"), _user_of(event.target))
    }
    return {key for key in keys if isinstance(key, int)}


def _user_of(target: str) -> int | None:
    table, _, key = target.partition(":")
    return int(key) if table == User._meta.label_lower and key.isdecimal() else None


def _who(event: AuditEvent, names: Mapping[int, str]) -> str:
    if event.verb == "user.sign_in_failed":
        return gettext("Okänd")
    if event.by_id is None:
        return gettext("Driften")
    return names.get(event.by_id, gettext("Användare {number}").format(number=event.by_id))


def _detail(detail: Mapping[str, Any], names: Mapping[int, str]) -> Iterator[str]:
    for name, value in detail.items():
        if value not in ("", None, [], {}):
            said = names.get(value) if name == "user" else None
            yield f"{DETAILS.get(name, name)} {said or _value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nej")
    if isinstance(value, str) and value in list(Role):
        return Role(value).label.lower()
    text = str(value)
    return f"{text[:12]}…" if DIGEST.fullmatch(text) else text


def _thing(event: AuditEvent, names: Mapping[int, str]) -> str:
    """Return a row's name in the trail as people say it: "insamlingsomgång 7", "användare Bo Berg"."""
    table, _, key = event.target.partition(":")
    try:
        kind = apps.get_model(table)._meta.verbose_name
    except (LookupError, ValueError):
        return event.target
    name = names.get(_user_of(event.target) or 0)
    return f"{kind} {name or key}"
