"""What the log of events shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils.translation import gettext

from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import Role
from samsyn_web.people.models import User
from samsyn_web.people.presenters.details import DETAILS, FIELDS
from samsyn_web.people.presenters.verbs import VERBS

DIGEST = re.compile(r"[0-9a-f]{32,64}")


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
            if name == "fields":
                said = ", ".join(str(FIELDS.get(one, one)) for one in value)
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
