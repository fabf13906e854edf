"""What areas and map layers may be, and who may change them; `check_…` raises."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from samsyn import guard
from samsyn.errors import BadInput, Refused
from samsyn_web.base import words
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.places.models import NOTE, AreaDraft, AreaVersion, LayerKind, MapLayer, NamedPlace

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class NotAllowed(Refused):
    """The person's role does not carry the permission."""


class InUse(Refused):
    """Something rests on the version."""


def can_work(scope: Scope) -> bool:
    """Whether the person may make and change areas."""
    return scope.can(Permission.WORK_WITH_DATA)


def check_can_work(scope: Scope, row: AreaDraft | AreaVersion | None = None) -> None:
    """Raise unless the person may make areas, and the row is the organisation's own."""
    if not can_work(scope) or (row is not None and row.organisation_id != scope.organisation_id):
        raise NotAllowed(_("Din roll ger inte rätt att ändra områden."))


def check_can_set_layers(scope: Scope, layer: MapLayer | None = None) -> None:
    """Raise unless the person decides over the organisation's map layers."""
    foreign = layer is not None and layer.organisation_id != scope.organisation_id
    if not scope.can(Permission.ADMINISTER) or foreign:
        raise NotAllowed(_("Din roll ger inte rätt att ändra kartlager."))


def check_can_remove(uses: list[tuple[str, int]]) -> None:
    """Raise where something rests on a version."""
    if uses:
        named = ", ".join(f"{count} {what}" for what, count in uses)
        raise InUse(_("Indelningen används (%(uses)s) och kan inte tas bort.") % {"uses": named})


def check_note(note: str) -> None:
    """Raise where a note is too long or points at a person."""
    if len(note) > NOTE:
        raise BadInput(
            _("Anteckningen är %(n)s tecken. Högst %(most)s får plats.") % {"n": len(note), "most": NOTE}
        )
    if why := guard.refusal(note):
        raise BadInput(words.explained(_("Anteckningen"), why))


def check_still_there(areas: list[dict[str, Any]], position: int, key: str) -> None:
    """Raise where somebody else has changed a draft so that another area, or none, stands at a place."""
    if position >= len(areas) or areas[position]["key"] != key:
        raise Refused(_("Någon annan har ändrat utkastet. Gå tillbaka till det och gör om ändringen."))


def check_area(areas: list[dict[str, Any]], position: int | None, key: str) -> None:
    """Raise where another area of the draft has the key already."""
    for place, area in enumerate(areas):
        if place != position and area["key"] == key:
            raise BadInput(
                _("Nyckeln %(key)s används redan av %(name)s. Två områden kan inte ha samma nyckel.")
                % {"key": key, "name": area["name"]}
            )


def origin_of(address: str) -> str:
    """
    Return the origin that a browser asks for a layer's pictures.

    Raises
    ------
    BadInput
        If the address is not https (or http to this very machine), holds a name or password, or is no address.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise BadInput(
            _("Adressen går inte att läsa. Den ska se ut som https://karta.example.se/…")
        ) from None
    if parts.username is not None or parts.password is not None:
        raise BadInput(
            _("Adressen innehåller ett användarnamn eller lösenord. Alla som ser kartan skulle se det.")
        )
    shown = f"[{host}]" if ":" in host else host
    if parts.scheme == "http" and shown not in LOOPBACK:
        raise BadInput(
            _("Adressen ska börja med https://, så att ingen på vägen kan se eller byta ut kartbilderna.")
        )
    if parts.scheme not in ("http", "https") or not host:
        raise BadInput(_("Adressen ska vara hel och börja med https://"))
    if not all(one.isascii() and (one.isalnum() or one in "-._:[]") for one in shown):
        raise BadInput(_("Servernamnet i adressen innehåller tecken som inte får finnas där."))
    return f"{parts.scheme}://{shown}" + (f":{port}" if port else "")


def check_layer(kind: str, address: str, layers: str) -> None:
    """Raise where a layer could not be asked for."""
    origin_of(address)
    if any(one.isspace() or one in "\"'<>\\" for one in address):
        raise BadInput(_("Adressen innehåller mellanslag eller citattecken."))
    if kind == LayerKind.XYZ:
        missing = [
            part for part in ("{z}", "{x}", "{y}") if part not in address and not _upside_down(part, address)
        ]
        if missing:
            raise BadInput(
                _("Adressen saknar %(parts)s. Den ska se ut som %(example)s")
                % {"parts": ", ".join(missing), "example": "https://karta.example.se/rutor/{z}/{x}/{y}.png"}
            )
        if "{s}" in address:
            raise BadInput(
                _(
                    "Byt ut {s} mot ett servernamn: Samsyn släpper bara fram bilder från den server som står här."
                )
            )
    elif "{" in address:
        raise BadInput(_("En WMS-adress har inga klamrar. Välj rutor (XYZ) om den ska ha {z}, {x} och {y}."))
    elif not layers.strip():
        raise BadInput(_("Skriv vilka lager som ska hämtas från WMS-tjänsten, till exempel topowebbkartan."))


def _upside_down(part: str, address: str) -> bool:
    return part == "{y}" and "{-y}" in address


def check_can_set_places(scope: Scope, place: NamedPlace | None = None) -> None:
    """Raise unless the person decides what places reporters choose from, and this one is the organisation's own."""
    foreign = place is not None and place.organisation_id != scope.organisation_id
    if foreign or not scope.can(Permission.SET_UP):
        raise NotAllowed(_("Din roll ger inte rätt att ändra platserna."))


def check_place(name: str, *, taken: bool) -> None:
    """Raise unless a place may be called so."""
    if not name:
        raise BadInput(_("Platsen behöver ett namn."))
    if taken:
        raise BadInput(_("Det finns redan en plats som heter %(name)s.") % {"name": name})
    if len(name) > 120:
        raise BadInput(_("Namnet får ha högst 120 tecken."))
    if why := guard.refusal(name):
        raise BadInput(words.explained(_("Platsens namn"), why))
