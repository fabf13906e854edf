"""What is stored that a person wrote, and about the users: for the data protection officer."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model
from django.utils.translation import gettext_lazy

from samsyn_web.base.scope import Permission, Scope
from samsyn_web.people.models import Membership, User

WHO = gettext_lazy("vem som gjorde det")
FIELD_WORDS = {
    "action": gettext_lazy("åtgärd"),
    "invitation": gettext_lazy("inbjudan"),
    "paper": gettext_lazy("handling"),
    "added_by": gettext_lazy("vem som lade till"),
    "at": gettext_lazy("när det gjordes"),
    "changed_by": gettext_lazy("vem som ändrade"),
    "closed_by": gettext_lazy("vem som avslutade"),
    "created_by": gettext_lazy("vem som lade upp"),
    "decided_by": gettext_lazy("vem som beslutade"),
    "deputy": gettext_lazy("ersättare"),
    "detail_json": gettext_lazy("detaljer, utan namn och fritext"),
    "digest": gettext_lazy("kontrollsumma"),
    "disclosed_by": gettext_lazy("vem som lämnade ut"),
    "ended_by": gettext_lazy("vem som avslutade"),
    "entered_by": gettext_lazy("vem som skrev in"),
    "error": gettext_lazy("vad som gick fel"),
    "coder": gettext_lazy("kodare"),
    "first_coder": gettext_lazy("första kodaren"),
    "first_scorer": gettext_lazy("första bedömaren"),
    "frozen_by": gettext_lazy("vem som frös"),
    "judged_by": gettext_lazy("vem som bedömde"),
    "linked_by": gettext_lazy("vem som länkade"),
    "membership": gettext_lazy("medlemskap"),
    "scorer": gettext_lazy("bedömare"),
    "second_coder": gettext_lazy("andra kodaren"),
    "second_scorer": gettext_lazy("andra bedömaren"),
    "opened_by": gettext_lazy("vem som öppnade"),
    "owner": gettext_lazy("vem som ansvarar"),
    "problem": gettext_lazy("problem"),
    "published_by": gettext_lazy("vem som publicerade"),
    "recorded_by": gettext_lazy("vem som antecknade"),
    "reviewed_by": gettext_lazy("vem som granskade"),
    "started_by": gettext_lazy("vem som började"),
    "user": gettext_lazy("användare"),
    "withdrawn_by": gettext_lazy("vem som tog tillbaka"),
    "written_by": gettext_lazy("vem som skrev"),
}
"""What fields without a name of their own are called; another that says who is called WHO."""
FREE_TEXT, ABOUT_PERSONS = "free_text", ("personal", "sensitive")
DEPTH = 4


@dataclass(frozen=True, kw_only=True)
class StoredText:
    """A text that a person wrote, where it stands."""

    table: str
    table_name: str
    key: str
    field: str
    field_name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class AboutUsers:
    """What one table holds about the users, and how many rows of it are the organisation's."""

    table_name: str
    fields: tuple[str, ...]
    rows: int


def stored_texts(scope: Scope) -> list[StoredText]:
    """Return every text that a person has written in the organisation, of all kinds that declare free text."""
    return list(_texts(scope)) if scope.can(Permission.INSPECT) else []


def _texts(scope: Scope) -> Iterator[StoredText]:
    for model, path, fields in _of_kind(FREE_TEXT):
        rows = model._default_manager.filter(**{path: scope.organisation_id}).order_by("pk")
        for key, *values in rows.values_list("pk", *fields).iterator(chunk_size=1000):
            for field, value in zip(fields, values, strict=True):
                if value:
                    yield StoredText(
                        table=model._meta.label,
                        table_name=str(model._meta.verbose_name),
                        key=str(key),
                        field=field,
                        field_name=_name(model, field),
                        text=str(value),
                    )


def stored_text(scope: Scope, table: str, row: str, field: str) -> StoredText | None:
    """Return one text as it stands now, or none."""
    if not scope.can(Permission.INSPECT):
        return None
    for model, path, fields in _of_kind(FREE_TEXT):
        if model._meta.label == table and field in fields:
            found = model._default_manager.filter(pk=row, **{path: scope.organisation_id})
            text = found.values_list(field, flat=True).first()
            return text and StoredText(
                table=table,
                table_name=str(model._meta.verbose_name),
                key=row,
                field=field,
                field_name=_name(model, field),
                text=str(text),
            )
    return None


def about_users(scope: Scope) -> list[AboutUsers]:
    """Return what each table holds about the users, as the tables declare it."""
    if not scope.can(Permission.INSPECT):
        return []
    found = []
    for model, path, fields in (each for kind in ABOUT_PERSONS for each in _of_kind(kind)):
        found.append(
            AboutUsers(
                table_name=str(model._meta.verbose_name_plural),
                fields=tuple(_name(model, name) for name in fields),
                rows=model._default_manager.filter(**{path: scope.organisation_id}).count(),
            )
        )
    own = [name for name, kind in User.SENSITIVITY.items() if kind in ABOUT_PERSONS]
    users = Membership.objects.filter(organisation_id=scope.organisation_id).values("user").distinct()
    found.append(
        AboutUsers(
            table_name=str(User._meta.verbose_name_plural),
            fields=tuple(_name(User, name) for name in own),
            rows=users.count(),
        )
    )
    return [one for one in found if one.rows]


def _name(model: type[Model], field: str) -> str:
    said = str(getattr(model._meta.get_field(field), "verbose_name", field))
    if said != field.replace("_", " "):
        return said
    return str(FIELD_WORDS.get(field) or (WHO if field.endswith("_by") else said))


@cache
def _declared() -> tuple[tuple[type[Model], str, str, tuple[str, ...]], ...]:
    """Return each table that has something of a kind: model, way to its organisation, kind, and fields."""
    found = []
    for model in apps.get_models():
        sensitivity: dict[str, Any] = getattr(model, "SENSITIVITY", {})
        path = _way_to_organisation(model)
        for kind in (FREE_TEXT, *ABOUT_PERSONS):
            fields = tuple(name for name, value in sensitivity.items() if str(value) == kind)
            hidden = kind == FREE_TEXT and getattr(model, "RESTRICTED", False)  # read by named people only
            if fields and path and not hidden:
                found.append((model, path, kind, fields))
    return tuple(found)


def _of_kind(kind: str) -> list[tuple[type[Model], str, tuple[str, ...]]]:
    """Return each table that declares fields of a kind, with the way to its organisation."""
    return [(model, path, fields) for model, path, each, fields in _declared() if each == kind]


def _way_to_organisation(model: type[Model]) -> str:
    """Return the shortest lookup from a table to the organisation that owns its rows; empty where there is none."""
    waiting: deque[tuple[type[Model], str, int]] = deque([(model, "", 0)])
    while waiting:
        one, prefix, depth = waiting.popleft()
        names = {field.name: field for field in one._meta.get_fields()}
        if "organisation_id" in names or "organisation" in names:
            return f"{prefix}organisation_id"
        if depth == DEPTH:
            continue
        for name, field in names.items():
            if isinstance(field, ForeignKey) and not field.null and field.related_model is not None:
                related = field.related_model
                if isinstance(related, type) and related._meta.model_name != "user":
                    waiting.append((related, f"{prefix}{name}__", depth + 1))
    return ""
